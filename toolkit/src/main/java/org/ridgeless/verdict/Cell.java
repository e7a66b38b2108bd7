package org.ridgeless.verdict;

import org.ridgeless.display.Numbers;

/**
 * One observation beside what the claim accepts there.
 *
 * @param label where, among several cells; empty if there is one only
 * @param predicted not a number for one-sided claims
 * @param accepted null where theory has no number
 */
record Cell(String label, Estimate estimate, double predicted, Interval accepted) {
    Outcome outcome(double level) {
        if (!problem().isEmpty()) {
            return Outcome.INCONCLUSIVE;
        }
        Interval interval = estimate.interval(level);
        if (diverged(interval) || interval.misses(accepted)) {
            return Outcome.FAIL;
        }
        return interval.isBounded() && interval.inside(accepted) ? Outcome.PASS : Outcome.INCONCLUSIVE;
    }

    /** What a claim accepts is finite, also where it is open to one side: no number is at least 3 by being infinite. */
    private static boolean diverged(Interval interval) {
        return interval.low() == interval.high() && !interval.isBounded();
    }

    String problem() {
        return !estimate.problem().isEmpty() || accepted != null ? estimate.problem() : "theory has no number here";
    }

    /** How comfortably the cell passes, in widths of the interval: the cell with the least decides what is shown. */
    double comfort(double level) {
        if (!problem().isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        Interval interval = estimate.interval(level);
        double slack = Math.min(interval.low() - accepted.low(), accepted.high() - interval.high());
        double room = Math.min(accepted.halfWidth(), Math.abs(edge()));
        return Double.isNaN(slack) ? Double.NEGATIVE_INFINITY : slack / (room > 0 ? room : 1);
    }

    /** Why nothing could be told at this level. */
    String reason(double level) {
        if (!problem().isEmpty()) {
            return problem();
        }
        double width = estimate.interval(level).halfWidth();
        if (Double.isInfinite(width)) {
            return estimate.count() + " draws are too few for an interval at this level";
        }
        double value = estimate.value();
        double room = Math.min(Math.abs(value - accepted.low()), Math.abs(accepted.high() - value));
        String noise = "too noisy: ±" + Numbers.show(width) + ", the nearest edge is " + Numbers.show(room) + " away";
        double factor = Math.max(2, Math.ceil(width / room * (width / room)));
        return factor <= 1000 ? noise + "; about " + (int) factor + " times as many draws would tell" : noise;
    }

    /** An inequality that holds by more than a factor of ten says little; the factor, or 1. */
    double looseness() {
        boolean oneSided = accepted != null && Double.isInfinite(accepted.halfWidth());
        double value = Math.abs(estimate.value());
        if (!oneSided || !(value > 0) || edge() == 0 || Math.signum(edge()) != Math.signum(estimate.value())) {
            return 1;
        }
        return Math.max(value / Math.abs(edge()), Math.abs(edge()) / value);
    }

    /** The finite end of what is accepted; the one nearer to 0 if both are. */
    private double edge() {
        double low = Math.abs(accepted.low());
        double high = Math.abs(accepted.high());
        return low < high ? accepted.low() : accepted.high();
    }
}
