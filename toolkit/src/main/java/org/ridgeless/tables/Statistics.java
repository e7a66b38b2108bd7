package org.ridgeless.tables;

import java.util.Arrays;

/** Plain statistics of a sample. */
public final class Statistics {
    /** Squares below this lose digits. */
    private static final double SMALLEST = 0x1p-960;

    private Statistics() {}

    public static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The unbiased variance; NaN for fewer than two values. */
    public static double variance(double... values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    /** The standard error of the mean; NaN for fewer than two values. */
    public static double standardError(double... values) {
        double variance = variance(values);
        return variance < SMALLEST || variance == Double.POSITIVE_INFINITY
                ? scaledError(values)
                : Math.sqrt(variance / values.length);
    }

    /** The same in units of the largest deviation, for squares that leave the range of floating point. */
    private static double scaledError(double[] values) {
        double mean = mean(values);
        double unit = Arrays.stream(values).map(v -> Math.abs(v - mean)).max().orElse(0);
        if (unit == 0 || Double.isInfinite(unit)) {
            return unit;
        }
        double squares = Arrays.stream(values)
                .map(v -> (v - mean) / unit * ((v - mean) / unit))
                .sum();
        return unit * Math.sqrt(squares / (values.length - 1) / values.length);
    }

    public static double median(double... values) {
        return quantile(0.5, values);
    }

    /**
     * The quantile by linear interpolation between order statistics (definition 7 of R. J. Hyndman and Y. Fan, <i>Sample
     * quantiles in statistical packages</i>, Am. Statist. 50 (1996) 361–365); infinite values keep their place.
     */
    public static double quantile(double probability, double... values) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, got " + probability);
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double place = probability * (sorted.length - 1);
        int below = (int) Math.floor(place);
        double share = place - below;
        return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[below + 1];
    }

    /** Pearson's correlation of two columns; NaN where one of them does not vary. */
    public static double correlation(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException("a correlation needs two columns of equal length, at least 2, got "
                    + x.length + " and " + y.length);
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double cross = 0;
        for (int i = 0; i < x.length; i++) {
            cross += (x[i] - meanX) * (y[i] - meanY);
        }
        return cross / (x.length - 1) / Math.sqrt(variance(x) * variance(y));
    }

    /** Spearman's rank correlation of two columns: Pearson's correlation of their ranks, equal values sharing a mean rank. */
    public static double rankCorrelation(double[] x, double[] y) {
        return correlation(ranks(x), ranks(y));
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int below = 0;
            int equal = 0;
            for (double other : sorted) {
                below += other < values[i] ? 1 : 0;
                equal += other == values[i] ? 1 : 0;
            }
            ranks[i] = below + 0.5 * (equal + 1);
        }
        return ranks;
    }
}
