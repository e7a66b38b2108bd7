package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** Singular values without vectors, from the matrix itself: forming its Gram matrix would square the condition number. */
public final class SingularValues {
    /** Numbers to work with for each row and column, when LAPACK works in blocks. */
    private static final double WORK = 64;

    private SingularValues() {}

    /**
     * The min(n, d) singular values of an n × d matrix, descending.
     *
     * @param matrix n × d, row by row; finite
     * @param n rows, ≥ 1
     * @param d columns, ≥ 1
     * @return min(n, d) numbers; O(n d min(n, d)) flops; n d numbers besides
     * @throws IllegalArgumentException if there are not n d entries, or one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static double[] of(double[] matrix, int n, int d) {
        Shapes.require(matrix, n, d);
        Shapes.requireRoom(
                "Finding the singular values of a " + n + " × " + d + " matrix", (double) n * d, WORK * (n + d));
        Shapes.requireFinite(matrix, d);
        int longer = Math.max(n, d);
        int smaller = Math.min(n, d);
        if (smaller == 1) {
            double norm = 0;
            for (double entry : matrix) {
                norm = Math.hypot(norm, entry);
            }
            return new double[] {norm};
        }
        // LAPACK reads columns: a wide matrix lies in memory as its tall transpose, which has the same singular values.
        if (Provider.isNative(smaller)) {
            return divideAndConquer(matrix.clone(), d, n);
        }
        double[] a = n <= d ? matrix.clone() : transposed(matrix, n, d);
        double[] diagonal = new double[smaller];
        double[] superdiagonal = new double[smaller];
        intW info = new intW(0);
        int work = 32 * (longer + smaller);
        Provider.lapack(smaller)
                .dgebrd(
                        longer,
                        smaller,
                        a,
                        longer,
                        diagonal,
                        superdiagonal,
                        new double[smaller],
                        new double[smaller],
                        new double[work],
                        work,
                        info);
        return ofBidiagonal(diagonal, java.util.Arrays.copyOf(superdiagonal, smaller - 1));
    }

    /** By the driver, which scales its matrix and reduces one with many more rows than columns to a triangle first. */
    private static double[] divideAndConquer(double[] a, int rows, int columns) {
        int smaller = Math.min(rows, columns);
        double[] values = new double[smaller];
        double[] none = new double[1];
        double[] size = new double[1];
        int[] integers = new int[8 * smaller];
        intW info = new intW(0);
        Provider.lapack(smaller)
                .dgesdd("N", rows, columns, a, rows, values, none, 1, none, 1, size, -1, integers, info);
        int work = (int) size[0];
        Provider.lapack(smaller)
                .dgesdd("N", rows, columns, a, rows, values, none, 1, none, 1, new double[work], work, integers, info);
        if (info.val != 0) {
            throw new ArithmeticException("the singular values of a " + columns + " × " + rows
                    + " matrix did not converge: LAPACK says " + info.val);
        }
        return values;
    }

    private static double[] transposed(double[] matrix, int n, int d) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                transposed[j * n + i] = matrix[i * d + j];
            }
        }
        return transposed;
    }

    /**
     * The singular values of an upper bidiagonal matrix, descending, each to high relative accuracy (the dqds algorithm:
     * K. V. Fernando and B. N. Parlett, <i>Accurate singular values and differential qd algorithms</i>, Numer. Math. 67
     * (1994) 191–229).
     *
     * @param diagonal its n entries
     * @param superdiagonal its n − 1 entries
     * @return n numbers
     * @throws IllegalArgumentException if the numbers of entries do not fit, or one is not finite
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static double[] ofBidiagonal(double[] diagonal, double[] superdiagonal) {
        int n = diagonal.length;
        if (n == 0 || superdiagonal.length != n - 1) {
            throw new IllegalArgumentException(
                    "a bidiagonal matrix has n diagonal and n − 1 superdiagonal entries, got " + n + " and "
                            + superdiagonal.length);
        }
        Shapes.requireFiniteBand(diagonal, superdiagonal);
        double[] values = diagonal.clone();
        double[] beside = java.util.Arrays.copyOf(superdiagonal, n);
        intW info = new intW(0);
        Provider.alone(n, lapack -> lapack.dlasq1(n, values, beside, new double[4 * n], info));
        if (info.val != 0) {
            throw new ArithmeticException("the singular values of a bidiagonal matrix of order " + n
                    + " did not converge: LAPACK says " + info.val);
        }
        return values;
    }
}
