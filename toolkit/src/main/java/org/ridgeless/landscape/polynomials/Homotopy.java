package org.ridgeless.landscape.polynomials;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * All zeros of a polynomial system by continuation from \( z_i^k = 1 \):
 * \( H(z, t) = (1-t)\, g\, (z_i^k - 1) + t\, F_i(z) \), with g a random complex number of modulus one, so that for almost every g no
 * two paths meet before t = 1.
 *
 * <p>Each path is predicted by its tangent and corrected by Newton's method; the step grows while the corrector needs little
 * and is halved where it does not contract. Where two paths end at one zero, one of them jumped: everything is followed again
 * with a corrector four times as strict. A path that reaches t = 1 is refined to rounding.
 *
 * <p><i>Cost:</i> \( k^N \) paths of about a hundred Newton steps. <i>Reference:</i> A. Sommese and C. Wampler, <i>The Numerical
 * Solution of Systems of Polynomials</i> (2005), Sections 2.3 and 8.4.
 */
public final class Homotopy {
    private static final double FIRST_TOLERANCE = 1e-3;
    private static final double SMALLEST_STEP = 1e-10;
    private static final int ATTEMPTS = 6;
    private static final double SAME = 1e-7;

    private final PolynomialSystem system;
    private final double gammaRe;
    private final double gammaIm;
    private final Tracker tracker;

    private Homotopy(PolynomialSystem system, double angle) {
        this.system = system;
        this.gammaRe = Math.cos(angle);
        this.gammaIm = Math.sin(angle);
        this.tracker = new Tracker(system, gammaRe, gammaIm);
    }

    /**
     * A homotopy to the system; the angle of g between 0 and 2π should be random.
     *
     * @param system N equations of degree k
     * @param angle of g, in radians
     * @return the homotopy
     */
    public static Homotopy to(PolynomialSystem system, double angle) {
        return new Homotopy(system, angle);
    }

    /**
     * Follows all paths. Zeros that no path reached are missing from the result, never made up.
     *
     * @return the zeros, with their residual
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public Zeros solve() {
        List<double[]> best = List.of();
        double tolerance = FIRST_TOLERANCE;
        int attempt = 0;
        while (attempt < ATTEMPTS && best.size() < system.bezout()) {
            List<double[]> found = follow(tolerance);
            best = found.size() > best.size() ? found : best;
            tolerance /= 4;
            attempt++;
        }
        double residual = best.stream().mapToDouble(tracker::residual).max().orElse(0);
        double[][] points = best.stream()
                .map(z -> Vectors.scale(z, system.unit()))
                .toArray(double[][]::new);
        return new Zeros(points, system.bezout(), residual, attempt);
    }

    private List<double[]> follow(double tolerance) {
        List<double[]> distinct = new ArrayList<>();
        for (int path = 0; path < system.bezout(); path++) {
            Interruption.poll();
            double[] z = start(path);
            if (tracker.follow(z, tolerance, SMALLEST_STEP) && isNew(z, distinct)) {
                distinct.add(z);
            }
        }
        return distinct;
    }

    /** The start point whose i-th coordinate is the root of unity given by the i-th digit of the path in base k. */
    private double[] start(int path) {
        double[] z = new double[2 * system.unknowns()];
        int rest = path;
        for (int i = 0; i < system.unknowns(); i++) {
            double angle = 2 * Math.PI * (rest % system.degree()) / system.degree();
            z[2 * i] = Math.cos(angle);
            z[2 * i + 1] = Math.sin(angle);
            rest /= system.degree();
        }
        return z;
    }

    private static boolean isNew(double[] z, List<double[]> known) {
        for (double[] other : known) {
            double distance = 0;
            double size = 1;
            for (int i = 0; i < z.length; i++) {
                distance = Math.max(distance, Math.abs(z[i] - other[i]));
                size = Math.max(size, Math.abs(z[i]));
            }
            if (distance <= SAME * size) {
                return false;
            }
        }
        return true;
    }
}
