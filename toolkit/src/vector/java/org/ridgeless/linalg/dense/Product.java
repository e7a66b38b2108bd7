package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.ROWS;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.STRIP;
import static org.ridgeless.linalg.dense.Tile.WIDEST;
import static org.ridgeless.linalg.dense.Tile.WIDEST_OF_ONE_ROW;

import jdk.incubator.vector.DoubleVector;

/**
 * A product of matrices cut into blocks that stay in the nearest caches: sums in stretches of at most {@value #DEEPEST} terms,
 * columns of B in panels of a tile's width, rows of A in strips. Strips and panels are copies in the order in which the tiles read
 * them, but for products of very few rows. How an entry of C is summed depends on k alone.
 */
final class Product {
    private static final int DEEPEST = 128;
    /** With so many terms, a quarter of a cache of half a megabyte. */
    private static final int MOST_ROWS = 128;

    private final Tile tile = new Tile();
    private final double[] panel = new double[DEEPEST * WIDEST_OF_ONE_ROW * LANES];
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
    private boolean symmetric;

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
        symmetric = false;
        return this;
    }

    /** Lets entries above the diagonal keep any value, since the caller knows them from those below. */
    Product lowerHalf() {
        symmetric = true;
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
        int start = aOffset;
        for (int row = 0; row < n; row += MOST_ROWS) {
            aOffset = start + row * rowStride;
            rows(row, Math.min(MOST_ROWS, n - row), c, cOffset + row * m);
        }
    }

    private void rows(int firstRow, int n, double[] c, int cOffset) {
        int width = symmetric ? Math.min(m, firstRow + n) : m;
        int blocks = (k + DEEPEST - 1) / DEEPEST;
        int depth = (k + blocks - 1) / blocks;
        boolean copies = n >= ROWS;
        int widest = copies ? WIDEST : WIDEST_OF_ONE_ROW;
        for (int p = 0; p < k; p += depth) {
            tile.inner = Math.min(depth, k - p);
            if (copies) {
                packLeft(n, p);
            }
            int vectors = m / LANES;
            for (int done = 0; done < width; ) {
                // The last columns, when they are no whole vector, share one with columns that are done.
                int v = Math.max(1, Math.min(vectors, widest));
                int column = Math.min(done, m - LANES);
                boolean sets = p == 0 && !adds;
                tile.ends(alpha, sets ? 0 : done - column, rectified && p + depth >= k);
                int base = base(sets, column, c, cOffset);
                if (copies) {
                    int above = symmetric ? Math.max(0, column - firstRow) / STRIP * STRIP : 0;
                    tile.strips(v, above, n, packRight(v, p, column), cOffset + column, base);
                } else {
                    oneByOne(v, n, p, column, cOffset + column, base);
                }
                done = column + v * LANES;
                vectors -= v;
            }
        }
    }

    /** Row by row, with no copy but that of a transposed B. */
    private void oneByOne(int v, int n, int p, int column, int c, int base) {
        tile.left = a;
        tile.innerStride = innerStride;
        int from = aOffset + p * innerStride;
        if (transposed) {
            tile.rightStride = v * LANES;
            tile.rows(v, n, rowStride, from, packRight(v, p, column), c, base);
        } else {
            tile.right = b;
            tile.rightStride = m;
            tile.rows(v, n, rowStride, from, bOffset + p * m + column, c, base);
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

    /** Copies some terms of A into strips of {@link Tile#STRIP} rows, in which the entries of a term stand together. */
    private void packLeft(int n, int p) {
        int inner = tile.inner;
        int size = (n + STRIP - 1) / STRIP * STRIP * inner;
        if (strips.length < size) {
            strips = new double[size];
        }
        for (int i = 0; i < n; i += STRIP) {
            int rows = Math.min(STRIP, n - i);
            int from = aOffset + p * innerStride + i * rowStride;
            if (innerStride == 1) {
                transposition.copy(rows, inner, a, from, rowStride, strips, i * inner, STRIP);
            } else {
                copy(inner, rows, a, from, innerStride, strips, i * inner);
            }
        }
        tile.left = strips;
    }

    private static void copy(int terms, int rows, double[] from, int start, int stride, double[] to, int toStart) {
        if (rows < STRIP) {
            for (int term = 0; term < terms; term++) {
                System.arraycopy(from, start + term * stride, to, toStart + term * STRIP, rows);
            }
            return;
        }
        for (int lane = 0; lane < STRIP; lane += LANES) {
            int at = start + lane;
            for (int term = 0; term < terms; term++) {
                DoubleVector.fromArray(SPECIES, from, at).intoArray(to, toStart + lane + term * STRIP);
                at += stride;
            }
        }
    }

    /** Makes a panel of B ready; returns where it starts. */
    private int packRight(int v, int p, int column) {
        int width = v * LANES;
        int inner = tile.inner;
        if (!transposed && width == m) {
            tile.right = b;
            return bOffset + p * m;
        }
        tile.right = panel;
        if (transposed) {
            transposition.copy(width, inner, b, bOffset + column * k + p, k, panel, 0, width);
            return 0;
        }
        for (int lane = 0; lane < width; lane += LANES) {
            int at = bOffset + p * m + column + lane;
            for (int term = 0; term < inner; term++) {
                DoubleVector.fromArray(SPECIES, b, at).intoArray(panel, lane + term * width);
                at += m;
            }
        }
        return 0;
    }
}
