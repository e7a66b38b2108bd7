package org.ridgeless.linalg.dense;

import java.util.Arrays;
import org.ridgeless.linalg.openblas.OpenBlas;

/**
 * Sends large products to {@link OpenBlas} and leaves everything else to other kernels.
 *
 * <p>An entry that the library computes depends on the rows beside it, unless the number of rows is a multiple of {@value #UNIT}: then
 * it is summed in a fixed order, as its self-check has seen. So the rows beyond such a multiple are computed with rows of
 * zeros below them. Where the other kernels sum in the same order, it does not matter which of the two computes a row, and the number of
 * rows may decide; where they do not, only the shape of the right factor may.
 */
final class LargeProducts implements DenseKernels {
    /** Rows that OpenBLAS works on at once. */
    private static final int UNIT = 4;
    /** Entries of the right factor, and rows, from which a call gains more than it costs. */
    private static final int LARGE = 128 * 128;

    private static final int LONG = 64;
    private static final int ROWS = 16;
    /** Multiplications of a sum over rows, likewise. */
    private static final long MANY = 1_000_000;

    private final DenseKernels others;
    private double[] lastRows = {};
    private double[] lastResults = {};

    LargeProducts(DenseKernels others) {
        this.others = others;
    }

    @Override
    public DenseKernels forOneThread() {
        return new LargeProducts(others.forOneThread());
    }

    @Override
    public String name() {
        return others.name();
    }

    @Override
    public boolean sumsInOrder() {
        return others.sumsInOrder();
    }

    /** Kernels with long vectors are as fast as the library. */
    private boolean gains() {
        return others.sumsInOrder() || others == DenseKernels.plain();
    }

    private boolean isLarge(int n, int k, int m) {
        boolean large = Math.min(k, m) >= LONG && (long) k * m >= LARGE && gains();
        return large && (n >= ROWS || !others.sumsInOrder()) && OpenBlas.works() && OpenBlas.sumsInOrder();
    }

    @Override
    public void multiply(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] bias,
            int biasOffset,
            boolean rectified,
            double[] c,
            int cOffset) {
        if (!isLarge(n, k, m)) {
            others.multiply(n, k, m, alpha, a, aOffset, b, bOffset, bias, biasOffset, rectified, c, cOffset);
            return;
        }
        if (bias != null) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(bias, biasOffset, c, cOffset + i * m, m);
            }
        }
        rows("N", n, k, m, alpha, a, aOffset, b, bOffset, bias == null ? 0 : 1, c, cOffset);
        if (rectified) {
            for (int i = cOffset; i < cOffset + n * m; i++) {
                c[i] = Math.max(c[i], 0);
            }
        }
    }

    @Override
    public void multiplyAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset) {
        if (isLarge(n, k, m)) {
            rows("N", n, k, m, alpha, a, aOffset, b, bOffset, 1, c, cOffset);
        } else {
            others.multiplyAdd(n, k, m, alpha, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    @Override
    public void multiplyByTransposed(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            boolean adds,
            double[] c,
            int cOffset) {
        if (isLarge(n, k, m)) {
            rows("T", n, k, m, alpha, a, aOffset, b, bOffset, adds ? 1 : 0, c, cOffset);
        } else {
            others.multiplyByTransposed(n, k, m, alpha, a, aOffset, b, bOffset, adds, c, cOffset);
        }
    }

    /** C = α A op(B) + β C; the library counts by columns, where Cᵀ = α op(B)ᵀ Aᵀ + β Cᵀ. */
    private void rows(
            String op,
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double beta,
            double[] c,
            int cOffset) {
        int width = op.equals("N") ? m : k;
        int rest = n % UNIT;
        int whole = n - rest;
        if (whole > 0) {
            OpenBlas.blas().dgemm(op, "N", m, whole, k, alpha, b, bOffset, width, a, aOffset, k, beta, c, cOffset, m);
        }
        if (rest > 0) {
            int from = cOffset + whole * m;
            padded(rest, k, m, a, aOffset + whole * k, c, from);
            OpenBlas.blas()
                    .dgemm(op, "N", m, UNIT, k, alpha, b, bOffset, width, lastRows, 0, k, beta, lastResults, 0, m);
            System.arraycopy(lastResults, 0, c, from, rest * m);
        }
    }

    private void padded(int rest, int k, int m, double[] a, int aFrom, double[] c, int cFrom) {
        if (lastRows.length < UNIT * k) {
            lastRows = new double[UNIT * k];
        }
        if (lastResults.length < UNIT * m) {
            lastResults = new double[UNIT * m];
        }
        System.arraycopy(a, aFrom, lastRows, 0, rest * k);
        Arrays.fill(lastRows, rest * k, UNIT * k, 0);
        System.arraycopy(c, cFrom, lastResults, 0, rest * m);
        Arrays.fill(lastResults, rest * m, UNIT * m, 0);
    }

    @Override
    public void multiplyTransposedAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset) {
        boolean large = Math.min(n, Math.min(k, m)) >= LONG && (long) n * k * m >= MANY && gains();
        if (large && OpenBlas.works()) {
            OpenBlas.blas().dgemm("N", "T", m, k, n, alpha, b, bOffset, m, a, aOffset, k, 1, c, cOffset, m);
        } else {
            others.multiplyTransposedAdd(n, k, m, alpha, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    @Override
    public void gram(int n, int k, double[] a, int aOffset, boolean adds, double[] c, int cOffset) {
        others.gram(n, k, a, aOffset, adds, c, cOffset);
    }

    @Override
    public void transpose(int rows, int columns, double[] a, int aOffset, double[] b, int bOffset) {
        others.transpose(rows, columns, a, aOffset, b, bOffset);
    }

    @Override
    public void addRowSums(int n, int m, double alpha, double[] a, int aOffset, double[] y, int yOffset) {
        others.addRowSums(n, m, alpha, a, aOffset, y, yOffset);
    }

    @Override
    public void gate(int n, double slope, double[] gate, double[] a, double[] c) {
        others.gate(n, slope, gate, a, c);
    }

    @Override
    public void exp(int n, double[] x, double[] y) {
        others.exp(n, x, y);
    }

    @Override
    public void tanh(int n, double[] x, double[] y) {
        others.tanh(n, x, y);
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return others.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        others.axpy(n, alpha, x, xOffset, y, yOffset);
    }
}
