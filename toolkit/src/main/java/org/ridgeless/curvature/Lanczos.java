package org.ridgeless.curvature;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The Lanczos process for a symmetric operator with full reorthogonalization: Ritz values that approach the extreme
 * eigenvalues, and the quadrature weights of the start vector.
 *
 * <p><b>Cost</b> k products and O(k² p) for the reorthogonalization, k p numbers of memory.
 *
 * <p><b>Reference</b> G. Golub, G. Meurant, <i>Matrices, Moments and Quadrature with Applications</i>, 2010, Chapter 4.
 */
public final class Lanczos {
    private final double[] values;
    private final double[] weights;

    private Lanczos(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
    }

    /** So many steps from a random Gaussian start. Ends early where the Krylov space is exhausted. */
    public static Lanczos of(CurvatureOperator operator, int order, int steps, Seeds seeds) {
        if (order < 1 || steps < 1) {
            throw new IllegalArgumentException("order and steps must be positive, got " + order + " and " + steps);
        }
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("lanczos").stream());
        double[] start = new double[order];
        Arrays.setAll(start, i -> normal.sample());
        return run(operator, start, Math.min(steps, order));
    }

    private static Lanczos run(CurvatureOperator operator, double[] start, int steps) {
        double[][] basis = new double[steps][];
        double[] diagonal = new double[steps];
        double[] beside = new double[steps];
        basis[0] = scaled(start, 1 / Math.sqrt(dot(start, start)));
        int size = 0;
        double scale = 0;
        while (size < steps && !Thread.currentThread().isInterrupted()) {
            double[] next = new double[start.length];
            operator.apply(basis[size], next);
            diagonal[size] = dot(basis[size], next);
            // Twice is enough (Kahan and Parlett): one pass leaves what cancellation brought in.
            orthogonalize(next, basis, size + 1);
            orthogonalize(next, basis, size + 1);
            beside[size] = Math.sqrt(dot(next, next));
            scale = Math.max(scale, Math.abs(diagonal[size]) + beside[size]);
            size++;
            if (size < steps && beside[size - 1] <= 1e-13 * scale) {
                break;
            }
            if (size < steps) {
                basis[size] = scaled(next, 1 / beside[size - 1]);
            }
        }
        return ritz(diagonal, beside, size);
    }

    private static Lanczos ritz(double[] diagonal, double[] beside, int size) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = diagonal[i];
            if (i + 1 < size) {
                matrix[i * size + i + 1] = beside[i];
                matrix[(i + 1) * size + i] = beside[i];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix, size);
        double[] weights = new double[size];
        Arrays.setAll(weights, i -> eigen.vector(i)[0] * eigen.vector(i)[0]);
        return new Lanczos(eigen.values(), weights);
    }

    /** The Ritz values, ascending; the outermost ones approach the extreme eigenvalues first. */
    public double[] values() {
        return values.clone();
    }

    /** The share of the start vector at each Ritz value; they sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    /** The largest Ritz value. */
    public double largest() {
        return values[values.length - 1];
    }

    private static void orthogonalize(double[] vector, double[][] basis, int count) {
        for (int k = 0; k < count; k++) {
            double part = dot(vector, basis[k]);
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= part * basis[k][i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] scaled(double[] vector, double factor) {
        return Arrays.stream(vector).map(v -> v * factor).toArray();
    }
}
