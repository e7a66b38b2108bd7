package org.ridgeless.linalg;

import java.util.function.DoubleUnaryOperator;

/** Checks derivatives that somebody wrote down against differences of the function. */
public final class Differences {
    /** Far apart enough that rounding is small, and close enough that kinks are rare between. */
    private static final double STEP = 0x1p-12;

    private static final double RELATIVE = 1e-6;
    private static final double ROUNDING = 64 * 0x1p-52;
    private static final double TRUNCATION = 8;
    private static final int POINTS = 24;
    private static final double REACH = 4;

    private Differences() {}

    /** Points from −4 to 4 at which no kink of a formula that people write down lies. */
    public static double[] points() {
        double[] points = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[i] = REACH * (2 * (i + Math.sqrt(0.5)) / POINTS - 1);
        }
        return points;
    }

    /**
     * Refuses a derivative that differs from the central difference of the function by more than its truncation and rounding errors allow
     * and by more than 10⁻⁶ of its size; points at which the function is not finite are left out.
     *
     * @param what how the derivative is called in the error, for example {@code "the derivative of the activation square"}
     * @param function f
     * @param derivative what is claimed to be f′
     * @param points where they are compared; {@link #points} for example
     * @throws IllegalArgumentException at the first point where they differ, with both numbers
     */
    public static void require(
            String what, DoubleUnaryOperator function, DoubleUnaryOperator derivative, double... points) {
        for (double z : points) {
            double h = STEP * Math.max(1, Math.abs(z));
            double far = quotient(function, z, h);
            double near = quotient(function, z, h / 2);
            double estimate = near + (near - far) / 3;
            if (!Double.isFinite(estimate)) {
                continue;
            }
            double given = derivative.applyAsDouble(z);
            double size = Math.max(Math.abs(function.applyAsDouble(z + h)), Math.abs(function.applyAsDouble(z - h)));
            double allowed = RELATIVE * Math.abs(estimate) + TRUNCATION * Math.abs(near - far) + ROUNDING * size / h;
            if (!(Math.abs(given - estimate) <= allowed)) {
                throw new IllegalArgumentException(
                        what + " is " + given + " at " + z + ", but differences of the function give " + estimate);
            }
        }
    }

    private static double quotient(DoubleUnaryOperator function, double z, double h) {
        return (function.applyAsDouble(z + h) - function.applyAsDouble(z - h)) / (2 * h);
    }
}
