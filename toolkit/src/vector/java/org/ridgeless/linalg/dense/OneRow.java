package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of a single row of C, for what is left of the rows below a multiple of four. The loops are written out, down
 * to the stores, because a call that the compiler does not inline would put every accumulator on the heap; and setting
 * and adding are apart because both in one method exceed what the compiler inlines.
 */
final class OneRow {
    private OneRow() {}

    static void setThree(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
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
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
        s01.mul(alpha).max(floor).intoArray(result, c + LANES);
        s02.mul(alpha).max(floor).intoArray(result, c + 2 * LANES);
    }

    static void setTwo(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
        s01.mul(alpha).max(floor).intoArray(result, c + LANES);
    }

    static void setOne(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
    }

    static void addThree(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
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
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + LANES)).intoArray(result, c + LANES);
        s02.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * LANES)).intoArray(result, c + 2 * LANES);
    }

    static void addTwo(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + LANES)).intoArray(result, c + LANES);
    }

    static void addOne(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
    }
}
