package org.ridgeless.landscape.approximation;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The distance to the nearest of N random points on the torus [0, 1)^d: a function with Lipschitz constant 1 that is zero at all of
 * them, so that who has seen N values of a function with that constant, and knows nothing more of it, may be as wrong as this. No
 * choice of N points makes its mean smaller than the order of N^{−1/d} (R. DeVore, R. Howard and C. Micchelli, <i>Optimal nonlinear
 * approximation</i>, Manuscripta Math. 63 (1989) 469–478, for all continuous methods).
 */
public final class NearestPoint {
    private static final int CHUNK = 256;

    /** Coordinate by coordinate. */
    private final double[] points;

    private final int inputs;

    private NearestPoint(double[] points, int inputs) {
        this.points = points;
        this.inputs = inputs;
    }

    /**
     * N ≥ 1 points drawn uniformly on the torus of d ≥ 1 dimensions.
     *
     * @param count N
     * @param inputs d
     * @param stream of N d uniform numbers
     * @return the points
     * @throws IllegalArgumentException if N or d is below 1
     */
    public static NearestPoint draw(int count, int inputs, UniformRandomProvider stream) {
        if (count < 1 || inputs < 1) {
            throw new IllegalArgumentException(
                    "points on a torus need N ≥ 1 and d ≥ 1, got " + count + " and " + inputs);
        }
        double[] points = new double[Math.multiplyExact(count, inputs)];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < inputs; k++) {
                points[k * count + i] = stream.nextDouble();
            }
        }
        return new NearestPoint(points, inputs);
    }

    /**
     * The distance of x, with coordinates in [0, 1), to the nearest point.
     *
     * @param x d coordinates in [0, 1)
     * @return from 0 to √d/2
     */
    public double at(double... x) {
        int count = points.length / inputs;
        double[] squares = new double[Math.min(CHUNK, count)];
        double nearest = Double.POSITIVE_INFINITY;
        for (int from = 0; from < count; from += CHUNK) {
            int some = Math.min(CHUNK, count - from);
            Arrays.fill(squares, 0, some, 0);
            for (int k = 0; k < inputs; k++) {
                addSquares(x[k], k * count + from, some, squares);
            }
            for (int i = 0; i < some; i++) {
                nearest = Math.min(nearest, squares[i]);
            }
        }
        return Math.sqrt(nearest);
    }

    /** One coordinate of many points at a time, which the compiler vectorizes. */
    private void addSquares(double x, int from, int some, double[] sums) {
        for (int i = 0; i < some; i++) {
            double apart = Math.abs(x - points[from + i]);
            double around = Math.min(apart, 1 - apart);
            sums[i] += around * around;
        }
    }

    /**
     * Its mean over points and places, V^{−1/d} Γ(1 + 1/d) Γ(N + 1)/Γ(N + 1 + 1/d) with V the volume of the unit ball, but for the
     * probability that a ball of radius ½ holds no point.
     *
     * @param count N ≥ 1
     * @param inputs d ≥ 1
     * @return the mean distance
     */
    public static double mean(int count, int inputs) {
        double d = inputs;
        double logVolume = d / 2 * Math.log(Math.PI) - LogGamma.value(d / 2 + 1);
        double log = -logVolume / d
                + LogGamma.value(1 + 1 / d)
                + LogGamma.value(count + 1.0)
                - LogGamma.value(count + 1 + 1 / d);
        return Math.exp(log);
    }
}
