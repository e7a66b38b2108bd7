package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;
import static org.ridgeless.linalg.dense.Tile.STRIP;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of four rows of C and one to four vectors of columns: up to 16 sums, which with four entries of B and one of A fit into
 * 32 registers. Both factors stand in copies whose strides are constants, so that the checks of all indices leave the loop; a
 * check in the loop would make the compiler keep the sums in memory. The loop counts places in one of the copies, not terms,
 * so that no index is worked out from another one: with fewer instructions around its sums a tile loses less to a neighbour on
 * the same core. The loops are written out, down to the stores, because a call that the compiler does not inline would put every
 * sum on the heap; tiles of more rows are so large that it takes seconds to compile them, and gain little.
 */
final class FourRows {
    private static final int STEP_FOUR = Math.min(STRIP, 4 * LANES);
    private static final int LEFT_FOUR = STRIP / STEP_FOUR;
    private static final int RIGHT_FOUR = 4 * LANES / STEP_FOUR;
    private static final int STEP_THREE = Math.min(STRIP, 3 * LANES);
    private static final int LEFT_THREE = STRIP / STEP_THREE;
    private static final int RIGHT_THREE = 3 * LANES / STEP_THREE;
    private static final int STEP_TWO = Math.min(STRIP, 2 * LANES);
    private static final int LEFT_TWO = STRIP / STEP_TWO;
    private static final int RIGHT_TWO = 2 * LANES / STEP_TWO;
    private static final int STEP_ONE = Math.min(STRIP, LANES);
    private static final int LEFT_ONE = STRIP / STEP_ONE;
    private static final int RIGHT_ONE = LANES / STEP_ONE;

    private FourRows() {}

    static void four(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s23 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
        DoubleVector s33 = DoubleVector.zero(SPECIES);
        int start = LEFT_FOUR == 1 ? a : b;
        int toLeft = a - LEFT_FOUR * start;
        int toRight = b - RIGHT_FOUR * start;
        int end = start + STEP_FOUR * t.inner;
        for (int i = start; i < end; i += STEP_FOUR) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, RIGHT_FOUR * i + toRight);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, RIGHT_FOUR * i + toRight + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, right, RIGHT_FOUR * i + toRight + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, right, RIGHT_FOUR * i + toRight + 3 * LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[LEFT_FOUR * i + toLeft]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            s03 = a0.fma(b3, s03);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[LEFT_FOUR * i + toLeft + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            s13 = a1.fma(b3, s13);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[LEFT_FOUR * i + toLeft + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            s23 = a2.fma(b3, s23);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[LEFT_FOUR * i + toLeft + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            s33 = a3.fma(b3, s33);
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        int width = t.width;
        int shift = t.baseStride;
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        s02 = s02.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES));
        s03 = s03.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * LANES));
        s10 = s10.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift));
        s11 = s11.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + LANES));
        s12 = s12.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + 2 * LANES));
        s13 = s13.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + 3 * LANES));
        s20 = s20.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift));
        s21 = s21.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES));
        s22 = s22.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 2 * LANES));
        s23 = s23.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 3 * LANES));
        s30 = s30.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift));
        s31 = s31.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES));
        s32 = s32.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 2 * LANES));
        s33 = s33.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 3 * LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s02 = s02.max(0);
            s03 = s03.max(0);
            s10 = s10.max(0);
            s11 = s11.max(0);
            s12 = s12.max(0);
            s13 = s13.max(0);
            s20 = s20.max(0);
            s21 = s21.max(0);
            s22 = s22.max(0);
            s23 = s23.max(0);
            s30 = s30.max(0);
            s31 = s31.max(0);
            s32 = s32.max(0);
            s33 = s33.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s02.intoArray(result, c + 2 * LANES);
        s03.intoArray(result, c + 3 * LANES);
        s10.intoArray(result, c + width);
        s11.intoArray(result, c + width + LANES);
        s12.intoArray(result, c + width + 2 * LANES);
        s13.intoArray(result, c + width + 3 * LANES);
        s20.intoArray(result, c + 2 * width);
        s21.intoArray(result, c + 2 * width + LANES);
        s22.intoArray(result, c + 2 * width + 2 * LANES);
        s23.intoArray(result, c + 2 * width + 3 * LANES);
        s30.intoArray(result, c + 3 * width);
        s31.intoArray(result, c + 3 * width + LANES);
        s32.intoArray(result, c + 3 * width + 2 * LANES);
        s33.intoArray(result, c + 3 * width + 3 * LANES);
    }

    static void three(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
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
        int start = LEFT_THREE == 1 ? a : b;
        int toLeft = a - LEFT_THREE * start;
        int toRight = b - RIGHT_THREE * start;
        int end = start + STEP_THREE * t.inner;
        for (int i = start; i < end; i += STEP_THREE) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, RIGHT_THREE * i + toRight);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, RIGHT_THREE * i + toRight + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, right, RIGHT_THREE * i + toRight + 2 * LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[LEFT_THREE * i + toLeft]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[LEFT_THREE * i + toLeft + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[LEFT_THREE * i + toLeft + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[LEFT_THREE * i + toLeft + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        int width = t.width;
        int shift = t.baseStride;
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        s02 = s02.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES));
        s10 = s10.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift));
        s11 = s11.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + LANES));
        s12 = s12.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift + 2 * LANES));
        s20 = s20.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift));
        s21 = s21.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES));
        s22 = s22.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 2 * LANES));
        s30 = s30.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift));
        s31 = s31.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES));
        s32 = s32.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 2 * LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s02 = s02.max(0);
            s10 = s10.max(0);
            s11 = s11.max(0);
            s12 = s12.max(0);
            s20 = s20.max(0);
            s21 = s21.max(0);
            s22 = s22.max(0);
            s30 = s30.max(0);
            s31 = s31.max(0);
            s32 = s32.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s02.intoArray(result, c + 2 * LANES);
        s10.intoArray(result, c + width);
        s11.intoArray(result, c + width + LANES);
        s12.intoArray(result, c + width + 2 * LANES);
        s20.intoArray(result, c + 2 * width);
        s21.intoArray(result, c + 2 * width + LANES);
        s22.intoArray(result, c + 2 * width + 2 * LANES);
        s30.intoArray(result, c + 3 * width);
        s31.intoArray(result, c + 3 * width + LANES);
        s32.intoArray(result, c + 3 * width + 2 * LANES);
    }

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
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s10 = s10.max(0);
            s11 = s11.max(0);
            s20 = s20.max(0);
            s21 = s21.max(0);
            s30 = s30.max(0);
            s31 = s31.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s10.intoArray(result, c + width);
        s11.intoArray(result, c + width + LANES);
        s20.intoArray(result, c + 2 * width);
        s21.intoArray(result, c + 2 * width + LANES);
        s30.intoArray(result, c + 3 * width);
        s31.intoArray(result, c + 3 * width + LANES);
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
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        int width = t.width;
        int shift = t.baseStride;
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s10 = s10.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + shift));
        s20 = s20.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * shift));
        s30 = s30.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * shift));
        if (t.rectifies) {
            s00 = s00.max(0);
            s10 = s10.max(0);
            s20 = s20.max(0);
            s30 = s30.max(0);
        }
        s00.intoArray(result, c);
        s10.intoArray(result, c + width);
        s20.intoArray(result, c + 2 * width);
        s30.intoArray(result, c + 3 * width);
    }
}
