package org.ridgeless.tables;

import java.util.Arrays;

/**
 * Plain statistics of a sample.
 *
 * {@snippet file="TablesTest.java" region="statistics"}
 */
public final class Statistics {
    /** Squares below this lose digits. */
    private static final double SMALLEST = 0x1p-960;

    private Statistics() {}

    /**
     * The arithmetic mean; NaN for no values.
     *
     * @param values the sample; a NaN in it gives NaN
     * @return the sum over the number of values
     */
    public static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * The unbiased variance, the sum of squared deviations from the mean over n − 1.
     *
     * @param values the sample; a NaN in it gives NaN
     * @return at least 0; NaN for fewer than two values
     */
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

    /**
     * The standard error of the mean, the root of the unbiased variance over n; small deviations do not underflow.
     *
     * @param values the sample, of independent values
     * @return at least 0, in the unit of the values; NaN for fewer than two values
     */
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

    /**
     * The median: the middle value, or the mean of the two middle ones.
     *
     * @param values the sample, in any order
     * @return NaN for no values or where a value is NaN
     */
    public static double median(double... values) {
        return quantile(0.5, values);
    }

    /**
     * The quantile by linear interpolation between order statistics (definition 7 of R. J. Hyndman and Y. Fan, <i>Sample
     * quantiles in statistical packages</i>, Am. Statist. 50 (1996) 361–365); infinite values keep their place.
     *
     * @param probability from 0, the smallest value, to 1, the largest
     * @param values the sample, in any order; it is left as it is
     * @return NaN for no values or where a value is NaN
     * @throws IllegalArgumentException if the probability lies outside 0 to 1
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

    /**
     * Pearson's correlation of two columns.
     *
     * @param x n numbers, at least 2
     * @param y n numbers
     * @return from −1 to 1 up to rounding; NaN where one of them does not vary
     * @throws IllegalArgumentException if the lengths differ or are less than 2
     */
    public static double correlation(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException("a correlation needs two columns of equal length, at least 2, got "
                    + x.length + " and " + y.length);
        }
        if (isConstant(x) || isConstant(y)) {
            return Double.NaN;
        }
        double[] a = deviations(x);
        double[] b = deviations(y);
        double cross = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            cross += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }
        return cross / Math.sqrt(squaresA * squaresB);
    }

    /** Equal values whose mean is rounded would vary by rounding. */
    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** From the mean, in units of the power of 2 of the largest value, so that no square leaves the range of numbers. */
    private static double[] deviations(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        int unit = Math.getExponent(largest);
        double[] scaled = Arrays.stream(values).map(v -> Math.scalb(v, -unit)).toArray();
        double mean = mean(scaled);
        return Arrays.stream(scaled).map(v -> v - mean).toArray();
    }

    /**
     * Spearman's rank correlation of two columns: Pearson's correlation of their ranks, equal values sharing a mean rank. Takes
     * O(n²).
     *
     * @param x n numbers, at least 2; infinities have the ranks at the ends
     * @param y n numbers
     * @return from −1 to 1 up to rounding; NaN where all values of one of them are equal
     * @throws IllegalArgumentException if the lengths differ or are less than 2, or a value is NaN, which has no rank
     */
    public static double rankCorrelation(double[] x, double[] y) {
        return correlation(ranks(x), ranks(y));
    }

    private static double[] ranks(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("ranks are those of numbers, got NaN at place " + i + " from 0");
            }
        }
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
