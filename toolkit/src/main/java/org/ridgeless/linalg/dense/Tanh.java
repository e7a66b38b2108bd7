package org.ridgeless.linalg.dense;

/**
 * tanh in additions, multiplications and a division, without the call out of Java that {@link Math#tanh} is in JDK 17; to
 * within three units in the last place, with the same bits on every machine and in vectors.
 *
 * <p>With v = 2|x| = k log 2 + r, |r| ≤ ½ log 2, and a Taylor polynomial for eʳ − 1 (whose remainder is below 2⁻⁵⁶ of it),
 * \( e^v - 1 = 2^k (e^r - 1) + (2^k - 1) \) and \( \tanh|x| = (e^v-1)/(e^v+1) \), without cancellation.
 */
public final class Tanh {
    /** From here on tanh is 1 to the last bit, e^v being above 2⁵⁴. */
    static final double SATURATED = 44;

    static final double LOG2_E = 1.4426950408889634;
    /** log 2 in two parts; the first has so few digits that its multiples by exponents are exact. */
    static final double LOG2_HIGH = 6.93147180369123816490e-01;

    static final double LOG2_LOW = 1.90821492927058770002e-10;
    /** Adding 1.5 · 2⁵² rounds to an integer, which then stands in the lowest bits. */
    static final double ROUNDER = 6755399441055744.0;

    static final int MANTISSA_BITS = 52;
    static final long EXPONENT_BIAS = 1023;

    private Tanh() {}

    /**
     * tanh x.
     *
     * @param x any number
     * @return from −1 to 1; NaN at NaN
     */
    public static double of(double x) {
        double v = Math.min(2 * Math.abs(x), SATURATED);
        double rounded = v * LOG2_E + ROUNDER;
        double k = rounded - ROUNDER;
        double r = v - k * LOG2_HIGH - k * LOG2_LOW;
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(rounded) + EXPONENT_BIAS << MANTISSA_BITS);
        double e = polynomial(r) * power + (power - 1);
        return Math.copySign(e / (e + 2), x);
    }

    /** eʳ − 1 for |r| ≤ ½ log 2. */
    static double polynomial(double r) {
        double p = 1.0 / 6227020800.0;
        p = p * r + 1.0 / 479001600;
        p = p * r + 1.0 / 39916800;
        p = p * r + 1.0 / 3628800;
        p = p * r + 1.0 / 362880;
        p = p * r + 1.0 / 40320;
        p = p * r + 1.0 / 5040;
        p = p * r + 1.0 / 720;
        p = p * r + 1.0 / 120;
        p = p * r + 1.0 / 24;
        p = p * r + 1.0 / 6;
        p = p * r + 0.5;
        return p * (r * r) + r;
    }
}
