package org.ridgeless.oldverdict;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/**
 * A least-squares slope with an interval from the bootstrap over points (B. Efron, <i>Bootstrap methods: another look at the
 * jackknife</i>, Ann. Statist. 7 (1979) 1–26). Exponents are slopes in doubly logarithmic coordinates.
 */
public final class Slope {
    private static final int RESAMPLES = 1000;

    private final double value;
    private final double[] resampled;

    private Slope(double[] x, double[] y) {
        Require.sameLength("x", x.length, "y", y.length);
        if (x.length < 3) {
            throw new IllegalArgumentException("a slope needs at least 3 points, got " + x.length);
        }
        value = fit(x, y);
        resampled = resample(x, y);
    }

    /** The exponent p of y ~ x^p. */
    public static Slope logLog(double[] x, double[] y) {
        return new Slope(log("x", x), log("y", y));
    }

    /** The rate r of y ~ exp(r x). */
    public static Slope exponential(double[] x, double[] y) {
        return new Slope(x, log("y", y));
    }

    /** The slope of y against log x, for logarithmic growth. */
    public static Slope logarithmic(double[] x, double[] y) {
        return new Slope(log("x", x), y);
    }

    /** The plain slope of y against x. */
    public static Slope linear(double[] x, double[] y) {
        return new Slope(x, y);
    }

    public double value() {
        return value;
    }

    /** The spread of the resampled slopes. */
    public double standardError() {
        double mean = Arrays.stream(resampled).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(resampled).map(s -> (s - mean) * (s - mean)).sum();
        return Math.sqrt(squares / (resampled.length - 1));
    }

    /** The lower end of the 95 % interval. */
    public double lower() {
        return resampled[(int) (0.025 * resampled.length)];
    }

    /** The upper end of the 95 % interval. */
    public double upper() {
        return resampled[(int) (0.975 * resampled.length)];
    }

    private static double[] resample(double[] x, double[] y) {
        // The seed is fixed: the interval is a property of the points, and equal points give equal intervals.
        UniformRandomProvider random = Seeds.of(0).child("bootstrap").stream();
        double[] slopes = new double[RESAMPLES];
        double[] xs = new double[x.length];
        double[] ys = new double[x.length];
        int filled = 0;
        while (filled < RESAMPLES) {
            for (int i = 0; i < x.length; i++) {
                int chosen = random.nextInt(x.length);
                xs[i] = x[chosen];
                ys[i] = y[chosen];
            }
            double slope = fit(xs, ys);
            // A resample that holds one place only has no slope.
            if (!Double.isNaN(slope) || Double.isNaN(fit(x, y))) {
                slopes[filled++] = slope;
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static double fit(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(Double.NaN);
        double meanY = Arrays.stream(y).average().orElse(Double.NaN);
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            cross += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return squares == 0 ? Double.NaN : cross / squares;
    }

    private static double[] log(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new IllegalArgumentException(
                        "a logarithmic slope needs positive " + name + ", got " + values[i] + " at index " + i);
            }
        }
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
