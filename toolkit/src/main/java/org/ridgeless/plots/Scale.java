package org.ridgeless.plots;

/** One axis: its kind and its window, and what can be drawn on it. */
record Scale(boolean log, double low, double high) {
    private static final double PADDING = 0.03;

    /** Whether a value has a place on such an axis at all. */
    static boolean drawable(boolean log, double value) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    /** The position on a linear ruler. */
    static double position(boolean log, double value) {
        return log ? Math.log(value) : value;
    }

    double position(double value) {
        return position(log, value);
    }

    double value(double position) {
        return log ? Math.exp(position) : position;
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
        double span = to - from;
        double air = span > 0 ? PADDING * span : log ? 0.5 : Math.max(0.5, 0.1 * Math.abs(from));
        Scale plain = new Scale(log, low, high);
        return new Scale(log, plain.value(from - air), plain.value(to + air));
    }
}
