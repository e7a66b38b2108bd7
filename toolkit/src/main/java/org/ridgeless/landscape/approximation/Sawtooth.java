package org.ridgeless.landscape.approximation;

/**
 * x² on [0, 1] by a ReLU network as deep as it is accurate: x − Σ_{s ≤ m} g_s(x)/4^s, with g_s the s-fold composition of the tooth g(x)
 * = 2x below ½ and 2(1 − x) above. It interpolates x² at 2^m + 1 points in equal distances, so that the largest error is exactly
 * 2^{−2m−2} (D. Yarotsky, <i>Error bounds for approximations with deep ReLU networks</i>, Neural Networks 94 (2017), Proposition 2).
 *
 * @param teeth m, at least 0 and at most 25, beyond which rounding is as large as the error
 */
public record Sawtooth(int teeth) {
    /**
     * The approximation with so many teeth.
     *
     * @throws IllegalArgumentException if there are not 0 to 25
     */
    public Sawtooth {
        if (teeth < 0 || teeth > 25) {
            throw new IllegalArgumentException("0 to 25 teeth are composed, got " + teeth);
        }
    }

    /**
     * The approximation at x in [0, 1].
     *
     * @param x in [0, 1]
     * @return x² up to 2^{−2m−2}
     * @throws IllegalArgumentException if x is outside of [0, 1]
     */
    public double square(double x) {
        if (!(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException("the square is approximated on [0, 1], got " + x);
        }
        double sum = x;
        double tooth = x;
        for (int s = 1; s <= teeth; s++) {
            tooth = 2 * relu(tooth) - 4 * relu(tooth - 0.5);
            sum -= Math.scalb(tooth, -2 * s);
        }
        return sum;
    }

    /** The largest distance from x² at the middles between the points of interpolation, where it is largest. */
    public double error() {
        double largest = 0;
        int cells = 1 << Math.min(teeth, 12);
        double step = Math.scalb(1, -teeth);
        for (int i = 0; i < cells; i++) {
            double x = (i + 0.5) * step;
            largest = Math.max(largest, Math.abs(square(x) - x * x));
        }
        return largest;
    }

    private static double relu(double z) {
        return Math.max(z, 0);
    }
}
