package org.ridgeless.plots;

import java.util.function.DoubleUnaryOperator;

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
        Scale part = new Scale(window.log(), from, to);
        Layer.Sampled last = theory.last().get();
        if (last == null || !last.part().equals(part)) {
            last = new Layer.Sampled(part, of(theory.formula(), part));
            theory.last().set(last);
        }
        return last.line();
    }

    private static Polyline of(DoubleUnaryOperator formula, Scale part) {
        double from = part.low();
        double to = part.high();
        double[] x = new double[THEORY_POINTS];
        double[] y = new double[THEORY_POINTS];
        for (int i = 0; i < THEORY_POINTS; i++) {
            // The ends are hit exactly: a formula may be undefined one rounding error beyond them.
            double place = part.at(i / (THEORY_POINTS - 1.0));
            x[i] = i == 0 ? from : i == THEORY_POINTS - 1 ? to : part.clamp(place);
            y[i] = formula.applyAsDouble(x[i]);
        }
        return new Polyline(x, y);
    }

    /** A staircase through the same points: each value holds until the next. */
    Polyline steps() {
        int n = x.length;
        double[] atX = new double[Math.max(0, 2 * n - 1)];
        double[] atY = new double[atX.length];
        for (int i = 0; i < n; i++) {
            atX[2 * i] = x[i];
            atY[2 * i] = y[i];
            if (i + 1 < n) {
                atX[2 * i + 1] = x[i + 1];
                atY[2 * i + 1] = y[i];
            }
        }
        return new Polyline(atX, atY);
    }
}
