package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.ROWS;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.STRIP;
import static org.ridgeless.linalg.dense.Tile.WIDEST;
import static org.ridgeless.linalg.dense.Tile.WIDEST_OF_ONE_ROW;

import jdk.incubator.vector.DoubleVector;
import org.ridgeless.linalg.openblas.SummationOrder;

/**
 * A product of matrices cut into blocks that stay in the nearest caches: sums in stretches of at most 128 or 256 terms,
 * columns of B in panels of a tile's width, rows of A in strips. Strips and panels are copies in the order in which the tiles read
 * them, but for products of very few rows. How an entry of C is summed depends on k alone.
 */
final class Product {
    /** Whether sums are those of {@link SummationOrder}; with vectors of eight lanes a panel of so many terms is too large for the cache. */
    static final boolean IN_ORDER = LANES <= 4;

    private static final int DEEPEST = IN_ORDER ? SummationOrder.DEEPEST : 128;
    /** With so many terms, a quarter of a cache of half a megabyte. */
    private static final int MOST_ROWS = 128;
    /** Columns of B that are copied at once, panel beside panel, so that its rows are read in long pieces. */
    private static final int MOST_COLUMNS = Math.max(64, WIDEST_OF_ONE_ROW * LANES);
    /** From this length of rows on a matrix is copied row by row: entries that stand below each other evict one another. */
    private static final int LONG_ROW = 256;

    private final Tile tile = new Tile();
    private final double[] panels = new double[DEEPEST * MOST_COLUMNS];
    private final Transposition transposition = new Transposition();
    private double[] strips = {};
    private int rightStart;

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
        boolean copies = n >= ROWS;
        int widest = copies ? WIDEST : WIDEST_OF_ONE_ROW;
        for (int p = 0; p < k; p += tile.inner) {
            tile.inner = stretch(k - p);
            if (copies) {
                packLeft(n, p);
            }
            int vectors = m / LANES;
            for (int done = 0; done < width; ) {
                // The last columns, when they are no whole vector, share one with columns that are done.
                int v = Math.max(1, Math.min(vectors, widest));
                int column = Math.min(done, m - LANES);
                boolean sets = p == 0 && !adds;
                tile.ends(alpha, sets ? 0 : done - column, rectified && p + tile.inner >= k);
                if (copies) {
                    int count = Math.max(1, Math.min(MOST_COLUMNS, width - column) / (v * LANES));
                    packRight(count, v, p, column);
                    for (int i = 0; i < count; i++) {
                        panel(i, v, n, firstRow, column + i * v * LANES, sets, c, cOffset);
                    }
                    done = column + count * v * LANES;
                    vectors -= count * v;
                } else {
                    oneByOne(v, n, p, column, sets, c, cOffset);
                    done = column + v * LANES;
                    vectors -= v;
                }
            }
        }
    }

    /** How many terms are summed before the next when so many are left. */
    private static int stretch(int left) {
        if (IN_ORDER) {
            return SummationOrder.stretch(left);
        }
        int blocks = (left + DEEPEST - 1) / DEEPEST;
        return (left + blocks - 1) / blocks;
    }

    /** The columns of one of the panels that are ready. */
    private void panel(int i, int v, int n, int firstRow, int column, boolean sets, double[] c, int cOffset) {
        int above = symmetric ? Math.max(0, column - firstRow) / STRIP * STRIP : 0;
        int panel = rightStart + i * v * LANES * tile.inner;
        tile.strips(v, above, n, panel, cOffset + column, base(sets, column, c, cOffset));
    }

    /** Row by row, with no copy but that of a transposed B. */
    private void oneByOne(int v, int n, int p, int column, boolean sets, double[] c, int cOffset) {
        int base = base(sets, column, c, cOffset);
        tile.left = a;
        tile.innerStride = innerStride;
        int from = aOffset + p * innerStride;
        if (transposed) {
            packRight(1, v, p, column);
            tile.rightStride = v * LANES;
            tile.rows(v, n, rowStride, from, rightStart, cOffset + column, base);
        } else {
            tile.right = b;
            tile.rightStride = m;
            tile.rows(v, n, rowStride, from, bOffset + p * m + column, cOffset + column, base);
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
        tile.left = strips;
        if (innerStride != 1) {
            copyRows(inner, n, a, aOffset + p * innerStride, innerStride, strips, STRIP);
            return;
        }
        for (int i = 0; i < n; i += STRIP) {
            int from = aOffset + p + i * rowStride;
            transposition.copy(Math.min(STRIP, n - i), inner, a, from, rowStride, strips, i * inner, STRIP);
        }
    }

    /** Makes some panels of B ready, one after the other from {@link #rightStart} on. */
    private void packRight(int count, int v, int p, int column) {
        int width = v * LANES;
        int inner = tile.inner;
        rightStart = 0;
        if (!transposed && width == m) {
            tile.right = b;
            rightStart = bOffset + p * m;
            return;
        }
        tile.right = panels;
        if (!transposed) {
            copyRows(inner, count * width, b, bOffset + p * m + column, m, panels, width);
            return;
        }
        for (int i = 0; i < count; i++) {
            int from = bOffset + (column + i * width) * k + p;
            transposition.copy(width, inner, b, from, k, panels, i * width * inner, width);
        }
    }

    /** Copies some columns of rows into panels of the given width, one after the other; the last panel may be narrower. */
    private static void copyRows(int rows, int columns, double[] from, int start, int stride, double[] to, int width) {
        int whole = columns / width * width;
        if (stride < LONG_ROW) {
            copyColumnwise(rows, whole, from, start, stride, to, width);
        } else {
            copyRowwise(rows, whole, from, start, stride, to, width);
        }
        if (whole < columns) {
            for (int row = 0; row < rows; row++) {
                int at = start + row * stride + whole;
                System.arraycopy(from, at, to, whole * rows + row * width, columns - whole);
            }
        }
    }

    private static void copyColumnwise(
            int rows, int columns, double[] from, int start, int stride, double[] to, int width) {
        for (int panel = 0; panel < columns; panel += width) {
            for (int lane = 0; lane < width; lane += LANES) {
                int at = start + panel + lane;
                int into = panel * rows + lane;
                for (int row = 0; row < rows; row++) {
                    DoubleVector.fromArray(SPECIES, from, at).intoArray(to, into + row * width);
                    at += stride;
                }
            }
        }
    }

    private static void copyRowwise(
            int rows, int columns, double[] from, int start, int stride, double[] to, int width) {
        for (int row = 0; row < rows; row++) {
            int at = start + row * stride;
            int into = row * width;
            for (int panel = 0; panel < columns; panel += width) {
                for (int lane = 0; lane < width; lane += LANES) {
                    DoubleVector.fromArray(SPECIES, from, at + panel + lane).intoArray(to, into + lane);
                }
                into += width * rows;
            }
        }
    }
}
