package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Tanh} in vectors, operation by operation, so that an entry does not depend on where it stands: those behind the last
 * whole vector are computed one by one.
 */
final class VectorTanh {
    private static final long SIGN = Long.MIN_VALUE;

    private VectorTanh() {}

    static void tanh(int n, double[] x, double[] y) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector v = u.abs().mul(2).min(Tanh.SATURATED);
            DoubleVector rounded = v.mul(Tanh.LOG2_E).add(Tanh.ROUNDER);
            DoubleVector k = rounded.sub(Tanh.ROUNDER);
            DoubleVector r = v.sub(k.mul(Tanh.LOG2_HIGH)).sub(k.mul(Tanh.LOG2_LOW));
            DoubleVector p = r.mul(1.0 / 6227020800.0).add(1.0 / 479001600);
            p = p.mul(r).add(1.0 / 39916800);
            p = p.mul(r).add(1.0 / 3628800);
            p = p.mul(r).add(1.0 / 362880);
            p = p.mul(r).add(1.0 / 40320);
            p = p.mul(r).add(1.0 / 5040);
            p = p.mul(r).add(1.0 / 720);
            p = p.mul(r).add(1.0 / 120);
            p = p.mul(r).add(1.0 / 24);
            p = p.mul(r).add(1.0 / 6);
            p = p.mul(r).add(0.5);
            p = p.mul(r.mul(r)).add(r);
            DoubleVector power = rounded.reinterpretAsLongs()
                    .lanewise(VectorOperators.ADD, Tanh.EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, Tanh.MANTISSA_BITS)
                    .reinterpretAsDoubles();
            DoubleVector e = p.mul(power).add(power.sub(1));
            LongVector sign = u.reinterpretAsLongs().and(SIGN);
            e.div(e.add(2)).reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(y, i);
        }
        for (; i < n; i++) {
            y[i] = Tanh.of(x[i]);
        }
    }
}
