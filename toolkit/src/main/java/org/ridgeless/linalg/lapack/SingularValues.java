package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** Singular values without vectors, from the matrix itself: forming its Gram matrix would square the condition number. */
public final class SingularValues {
    private SingularValues() {}

    /** The min(n, d) singular values of an n × d matrix, descending. */
    public static double[] of(double[] matrix, int n, int d) {
        Shapes.require(matrix, n, d);
        Shapes.requireFinite(matrix, d);
        int smaller = Math.min(n, d);
        double[] a = matrix.clone();
        double[] values = new double[smaller];
        double[] none = new double[1];
        intW info = new intW(0);
        double[] size = new double[1];
        int[] integers = new int[8 * smaller];
        // LAPACK reads the rows as columns, and a transpose has the same singular values.
        Cholesky.LAPACK.dgesdd("N", d, n, a, d, values, none, 1, none, 1, size, -1, integers, info);
        int work = (int) size[0];
        Cholesky.LAPACK.dgesdd("N", d, n, a, d, values, none, 1, none, 1, new double[work], work, integers, info);
        requireConverged(info, n + " × " + d);
        return values;
    }

    /**
     * The singular values of an upper bidiagonal matrix, descending, each to high relative accuracy (the dqds algorithm:
     * K. V. Fernando and B. N. Parlett, <i>Accurate singular values and differential qd algorithms</i>, Numer. Math. 67
     * (1994) 191–229).
     *
     * @param diagonal its n entries
     * @param superdiagonal its n − 1 entries
     */
    public static double[] ofBidiagonal(double[] diagonal, double[] superdiagonal) {
        int n = diagonal.length;
        if (n == 0 || superdiagonal.length != n - 1) {
            throw new IllegalArgumentException(
                    "a bidiagonal matrix has n diagonal and n − 1 superdiagonal entries, got " + n + " and "
                            + superdiagonal.length);
        }
        double[] values = diagonal.clone();
        double[] beside = java.util.Arrays.copyOf(superdiagonal, n);
        intW info = new intW(0);
        Cholesky.LAPACK.dlasq1(n, values, beside, new double[4 * n], info);
        requireConverged(info, "bidiagonal " + n + " × " + n);
        return values;
    }

    private static void requireConverged(intW info, String shape) {
        if (info.val != 0) {
            throw new ArithmeticException(
                    "the singular values of a " + shape + " matrix did not converge: LAPACK says " + info.val);
        }
    }
}
