package org.ridgeless.plots;

import java.util.Arrays;

/** The outlines of histograms and distribution functions. */
final class Shape {
    /** What the bins of one value take in all where a tenth of it has no reciprocal. */
    private static final double NARROWEST = 1e-300;

    private Shape() {}

    static void same(String label, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "\"" + label + "\" has " + x.length + " places but " + y.length + " values");
        }
    }

    /** Checks a grid of values: rows belong to y, columns to x, and both rise. */
    static void grid(String label, double[] x, double[] y, double[][] z) {
        if (x.length == 0 || y.length == 0) {
            throw new IllegalArgumentException("\"" + label + "\" needs at least one value of x and of y");
        }
        rising(label, "x", x);
        rising(label, "y", y);
        boolean fits = z.length == y.length && Arrays.stream(z).allMatch(row -> row.length == x.length);
        if (!fits) {
            String shape = z.length + " × " + (z.length == 0 ? 0 : z[0].length);
            throw new IllegalArgumentException("\"" + label + "\" needs a row of values for each of " + y.length
                    + " y and a column for each of " + x.length + " x, got " + shape);
        }
    }

    private static void rising(String label, String axis, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || i > 0 && !(values[i] > values[i - 1])) {
                throw new IllegalArgumentException("the " + axis + " of \"" + label
                        + "\" must be finite and rising, got " + Arrays.toString(values));
            }
        }
    }

    static double[][] copy(double[][] z) {
        return Arrays.stream(z).map(double[]::clone).toArray(double[][]::new);
    }

    static Layer histogram(String label, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram needs at least 1 bin, got " + bins);
        }
        double[] sorted = finite(values);
        if (sorted.length == 0) {
            // An interrupted run may have nothing yet, and that is no error.
            return new Layer.Curve(Layer.Style.BARS, label, sorted, sorted);
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double width = (high - low) / bins;
        if (Double.isInfinite(width)) {
            // The distance of the ends is beyond the range of numbers, that of two edges is not.
            width = high / bins - low / bins;
        }
        if (!(width > 0) || low + width == low) {
            // One value only: bins a tenth of its size wide in all.
            width = (low == 0 ? 1 : Math.max(NARROWEST, 0.1 * Math.abs(low))) / bins;
            low = Math.max(-Double.MAX_VALUE, low - width * bins / 2);
        }
        double[] heights = new double[bins];
        for (double value : sorted) {
            double place = value - low;
            int bin = (int) (Double.isInfinite(place) ? value / width - low / width : place / width);
            heights[Math.min(bins - 1, Math.max(0, bin))] += 1 / (sorted.length * width);
        }
        double[] x = new double[2 * bins + 2];
        double[] y = new double[2 * bins + 2];
        for (int i = 0; i <= bins; i++) {
            x[2 * i] = edge(low, i, width);
            x[2 * i + 1] = x[2 * i];
            y[2 * i] = i == 0 ? 0 : heights[i - 1];
            y[2 * i + 1] = i == bins ? 0 : heights[i];
        }
        return new Layer.Curve(Layer.Style.BARS, label, x, y);
    }

    private static double edge(double low, int i, double width) {
        double edge = Double.isInfinite(i * width) ? low + i / 2.0 * width + i / 2.0 * width : low + i * width;
        return Math.min(Double.MAX_VALUE, edge);
    }

    static Layer cdf(String label, double[] values) {
        double[] sorted = finite(values);
        double[] y = new double[sorted.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (i + 1.0) / y.length;
        }
        return new Layer.Curve(Layer.Style.STEP, label, sorted, y);
    }

    private static double[] finite(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted;
    }
}
