package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** Eigenvalues of a symmetric matrix, ascending, and its orthonormal eigenvectors. */
public final class SymmetricEigen {
    /** Columns that LAPACK reduces at once, at most. */
    private static final int BLOCK = 64;

    private final double[] values;
    private final double[] vectors;

    private SymmetricEigen(double[] values, double[] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * The eigenvalues alone, ascending.
     *
     * @param matrix n² finite numbers, row by row, one triangle of which is read
     * @param n the order, ≥ 1
     * @return n numbers; about 4n³/3 flops; n² numbers besides
     * @throws IllegalArgumentException if there are not n² entries, or one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static double[] values(double[] matrix, int n) {
        return decompose(matrix, n, "N").values;
    }

    /**
     * Eigenvalues and eigenvectors.
     *
     * @param matrix n² finite numbers, row by row, one triangle of which is read
     * @param n the order, ≥ 1
     * @return n values and n² numbers of vectors; O(n³) flops; 2n² numbers besides
     * @throws IllegalArgumentException if there are not n² entries, or one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static SymmetricEigen of(double[] matrix, int n) {
        return decompose(matrix, n, "V");
    }

    private static SymmetricEigen decompose(double[] matrix, int n, String job) {
        if (matrix.length != (long) n * n || n == 0) {
            throw new IllegalArgumentException("an eigenvalue problem needs a square matrix of order " + n + ", got "
                    + matrix.length + " entries");
        }
        requireRoom(n, job);
        Shapes.requireFinite(matrix, n);
        double[] a = matrix.clone();
        double[] w = new double[n];
        intW info = new intW(0);
        double[] work = new double[1];
        int[] counts = new int[1];
        Provider.lapack(n).dsyevd(job, "L", n, a, n, w, work, -1, counts, -1, info);
        // Older releases of LAPACK ask for less than the reduction to a tridiagonal matrix needs to work in blocks.
        int size = Math.max((int) work[0], (BLOCK + 2) * n);
        Provider.lapack(n).dsyevd(job, "L", n, a, n, w, new double[size], size, new int[counts[0]], counts[0], info);
        if (info.val != 0) {
            throw new ArithmeticException(
                    "the eigenvalues of a matrix of order " + n + " did not converge: LAPACK says " + info.val);
        }
        return new SymmetricEigen(w, a);
    }

    private static void requireRoom(int n, String job) {
        double square = (double) n * n;
        if (job.equals("N")) {
            Shapes.requireRoom("Finding the eigenvalues of a matrix of order " + n, square, (BLOCK + 2.0) * n);
        } else {
            Shapes.requireRoom(
                    "Finding the eigenvectors of a matrix of order " + n, square, 2 * square + (BLOCK + 2.0) * n);
        }
    }

    /** The eigenvalues, ascending. */
    public double[] values() {
        return values.clone();
    }

    /** The eigenvectors as the rows of a flat matrix, in the order of the values. */
    public double[] vectors() {
        return vectors.clone();
    }

    /**
     * The unit eigenvector of the i-th smallest eigenvalue.
     *
     * @param i from 0
     * @return n numbers, whose sign is of no meaning
     */
    public double[] vector(int i) {
        int n = values.length;
        return java.util.Arrays.copyOfRange(vectors, i * n, (i + 1) * n);
    }
}
