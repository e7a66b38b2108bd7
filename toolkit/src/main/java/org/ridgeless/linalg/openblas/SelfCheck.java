package org.ridgeless.linalg.openblas;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.netlib.util.intW;

/**
 * Problems with known answers, of orders that fit no block, put to a library before its first use: releases of OpenBLAS older than
 * a processor have been wrong on it.
 *
 * <p>The matrix of min(i, j), i, j = 1 … n, is L Lᵀ with the lower triangle L of ones; its eigenvalues are
 * 1 / (4 sin²((2k − 1) π / (4n + 2))), so that the singular values of L are their roots. A circulant matrix has the discrete Fourier transform of
 * its first row as eigenvalues.
 */
final class SelfCheck {
    private static final int[] ORDERS = {33, 61, 150};
    private static final int[][] PRODUCTS = {
        {1, 17, 5},
        {7, 300, 13},
        {35, 61, 150},
        {12, 519, 36},
        {4, 255, 64},
        {148, 301, 165},
        {64, 128, 256},
        {20, 777, 33}
    };
    /** So many entries of a product are compared, from all over it. */
    private static final int ENTRIES = 400;

    private static final double TOLERANCE = 1e-12;

    private final NativeLibrary library;
    private boolean inOrder = true;

    SelfCheck(NativeLibrary library) {
        this.library = library;
    }

    /** What is wrong, in words, or null. */
    String firstError() {
        for (int[] shape : PRODUCTS) {
            for (boolean transposed : new boolean[] {false, true}) {
                if (!product(shape[0], shape[1], shape[2], transposed)) {
                    return "the product of a " + shape[0] + " × " + shape[1] + " and a " + shape[1] + " × " + shape[2]
                            + " matrix";
                }
            }
        }
        for (int n : ORDERS) {
            String wrong = decompositions(n);
            if (wrong != null) {
                return wrong + " of a matrix of order " + n;
            }
        }
        return null;
    }

    /** Known after {@link #firstError}. */
    boolean sumsInOrder() {
        return inOrder;
    }

    /** Compares some entries of C + α A B with their sums. */
    private boolean product(int n, int k, int m, boolean transposed) {
        double alpha = transposed ? 1 : -0.3;
        double[] a = numbers(n * k, 1);
        double[] b = numbers(k * m, 2);
        double[] start = numbers(n * m, 3);
        double[] c = start.clone();
        if (transposed) {
            library.blas().dgemm("T", "N", m, n, k, alpha, transposed(b, k, m), k, a, k, 1, c, m);
        } else {
            library.blas().dgemm("N", "N", m, n, k, alpha, b, m, a, k, 1, c, m);
        }
        int stride = n * m / ENTRIES | 1;
        for (int at = 0; at < n * m; at += stride) {
            double expected = SummationOrder.entry(start[at], alpha, a, b, k, m, at / m, at % m);
            if (!(Math.abs(c[at] - expected) <= TOLERANCE * k)) {
                return false;
            }
            inOrder &= n % 4 != 0 || c[at] == expected;
        }
        return true;
    }

    private String decompositions(int n) {
        double[] minima = filled(n, (i, j) -> 1.0 + Math.min(i, j));
        double[] ones = filled(n, (i, j) -> j <= i ? 1.0 : 0.0);
        double[] eigenvalues = known(n, k -> 0.25 / square(Math.sin((2 * k - 1) * Math.PI / (4 * n + 2))));
        double[] singularValues = known(n, k -> 0.5 / Math.sin((2 * (n + 1 - k) - 1) * Math.PI / (4 * n + 2)));
        Arrays.sort(eigenvalues);
        Arrays.sort(singularValues);
        for (String job : new String[] {"N", "V"}) {
            if (!close(eigenvalues, symmetric(job, minima, n))) {
                return "the eigenvalues";
            }
        }
        double[] descending = singular(ones, n);
        double[] ascending = new double[n];
        Arrays.setAll(ascending, i -> descending[n - 1 - i]);
        if (!close(singularValues, ascending)) {
            return "the singular values";
        }
        if (!factor("U", minima, n) || !factor("L", minima, n)) {
            return "the Cholesky factor";
        }
        return circulant(n) ? null : "the complex eigenvalues";
    }

