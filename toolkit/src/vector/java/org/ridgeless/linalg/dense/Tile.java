package org.ridgeless.linalg.dense;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One matrix product cut into tiles: C (+)= α A B with A addressed through two strides, so that the same tiles serve A and
 * Aᵀ. A tile computes some rows times one to three vectors of columns, with every partial sum in a register. The object is
 * used again for every product, so that none allocates.
 */
final class Tile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    double[] a;
    double[] b;
    double[] c;
    int rowStride;
    int innerStride;
    int inner;
    int width;
    /** Whether C is added to; otherwise it is set, to no less than the floor. */
    private boolean adds;

    private double alpha;
    private double lowest;
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

    /** C = max(α A B, lowest). */
    Tile sets(double factor, double lowestValue) {
        alpha = factor;
        lowest = lowestValue;
        adds = false;
        return this;
    }

    /** C += α A B. */
    Tile adds(double factor) {
        alpha = factor;
        adds = true;
        return this;
    }

    DoubleVector factor() {
        return DoubleVector.fromArray(SPECIES, factors, 0);
    }

    DoubleVector floor() {
        return DoubleVector.broadcast(SPECIES, lowest);
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
        if (adds) {
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
        if (adds) {
            switch (vectors) {
                case 3 -> EightRows.addThree(this, a0, b0, c0);
                case 2 -> EightRows.addTwo(this, a0, b0, c0);
                default -> EightRows.addOne(this, a0, b0, c0);
            }
        } else {
            switch (vectors) {
                case 3 -> EightRows.setThree(this, a0, b0, c0);
                case 2 -> EightRows.setTwo(this, a0, b0, c0);
                default -> EightRows.setOne(this, a0, b0, c0);
            }
        }
    }

    private void four(int vectors, int a0, int b0, int c0) {
        if (adds) {
            switch (vectors) {
                case 3 -> FourRows.addThree(this, a0, b0, c0);
                case 2 -> FourRows.addTwo(this, a0, b0, c0);
                default -> FourRows.addOne(this, a0, b0, c0);
            }
        } else {
            switch (vectors) {
                case 3 -> FourRows.setThree(this, a0, b0, c0);
                case 2 -> FourRows.setTwo(this, a0, b0, c0);
                default -> FourRows.setOne(this, a0, b0, c0);
            }
        }
    }

    private void one(int vectors, int a0, int b0, int c0) {
        if (adds) {
            switch (vectors) {
                case 3 -> OneRow.addThree(this, a0, b0, c0);
                case 2 -> OneRow.addTwo(this, a0, b0, c0);
                default -> OneRow.addOne(this, a0, b0, c0);
            }
        } else {
            switch (vectors) {
                case 3 -> OneRow.setThree(this, a0, b0, c0);
                case 2 -> OneRow.setTwo(this, a0, b0, c0);
                default -> OneRow.setOne(this, a0, b0, c0);
            }
        }
    }
}
