package org.ridgeless.verdict;

/**
 * A closed interval of numbers. {@link #NOTHING} is the interval of which nothing is known.
 *
 * @param low the lower end, which may be −∞
 * @param high the upper end, which may be ∞
 */
public record Interval(double low, double high) {
    /** All numbers: what an estimate that tells nothing leaves open. */
    public static final Interval NOTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * @throws IllegalArgumentException if an end is not a number or the ends are out of order
     */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low ≤ high, got " + low + " and " + high);
        }
    }

    static Interval point(double value) {
        return new Interval(value, value);
    }

    /** From the smaller to the larger of two ends; all numbers if one of them is not a number. */
    static Interval spanning(double first, double second) {
        return Double.isNaN(first) || Double.isNaN(second)
                ? NOTHING
                : new Interval(Math.min(first, second), Math.max(first, second));
    }

    /** The interval of that half-width around a value; all numbers if the half-width is not a number. */
    static Interval around(double value, double halfWidth) {
        return Double.isNaN(halfWidth) ? NOTHING : new Interval(value - halfWidth, value + halfWidth);
    }

    /** Whether both ends are finite. */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /**
     * Whether the whole interval lies inside the other.
     *
     * @param other the one that may hold it
     * @return true for equal intervals, too
     */
    public boolean inside(Interval other) {
        return low >= other.low && high <= other.high;
    }

    /**
     * Whether the two have no number in common.
     *
     * @param other the other interval
     * @return false if they share an end
     */
    public boolean misses(Interval other) {
        return high < other.low || low > other.high;
    }

    /** How far a number lies outside this interval; 0 inside. */
    double distance(double value) {
        return Math.max(0, Math.max(low - value, value - high));
    }

    /** Half the distance of the ends; infinite where an end is, 0 for a point, infinite ones included. */
    double halfWidth() {
        return low == high ? 0 : (high - low) / 2;
    }
}