    /** The factor is the triangle of ones. */
    private boolean factor(String half, double[] minima, int n) {
        double[] factor = minima.clone();
        library.lapack().dpotrf(half, n, factor, n, new intW(0));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double found = half.equals("U") ? factor[i * n + j] : factor[j * n + i];
                if (!(Math.abs(found - 1) <= TOLERANCE * n)) {
                    return false;
                }
            }
        }
        return true;
    }

    private double[] symmetric(String job, double[] matrix, int n) {
        double[] values = new double[n];
        int work = 1 + 6 * n + 2 * n * n;
        int integers = 3 + 5 * n;
        library.lapack()
                .dsyevd(
                        job,
                        "L",
                        n,
                        matrix.clone(),
                        n,
                        values,
                        new double[work],
                        work,
                        new int[integers],
                        integers,
                        new intW(0));
        return values;
    }

    private double[] singular(double[] matrix, int n) {
        double[] values = new double[n];
        double[] left = new double[n * n];
        double[] right = new double[n * n];
        int work = 10 * n * n + 100 * n;
        library.lapack()
                .dgesdd(
                        "S",
                        n,
                        n,
                        matrix.clone(),
                        n,
                        values,
                        left,
                        n,
                        right,
                        n,
                        new double[work],
                        work,
                        new int[8 * n],
                        new intW(0));
        return values;
    }

    /** With the first row 1, 1/2, 1/3, …, compared by the moduli. */
    private boolean circulant(int n) {
        double[] expected = new double[n];
        for (int k = 0; k < n; k++) {
            double real = 0;
            double imaginary = 0;
            for (int j = 0; j < n; j++) {
                double angle = 2 * Math.PI * ((long) j * k % n) / n;
                real += Math.cos(angle) / (j + 1);
                imaginary += Math.sin(angle) / (j + 1);
            }
            expected[k] = Math.hypot(real, imaginary);
        }
        double[] matrix = filled(n, (i, j) -> 1.0 / (1 + Math.floorMod(j - i, n)));
        double[] real = new double[n];
        double[] imaginary = new double[n];
        double[] none = new double[1];
        int work = 40 * n;
        library.lapack()
                .dgeev("N", "N", n, matrix, n, real, imaginary, none, 1, none, 1, new double[work], work, new intW(0));
        double[] moduli = new double[n];
        Arrays.setAll(moduli, i -> Math.hypot(real[i], imaginary[i]));
        Arrays.sort(expected);
        Arrays.sort(moduli);
        return close(expected, moduli);
    }

    /** To within a part of the largest. */
    private static boolean close(double[] expected, double[] found) {
        int n = expected.length;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE * n * expected[n - 1])) {
                return false;
            }
        }
        return true;
    }

    private interface Entry {
        double at(int row, int column);
    }

    private static double[] filled(int n, Entry entry) {
        double[] matrix = new double[n * n];
        Arrays.setAll(matrix, at -> entry.at(at / n, at % n));
        return matrix;
    }

    private static double[] known(int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        Arrays.setAll(values, k -> value.applyAsDouble(k + 1));
        return values;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] transposed(double[] matrix, int rows, int columns) {
        double[] flipped = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                flipped[j * rows + i] = matrix[i * columns + j];
            }
        }
        return flipped;
    }

    /** Between −1 and 1, with all bits of the significand in use: fractional parts of multiples of the golden section. */
    private static double[] numbers(int count, int seed) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> 2 * ((i + 1) * 0.6180339887498949 * (seed + 0.37) % 1) - 1);
        return numbers;
    }
}
