package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.put;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of eight rows of C: 24 accumulators leave room for three entries of B and one of A in 32 registers. The loops are written
 * out because only then does the compiler keep every accumulator in a register.
 */
final class EightRows {
    private EightRows() {}

    static void three(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
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
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s42 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        DoubleVector s52 = DoubleVector.zero(SPECIES);
        DoubleVector s60 = DoubleVector.zero(SPECIES);
        DoubleVector s61 = DoubleVector.zero(SPECIES);
        DoubleVector s62 = DoubleVector.zero(SPECIES);
        DoubleVector s70 = DoubleVector.zero(SPECIES);
        DoubleVector s71 = DoubleVector.zero(SPECIES);
        DoubleVector s72 = DoubleVector.zero(SPECIES);
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
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, left[i + 4 * row]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            s42 = a4.fma(b2, s42);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, left[i + 5 * row]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            s52 = a5.fma(b2, s52);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, left[i + 6 * row]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            s62 = a6.fma(b2, s62);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, left[i + 7 * row]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            s72 = a7.fma(b2, s72);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
        put(s01, alpha, t, c + LANES);
        put(s02, alpha, t, c + 2 * LANES);
        put(s10, alpha, t, c + width);
        put(s11, alpha, t, c + width + LANES);
        put(s12, alpha, t, c + width + 2 * LANES);
        put(s20, alpha, t, c + 2 * width);
        put(s21, alpha, t, c + 2 * width + LANES);
        put(s22, alpha, t, c + 2 * width + 2 * LANES);
        put(s30, alpha, t, c + 3 * width);
        put(s31, alpha, t, c + 3 * width + LANES);
        put(s32, alpha, t, c + 3 * width + 2 * LANES);
        put(s40, alpha, t, c + 4 * width);
        put(s41, alpha, t, c + 4 * width + LANES);
        put(s42, alpha, t, c + 4 * width + 2 * LANES);
        put(s50, alpha, t, c + 5 * width);
        put(s51, alpha, t, c + 5 * width + LANES);
        put(s52, alpha, t, c + 5 * width + 2 * LANES);
        put(s60, alpha, t, c + 6 * width);
        put(s61, alpha, t, c + 6 * width + LANES);
        put(s62, alpha, t, c + 6 * width + 2 * LANES);
        put(s70, alpha, t, c + 7 * width);
        put(s71, alpha, t, c + 7 * width + LANES);
        put(s72, alpha, t, c + 7 * width + 2 * LANES);
    }

    static void two(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
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
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        DoubleVector s60 = DoubleVector.zero(SPECIES);
        DoubleVector s61 = DoubleVector.zero(SPECIES);
        DoubleVector s70 = DoubleVector.zero(SPECIES);
        DoubleVector s71 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < t.inner; p++) {
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
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, left[i + 4 * row]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, left[i + 5 * row]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, left[i + 6 * row]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, left[i + 7 * row]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
        put(s01, alpha, t, c + LANES);
        put(s10, alpha, t, c + width);
        put(s11, alpha, t, c + width + LANES);
        put(s20, alpha, t, c + 2 * width);
        put(s21, alpha, t, c + 2 * width + LANES);
        put(s30, alpha, t, c + 3 * width);
        put(s31, alpha, t, c + 3 * width + LANES);
        put(s40, alpha, t, c + 4 * width);
        put(s41, alpha, t, c + 4 * width + LANES);
        put(s50, alpha, t, c + 5 * width);
        put(s51, alpha, t, c + 5 * width + LANES);
        put(s60, alpha, t, c + 6 * width);
        put(s61, alpha, t, c + 6 * width + LANES);
        put(s70, alpha, t, c + 7 * width);
        put(s71, alpha, t, c + 7 * width + LANES);
    }

    static void one(Tile t, int a, int b, int c) {
        double[] left = t.a;
        double[] right = t.b;
        int row = t.rowStride;
        int step = t.innerStride;
        int width = t.width;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s60 = DoubleVector.zero(SPECIES);
        DoubleVector s70 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < t.inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, left[i + 4 * row]);
            s40 = a4.fma(b0, s40);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, left[i + 5 * row]);
            s50 = a5.fma(b0, s50);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, left[i + 6 * row]);
            s60 = a6.fma(b0, s60);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, left[i + 7 * row]);
            s70 = a7.fma(b0, s70);
            i += step;
            j += width;
        }
        DoubleVector alpha = t.factor();
        put(s00, alpha, t, c);
        put(s10, alpha, t, c + width);
        put(s20, alpha, t, c + 2 * width);
        put(s30, alpha, t, c + 3 * width);
        put(s40, alpha, t, c + 4 * width);
        put(s50, alpha, t, c + 5 * width);
        put(s60, alpha, t, c + 6 * width);
        put(s70, alpha, t, c + 7 * width);
    }
}
