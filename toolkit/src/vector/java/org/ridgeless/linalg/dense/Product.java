package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.WIDEST;

/**
 * A product of matrices cut into blocks that stay in the nearest cache: columns of B in panels of a tile's width, sums in
 * stretches of at most {@value #DEEPEST} terms. Each block of B is copied into one piece where that pays, since rows that lie a
 * power of two apart evict one another. How an entry of C is summed depends on k alone.
 */
final class Product {
    private static final int DEEPEST = 128;
    /** From so many rows on the copies of B cost less than they save. */
    private static final int ROWS_TO_PACK = 32;

    private final Tile tile = new Tile();
    private final double[] panel = new double[DEEPEST * WIDEST * LANES];
    private final Transposition transposition = new Transposition();

    private int aOffset;
    private int k;
    private double[] b;
    private int bOffset;
    private int m;
    private boolean transposed;

    /** A: entry (i, p) at offset + i · rowStride + p · innerStride, p below k. */
    Product left(double[] array, int offset, int rowStride, int innerStride, int terms) {
        tile.left = array;
        tile.rowStride = rowStride;
        tile.innerStride = innerStride;
        aOffset = offset;
        k = terms;
        return this;
    }

    /** B: k × m, or the transpose of an m × k matrix; m is no less than the number of lanes. */
    Product right(double[] array, int offset, int columns, boolean isTransposed) {
        b = array;
        bOffset = offset;
        m = columns;
        transposed = isTransposed;
        return this;
    }

    /** C = max(α A B + 1 biasᵀ, lowest), where a null bias is zero. */
    void set(int n, double alpha, double[] bias, int biasOffset, double lowest, double[] c, int cOffset) {
        run(n, alpha, bias, biasOffset, false, lowest, c, cOffset);
    }

    /** C += α A B. */
    void add(int n, double alpha, double[] c, int cOffset) {
        run(n, alpha, null, 0, true, Double.NEGATIVE_INFINITY, c, cOffset);
    }

    private void run(
            int n,
            double alpha,
            double[] bias,
            int biasOffset,
            boolean adds,
            double lowest,
            double[] c,
            int cOffset) {
        tile.result = c;
        tile.width = m;
        int blocks = (k + DEEPEST - 1) / DEEPEST;
        int depth = (k + blocks - 1) / blocks;
        int vectors = m / LANES;
        int done = 0;
        while (done < m) {
            // The last columns, when they are no whole vector, share one with columns that are done.
            int v = Math.max(1, Math.min(vectors, WIDEST));
            int column = Math.min(done, m - LANES);
            int repeated = done - column;
            for (int p = 0; p < k; p += depth) {
                tile.inner = Math.min(depth, k - p);
                int d = cOffset + column;
                if (p > 0 || adds) {
                    tile.addsTo(c, m);
                } else if (bias != null) {
                    tile.addsTo(bias, 0);
                    d = biasOffset + column;
                } else {
                    tile.addsToZero();
                    d = 0;
                }
                tile.ends(alpha, adds ? repeated : 0, p + depth >= k ? lowest : Double.NEGATIVE_INFINITY);
                int start = right(n, v, p, column);
                tile.run(v, n, aOffset + p * tile.innerStride, start, cOffset + column, d);
            }
            done = column + v * LANES;
            vectors -= v;
        }
    }

    /** Makes the columns and terms of B ready that a panel needs and returns where they start. */
    private int right(int n, int v, int p, int column) {
        if (transposed) {
            tile.right = panel;
            tile.rightStride = v * LANES;
            transposition.copy(v * LANES, tile.inner, b, bOffset + column * k + p, k, panel, 0, v * LANES);
            return 0;
        }
        if (n < ROWS_TO_PACK || m <= WIDEST * LANES) {
            tile.right = b;
            tile.rightStride = m;
            return bOffset + p * m + column;
        }
        tile.right = panel;
        tile.rightStride = v * LANES;
        for (int q = 0; q < tile.inner; q++) {
            System.arraycopy(b, bOffset + (p + q) * m + column, panel, q * v * LANES, v * LANES);
        }
        return 0;
    }
}
