package org.ridgeless.curvature.lanczos;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The largest eigenvalue of a symmetric operator by Lanczos' method with full reorthogonalization, from a fixed random start;
 * it stops when the residual |β s| is a millionth of the eigenvalue,
 * whose error is of the order of the square of that (B. Parlett, <i>The Symmetric Eigenvalue Problem</i>, Section
 * 13.2).
 */
final class TopEigenvalue {
    private static final int MOST = 60;
    private static final double TOLERANCE = 1e-6;

    /** Adds A v to an array of zeros. */
    interface Operator {
        void apply(double[] v, double[] into);
    }

    private TopEigenvalue() {}

    static double of(int n, Operator operator) {
        int most = Math.min(n, MOST);
        double[][] basis = new double[most][];
        double[] diagonal = new double[most];
        double[] offDiagonal = new double[most];
        double[] v = start(n);
        double top = 0;
        for (int k = 0; k < most; k++) {
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
            SymmetricEigen ritz = SymmetricEigen.of(tridiagonal(diagonal, offDiagonal, k + 1), k + 1);
            int best = largest(ritz.values());
            top = ritz.values()[best];
            double residual = offDiagonal[k] * Math.abs(ritz.vector(best)[k]);
            if (residual <= TOLERANCE * Math.abs(top) || offDiagonal[k] == 0) {
                return top;
            }
            for (int i = 0; i < n; i++) {
                next[i] /= offDiagonal[k];
            }
            v = next;
        }
        return top;
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

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
