package org.ridgeless.nets;

import java.util.List;
import org.ridgeless.losses.Loss;

/** Losses of the user's own: smooth ones with all three derivatives. */
final class CustomLosses {
    /** ℓ(m) = log cosh(m − 1), of a margin. */
    static final Loss MARGIN = Loss.margin(
            "log cosh",
            m -> Math.log(Math.cosh(m - 1)),
            m -> Math.tanh(m - 1),
            m -> 1 / square(Math.cosh(m - 1)),
            m -> -2 * Math.tanh(m - 1) / square(Math.cosh(m - 1)));

    /** ℓ(f, y) = √(1 + (f − y)²) − 1, of each output. */
    static final Loss ELEMENTWISE = Loss.elementwise(
            "rounded distance",
            (f, y) -> Math.hypot(1, f - y) - 1,
            (f, y) -> (f - y) / Math.hypot(1, f - y),
            (f, y) -> Math.pow(1 + square(f - y), -1.5),
            (f, y) -> -3 * (f - y) * Math.pow(1 + square(f - y), -2.5));

    static final List<Loss> BINARY = List.of(MARGIN, ELEMENTWISE);

    private CustomLosses() {}

    private static double square(double x) {
        return x * x;
    }
}
