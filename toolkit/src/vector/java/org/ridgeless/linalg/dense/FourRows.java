package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of four rows of C and one to four vectors of columns: up to 16 accumulators, which with four entries of B and one of A
 * fit into 32 registers. The loops are written out, down to the stores, because a call that the compiler does not inline would
 * put every accumulator on the heap; tiles of more rows are so large that it takes seconds to compile them, and gain little.
 */
final class FourRows {
    private FourRows() {}

    static void four(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int next = t.rightStride;
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
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, j + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, right, j + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, right, j + 3 * LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            s03 = a0.fma(b3, s03);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, left[i + row]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            s13 = a1.fma(b3, s13);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, left[i + 2 * row]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            s23 = a2.fma(b3, s23);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, left[i + 3 * row]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            s33 = a3.fma(b3, s33);
            i += step;
            j += next;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        int width = t.width;
        int shift = t.baseStride;
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base))
                .max(floor)
                .intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + LANES))
                .max(floor)
                .intoArray(result, c + LANES);
        s02.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 2 * LANES);
        s03.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * LANES))
                .max(floor)
                .intoArray(result, c + 3 * LANES);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift))
                .max(floor)
                .intoArray(result, c + width);
        s11.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + LANES))
                .max(floor)
                .intoArray(result, c + width + LANES);
        s12.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + width + 2 * LANES);
        s13.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + 3 * LANES))
                .max(floor)
                .intoArray(result, c + width + 3 * LANES);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift))
                .max(floor)
                .intoArray(result, c + 2 * width);
        s21.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + LANES);
        s22.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + 2 * LANES);
        s23.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 3 * LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + 3 * LANES);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift))
                .max(floor)
                .intoArray(result, c + 3 * width);
        s31.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + LANES);
        s32.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + 2 * LANES);
        s33.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 3 * LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + 3 * LANES);
    }

    static void three(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int next = t.rightStride;
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
            j += next;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        int width = t.width;
        int shift = t.baseStride;
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base))
                .max(floor)
                .intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + LANES))
                .max(floor)
                .intoArray(result, c + LANES);
        s02.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 2 * LANES);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift))
                .max(floor)
                .intoArray(result, c + width);
        s11.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + LANES))
                .max(floor)
                .intoArray(result, c + width + LANES);
        s12.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + width + 2 * LANES);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift))
                .max(floor)
                .intoArray(result, c + 2 * width);
        s21.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + LANES);
        s22.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + 2 * LANES);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift))
                .max(floor)
                .intoArray(result, c + 3 * width);
        s31.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + LANES);
        s32.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + 2 * LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + 2 * LANES);
    }

    static void two(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int next = t.rightStride;
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
            j += next;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        int width = t.width;
        int shift = t.baseStride;
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base))
                .max(floor)
                .intoArray(result, c);
        s01.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + LANES))
                .max(floor)
                .intoArray(result, c + LANES);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift))
                .max(floor)
                .intoArray(result, c + width);
        s11.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift + LANES))
                .max(floor)
                .intoArray(result, c + width + LANES);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift))
                .max(floor)
                .intoArray(result, c + 2 * width);
        s21.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 2 * width + LANES);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift))
                .max(floor)
                .intoArray(result, c + 3 * width);
        s31.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift + LANES))
                .max(floor)
                .intoArray(result, c + 3 * width + LANES);
    }

    static void one(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int row = t.rowStride;
        int step = t.innerStride;
        int next = t.rightStride;
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
            j += next;
        }
        DoubleVector alpha = t.factor();
        DoubleVector floor = t.floor();
        int width = t.width;
        int shift = t.baseStride;
        s00.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base))
                .max(floor)
                .intoArray(result, c);
        s10.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + shift))
                .max(floor)
                .intoArray(result, c + width);
        s20.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 2 * shift))
                .max(floor)
                .intoArray(result, c + 2 * width);
        s30.fma(alpha, DoubleVector.fromArray(SPECIES, addend, base + 3 * shift))
                .max(floor)
                .intoArray(result, c + 3 * width);
    }
}
