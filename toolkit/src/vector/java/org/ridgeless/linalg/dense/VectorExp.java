package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * exp by reduction to |r| ≤ ½ log 2, a Taylor polynomial of degree 13 (whose remainder is below 5·10⁻¹⁸), and a shift of the
 * exponent. Where the result would be subnormal, infinite or NaN, {@link Math#exp} takes over.
 */
final class VectorExp {
    private static final double LARGEST = 708;
    private static final double LOG2_E = 1.4426950408889634;
    /** log 2 in two parts; the first has so few digits that its multiples by exponents are exact. */
    private static final double LOG2_HIGH = 6.93147180369123816490e-01;

    private static final double LOG2_LOW = 1.90821492927058770002e-10;
    /** Adding 1.5 · 2⁵² rounds to an integer, which then stands in the lowest bits. */
    private static final double ROUNDER = 6755399441055744.0;

    private static final int MANTISSA_BITS = 52;
    private static final long EXPONENT_BIAS = 1023;

    private VectorExp() {}

    static void exp(int n, double[] x, double[] y) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            double extreme = v.abs().reduceLanes(VectorOperators.MAX);
            boolean inRange = extreme <= LARGEST;
            if (!inRange) {
                scalar(i, i + LANES, x, y);
                continue;
            }
            DoubleVector rounded = v.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector k = rounded.sub(ROUNDER);
            DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LOG2_HIGH), v);
            r = k.fma(DoubleVector.broadcast(SPECIES, -LOG2_LOW), r);
            DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800.0);
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 479001600));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 39916800));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 3628800));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 362880));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 40320));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 5040));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 720));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 120));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 24));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 6));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 1));
            LongVector power = rounded.reinterpretAsLongs()
                    .lanewise(VectorOperators.ADD, EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, MANTISSA_BITS);
            p.mul(power.reinterpretAsDoubles()).intoArray(y, i);
        }
        scalar(i, n, x, y);
    }

    private static void scalar(int from, int to, double[] x, double[] y) {
        for (int i = from; i < to; i++) {
            y[i] = Math.exp(x[i]);
        }
    }
}
