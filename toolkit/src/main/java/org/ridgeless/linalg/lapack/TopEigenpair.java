package org.ridgeless.linalg.lapack;

import java.util.Arrays;

/**
 * The largest eigenvalue of a symmetric matrix and its vector, by Lanczos iteration with full reorthogonalization: O(n²) for
 * each step, and a few dozen steps where the eigenvalue stands apart.
 *
 * @param value the eigenvalue
 * @param vector its unit eigenvector
 * @param residual \(\|Av-\lambda v\|\)
 */
public record TopEigenpair(double value, double[] vector, double residual) {
    private static final int STRIDE = 10;
    private static final int MOST_STEPS = 400;

    /**
     * Finds the pair for an n × n matrix, to a residual of 10⁻⁵ relative to the eigenvalue.
     *
     * @param start any vector that is not orthogonal to the wanted one
     * @throws ArithmeticException when the iteration does not settle, with its residual
     */
    public static TopEigenpair of(double[] matrix, int n, double[] start) {
        double[][] basis = new double[Math.min(MOST_STEPS, n) + 1][];
        basis[0] = scaled(start, 1 / norm(start));
        double[] diagonal = new double[basis.length];
        double[] side = new double[basis.length];
        double residual = Double.NaN;
        for (int k = 0; k < basis.length - 1; k++) {
            double[] next = new double[n];
            Products.BLAS.dgemv("T", n, n, 1, matrix, n, basis[k], 1, 0, next, 1);
            diagonal[k] = dot(next, basis[k]);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j <= k; j++) {
                    Products.BLAS.daxpy(n, -dot(next, basis[j]), basis[j], 1, next, 1);
                }
            }
            side[k] = norm(next);
            boolean last = k == basis.length - 2 || side[k] < 1e-13 * Math.abs(diagonal[0]);
            if ((k + 1) % STRIDE == 0 || last) {
                SymmetricEigen small = projected(diagonal, side, k + 1);
                double[] coefficients = small.vector(k);
                double value = small.values()[k];
                residual = Math.abs(side[k] * coefficients[k]);
                if (residual <= 1e-5 * Math.abs(value) || side[k] < 1e-13 * Math.abs(diagonal[0])) {
                    return new TopEigenpair(value, combined(basis, coefficients, n), residual);
                }
            }
            basis[k + 1] = scaled(next, 1 / side[k]);
        }
        throw new ArithmeticException("the largest eigenvalue of a matrix of order " + n
                + " did not converge: residual " + residual + " after " + (basis.length - 1) + " Lanczos steps");
    }

    private static SymmetricEigen projected(double[] diagonal, double[] side, int k) {
        double[] t = new double[k * k];
        for (int i = 0; i < k; i++) {
            t[i * k + i] = diagonal[i];
            if (i > 0) {
                t[i * k + i - 1] = side[i - 1];
                t[(i - 1) * k + i] = side[i - 1];
            }
        }
        return SymmetricEigen.of(t, k);
    }

    private static double[] combined(double[][] basis, double[] coefficients, int n) {
        double[] vector = new double[n];
        for (int j = 0; j < coefficients.length; j++) {
            Products.BLAS.daxpy(n, coefficients[j], basis[j], 1, vector, 1);
        }
        return scaled(vector, 1 / norm(vector));
    }

    private static double dot(double[] a, double[] b) {
        return Products.BLAS.ddot(a.length, a, 1, b, 1);
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] scaled(double[] a, double factor) {
        return Arrays.stream(a).map(v -> v * factor).toArray();
    }
}
