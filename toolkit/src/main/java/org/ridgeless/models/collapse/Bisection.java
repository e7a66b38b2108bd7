package org.ridgeless.models.collapse;

import java.util.function.DoubleUnaryOperator;

/** The root of a decreasing function between two ends, to the last bit: no step size, no start, no failure to converge. */
final class Bisection {
    private Bisection() {}

    static double decreasing(DoubleUnaryOperator f, double low, double high) {
        double left = low;
        double right = high;
        while (true) {
            double middle = left + (right - left) / 2;
            if (!(left < middle && middle < right)) {
                return middle;
            }
            if (f.applyAsDouble(middle) > 0) {
                left = middle;
            } else {
                right = middle;
            }
        }
    }
}
