package org.ridgeless.curvature.lanczos;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The largest eigenvalue of a symmetric operator by Lanczos' method with full reorthogonalization, from a fixed random start. It
 * stops when the residual |β s| is a millionth of the eigenvalue, whose error is of the order of the square of that, or as small
 * as rounding allows next to the largest curvature of either sign (B. Parlett, <i>The Symmetric Eigenvalue Problem</i>, Section
 * 13.2). A Ritz value is a lower bound only, so that one which has not settled is not returned.
 */
final class TopEigenvalue {
    private static final int MOST = 600;
    /** So many steps are looked at one by one; then each look would cost more than the steps between. */
    private static final int CLOSE = 60;

    private static final double TOLERANCE = 1e-6;
    private static final double ROUNDING = 1e-13;

    /** Adds A v to an array of zeros. */
    interface Operator {
        void apply(double[] v, double[] into);
    }

    private TopEigenvalue() {}

    /**
     * The eigenvalue, or NaN if the operator gives what is not finite.
     *
     * @throws ArithmeticException if it does not settle, with the last Ritz value and its residual
     */
    static double of(int n, Operator operator) {
        return of(n, operator, Math.min(MOST, fitting(n)));
    }

    /** As {@link #of(int, Operator)} with at most so many steps. */
    static double of(int n, Operator operator, int steps) {
        int most = Math.min(n, steps);
        double[][] basis = new double[most][];
        double[] diagonal = new double[most];
        double[] offDiagonal = new double[most];
        double[] v = start(n);
        int look = 0;
        double top = 0;
        double residual = 0;
        for (int k = 0; k < most; k++) {
            Interruption.poll();
            basis[k] = v;
            double[] next = new double[n];
            operator.apply(v, next);
            diagonal[k] = dot(v, next);
            // After a run has diverged the curvature is not a number, and no eigenvalue routine accepts that.
            if (!Double.isFinite(diagonal[k]) || !Double.isFinite(dot(next, next))) {
                return Double.NaN;
            }
            orthogonalize(next, basis, k + 1);
            offDiagonal[k] = Math.sqrt(dot(next, next));
            if (k == look || k + 1 == most || offDiagonal[k] == 0) {
                SymmetricEigen ritz = SymmetricEigen.of(tridiagonal(diagonal, offDiagonal, k + 1), k + 1);
                double[] values = ritz.values();
                top = values[k];
                residual = offDiagonal[k] * Math.abs(ritz.vector(k)[k]);
                double largest = Math.max(Math.abs(values[0]), Math.abs(top));
                if (residual <= Math.max(TOLERANCE * Math.abs(top), ROUNDING * largest)) {
                    return top;
                }
                look = k < CLOSE ? k + 1 : k + k / 6;
            }
            for (int i = 0; i < n; i++) {
                next[i] /= offDiagonal[k];
            }
            v = next;
        }
        // After n steps the basis is complete, and what remains is rounding.
        if (most == n) {
            return top;
        }
        throw new ArithmeticException("the largest eigenvalue of an operator of order " + n + " did not settle in "
                + most
                + " Lanczos steps: it is at least " + top + ", with a residual of " + residual + "; accepted is "
                + TOLERANCE + " of the value");
    }

    /** How many vectors of a basis take a quarter of the memory. */
    private static int fitting(int n) {
        return (int) Math.max(CLOSE, Math.min(MOST, Runtime.getRuntime().maxMemory() / 4 / Double.BYTES / n));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] start(int n) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(0).child("lanczos").stream());
        double[] v = normal.samples(n).toArray();
        double norm = Math.sqrt(dot(v, v));
        return Arrays.stream(v).map(x -> x / norm).toArray();
    }

    /** Twice is enough (Kahan and Parlett). */
    private static void orthogonalize(double[] v, double[][] basis, int count) {
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < count; k++) {
                double along = dot(v, basis[k]);
                for (int i = 0; i < v.length; i++) {
                    v[i] -= along * basis[k][i];
                }
            }
        }
    }

    private static double[] tridiagonal(double[] diagonal, double[] offDiagonal, int size) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = diagonal[i];
            if (i + 1 < size) {
                matrix[i * size + i + 1] = offDiagonal[i];
                matrix[(i + 1) * size + i] = offDiagonal[i];
            }
        }
        return matrix;
    }
}
