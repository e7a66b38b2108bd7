package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of four rows of C, for what is left of the rows below a multiple of eight. The loops are written out, down to
 * the stores, because a call that the compiler does not inline would put every accumulator on the heap; and setting
 * and adding are apart because both in one method exceed what the compiler inlines.
 */
final class FourRows {
    private FourRows() {}

    static void setThree(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
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
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
        s01.mul(alpha).max(floor).intoArray(result, c + LANES);
        s02.mul(alpha).max(floor).intoArray(result, c + 2 * LANES);
        s10.mul(alpha).max(floor).intoArray(result, c + width);
        s11.mul(alpha).max(floor).intoArray(result, c + width + LANES);
        s12.mul(alpha).max(floor).intoArray(result, c + width + 2 * LANES);
        s20.mul(alpha).max(floor).intoArray(result, c + 2 * width);
        s21.mul(alpha).max(floor).intoArray(result, c + 2 * width + LANES);
        s22.mul(alpha).max(floor).intoArray(result, c + 2 * width + 2 * LANES);
        s30.mul(alpha).max(floor).intoArray(result, c + 3 * width);
        s31.mul(alpha).max(floor).intoArray(result, c + 3 * width + LANES);
        s32.mul(alpha).max(floor).intoArray(result, c + 3 * width + 2 * LANES);
    }

    static void setTwo(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
        s01.mul(alpha).max(floor).intoArray(result, c + LANES);
        s10.mul(alpha).max(floor).intoArray(result, c + width);
        s11.mul(alpha).max(floor).intoArray(result, c + width + LANES);
        s20.mul(alpha).max(floor).intoArray(result, c + 2 * width);
        s21.mul(alpha).max(floor).intoArray(result, c + 2 * width + LANES);
        s30.mul(alpha).max(floor).intoArray(result, c + 3 * width);
        s31.mul(alpha).max(floor).intoArray(result, c + 3 * width + LANES);
    }

    static void setOne(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        s00.mul(alpha).max(floor).intoArray(result, c);
        s10.mul(alpha).max(floor).intoArray(result, c + width);
        s20.mul(alpha).max(floor).intoArray(result, c + 2 * width);
        s30.mul(alpha).max(floor).intoArray(result, c + 3 * width);
    }

    static void addThree(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
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
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + LANES)).intoArray(result, c + LANES);
        s02.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * LANES)).intoArray(result, c + 2 * LANES);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width)).intoArray(result, c + width);
        s11.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width + LANES)).intoArray(result, c + width + LANES);
        s12.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width + 2 * LANES)).intoArray(result, c + width + 2 * LANES);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width)).intoArray(result, c + 2 * width);
        s21.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width + LANES)).intoArray(result, c + 2 * width + LANES);
        s22.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width + 2 * LANES)).intoArray(result, c + 2 * width + 2 * LANES);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width)).intoArray(result, c + 3 * width);
        s31.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width + LANES)).intoArray(result, c + 3 * width + LANES);
        s32.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width + 2 * LANES)).intoArray(result, c + 3 * width + 2 * LANES);
    }

    static void addTwo(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + LANES)).intoArray(result, c + LANES);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width)).intoArray(result, c + width);
        s11.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width + LANES)).intoArray(result, c + width + LANES);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width)).intoArray(result, c + 2 * width);
        s21.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width + LANES)).intoArray(result, c + 2 * width + LANES);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width)).intoArray(result, c + 3 * width);
        s31.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width + LANES)).intoArray(result, c + 3 * width + LANES);
    }

    static void addOne(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        double[] result = t.c;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, result, c)).intoArray(result, c);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + width)).intoArray(result, c + width);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 2 * width)).intoArray(result, c + 2 * width);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, result, c + 3 * width)).intoArray(result, c + 3 * width);
    }
}
