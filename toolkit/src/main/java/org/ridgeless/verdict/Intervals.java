package org.ridgeless.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Two-sided confidence intervals at a level; each cuts half of the remaining probability from either side. */
final class Intervals {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Intervals() {}

    static Interval student(double value, double error, double freedom, double level) {
        if (Double.isInfinite(value)) {
            return Interval.point(value);
        }
        double quantile = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
        return Interval.around(value, quantile * error);
    }

    static Interval clopperPearson(int successes, int trials, double level) {
        double tail = (1 - level) / 2;
        int failures = trials - successes;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, failures + 1.0).inverseCumulativeProbability(tail);
        double high = failures == 0
                ? 1
                : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(tail);
        return new Interval(low, high);
    }

    /**
     * From the order statistic below which the quantile lies with probability at most (1 − level)/2 to the one above; an end
     * for which there are too few draws is infinite.
     */
    static Interval orderStatistics(double[] sorted, double probability, double level) {
        int n = sorted.length;
        double tail = (1 - level) / 2;
        BinomialDistribution below = BinomialDistribution.of(n, probability);
        // P(fewer than i draws lie below the quantile) = P(B ≤ i − 1): the largest i whose chance is small enough.
        int low = below.inverseCumulativeProbability(tail);
        while (low > 0 && below.cumulativeProbability(low - 1) > tail) {
            low--;
        }
        int high = below.inverseSurvivalProbability(tail) + 1;
        while (high <= n && below.survivalProbability(high - 1) > tail) {
            high++;
        }
        return new Interval(
                low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
                high > n ? Double.POSITIVE_INFINITY : sorted[high - 1]);
    }

    static Interval fisher(double correlation, double spread, double level) {
        return fisher(correlation, 1, spread, level);
    }

    /** The same for correlations of which only those up to {@code most} in absolute value have a spread. */
    static Interval fisher(double correlation, double most, double spread, double level) {
        double centre = Math.max(-most, Math.min(most, correlation));
        double z = 0.5 * Math.log((1 + centre) / (1 - centre));
        double width = normalQuantile(level) * spread;
        return Interval.spanning(
                Math.min(correlation, Math.tanh(z - width)), Math.max(correlation, Math.tanh(z + width)));
    }

    /** Of positive quantities: a low end of the divisor at or below 0 leaves the ratio open above. */
    static Interval ratio(Interval a, Interval b) {
        double low = Math.max(0, a.low());
        double least = Math.max(0, b.low());
        return Interval.spanning(
                b.high() <= 0 ? 0 : low / b.high(), least == 0 ? Double.POSITIVE_INFINITY : a.high() / least);
    }

    static double normalQuantile(double level) {
        return NORMAL.inverseSurvivalProbability((1 - level) / 2);
    }
}
