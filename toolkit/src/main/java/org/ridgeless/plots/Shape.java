package org.ridgeless.plots;

import java.util.Arrays;

/** The outlines of histograms and distribution functions. */
final class Shape {
    private Shape() {}

    static void same(String label, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "\"" + label + "\" has " + x.length + " places but " + y.length + " values");
        }
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
        double width = (sorted[sorted.length - 1] - low) / bins;
        if (!(width > 0)) {
            width = Math.max(1e-9, Math.abs(low) * 1e-9);
            low -= width * bins / 2;
        }
        double[] heights = new double[bins];
        for (double value : sorted) {
            int bin = (int) ((value - low) / width);
            heights[Math.min(bins - 1, Math.max(0, bin))] += 1 / (sorted.length * width);
        }
        double[] x = new double[2 * bins + 2];
        double[] y = new double[2 * bins + 2];
        for (int i = 0; i <= bins; i++) {
            x[2 * i] = low + i * width;
            x[2 * i + 1] = x[2 * i];
            y[2 * i] = i == 0 ? 0 : heights[i - 1];
            y[2 * i + 1] = i == bins ? 0 : heights[i];
        }
        return new Layer.Curve(Layer.Style.BARS, label, x, y);
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
