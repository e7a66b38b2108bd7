package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;

/**
 * Data, their spread, and theory on top. Immutable: each verb gives a new chart.
 *
 * {@snippet file="TablesTest.java" region="chart"}
 *
 * <p>Series are told apart by colour and by the shape of their markers; those of the same label look alike. A band takes the
 * colour of the series that follows it. Theory is a thin dark dash under the points, each with a pattern of its own, drawn only
 * where its formula is valid; one label for the theory of several series is one entry in the legend, and each curve has the
 * colour of the series before it. What a logarithmic axis cannot show is left out and counted in a note. Long series are
 * thinned to 2000 points without losing a spike.
 *
 * <p>Titles and labels may hold LaTeX between dollar signs: {@code "$\\lambda_{\\max}$ of $X^\\top X/n$"}.
 */
public final class Chart implements Plot {
    private final Axes axes;
    private final List<Layer> layers;
    private final List<String> notes;

    private Chart(Axes axes, List<Layer> layers, List<String> notes) {
        this.axes = axes;
        this.layers = layers;
        this.notes = notes;
    }

    /**
     * An empty chart with a title.
     *
     * @param title may hold LaTeX between dollar signs; empty for none
     * @return the chart
     */
    public static Chart titled(String title) {
        return new Chart(Axes.titled(""), List.of(), List.of()).title(title);
    }

    /**
     * The same chart with another title.
     *
     * @param title may hold LaTeX between dollar signs; empty for none
     * @return the chart with it
     */
    public Chart title(String title) {
        return with(axes.withTitle(title));
    }

    /**
     * The title of the horizontal axis, with symbol and unit.
     *
     * @param label may hold LaTeX between dollar signs
     * @return the chart with it
     */
    public Chart x(String label) {
        return with(axes.withLabels(label, axes.y()));
    }

    /**
     * The title of the vertical axis, with symbol and unit.
     *
     * @param label may hold LaTeX between dollar signs
     * @return the chart with it
     */
    public Chart y(String label) {
        return with(axes.withLabels(axes.x(), label));
    }

    /** The same chart with a logarithmic horizontal axis, from which places ≤ 0 are left out and counted in a note. */
    public Chart logX() {
        return with(axes.withLog(true, axes.logY()));
    }

    /** The same chart with a logarithmic vertical axis, from which values ≤ 0 are left out and counted in a note. */
    public Chart logY() {
        return with(axes.withLog(axes.logX(), true));
    }

    /**
     * Shows this range of x instead of that of the data.
     *
     * @param low left end, more than 0 on a logarithmic axis
     * @param high right end
     * @return the chart with the range
     * @throws IllegalArgumentException if the range does not rise, is not finite, or begins at or below 0 on a logarithmic axis
     */
    public Chart xRange(double low, double high) {
        return with(axes.withXRange(low, high));
    }

    /**
     * Shows this range of y instead of that of the data.
     *
     * @param low lower end, more than 0 on a logarithmic axis
     * @param high upper end
     * @return the chart with the range
     * @throws IllegalArgumentException if the range does not rise, is not finite, or begins at or below 0 on a logarithmic axis
     */
    public Chart yRange(double low, double high) {
        return with(axes.withYRange(low, high));
    }

    /**
     * Words instead of numbers on the horizontal axis: the first at x = 0, the second at 1, and so on.
     *
     * @param names one for each place 0, 1, 2, …
     * @return the chart with them
     * @throws IllegalArgumentException if the horizontal axis is logarithmic
     */
    public Chart names(String... names) {
        if (axes.logX()) {
            throw new IllegalArgumentException(
                    "a logarithmic axis has no place for names, got " + Arrays.toString(names));
        }
        return with(axes.withNames(Arrays.asList(names)));
    }

    /**
     * The logical size in pixels; 760 × 460 unless said.
     *
     * @param width 120 to 4000
     * @param height 120 to 4000
     * @return the chart in that size
     * @throws IllegalArgumentException if a side is outside of that range
     */
    public Chart size(int width, int height) {
        return with(axes.withSize(width, height));
    }

    /**
     * A line through points; NaN is a gap.
     *
     * @param label for the legend; empty for none
     * @param x places, in the order in which they are joined
     * @param y values, as many
     * @return the chart with the line
     * @throws IllegalArgumentException if there are not as many values as places
     */
    public Chart line(String label, double[] x, double[] y) {
        return curve(Layer.Style.LINE, label, x, y);
    }

    /**
     * Points.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param y values, as many
     * @return the chart with the points
     * @throws IllegalArgumentException if there are not as many values as places
     */
    public Chart points(String label, double[] x, double[] y) {
        return curve(Layer.Style.POINTS, label, x, y);
    }

    /**
     * A staircase: each value holds until the next.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param y values, as many
     * @return the chart with the staircase
     * @throws IllegalArgumentException if there are not as many values as places
     */
    public Chart step(String label, double[] x, double[] y) {
        return curve(Layer.Style.STEP, label, x, y);
    }

