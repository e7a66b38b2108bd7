package org.ridgeless.experiments;

import org.ridgeless.tables.Statistics;

/** Median and 10–90 % range of trials, with the standard error of the median as for a normal sample of that range. */
record Spread(double low, double median, double high, double standardError, int count) {
    /** The 10 % and 90 % quantiles of a normal law are 2.563 standard deviations apart. */
    private static final double RANGE = 2.5631;

    /** The standard error of a median is √(π/2) times that of a mean. */
    private static final double MEDIAN = 1.2533;

    static Spread of(double... trials) {
        double low = Statistics.quantile(0.1, trials);
        double high = Statistics.quantile(0.9, trials);
        double error = trials.length < 2 ? Double.NaN : MEDIAN * (high - low) / RANGE / Math.sqrt(trials.length);
        return new Spread(low, Statistics.median(trials), high, error, trials.length);
    }
}
