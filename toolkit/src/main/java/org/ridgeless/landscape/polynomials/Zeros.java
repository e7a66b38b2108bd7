package org.ridgeless.landscape.polynomials;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;

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
        double ordinary = ordinary();
        for (double[] z : points) {
            double size = ordinary;
            double imaginary = 0;
            for (int j = 0; j < z.length; j += 2) {
                size = Math.max(size, Math.abs(z[j]));
                imaginary = Math.max(imaginary, Math.abs(z[j + 1]));
            }
            count += imaginary <= REAL * size ? 1 : 0;
        }
        return count;
    }

    /** The geometric mean of the sizes of all zeros but 0: next to it an imaginary part is or is not 0. */
    private double ordinary() {
        return Math.exp(Arrays.stream(points)
                .mapToDouble(Vectors::norm)
                .filter(size -> size > 0)
                .map(Math::log)
                .average()
                .orElse(0));
    }
}
