package org.ridgeless.plots;

/** One axis: its kind and its window, and what can be drawn on it. */
record Scale(boolean log, double low, double high) {
    private static final double PADDING = 0.03;
    /** Ends that agree to so many units in the last place hold one value only. */
    private static final double ONE_VALUE = 64;

    /** Whether a value has a place on such an axis at all. */
    static boolean drawable(boolean log, double value) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    boolean drawable(double value) {
        return drawable(log, value);
    }

    /** The position on a linear ruler. */
    static double position(boolean log, double value) {
        return log ? Math.log(value) : value;
    }

    double position(double value) {
        return position(log, value);
    }

    /** The value at a position, kept where a logarithmic axis can show it: above 0 and below infinity. */
    double value(double position) {
        return log ? Math.min(Double.MAX_VALUE, Math.max(Double.MIN_VALUE, Math.exp(position))) : position;
    }

    /** The place between the ends: 0 at the lower, 1 at the higher. Halves keep the widest windows from overflowing. */
    double fraction(double value) {
        double from = position(low) / 2;
        return (position(value) / 2 - from) / (position(high) / 2 - from);
    }

    /** The value at a place between the ends. */
    double at(double fraction) {
        return value(position(low) * (1 - fraction) + position(high) * fraction);
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    Scale union(Scale other) {
        if (log != other.log) {
            throw new IllegalArgumentException(
                    "charts that are shown together must agree where an axis is logarithmic");
        }
        return new Scale(log, Math.min(low, other.low), Math.max(high, other.high));
    }

    double clamp(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** A window that holds the data with some air; equal ends are pulled apart. */
    static Scale around(boolean log, double low, double high) {
        double from = position(log, low);
        double to = position(log, high);
        double size = Math.max(Math.abs(from), Math.abs(to));
        Scale plain = new Scale(log, low, high);
        double air = PADDING * (to - from);
        if (to - from <= ONE_VALUE * Math.ulp(size)) {
            air = log || size == 0 ? 0.5 : Math.max(0.1 * size, Double.MIN_NORMAL);
        } else if (Double.isInfinite(air)) {
            air = 0;
        }
        double lowest = plain.value(from - air);
        double highest = plain.value(to + air);
        return new Scale(log, Math.max(lowest, -Double.MAX_VALUE), Math.min(highest, Double.MAX_VALUE));
    }
}
