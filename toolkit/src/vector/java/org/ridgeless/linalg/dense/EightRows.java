package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.STRIP;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of eight rows of C for panels of one or two vectors, where four rows have too few sums to hide how long an addition
 * takes. What {@link FourRows} says about its code holds here, too.
 */
final class EightRows {
    private static final int STEP_TWO = Math.min(STRIP, 2 * LANES);
    private static final int LEFT_TWO = STRIP / STEP_TWO;
    private static final int RIGHT_TWO = 2 * LANES / STEP_TWO;
    private static final int STEP_ONE = Math.min(STRIP, LANES);
    private static final int LEFT_ONE = STRIP / STEP_ONE;
    private static final int RIGHT_ONE = LANES / STEP_ONE;

    private EightRows() {}

    static void two(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
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
        int start = LEFT_TWO == 1 ? a : b;
        int toLeft = a - LEFT_TWO * start;
        int toRight = b - RIGHT_TWO * start;
        int end = start + STEP_TWO * t.inner;
        for (int i = start; i < end; i += STEP_TWO) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, RIGHT_TWO * i + toRight);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, RIGHT_TWO * i + toRight + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, left[LEFT_TWO * i + toLeft + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        int width = t.width;
        int shift = t.baseStride;
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        s10 = s10.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift));
        s11 = s11.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + LANES));
        s20 = s20.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift));
        s21 = s21.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES));
        s30 = s30.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift));
        s31 = s31.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES));
        s40 = s40.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 4 * shift));
        s41 = s41.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 4 * shift + LANES));
        s50 = s50.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 5 * shift));
        s51 = s51.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 5 * shift + LANES));
        s60 = s60.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 6 * shift));
        s61 = s61.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 6 * shift + LANES));
        s70 = s70.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 7 * shift));
        s71 = s71.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 7 * shift + LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s10 = s10.max(0);
            s11 = s11.max(0);
            s20 = s20.max(0);
            s21 = s21.max(0);
            s30 = s30.max(0);
            s31 = s31.max(0);
            s40 = s40.max(0);
            s41 = s41.max(0);
            s50 = s50.max(0);
            s51 = s51.max(0);
            s60 = s60.max(0);
            s61 = s61.max(0);
            s70 = s70.max(0);
            s71 = s71.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s10.intoArray(result, c + width);
        s11.intoArray(result, c + width + LANES);
        s20.intoArray(result, c + 2 * width);
        s21.intoArray(result, c + 2 * width + LANES);
        s30.intoArray(result, c + 3 * width);
        s31.intoArray(result, c + 3 * width + LANES);
        s40.intoArray(result, c + 4 * width);
        s41.intoArray(result, c + 4 * width + LANES);
        s50.intoArray(result, c + 5 * width);
        s51.intoArray(result, c + 5 * width + LANES);
        s60.intoArray(result, c + 6 * width);
        s61.intoArray(result, c + 6 * width + LANES);
        s70.intoArray(result, c + 7 * width);
        s71.intoArray(result, c + 7 * width + LANES);
    }

    static void one(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s60 = DoubleVector.zero(SPECIES);
        DoubleVector s70 = DoubleVector.zero(SPECIES);
        int start = LEFT_ONE == 1 ? a : b;
        int toLeft = a - LEFT_ONE * start;
        int toRight = b - RIGHT_ONE * start;
        int end = start + STEP_ONE * t.inner;
        for (int i = start; i < end; i += STEP_ONE) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, RIGHT_ONE * i + toRight);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft]);
            s00 = a0.fma(b0, s00);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 1]);
            s10 = a1.fma(b0, s10);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 2]);
            s20 = a2.fma(b0, s20);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 3]);
            s30 = a3.fma(b0, s30);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 4]);
            s40 = a4.fma(b0, s40);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 5]);
            s50 = a5.fma(b0, s50);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 6]);
            s60 = a6.fma(b0, s60);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, left[LEFT_ONE * i + toLeft + 7]);
            s70 = a7.fma(b0, s70);
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        int width = t.width;
        int shift = t.baseStride;
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s10 = s10.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift));
        s20 = s20.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift));
        s30 = s30.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift));
        s40 = s40.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 4 * shift));
        s50 = s50.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 5 * shift));
        s60 = s60.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 6 * shift));
        s70 = s70.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 7 * shift));
        if (t.rectifies) {
            s00 = s00.max(0);
            s10 = s10.max(0);
            s20 = s20.max(0);
            s30 = s30.max(0);
            s40 = s40.max(0);
            s50 = s50.max(0);
            s60 = s60.max(0);
            s70 = s70.max(0);
        }
        s00.intoArray(result, c);
        s10.intoArray(result, c + width);
        s20.intoArray(result, c + 2 * width);
        s30.intoArray(result, c + 3 * width);
        s40.intoArray(result, c + 4 * width);
        s50.intoArray(result, c + 5 * width);
        s60.intoArray(result, c + 6 * width);
        s70.intoArray(result, c + 7 * width);
    }
}
