package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.WIDEST;

/**
 * A product of matrices cut into blocks that stay in the nearest caches: sums in stretches of at most {@value #DEEPEST} terms,
 * columns of B in panels of a tile's width. Blocks are copied into one piece where that pays, since rows that lie a power of two
 * apart evict one another. How an entry of C is summed depends on k alone.
 */
final class Product {
    private static final int DEEPEST = 128;
    /** From so many rows on the copies of B cost less than they save. */
    private static final int ROWS_TO_PACK = 32;
    /** From so many columns on, and rows of A so far apart, copies of a transposed A do. */
    private static final int COLUMNS_TO_PACK = 96;

    private final Tile tile = new Tile();
    private final double[] panel = new double[DEEPEST * WIDEST * LANES];
    private final Transposition transposition = new Transposition();
    private double[] strips = {};

    private double[] a;
    private int aOffset;
    private int rowStride;
    private int innerStride;
    private int k;
    private double[] b;
    private int bOffset;
    private int m;
    private boolean transposed;

    private double alpha;
    private double[] bias;
    private int biasOffset;
    private boolean adds;
    private boolean rectified;

    /** A: entry (i, p) at offset + i · rowStride + p · innerStride, p below k; one of the strides is 1. */
    Product left(double[] array, int offset, int strideOfRows, int strideOfTerms, int terms) {
        a = array;
        aOffset = offset;
        rowStride = strideOfRows;
        innerStride = strideOfTerms;
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

    /** C = α A B + 1 biasᵀ, where a null bias is zero, or the positive part of it. */
    void set(int n, double factor, double[] row, int rowOffset, boolean positivePart, double[] c, int cOffset) {
        alpha = factor;
        bias = row;
        biasOffset = rowOffset;
        rectified = positivePart;
        adds = false;
        run(n, c, cOffset);
    }

    /** C += α A B. */
    void add(int n, double factor, double[] c, int cOffset) {
        alpha = factor;
        adds = true;
        rectified = false;
        run(n, c, cOffset);
    }

    private void run(int n, double[] c, int cOffset) {
        tile.result = c;
        tile.width = m;
        int blocks = (k + DEEPEST - 1) / DEEPEST;
        int depth = (k + blocks - 1) / blocks;
        boolean strip = rowStride == 1 && innerStride >= COLUMNS_TO_PACK && m >= COLUMNS_TO_PACK && k >= ROWS_TO_PACK;
        for (int p = 0; p < k; p += depth) {
            tile.inner = Math.min(depth, k - p);
            if (strip) {
                packLeft(n, p);
            } else {
                tile.left = a;
                tile.rowStride = rowStride;
                tile.innerStride = innerStride;
            }
            int vectors = m / LANES;
            for (int done = 0; done < m; ) {
                // The last columns, when they are no whole vector, share one with columns that are done.
                int v = Math.max(1, Math.min(vectors, WIDEST));
                int column = Math.min(done, m - LANES);
                boolean sets = p == 0 && !adds;
                tile.ends(alpha, sets ? 0 : done - column, rectified && p + depth >= k);
                int base = base(sets, column, c, cOffset);
                int start = packRight(n, v, p, column);
                if (strip) {
                    for (int i = 0; i < n; i += LANES) {
                        int shift = i * m;
                        tile.run(
                                v,
                                Math.min(LANES, n - i),
                                i * tile.inner,
                                start,
                                cOffset + column + shift,
                                sets ? base : base + shift);
                    }
                } else {
                    tile.run(v, n, aOffset + p * innerStride, start, cOffset + column, base);
                }
                done = column + v * LANES;
                vectors -= v;
            }
        }
    }

    /** What the sums of a panel are added to; returns where it starts. */
    private int base(boolean sets, int column, double[] c, int cOffset) {
        if (!sets) {
            tile.addsTo(c, m);
            return cOffset + column;
        }
        if (bias != null) {
            tile.addsTo(bias, 0);
            return biasOffset + column;
        }
        tile.addsToZero();
        return 0;
    }

    /** Copies some terms of a transposed A into strips of as many rows as a vector has lanes. */
    private void packLeft(int n, int p) {
        int inner = tile.inner;
        int padded = (n + LANES - 1) / LANES * LANES;
        if (strips.length < padded * DEEPEST) {
            strips = new double[padded * DEEPEST];
        }
        for (int i = 0; i < n; i += LANES) {
            copy(
                    inner,
                    Math.min(LANES, n - i),
                    a,
                    aOffset + p * innerStride + i,
                    innerStride,
                    strips,
                    i * inner,
                    LANES);
        }
        tile.left = strips;
        tile.rowStride = 1;
        tile.innerStride = LANES;
    }

    /** Makes the columns and terms of B ready that a panel needs; returns where they start. */
    private int packRight(int n, int v, int p, int column) {
        int width = v * LANES;
        if (!transposed && (n < ROWS_TO_PACK || m <= WIDEST * LANES)) {
            tile.right = b;
            tile.rightStride = m;
            return bOffset + p * m + column;
        }
        tile.right = panel;
        tile.rightStride = width;
        if (transposed) {
            transposition.copy(width, tile.inner, b, bOffset + column * k + p, k, panel, 0, width);
        } else {
            copy(tile.inner, width, b, bOffset + p * m + column, m, panel, 0, width);
        }
        return 0;
    }

    private static void copy(
            int rows, int columns, double[] from, int start, int stride, double[] to, int toStart, int toStride) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, start + i * stride, to, toStart + i * toStride, columns);
        }
    }
}
