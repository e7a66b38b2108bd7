package org.ridgeless.spectra.solvers;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Damped iteration \(x \leftarrow x + \theta(F(x) - x)\) for a few unknowns, finished by Newton's method once it is close, and
 * stopped when the <em>largest</em> relative
 * change falls below a tolerance. Stopping at the smallest one, as some published loops do, ends as soon as a single
 * coordinate happens to stand still; {@link #firstCoordinateStill} keeps that rule for comparison.
 */
public final class FixedPoint {
    private static final double TOLERANCE = 1e-11;
    private static final int MOST_STEPS = 200_000;
    private static final double CLOSE = 0.03;
    private static final int MOST_NEWTON_STEPS = 12;

    private final UnaryOperator<double[]> map;
    private final double damping;

    private FixedPoint(UnaryOperator<double[]> map, double damping) {
        this.map = map;
        this.damping = damping;
    }

    /**
     * The iteration of a map with damping one half.
     *
     * @param map F, from positive unknowns to as many
     * @return the iteration
     */
    public static FixedPoint of(UnaryOperator<double[]> map) {
        return new FixedPoint(map, 0.5);
    }

    /**
     * This iteration with another fraction of each step taken, in (0, 1].
     *
     * @param fraction θ
     * @return the iteration
     * @throws IllegalArgumentException if θ is outside of (0, 1]
     */
    public FixedPoint damping(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the damping must be in (0, 1], got " + fraction);
        }
        return new FixedPoint(map, fraction);
    }

    /**
     * The fixed point reached from a start.
     *
     * @param start positive, as many numbers as unknowns
     * @return the fixed point, to a relative residual of 1e-11
     * @throws ArithmeticException when the iteration does not settle, with its residual
     */
    public double[] from(double... start) {
        double[] near = run(start, true, CLOSE);
        double residual = residual(near, map.apply(near));
        for (int k = 0; k < MOST_NEWTON_STEPS && residual > 0; k++) {
            double[] next = newton(near);
            double left = next == null ? Double.NaN : residual(next, map.apply(next));
            if (!(left < residual / 2)) {
                // Newton's method stalls, at rounding or too far out.
                break;
            }
            near = next;
            residual = left;
        }
        // Where it stalled too far out the plain iteration has the last word.
        return residual <= TOLERANCE ? near : run(near, true, TOLERANCE);
    }

    /** One step of Newton's method on x − F(x), with a Jacobian of differences; null where it is singular. */
    private double[] newton(double[] x) {
        int n = x.length;
        double[] image = map.apply(x);
        double[][] system = new double[n][n + 1];
        for (int j = 0; j < n; j++) {
            double[] moved = x.clone();
            moved[j] += 1e-6 * x[j];
            double[] other = map.apply(moved);
            for (int i = 0; i < n; i++) {
                system[i][j] = (i == j ? 1 : 0) - (other[i] - image[i]) / (moved[j] - x[j]);
                system[i][n] = image[i] - x[i];
            }
        }
        double[] step = solve(system);
        for (int i = 0; i < n; i++) {
            step[i] += x[i];
            // The unknowns of these systems are positive.
            if (!(step[i] * x[i] > 0) || Double.isInfinite(step[i])) {
                return null;
            }
        }
        return step;
    }

    /** Gauss elimination with row exchanges on a system with its right-hand side in the last column. */
    private static double[] solve(double[][] system) {
        int n = system.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(system[i][k]) > Math.abs(system[pivot][k]) ? i : pivot;
            }
            double[] row = system[pivot];
            system[pivot] = system[k];
            system[k] = row;
            for (int i = k + 1; i < n; i++) {
                double factor = system[i][k] / row[k];
                for (int j = k; j <= n; j++) {
                    system[i][j] -= factor * row[j];
                }
            }
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            x[k] = system[k][n];
            for (int j = k + 1; j < n; j++) {
                x[k] -= system[k][j] * x[j];
            }
            x[k] /= system[k][k];
        }
        return x;
    }

    private static double residual(double[] x, double[] image) {
        double residual = 0;
        for (int i = 0; i < x.length; i++) {
            residual = Math.max(residual, Math.abs(image[i] - x[i]) / Math.max(Math.abs(x[i]), 1e-300));
        }
        return residual;
    }

    /**
     * Where the iteration stands when its smallest relative change first falls below the tolerance.
     *
     * @param tolerance of the smallest relative change
     * @param start as many numbers as unknowns
     * @return where it stands, which need be no fixed point
     * @throws ArithmeticException if it diverges, or never comes to stand
     */
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
