package org.ridgeless.linalg.dense;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Where the factors, the addend and the result of a tile of a product stand, and what is done with the sums at the end. */
final class Tile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Vectors in the widest tile; four rows of so many sums stay in the 32 or 16 registers of such machines. */
    static final int WIDEST = LANES >= 8 ? 4 : 3;

    private static final double[] ZEROS = new double[WIDEST * LANES];

    /** The left factor: entry (i, p) at i · rowStride + p · innerStride. */
    double[] left;

    int rowStride;
    int innerStride;
    /** Number of terms of each sum. */
    int inner;
    /** The right factor: entry (p, j) at p · rightStride + j. */
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

    private final double[] factors = new double[LANES];

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

    DoubleVector factor() {
        return DoubleVector.fromArray(SPECIES, factors, 0);
    }

    /** Tiles of the given number of vectors for all rows. */
    void run(int vectors, int rows, int a, int b, int c, int d) {
        int i = 0;
        if (vectors <= 2) {
            for (; i + 7 < rows; i += 8) {
                eight(vectors, a + i * rowStride, b, c + i * width, d + i * baseStride);
            }
        }
        for (; i + 3 < rows; i += 4) {
            four(vectors, a + i * rowStride, b, c + i * width, d + i * baseStride);
        }
        for (; i < rows; i++) {
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
