package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of one row of C, for what is left of the rows below a multiple of four.
 */
final class OneRow {
    private OneRow() {}

    static void four(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int step = t.innerStride;
        int next = t.rightStride;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
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
            i += step;
            j += next;
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        s02 = s02.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES));
        s03 = s03.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 3 * LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s02 = s02.max(0);
            s03 = s03.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s02.intoArray(result, c + 2 * LANES);
        s03.intoArray(result, c + 3 * LANES);
    }

    static void three(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int step = t.innerStride;
        int next = t.rightStride;
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
            j += next;
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        s02 = s02.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + 2 * LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
            s02 = s02.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
        s02.intoArray(result, c + 2 * LANES);
    }

    static void two(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int step = t.innerStride;
        int next = t.rightStride;
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
            j += next;
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        s01 = s01.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base + LANES));
        if (t.rectifies) {
            s00 = s00.max(0);
            s01 = s01.max(0);
        }
        s00.intoArray(result, c);
        s01.intoArray(result, c + LANES);
    }

    static void one(Tile t, int a, int b, int c, int base) {
        double[] left = t.left;
        double[] right = t.right;
        double[] result = t.result;
        double[] addend = t.base;
        int inner = t.inner;
        int step = t.innerStride;
        int next = t.rightStride;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        int i = a;
        int j = b;
        for (int p = 0; p < inner; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, j);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, left[i]);
            s00 = a0.fma(b0, s00);
            i += step;
            j += next;
        }
        DoubleVector alpha = DoubleVector.fromArray(SPECIES, t.factors, 0);
        s00 = s00.mul(alpha).add(DoubleVector.fromArray(SPECIES, addend, base));
        if (t.rectifies) {
            s00 = s00.max(0);
        }
        s00.intoArray(result, c);
    }
}
