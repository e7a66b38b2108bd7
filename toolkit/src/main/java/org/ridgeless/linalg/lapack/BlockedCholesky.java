package org.ridgeless.linalg.lapack;

import org.ridgeless.linalg.dense.DenseKernels;

/**
 * The factorization A = Rᵀ R with an upper triangular R by blocks of rows, almost all of it in products of matrices. The part that
 * is not factored yet is kept in one piece that shrinks.
 *
 * <p><i>Reference:</i> G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed. (2013), section 4.2.6.
 */
final class BlockedCholesky {
    /** The smallest order for which blocks pay. */
    static final int SMALLEST = 128;

    private static final int BLOCK = 48;

    private BlockedCholesky() {}

    /**
     * Replaces the upper triangle of a symmetric matrix by R, row by row; what is below it is left alone.
     *
     * @return 0, or the number of the leading minor that is not positive
     */
    static int factor(double[] a, int n) {
        DenseKernels kernels = DenseKernels.best();
        double[] rest = a.clone();
        double[] next = new double[n * n];
        double[] panel = new double[BLOCK * n];
        int size = n;
        for (int done = 0; done < n; ) {
            int rows = Math.min(BLOCK, size);
            int failed = rows(rest, size, rows, kernels);
            if (failed > 0) {
                return done + failed;
            }
            int left = size - rows;
            for (int i = 0; i < rows; i++) {
                System.arraycopy(rest, i * size + i, a, (done + i) * n + done + i, size - i);
                System.arraycopy(rest, i * size + rows, panel, i * left, left);
            }
            for (int i = 0; i < left; i++) {
                System.arraycopy(rest, (rows + i) * size + rows, next, i * left, left);
            }
            if (left > 0) {
                kernels.multiplyTransposedAdd(rows, left, left, -1, panel, 0, panel, 0, next, 0);
            }
            double[] spare = rest;
            rest = next;
            next = spare;
            done += rows;
            size = left;
        }
        return 0;
    }

    /** Factors the first rows of a matrix of the given order. */
    private static int rows(double[] a, int order, int rows, DenseKernels kernels) {
        for (int k = 0; k < rows; k++) {
            int start = k * order + k;
            double square = a[start];
            if (!(square > 0)) {
                return k + 1;
            }
            double pivot = Math.sqrt(square);
            for (int j = start; j < (k + 1) * order; j++) {
                a[j] /= pivot;
            }
            a[start] = pivot;
            for (int i = k + 1; i < rows; i++) {
                kernels.axpy(order - i, -a[k * order + i], a, k * order + i, a, i * order + i);
            }
        }
        return 0;
    }
}
