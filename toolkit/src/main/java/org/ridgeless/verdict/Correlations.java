package org.ridgeless.verdict;

import org.ridgeless.tables.Statistics;

/** Correlations with the interval of Fisher's z. */
final class Correlations {
    private static final int LEAST = 4;
    private static final double VARIANCE_OF_RANKS = 1.06;

    private Correlations() {}

    static Estimate pearson(double[] x, double[] y) {
        String problem = problem(x, y);
        double r = problem.isEmpty() ? Statistics.correlation(x, y) : Double.NaN;
        if (Math.abs(r) >= 1) {
            problem = "all " + x.length + " pairs lie on a line, which leaves a correlation without an interval";
        }
        return estimate("correlation", r, x.length, 1, 1, problem);
    }

    static Estimate spearman(double[] x, double[] y) {
        String problem = problem(x, y);
        double r = problem.isEmpty() ? Statistics.rankCorrelation(x, y) : Double.NaN;
        return estimate("rank correlation", r, x.length, VARIANCE_OF_RANKS, mostBelowOne(x.length), problem);
    }

    private static String problem(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("a correlation needs pairs, got " + x.length + " and " + y.length);
        }
        return Problems.ofPairs(x, y, LEAST);
    }

    private static Estimate estimate(String kind, double raw, int n, double variance, double most, String problem) {
        double r = Math.max(-1, Math.min(1, raw));
        double spread = Math.sqrt(variance / (n - 3.0));
        return new Estimate(kind, r, n, true, level -> Intervals.fisher(r, most, spread, level), problem);
    }

    /** The largest rank correlation of n pairs below 1: two neighbours exchanged. */
    private static double mostBelowOne(double n) {
        return 1 - 12 / (n * (n * n - 1));
    }
}
