package org.ridgeless.landscape.polynomials;

/**
 * The zeros of a system that continuation found.
 *
 * @param points one distinct zero a row, as (re, im) pairs
 * @param paths how many paths were followed
 * @param residual the largest residual, relative to the size of the terms of its equation
 * @param attempts how many passes with ever smaller steps it took until no two paths met
 */
public record Zeros(double[][] points, int paths, double residual, int attempts) {
    private static final double REAL = 1e-8;

    /** The number of distinct zeros. */
    public int count() {
        return points.length;
    }

    /** The number of real zeros. */
    public int real() {
        int count = 0;
        for (double[] z : points) {
            double size = 1;
            double imaginary = 0;
            for (int j = 0; j < z.length; j += 2) {
                size = Math.max(size, Math.abs(z[j]));
                imaginary = Math.max(imaginary, Math.abs(z[j + 1]));
            }
            count += imaginary <= REAL * size ? 1 : 0;
        }
        return count;
    }
}
