package org.ridgeless.linalg.lapack;

import java.util.Arrays;
import java.util.Comparator;
import org.netlib.util.intW;

/** The complex eigenvalues of a real square matrix, by falling modulus, conjugate pairs together. */
public final class GeneralEigenvalues {
    private final double[] real;
    private final double[] imaginary;

    private GeneralEigenvalues(double[] real, double[] imaginary) {
        this.real = real;
        this.imaginary = imaginary;
    }

    /**
     * The eigenvalues of a flat row-major n × n matrix.
     *
     * @param matrix n² finite numbers, row by row
     * @param n the order, ≥ 1
     * @return the eigenvalues; O(n³) flops; n² numbers besides
     * @throws IllegalArgumentException if there are not n² entries, or one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static GeneralEigenvalues of(double[] matrix, int n) {
        Shapes.require(matrix, n, n);
        Shapes.requireRoom("Finding the complex eigenvalues of a matrix of order " + n, (double) n * n, 64.0 * n);
        Shapes.requireFinite(matrix, n);
        double[] a = matrix.clone();
        double[] real = new double[n];
        double[] imaginary = new double[n];
        double[] none = new double[1];
        double[] size = new double[1];
        intW info = new intW(0);
        // A transpose has the same eigenvalues, so that the order of storage does not matter.
        Provider.alone(n, lapack -> {
            lapack.dgeev("N", "N", n, a, n, real, imaginary, none, 1, none, 1, size, -1, info);
            int work = (int) size[0];
            lapack.dgeev("N", "N", n, a, n, real, imaginary, none, 1, none, 1, new double[work], work, info);
        });
        if (info.val != 0) {
            throw new ArithmeticException(
                    "the eigenvalues of a matrix of order " + n + " did not converge: LAPACK says " + info.val);
        }
        return sorted(real, imaginary);
    }

    /** The real parts. */
    public double[] real() {
        return real.clone();
    }

    /** The imaginary parts, in the same order. */
    public double[] imaginary() {
        return imaginary.clone();
    }

    /** The largest modulus. */
    public double spectralRadius() {
        return Math.hypot(real[0], imaginary[0]);
    }

    private static GeneralEigenvalues sorted(double[] real, double[] imaginary) {
        Integer[] order = new Integer[real.length];
        Arrays.setAll(order, i -> i);
        Comparator<Integer> byModulus = Comparator.comparingDouble(i -> -Math.hypot(real[i], imaginary[i]));
        Arrays.sort(order, byModulus);
        return new GeneralEigenvalues(
                Arrays.stream(order).mapToDouble(i -> real[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> imaginary[i]).toArray());
    }
}
