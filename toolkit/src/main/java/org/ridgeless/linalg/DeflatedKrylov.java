package org.ridgeless.linalg;

import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** Krylov spaces orthogonal to known eigenvectors, grown until their largest Ritz pairs settle. */
final class DeflatedKrylov {
    /** Of the residual, in units of the largest modulus: the eigenvalue is then good to the square of it over the gap. */
    static final double TOLERANCE = 1e-8;

    /** Of tan²φ in units of the dimension. */
    private static final double RARE = 1e12;

    private static final int MOST = 600;
    private static final int CLOSE = 40;

    private DeflatedKrylov() {}

    /**
     * The space whose largest Ritz pairs have settled.
     *
     * @param wanted how many, or as many as there are
     * @param scale of the operator, as far as it is known
     * @param floor nothing up to it is of interest: where it is certain that no eigenvalue is above it, none need settle
     */
    static Krylov settle(
            SymmetricOperator operator, double[][] known, int wanted, double scale, double floor, Seeds seeds) {
        int n = operator.order();
        int most = Math.min(n - known.length, fitting(n));
        double[] start =
                Probes.without(known, Probes.normal(seeds.stream()).samples(n).toArray());
        LinearOperator rest = (v, into) -> {
            double[] image = Probes.without(known, operator.times(Probes.without(known, v)));
            Vectors.addScaled(into, 1, image);
        };
        Krylov space = new Krylov(rest, start, most);
        int look = Math.min(wanted + 1, most);
        double worst = Double.NaN;
        while (space.size() < most) {
            if (!space.step()) {
                throw new ArithmeticException("a product with the " + operator + " is not finite");
            }
            if (space.isExhausted() || space.size() == n - known.length) {
                return space;
            }
            if (space.size() >= look) {
                worst = worst(space, wanted, scale);
                if (worst <= TOLERANCE || nothingAbove(space, floor)) {
                    return space;
                }
                look = Math.min(most, space.size() < CLOSE ? look + 2 : look + look / 6);
            }
        }
        throw new ArithmeticException("the " + wanted + " largest eigenvalues of the " + operator
                + " did not settle in " + most + " Lanczos steps: the residual is " + worst
                + " of the largest modulus, wanted is " + TOLERANCE);
    }

    /** The largest residual of the wanted Ritz pairs, relative to the largest modulus. */
    private static double worst(Krylov space, int wanted, double known) {
        int k = space.size();
        if (k < wanted) {
            return Double.POSITIVE_INFINITY;
        }
        SymmetricEigen ritz = space.ritz();
        double[] values = ritz.values();
        double scale = Math.max(known, Math.max(Math.abs(values[0]), Math.abs(values[k - 1])));
        double worst = 0;
        for (int i = 0; i < wanted; i++) {
            worst = Math.max(worst, space.rest() * Math.abs(ritz.vector(k - 1 - i)[k - 1]) / scale);
        }
        return worst;
    }

    /**
     * Whether an eigenvalue above the floor would have shown: it differs from the largest Ritz value of k steps by at most
     * \((\lambda-\lambda_{\min})\tan^2\varphi\,/\,T_{k-1}(1+2\gamma)^2\) with γ its distance to the others in units of their spread (Kaniel, Paige
     * and Saad; Parlett, Theorem 12.4.1), and in p dimensions tan²φ of a random start is above 10¹²p once in a million times.
     */
    private static boolean nothingAbove(Krylov space, double floor) {
        int k = space.size();
        SymmetricEigen ritz = space.ritz();
        double top = ritz.values()[k - 1] + space.rest() * Math.abs(ritz.vector(k - 1)[k - 1]);
        double bottom = ritz.values()[0] - space.rest() * Math.abs(ritz.vector(0)[k - 1]);
        if (!(top < floor)) {
            return false;
        }
        double gap = (floor - top) / (top - bottom);
        double growth = (k - 1) * Math.log(1 + 2 * gap + 2 * Math.sqrt(gap * (1 + gap))) - Math.log(2);
        return 2 * growth >= Math.log(RARE * space.order() * (1 + 1 / gap));
    }

    private static int fitting(int n) {
        return (int) Math.max(CLOSE, Math.min(MOST, Runtime.getRuntime().maxMemory() / 4 / Double.BYTES / n));
    }
}
