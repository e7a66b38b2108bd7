package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.put;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of a single row of C, for what is left of the rows below a multiple of four. The loops are written
 * out because only then does the compiler keep every accumulator in a register.
 */
final class OneRow {
    private OneRow() {}

    static void three(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < t.inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, right, j + 2 * LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
        put(s01, alpha, t, c + LANES);
        put(s02, alpha, t, c + 2 * LANES);
    }

    static void two(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < t.inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
        put(s01, alpha, t, c + LANES);
    }

    static void one(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < t.inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
    }
}
