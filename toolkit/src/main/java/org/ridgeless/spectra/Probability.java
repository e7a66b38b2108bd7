package org.ridgeless.spectra;

import java.util.function.DoubleUnaryOperator;

/** Inverts distribution functions, and checks what laws are asked for. */
final class Probability {
    private static final int MOST_STEPS = 1200;

    private Probability() {}

    static void require(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability lies strictly between 0 and 1, got " + probability);
        }
    }

    static void requireOrder(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("moments have orders k ≥ 0, got " + k);
        }
    }

    /**
     * The zero of a rising function with the given derivative between two ends: Newton's steps, and bisection where they
     * leave the bracket or fail to halve the step before the last.
     */
    static double invert(DoubleUnaryOperator rising, DoubleUnaryOperator slope, double low, double high) {
        double a = low;
        double b = high;
        double x = a + (b - a) / 2;
        double step = b - a;
        for (int k = 0; k < MOST_STEPS; k++) {
            double value = rising.applyAsDouble(x);
            if (Double.isNaN(value)) {
                throw new ArithmeticException("the distribution function is not a number at " + x);
            }
            if (value < 0) {
                a = x;
            } else {
                b = x;
            }
            double before = step;
            step = value / slope.applyAsDouble(x);
            double next = x - step;
            if (!(next > a && next < b && Math.abs(step) <= Math.abs(before) / 2)) {
                step = (b - a) / 2;
                next = a + step;
            }
            if (value == 0 || Math.abs(next - x) <= 2 * Math.ulp(x)) {
                return value == 0 ? x : next;
            }
            x = next;
        }
        throw new ArithmeticException("the quantile was not found between " + a + " and " + b);
    }
}
