package org.ridgeless.plots;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleUnaryOperator;

/** One thing drawn in a chart; what is drawn over what does not depend on the order in which they were added. */
sealed interface Layer {
    String label();

    /** How points are joined. */
    enum Style {
        LINE,
        POINTS,
        STEP,
        BARS
    }

    /** Data: points in the plane. Bars hold the outline of a histogram. */
    record Curve(Style style, String label, double[] x, double[] y) implements Layer {}

    /** Data with its spread, drawn as a translucent area. */
    record Ribbon(String label, double[] x, double[] low, double[] high) implements Layer {}

    /** Vertical bars from low to high, in the colour of the curve that follows. */
    record Whiskers(String label, double[] x, double[] low, double[] high) implements Layer {}

    /** A straight line across the chart. */
    record Reference(String label, double value, boolean vertical) implements Layer {}

    /**
     * A predicted curve, drawn only where it is valid.
     *
     * @param last its points in the window where it was last asked for: a picture needs them for its window, its remarks and its
     *     strokes, and formulas can be expensive
     */
    record Theory(String label, DoubleUnaryOperator formula, double from, double to, AtomicReference<Sampled> last)
            implements Layer {
        Theory(String label, DoubleUnaryOperator formula, double from, double to) {
            this(label, formula, from, to, new AtomicReference<>());
        }
    }

    /** The points of a formula in a part of an axis. */
    record Sampled(Scale part, Polyline line) {}

    /** A predicted curve that is known at points. */
    record TheoryPoints(String label, double[] x, double[] y) implements Layer {}

    /** Values over the plane as colours; {@code z[i][j]} belongs to {@code y[i]} and {@code x[j]}. */
    record Heat(String label, double[] x, double[] y, double[][] z) implements Layer {}

    /** Lines of equal value. */
    record Contours(String label, double[] x, double[] y, double[][] z, double[] levels) implements Layer {}

    /** Words with an arrow to a point. */
    record Annotation(String text, double x, double y) implements Layer {
        @Override
        public String label() {
            return "";
        }
    }

    /** A chart inside; left, bottom, width and height are parts of the plot. */
    record Inset(Chart chart, double left, double bottom, double width, double height) implements Layer {
        @Override
        public String label() {
            return "";
        }
    }

    default boolean isTheory() {
        return this instanceof Theory || this instanceof TheoryPoints;
    }
}
