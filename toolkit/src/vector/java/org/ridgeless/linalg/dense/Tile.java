package org.ridgeless.linalg.dense;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where the factors, the addend and the result of a tile of a product stand, and what is done with the sums at the end. No
 * method of this package takes or returns a vector: where the compiler does not inline such a call, and it decides by what it
 * has seen so far, each call puts the vector on the heap for good.
 */
final class Tile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Rows of the usual tile. */
    static final int ROWS = 4;
    /** Rows that stand together in the copy of a left factor. */
    static final int STRIP = 8;
    /**
     * Vectors in the widest tile; four rows of so many sums stay in the 32 or 16 registers of such machines. With three vectors
     * 16 registers would be all in use, and the compiler then keeps the sums in memory.
     */
    static final int WIDEST = LANES >= 8 ? 4 : 2;
    /** Vectors in the widest tile of one row. */
    static final int WIDEST_OF_ONE_ROW = 4;

    private static final double[] ZEROS = new double[WIDEST_OF_ONE_ROW * LANES];

    /** The left factor, in strips: entry (i, p) of a strip at p · {@link #STRIP} + i; for single rows at p · innerStride. */
    double[] left;

    int innerStride;
    /** Number of terms of each sum. */
    int inner;
    /** A panel of the right factor: entry (p, j) at p times its width + j; for single rows at p · rightStride + j. */
    double[] right;

    int rightStride;
    /** The result: entry (i, j) at i · width + j. */
    double[] result;

    int width;
    /** What the sums are added to: entry (i, j) at i · baseStride + j. */
    double[] base = ZEROS;

    int baseStride;
    /** Whether negative results become zero. */
    boolean rectifies;

    /** What each lane of the sums is multiplied by. */
    final double[] factors = new double[LANES];

    /** The result is base + factor · sum, or its positive part; lanes before {@code firstLane} take no part in the sum. */
    void ends(double factor, int firstLane, boolean rectified) {
        for (int lane = 0; lane < LANES; lane++) {
            factors[lane] = lane < firstLane ? 0 : factor;
        }
        rectifies = rectified;
    }

    void addsTo(double[] array, int stride) {
        base = array;
        baseStride = stride;
    }

    void addsToZero() {
        addsTo(ZEROS, 0);
    }

    /** Tiles of the given number of vectors for the rows of the strips in the left factor, from the first row of a strip on. */
    void strips(int vectors, int from, int rows, int b, int c, int d) {
        int i = from;
        if (vectors <= WIDEST / 2) {
            for (; i + STRIP <= rows; i += STRIP) {
                eight(vectors, i * inner, b, c + i * width, d + i * baseStride);
            }
        }
        for (; i + ROWS <= rows; i += ROWS) {
            four(vectors, start(i), b, c + i * width, d + i * baseStride);
        }
        innerStride = STRIP;
        rightStride = vectors * LANES;
        for (; i < rows; i++) {
            one(vectors, start(i), b, c + i * width, d + i * baseStride);
        }
    }

    /** Where a row begins in the strips. */
    private int start(int row) {
        int inStrip = row % STRIP;
        return (row - inStrip) * inner + inStrip;
    }

    /** Tiles of one row each, of factors that were not copied. */
    void rows(int vectors, int rows, int rowStride, int a, int b, int c, int d) {
        for (int i = 0; i < rows; i++) {
            one(vectors, a + i * rowStride, b, c + i * width, d + i * baseStride);
        }
    }

    private void eight(int vectors, int a, int b, int c, int d) {
        if (vectors == 2) {
            EightRows.two(this, a, b, c, d);
        } else {
            EightRows.one(this, a, b, c, d);
        }
    }

    private void four(int vectors, int a, int b, int c, int d) {
        switch (vectors) {
            case 4 -> FourRows.four(this, a, b, c, d);
            case 3 -> FourRows.three(this, a, b, c, d);
            case 2 -> FourRows.two(this, a, b, c, d);
            default -> FourRows.one(this, a, b, c, d);
        }
    }

    private void one(int vectors, int a, int b, int c, int d) {
        switch (vectors) {
            case 4 -> OneRow.four(this, a, b, c, d);
            case 3 -> OneRow.three(this, a, b, c, d);
            case 2 -> OneRow.two(this, a, b, c, d);
            default -> OneRow.one(this, a, b, c, d);
        }
    }
}
