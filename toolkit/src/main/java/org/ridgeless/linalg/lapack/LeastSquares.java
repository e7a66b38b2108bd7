package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** Least squares through the singular value decomposition, so that rank-deficient problems have an answer too. */
public final class LeastSquares {
    /** Singular values below this part of the largest count as zero, times the larger dimension. */
    private static final double EPSILON = Math.ulp(1.0);

    private LeastSquares() {}

    /**
     * The vector of smallest norm among those that minimize ‖A x − b‖, for an n × d matrix A.
     *
     * @param matrix A, n × d, row by row; finite
     * @param n rows
     * @param d columns
     * @param b n finite numbers
     * @return d numbers; singular values below max(n, d) · 2⁻⁵² of the largest count as 0
     * @throws IllegalArgumentException if there are not n right-hand sides or n d entries, one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static double[] minimumNorm(double[] matrix, int n, int d, double[] b) {
        Shapes.require(matrix, n, d);
        double square = Math.pow(Math.min(n, d), 2);
        Shapes.requireRoom(
                "Least squares with a " + n + " × " + d + " matrix", (double) n * d, square + 64.0 * (n + d));
        Shapes.requireFinite(matrix, d);
        if (b.length != n) {
            throw new IllegalArgumentException(
                    "a system of " + n + " equations needs as many right-hand sides, got " + b.length);
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(b[i])) {
                throw new IllegalArgumentException("right-hand sides are finite, got " + b[i] + " in row " + i);
            }
        }
        double[] a = columnMajor(matrix, n, d);
        int longer = Math.max(n, d);
        double[] x = java.util.Arrays.copyOf(b, longer);
        double[] values = new double[Math.min(n, d)];
        intW rank = new intW(0);
        intW info = new intW(0);
        double[] size = new double[1];
        int levels = 2 + (int) (Math.log(longer) / Math.log(2));
        int[] integers = new int[3 * values.length * levels + 11 * values.length + 1];
        double cut = longer * EPSILON;
        Provider.lapack(values.length).dgelsd(n, d, 1, a, n, x, longer, values, cut, rank, size, -1, integers, info);
        int work = (int) size[0] + integers.length;
        Provider.lapack(values.length)
                .dgelsd(n, d, 1, a, n, x, longer, values, cut, rank, new double[work], work, integers, info);
        if (info.val != 0) {
            throw new ArithmeticException(
                    "least squares with a " + n + " × " + d + " matrix did not converge: LAPACK says " + info.val);
        }
        return java.util.Arrays.copyOf(x, d);
    }

    private static double[] columnMajor(double[] matrix, int n, int d) {
        double[] columns = new double[matrix.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                columns[j * n + i] = matrix[i * d + j];
            }
        }
        return columns;
    }
}
