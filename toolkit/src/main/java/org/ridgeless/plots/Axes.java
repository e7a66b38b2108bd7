package org.ridgeless.plots;

import java.util.List;

/** Titles, scales, ranges and size of a chart; NaN in a range means that the data decide; names stand at 0, 1, … of x. */
record Axes(
        String title,
        String x,
        String y,
        boolean logX,
        boolean logY,
        double xLow,
        double xHigh,
        double yLow,
        double yHigh,
        int width,
        int height,
        List<String> names) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int SMALLEST = 120;
    private static final int LARGEST = 4000;

    Axes {
        if (width < SMALLEST || height < SMALLEST || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("a chart measures " + SMALLEST + " to " + LARGEST
                    + " pixels each way, got " + width + " × " + height);
        }
        requireRange("x", logX, xLow, xHigh);
        requireRange("y", logY, yLow, yHigh);
    }

    static Axes titled(String title) {
        double free = Double.NaN;
        return new Axes(title, "", "", false, false, free, free, free, free, WIDTH, HEIGHT, List.of());
    }

    Axes withTitle(String text) {
        return new Axes(text, x, y, logX, logY, xLow, xHigh, yLow, yHigh, width, height, names);
    }

    Axes withLabels(String xText, String yText) {
        return new Axes(title, xText, yText, logX, logY, xLow, xHigh, yLow, yHigh, width, height, names);
    }

    Axes withLog(boolean onX, boolean onY) {
        return new Axes(title, x, y, onX, onY, xLow, xHigh, yLow, yHigh, width, height, names);
    }

    Axes withXRange(double low, double high) {
        return new Axes(title, x, y, logX, logY, low, high, yLow, yHigh, width, height, names);
    }

    Axes withYRange(double low, double high) {
        return new Axes(title, x, y, logX, logY, xLow, xHigh, low, high, width, height, names);
    }

    Axes withSize(int newWidth, int newHeight) {
        return new Axes(title, x, y, logX, logY, xLow, xHigh, yLow, yHigh, newWidth, newHeight, names);
    }

    Axes withNames(List<String> list) {
        return new Axes(title, x, y, logX, logY, xLow, xHigh, yLow, yHigh, width, height, List.copyOf(list));
    }

    private static void requireRange(String name, boolean log, double low, double high) {
        if (Double.isNaN(low) && Double.isNaN(high)) {
            return;
        }
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "the range of " + name + " must be finite and rising, got " + low + " to " + high);
        }
        if (log && low <= 0) {
            throw new IllegalArgumentException(
                    "a logarithmic axis starts above 0, got the range " + low + " to " + high);
        }
    }
}
