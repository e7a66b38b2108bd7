package org.ridgeless.spectra;

/**
 * An interval of a support.
 *
 * @param low the lower end
 * @param high the upper end, which may be equal to it
 */
public record Interval(double low, double high) {
    /**
     * An interval with its ends.
     *
     * @throws IllegalArgumentException if the ends are not finite or not in order
     */
    public Interval {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("an interval has finite ends in order, got " + low + " and " + high);
        }
    }

    /** The upper end less the lower. */
    public double length() {
        return high - low;
    }

    boolean holds(double x) {
        return x > low && x < high;
    }

    @Override
    public String toString() {
        return "[" + low + ", " + high + "]";
    }
}
