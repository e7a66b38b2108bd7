package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Tanh} operation by operation on many numbers, so that an entry does not depend on where it stands. What works on bits
 * is in vectors; the rest are loops that the compiler vectorizes. In a single loop the compiler would now and then reach its
 * limit of inlining and put every vector on the heap.
 */
final class VectorTanh {
    /** Numbers at once; the three buffers stay in the nearest cache. */
    private static final int CHUNK = 256;

    private static final long SIGN = Long.MIN_VALUE;

    private final double[] remainders = new double[CHUNK];
    private final double[] powers = new double[CHUNK];
    private final double[] signs = new double[CHUNK];

    /** y_i = tanh x_i; x and y may be the same array. */
    void tanh(int n, double[] x, double[] y) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += CHUNK) {
            int count = Math.min(CHUNK, whole - from);
            reduce(count, x, from);
            expand(count);
            divide(count, y, from);
        }
        for (int i = whole; i < n; i++) {
            y[i] = Tanh.of(x[i]);
        }
    }

    private void reduce(int count, double[] x, int from) {
        LongVector one = DoubleVector.broadcast(SPECIES, 1).reinterpretAsLongs();
        for (int i = 0; i < count; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, from + i);
            u.reinterpretAsLongs().and(SIGN).or(one).reinterpretAsDoubles().intoArray(signs, i);
            DoubleVector v = u.abs().mul(2).min(Tanh.SATURATED);
            DoubleVector rounded = v.mul(Tanh.LOG2_E).add(Tanh.ROUNDER);
            DoubleVector k = rounded.sub(Tanh.ROUNDER);
            v.sub(k.mul(Tanh.LOG2_HIGH)).sub(k.mul(Tanh.LOG2_LOW)).intoArray(remainders, i);
            rounded.reinterpretAsLongs()
                    .lanewise(VectorOperators.ADD, Tanh.EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, Tanh.MANTISSA_BITS)
                    .reinterpretAsDoubles()
                    .intoArray(powers, i);
        }
    }

    private void expand(int count) {
        double[] r = remainders;
        for (int i = 0; i < count; i++) {
            r[i] = Tanh.polynomial(r[i]);
        }
    }

    private void divide(int count, double[] y, int from) {
        double[] p = remainders;
        for (int i = 0; i < count; i++) {
            double e = p[i] * powers[i] + (powers[i] - 1);
            y[from + i] = e / (e + 2) * signs[i];
        }
    }
}
