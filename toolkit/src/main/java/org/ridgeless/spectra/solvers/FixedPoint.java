package org.ridgeless.spectra.solvers;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Damped iteration \(x \leftarrow x + \theta(F(x) - x)\) for a few unknowns, stopped when the <em>largest</em> relative
 * change falls below a tolerance. Stopping at the smallest one, as some published loops do, ends as soon as a single
 * coordinate happens to stand still; {@link #firstCoordinateStill} keeps that rule for comparison.
 */
public final class FixedPoint {
    private static final double TOLERANCE = 1e-11;
    private static final int MOST_STEPS = 200_000;

    private final UnaryOperator<double[]> map;
    private final double damping;

    private FixedPoint(UnaryOperator<double[]> map, double damping) {
        this.map = map;
        this.damping = damping;
    }

    /** The iteration of a map with damping one half. */
    public static FixedPoint of(UnaryOperator<double[]> map) {
        return new FixedPoint(map, 0.5);
    }

    /** This iteration with another fraction of each step taken, in (0, 1]. */
    public FixedPoint damping(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the damping must be in (0, 1], got " + fraction);
        }
        return new FixedPoint(map, fraction);
    }

    /**
     * The fixed point reached from a start.
     *
     * @throws ArithmeticException when the iteration does not settle, with its residual
     */
    public double[] from(double... start) {
        return run(start, true, TOLERANCE);
    }

    /** Where the iteration stands when its smallest relative change first falls below the tolerance. */
    public double[] firstCoordinateStill(double tolerance, double... start) {
        return run(start, false, tolerance);
    }

    private double[] run(double[] start, boolean largest, double tolerance) {
        double[] x = start.clone();
        double residual = Double.NaN;
        for (int k = 0; k < MOST_STEPS; k++) {
            double[] image = map.apply(x);
            residual = largest ? 0 : Double.POSITIVE_INFINITY;
            for (int i = 0; i < x.length; i++) {
                double change = Math.abs(image[i] - x[i]) / Math.max(Math.abs(x[i]), 1e-300);
                residual = largest ? Math.max(residual, change) : Math.min(residual, change);
                x[i] += damping * (image[i] - x[i]);
                if (!Double.isFinite(x[i])) {
                    throw new ArithmeticException("the fixed-point iteration diverged at step " + k + ": "
                            + Arrays.toString(image) + " from start " + Arrays.toString(start));
                }
            }
            if (residual <= tolerance) {
                return x;
            }
        }
        throw new ArithmeticException("the fixed-point iteration did not converge: relative residual " + residual
                + " after " + MOST_STEPS + " steps, at " + Arrays.toString(x));
    }
}
