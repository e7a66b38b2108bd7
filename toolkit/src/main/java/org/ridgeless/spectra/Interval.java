package org.ridgeless.spectra;

/** An interval of a support. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("an interval has finite ends in order, got " + low + " and " + high);
        }
    }

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
