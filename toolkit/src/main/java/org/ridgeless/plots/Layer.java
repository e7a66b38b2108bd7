package org.ridgeless.plots;

import java.util.function.DoubleUnaryOperator;

/** One thing drawn in a chart, in the order in which it was added; theory always comes on top. */
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

    /** Vertical bars from low to high, in the colour of the curve of the same label. */
    record Whiskers(String label, double[] x, double[] low, double[] high) implements Layer {}

    /** A straight line across the chart. */
    record Reference(String label, double value, boolean vertical) implements Layer {}

    /** A predicted curve, drawn only where it is valid. */
    record Theory(String label, DoubleUnaryOperator formula, double from, double to) implements Layer {}

    /** A predicted curve that is known at points. */
    record TheoryPoints(String label, double[] x, double[] y) implements Layer {}
}
