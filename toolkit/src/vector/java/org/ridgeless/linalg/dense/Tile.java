package org.ridgeless.linalg.dense;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * One matrix product cut into tiles: C (+)= α A B with A addressed through two strides, so that the same tiles serve A and
 * Aᵀ. A tile computes some rows times one to three vectors of columns, with every partial sum in a register. The object is
 * used again for every product, so that none allocates.
 */
final class Tile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** What happens to the entries of C. */
    enum Store {
        /** C = α A B. */
        SET,
        /** C = max(α A B, 0). */
        RECTIFY,
        /** C += α A B. */
        ADD
    }

    double[] a;
    double[] b;
    double[] c;
    int rowStride;
    int innerStride;
    int inner;
    int width;
    private Store store;
    private double alpha;
    /** The factor of each lane of a tile; 0 where it overlaps columns that are done, so as to add nothing. */
    private final double[] factors = new double[LANES];

    /** The left factor: entry (i, p) of A stands at i · rowStride + p · innerStride. */
    Tile left(double[] array, int strideOfRows, int strideOfSum, int length) {
        a = array;
        rowStride = strideOfRows;
        innerStride = strideOfSum;
        inner = length;
        return this;
    }

    /** The right factor and the result, both with rows of the given width. */
    Tile right(double[] array, int columns, double[] result) {
        b = array;
        width = columns;
        c = result;
        return this;
    }

    Tile store(double factor, Store how) {
        alpha = factor;
        store = how;
        return this;
    }

    DoubleVector factor() {
        return DoubleVector.fromArray(SPECIES, factors, 0);
    }

    static void put(DoubleVector sum, DoubleVector alpha, Tile t, int at) {
        if (t.store == Store.ADD) {
            sum.fma(alpha, DoubleVector.fromArray(SPECIES, t.c, at)).intoArray(t.c, at);
        } else if (t.store == Store.RECTIFY) {
            sum.mul(alpha).lanewise(VectorOperators.MAX, 0.0).intoArray(t.c, at);
        } else {
            sum.mul(alpha).intoArray(t.c, at);
        }
    }

    /** All rows of C, column panel by column panel, so that a panel of B stays in the nearest cache. */
    void run(int rows, int aOffset, int bOffset, int cOffset) {
        Arrays.fill(factors, alpha);
        int vectors = width / LANES;
        int column = 0;
        while (vectors > 4 || vectors == 3) {
            panel(3, rows, aOffset, bOffset + column, cOffset + column);
            column += 3 * LANES;
            vectors -= 3;
        }
        for (; vectors > 1; vectors -= 2) {
            panel(2, rows, aOffset, bOffset + column, cOffset + column);
            column += 2 * LANES;
        }
        if (vectors == 1) {
            panel(1, rows, aOffset, bOffset + column, cOffset + column);
            column += LANES;
        }
        if (column < width) {
            lastPanel(rows, aOffset, bOffset, cOffset, column);
        }
    }

    /** The columns beyond a multiple of the vector length, in a vector that ends with the row. */
    private void lastPanel(int rows, int aOffset, int bOffset, int cOffset, int done) {
        int column = width - LANES;
        if (store == Store.ADD) {
            Arrays.fill(factors, 0, done - column, 0);
        }
        panel(1, rows, aOffset, bOffset + column, cOffset + column);
    }

    private void panel(int vectors, int rows, int aOffset, int b0, int c0) {
        int i = 0;
        for (; i + 7 < rows; i += 8) {
            eight(vectors, aOffset + i * rowStride, b0, c0 + i * width);
        }
        if (i + 3 < rows) {
            four(vectors, aOffset + i * rowStride, b0, c0 + i * width);
            i += 4;
        }
        for (; i < rows; i++) {
            one(vectors, aOffset + i * rowStride, b0, c0 + i * width);
        }
    }

    private void eight(int vectors, int a0, int b0, int c0) {
        if (vectors == 3) {
            EightRows.three(this, a0, b0, c0);
        } else if (vectors == 2) {
            EightRows.two(this, a0, b0, c0);
        } else {
            EightRows.one(this, a0, b0, c0);
        }
    }

    private void four(int vectors, int a0, int b0, int c0) {
        if (vectors == 3) {
            FourRows.three(this, a0, b0, c0);
        } else if (vectors == 2) {
            FourRows.two(this, a0, b0, c0);
        } else {
            FourRows.one(this, a0, b0, c0);
        }
    }

    private void one(int vectors, int a0, int b0, int c0) {
        if (vectors == 3) {
            OneRow.three(this, a0, b0, c0);
        } else if (vectors == 2) {
            OneRow.two(this, a0, b0, c0);
        } else {
            OneRow.one(this, a0, b0, c0);
        }
    }
}