    /**
     * The area between two curves, in the colour of the series that follows.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param low lower curve, as many values
     * @param high upper curve, as many values
     * @return the chart with the band
     * @throws IllegalArgumentException if there are not as many values as places
     */
    public Chart band(String label, double[] x, double[] low, double[] high) {
        Shape.same(label, x, low);
        Shape.same(label, x, high);
        return with(new Layer.Ribbon(label, x.clone(), low.clone(), high.clone()));
    }

    /**
     * The same as {@link #errorBars(String, double[], double[], double[], double[])}.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param y values, as many
     * @param low lower ends of the bars, as many
     * @param high upper ends of the bars, as many
     * @return the chart with points and bars
     * @throws IllegalArgumentException if there are not as many of each
     */
    public Chart errors(String label, double[] x, double[] y, double[] low, double[] high) {
        return errorBars(label, x, y, low, high);
    }

    /**
     * Points with a bar of this length on both sides, such as a standard error.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param y values, as many
     * @param halfWidth lengths ≥ 0, as many, in the units of y
     * @return the chart with points and bars
     * @throws IllegalArgumentException if there are not as many of each, or a length is negative
     */
    public Chart errorBars(String label, double[] x, double[] y, double[] halfWidth) {
        Shape.same(label, y, halfWidth);
        double[] low = new double[y.length];
        double[] high = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            if (halfWidth[i] < 0) {
                throw new IllegalArgumentException("the error bars of \"" + label
                        + "\" have lengths of at least 0, got " + halfWidth[i] + " at " + x[i]);
            }
            low[i] = y[i] - halfWidth[i];
            high[i] = y[i] + halfWidth[i];
        }
        return errorBars(label, x, y, low, high);
    }

    /**
     * Points with a bar from low to high each, such as a confidence interval.
     *
     * @param label for the legend; empty for none
     * @param x places
     * @param y values, as many
     * @param low lower ends of the bars, as many
     * @param high upper ends of the bars, as many
     * @return the chart with points and bars
     * @throws IllegalArgumentException if there are not as many of each
     */
    public Chart errorBars(String label, double[] x, double[] y, double[] low, double[] high) {
        Shape.same(label, x, low);
        Shape.same(label, x, high);
        return with(new Layer.Whiskers(label, x.clone(), low.clone(), high.clone()))
                .points(label, x, y);
    }

    /**
     * A histogram with area 1, so that a density can be drawn on top.
     *
     * @param label for the legend; empty for none
     * @param values of which the finite ones count; none gives an empty histogram
     * @param bins of equal width from the smallest to the largest value, ≥ 1
     * @return the chart with the histogram
     * @throws IllegalArgumentException if there is no bin
     */
    public Chart histogram(String label, double[] values, int bins) {
        return with(Shape.histogram(label, values, bins));
    }

    /**
     * The empirical distribution function.
     *
     * @param label for the legend; empty for none
     * @param values of which the finite ones count
     * @return the chart with the staircase from 1/n to 1
     */
    public Chart cdf(String label, double[] values) {
        return with(Shape.cdf(label, values));
    }

    /**
     * A predicted curve over the whole range of the chart.
     *
     * @param label for the legend; of several series with one label, one entry
     * @param formula y as a function of x; NaN where it predicts nothing
     * @return the chart with the curve
     */
    public Chart theory(String label, DoubleUnaryOperator formula) {
        return theory(label, formula, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * A predicted curve from one end of its valid range to the other; say it again for another range.
     *
     * @param label for the legend; of several series with one label, one entry
     * @param formula y as a function of x
     * @param from left end of the range, may be −∞
     * @param to right end, may be ∞
     * @return the chart with the curve
     * @throws IllegalArgumentException if the range does not rise
     */
    public Chart theory(String label, DoubleUnaryOperator formula, double from, double to) {
        if (!(from < to)) {
            throw new IllegalArgumentException(
                    "the valid range of \"" + label + "\" must rise, got " + from + " to " + to);
        }
        return with(new Layer.Theory(label, formula, from, to));
    }

    /**
     * A predicted curve that was computed at points, for example by quadrature.
     *
     * @param label for the legend; of several series with one label, one entry
     * @param x places, joined in their order
     * @param y values, as many
     * @return the chart with the curve
     * @throws IllegalArgumentException if there are not as many values as places
     */
    public Chart theory(String label, double[] x, double[] y) {
        Shape.same(label, x, y);
        return with(new Layer.TheoryPoints(label, x.clone(), y.clone()));
    }

    /**
     * A vertical reference line.
     *
     * @param label for the legend; empty for none
     * @param x where
     * @return the chart with the line
     */
    public Chart vertical(String label, double x) {
        return with(new Layer.Reference(label, x, true));
    }

    /**
     * A horizontal reference line.
     *
     * @param label for the legend; empty for none
     * @param y where
     * @return the chart with the line
     */
    public Chart horizontal(String label, double y) {
        return with(new Layer.Reference(label, y, false));
    }

    /**
     * Words with an arrow to a point.
     *
     * @param text may hold LaTeX between dollar signs
     * @param x of the point, in units of the axis
     * @param y of the point, in units of the axis
     * @return the chart with the words
     */
    public Chart annotate(String text, double x, double y) {
        return with(new Layer.Annotation(text, x, y));
    }

    /**
     * Values over the plane as colours: a row for each y, a column for each x, both rising; NaN is grey.
     *
     * @param label of the scale of colours
     * @param x m finite numbers, rising
     * @param y n finite numbers, rising
     * @param z n × m values
     * @return the chart with the colours
     * @throws IllegalArgumentException if x or y do not rise, are not finite or empty, or z has another shape
     */
    public Chart heatMap(String label, double[] x, double[] y, double[][] z) {
        Shape.grid(label, x, y, z);
        return with(new Layer.Heat(label, x.clone(), y.clone(), Shape.copy(z)));
    }

    /**
     * Lines of equal value at these levels: a row for each y, a column for each x, both rising.
     *
     * @param label for the legend
     * @param x m finite numbers, rising
     * @param y n finite numbers, rising
     * @param z n × m values
     * @param levels values at which lines are drawn
     * @return the chart with the lines
     * @throws IllegalArgumentException if x or y do not rise, are not finite or empty, or z has another shape
     */
    public Chart contours(String label, double[] x, double[] y, double[][] z, double... levels) {
        Shape.grid(label, x, y, z);
        return with(new Layer.Contours(label, x.clone(), y.clone(), Shape.copy(z), levels.clone()));
    }

    /**
     * Another chart in the upper right corner, without its legend.
     *
     * @param chart what is shown there
     * @return this chart with the other inside
     */
    public Chart inset(Chart chart) {
        return inset(chart, 0.55, 0.5, 0.42, 0.46);
    }

    /**
     * Another chart inside, without its legend: its place and size as parts of the plot, from the lower left corner.
     *
     * @param chart what is shown there
     * @param left 0 to 1
     * @param bottom 0 to 1
     * @param width more than 0
     * @param height more than 0
     * @return this chart with the other inside
     * @throws IllegalArgumentException if the inset does not lie within the plot
     */
    public Chart inset(Chart chart, double left, double bottom, double width, double height) {
        boolean inside =
                left >= 0 && bottom >= 0 && width > 0 && height > 0 && left + width <= 1 && bottom + height <= 1;
        if (!inside) {
            throw new IllegalArgumentException("an inset lies within the plot, from 0 to 1 each way, got left " + left
                    + ", bottom " + bottom + ", width " + width + ", height " + height);
        }
        return with(new Layer.Inset(chart, left, bottom, width, height));
    }

    /**
     * A remark below the chart.
     *
     * @param text a sentence; later ones follow it
     * @return the chart with the remark
     */
    public Chart note(String text) {
        List<String> more = new ArrayList<>(notes);
        more.add(text);
        return new Chart(axes, layers, List.copyOf(more));
    }

    /**
     * Everything of the other chart drawn into this one, on this chart's axes.
     *
     * @param other whose series and remarks are taken, but not its axes
     * @return both in one
     */
    public Chart and(Chart other) {
        List<Layer> all = new ArrayList<>(layers);
        all.addAll(other.layers);
        List<String> remarks = new ArrayList<>(notes);
        remarks.addAll(other.notes);
        return new Chart(axes, List.copyOf(all), List.copyOf(remarks));
    }

    /** The same data as a chart of XChart, for anything that is not offered here; changes to it do not come back. */
    public XYChart xchart() {
        return XChartView.of(axes, layers);
    }

    @Override
    public int width() {
        return axes.width();
    }

    @Override
    public int height() {
        return axes.height();
    }

    @Override
    public void paint(Graphics2D graphics) {
        new Card(axes, layers, notes).paint(graphics);
    }

    @Override
    public String caption() {
        String labels = String.join(
                ", ",
                layers.stream()
                        .map(Layer::label)
                        .filter(label -> !label.isEmpty())
                        .distinct()
                        .map(Chart::plain)
                        .toList());
        String title = axes.title().isEmpty() ? "Chart" : plain(axes.title());
        return title + " (" + plain(axes.y()) + " against " + plain(axes.x()) + "): " + labels;
    }

    private static String plain(String label) {
        return MathText.of(label).plain();
    }

    @Override
    public String toString() {
        return caption();
    }

    Axes axes() {
        return axes;
    }

    List<Layer> layers() {
        return layers;
    }

    private Chart curve(Layer.Style style, String label, double[] x, double[] y) {
        Shape.same(label, x, y);
        return with(new Layer.Curve(style, label, x.clone(), y.clone()));
    }

    private Chart with(Axes other) {
        // A formula that cannot be read is refused here and not when the chart is drawn.
        MathText.of(other.title());
        MathText.of(other.x());
        MathText.of(other.y());
        return new Chart(other, layers, notes);
    }

    private Chart with(Layer layer) {
        MathText.of(layer instanceof Layer.Annotation note ? note.text() : layer.label());
        Layer[] more = Arrays.copyOf(layers.toArray(new Layer[0]), layers.size() + 1);
        more[layers.size()] = layer;
        return new Chart(axes, List.of(more), notes);
    }
}
