package org.ridgeless.plots;

import java.util.Arrays;

/** Points joined by straight strokes on the chart's axes; NaN is a gap. */
record Polyline(double[] x, double[] y) {
    private static final int THEORY_POINTS = 600;

    /** The points of a theory inside a window of x, or null if the layer is none. */
    static Polyline ofTheory(Layer layer, Scale window) {
        if (layer instanceof Layer.TheoryPoints points) {
            return new Polyline(points.x(), points.y());
        }
        if (!(layer instanceof Layer.Theory theory)) {
            return null;
        }
        double from = Math.max(theory.from(), window.low());
        double to = Math.min(theory.to(), window.high());
        if (!(from < to)) {
            return new Polyline(new double[0], new double[0]);
        }
        double[] x = new double[THEORY_POINTS];
        double[] y = new double[THEORY_POINTS];
        double start = window.position(from);
        double step = (window.position(to) - start) / (THEORY_POINTS - 1);
        for (int i = 0; i < THEORY_POINTS; i++) {
            // The ends are hit exactly: a formula may be undefined one rounding error beyond them.
            x[i] = i == 0 ? from : i == THEORY_POINTS - 1 ? to : window.value(start + i * step);
            y[i] = theory.formula().applyAsDouble(x[i]);
        }
        return new Polyline(x, y);
    }

    /** This line cut at the edges of the window; what cannot be drawn becomes a gap. */
    Polyline clipped(Window window) {
        double[] cutX = new double[3 * x.length + 1];
        double[] cutY = new double[3 * x.length + 1];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            if (i > 0 && crosses(window, i)) {
                double edge = window.y().clamp(inside(window, i - 1) ? y[i] : y[i - 1]);
                cutX[size] = crossing(window, i, edge);
                cutY[size++] = edge;
            }
            boolean shown = inside(window, i);
            cutX[size] = x[i];
            cutY[size++] = shown ? y[i] : Double.NaN;
        }
        return new Polyline(Arrays.copyOf(cutX, size), Arrays.copyOf(cutY, size)).withoutUndrawableX(window);
    }

    /** XChart takes gaps in y only. */
    private Polyline withoutUndrawableX(Window window) {
        double[] keptX = new double[x.length];
        double[] keptY = new double[x.length];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            if (Scale.drawable(window.x().log(), x[i]) && window.x().contains(x[i])) {
                keptX[size] = x[i];
                keptY[size++] = y[i];
            }
        }
        return new Polyline(Arrays.copyOf(keptX, size), Arrays.copyOf(keptY, size));
    }

    private boolean inside(Window window, int i) {
        return Scale.drawable(window.y().log(), y[i]) && window.y().contains(y[i]);
    }

    private boolean crosses(Window window, int i) {
        boolean drawable = Scale.drawable(window.y().log(), y[i])
                && Scale.drawable(window.y().log(), y[i - 1]);
        return drawable && inside(window, i) != inside(window, i - 1);
    }

    private double crossing(Window window, int i, double edge) {
        double before = window.y().position(y[i - 1]);
        double share = (window.y().position(edge) - before) / (window.y().position(y[i]) - before);
        double start = window.x().position(x[i - 1]);
        return window.x().value(start + share * (window.x().position(x[i]) - start));
    }
}
