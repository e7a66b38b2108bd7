package org.ridgeless.plots;

/** The smallest interval that holds what an axis must show. */
final class Extent {
    /** How far a theory may push the window beyond the data, as a part of the data's span. */
    private static final double THEORY_REACH = 0.35;

    private final boolean log;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean air = true;

    Extent(boolean log) {
        this.log = log;
    }

    void include(double... values) {
        for (double value : values) {
            if (Scale.drawable(log, value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
    }

    boolean log() {
        return log;
    }

    /** Leaves no air around the data. */
    void touchEdges() {
        air = false;
    }

    boolean isEmpty() {
        return low > high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** A theory may widen the window, but a pole must not squeeze the data flat. */
    void includeTheory(Extent theory) {
        if (theory.isEmpty()) {
            return;
        }
        if (isEmpty()) {
            include(theory.low, theory.high);
            return;
        }
        double from = Scale.position(log, low);
        double to = Scale.position(log, high);
        double reach = to > from ? THEORY_REACH * (to - from) : Double.POSITIVE_INFINITY;
        Scale plain = new Scale(log, low, high);
        double lowest = plain.value(Math.max(from - reach, Scale.position(log, theory.low)));
        double highest = plain.value(Math.min(to + reach, Scale.position(log, theory.high)));
        include(lowest, highest);
    }

    /** The window; the user's range wins, and without any data it is the unit interval. */
    Scale window(double userLow, double userHigh) {
        if (!Double.isNaN(userLow)) {
            return new Scale(log, userLow, userHigh);
        }
        if (isEmpty()) {
            return log ? new Scale(true, 0.1, 10) : new Scale(false, 0, 1);
        }
        return air || low == high ? Scale.around(log, low, high) : new Scale(log, low, high);
    }
}
