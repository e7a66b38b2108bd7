package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Translates layers into series of XChart, data first and theory last. */
final class Drawing {
    private static final float LINE = 2.0f;
    /** A light halo under a dark dash keeps it readable on any colour. */
    private static final BasicStroke HALO = Palette.solid(3.8f);

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private final Axes axes;
    private final List<Layer> layers;
    private final Window window;
    private final Map<String, Integer> dataColors = new LinkedHashMap<>();
    private final Map<String, Integer> theoryColors = new LinkedHashMap<>();
    private final Map<String, Legend.Entry> legend = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int serial;

    Drawing(Axes axes, List<Layer> layers) {
        this.axes = axes;
        this.layers = layers;
        this.window = Window.of(axes, layers);
        for (Layer layer : layers) {
            if (layer instanceof Layer.Curve) {
                dataColors.putIfAbsent(layer.label(), dataColors.size());
            } else if (isTheory(layer)) {
                theoryColors.putIfAbsent(layer.label(), theoryColors.size());
            }
        }
        // The notes and the legend come from drawing; do it once so that they are there before the size is known.
        xchart(axes.width(), axes.height(), false);
    }

    List<Legend.Entry> legend() {
        return new ArrayList<>(legend.values());
    }

    List<String> notes() {
        return new ArrayList<>(notes);
    }

    XYChart xchart(int width, int height, boolean ownLegend) {
        serial = 0;
        XYChart chart = new XYChart(width, height);
        Styling.apply(chart, axes, window, ownLegend);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Ribbon band) {
                ribbon(chart, band, colorAfter(i));
            } else if (layer instanceof Layer.Whiskers whiskers) {
                whiskers(chart, whiskers, colorAfter(i));
            } else if (layer instanceof Layer.Curve curve) {
                curve(chart, curve);
            } else if (layer instanceof Layer.Reference line) {
                chart.addAnnotation(new AnnotationLine(line.value(), line.vertical(), false));
                enter(line.label(), Legend.Sign.LINE, Palette.REFERENCE, Palette.REFERENCE_STROKE);
            }
        }
        layers.stream().filter(Drawing::isTheory).forEach(layer -> theory(chart, layer));
        EvenSpacing.ofSmallStepsIsNone(chart, window);
        return chart;
    }

    private static boolean isTheory(Layer layer) {
        return layer instanceof Layer.Theory || layer instanceof Layer.TheoryPoints;
    }

    private int colorAfter(int index) {
        for (int i = index + 1; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Curve) {
                return dataColors.get(layers.get(i).label());
            }
        }
        return Math.max(0, dataColors.size() - 1);
    }

    private void curve(XYChart chart, Layer.Curve curve) {
        int index = dataColors.get(curve.label());
        Color color = Palette.data(index);
        countUndrawable(curve);
        if (curve.style() == Layer.Style.BARS) {
            bars(chart, curve, index);
            return;
        }
        boolean points = curve.style() == Layer.Style.POINTS;
        Polyline thinned = points ? Decimation.cloud(curve.x(), curve.y()) : Decimation.line(curve.x(), curve.y());
        Polyline shown = thinned.clipped(window);
        if (points && curve.x().length > Decimation.MOST_POINTS) {
            notes.add("\"" + curve.label() + "\": " + Decimation.MOST_POINTS + " of " + curve.x().length
                    + " points drawn");
        }
        XYSeries series = add(chart, curve.label(), shown);
        if (series == null) {
            return;
        }
        series.setLineColor(color).setLineStyle(Palette.solid(LINE));
        series.setMarker(points ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE).setMarkerColor(color);
        if (points) {
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        } else {
            boolean step = curve.style() == Layer.Style.STEP;
            series.setXYSeriesRenderStyle(step ? XYSeriesRenderStyle.Step : XYSeriesRenderStyle.Line);
        }
        enter(curve.label(), points ? Legend.Sign.POINT : Legend.Sign.LINE, color, Palette.solid(LINE));
    }

    private void bars(XYChart chart, Layer.Curve curve, int index) {
        double[] y = curve.y().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = window.y().clamp(y[i]);
        }
        double[] x = curve.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = window.x().clamp(x[i]);
        }
        area(chart, curve.label(), x, y, Palette.band(index));
        XYSeries outline = add(chart, curve.label(), new Polyline(x, y));
        if (outline != null) {
            outline.setLineColor(Palette.data(index)).setLineStyle(Palette.solid(1.2f));
            outline.setMarker(SeriesMarkers.NONE);
            outline.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        }
        enter(curve.label(), Legend.Sign.AREA, Palette.band(index), HALO);
    }

    private void ribbon(XYChart chart, Layer.Ribbon band, int color) {
        int start = 0;
        for (int i = 0; i <= band.x().length; i++) {
            if (i == band.x().length || !drawable(band.x()[i], band.high()[i]) || Double.isNaN(band.low()[i])) {
                stretch(chart, band, start, i, color);
                start = i + 1;
            }
        }
        enter(band.label(), Legend.Sign.AREA, Palette.band(color), HALO);
    }

    /** One unbroken stretch of a band: forth along its lower and back along its upper edge. */
    private void stretch(XYChart chart, Layer.Ribbon band, int from, int to, int color) {
        int length = to - from;
        if (length < 2) {
            return;
        }
        Polyline low = edge(band.x(), band.low(), from, to);
        Polyline high = edge(band.x(), band.high(), from, to);
        int lows = low.x().length;
        int highs = high.x().length;
        double[] x = new double[lows + highs];
        double[] y = new double[lows + highs];
        for (int i = 0; i < lows; i++) {
            x[i] = window.x().clamp(low.x()[i]);
            y[i] = window.y().clamp(low.y()[i]);
        }
        for (int i = 0; i < highs; i++) {
            x[lows + i] = window.x().clamp(high.x()[highs - 1 - i]);
            y[lows + i] = window.y().clamp(high.y()[highs - 1 - i]);
        }
        area(chart, band.label(), x, y, Palette.band(color));
    }

    private static Polyline edge(double[] x, double[] y, int from, int to) {
        return Decimation.line(java.util.Arrays.copyOfRange(x, from, to), java.util.Arrays.copyOfRange(y, from, to));
    }

    private void area(XYChart chart, String label, double[] x, double[] y, Color fill) {
        XYSeries series = add(chart, label, new Polyline(x, y));
        if (series != null) {
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            series.setFillColor(fill);
            series.setLineColor(CLEAR).setLineStyle(Palette.solid(0.1f));
            series.setMarker(SeriesMarkers.NONE);
        }
    }

    private void whiskers(XYChart chart, Layer.Whiskers bars, int color) {
        for (int i = 0; i < bars.x().length; i++) {
            if (drawable(bars.x()[i], bars.high()[i]) && !Double.isNaN(bars.low()[i])) {
                double[] x = {bars.x()[i], bars.x()[i]};
                double[] y = {window.y().clamp(bars.low()[i]), window.y().clamp(bars.high()[i])};
                XYSeries series = add(chart, bars.label(), new Polyline(x, y));
                series.setLineColor(Palette.data(color)).setLineStyle(Palette.solid(1.3f));
                series.setMarker(SeriesMarkers.NONE);
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            }
        }
    }

    private void theory(XYChart chart, Layer layer) {
        int index = theoryColors.get(layer.label());
        Polyline whole = Polyline.ofTheory(layer, window.x());
        Polyline shown = Decimation.line(whole.x(), whole.y()).clipped(window);
        Polyline dashed = Dashes.cut(shown, window, chart.getWidth(), chart.getHeight(), Palette.theoryDashes(index));
        stroke(chart, layer.label(), dashed, Color.WHITE, HALO);
        boolean visible =
                stroke(chart, layer.label(), dashed, Palette.theory(index), Palette.solid(Palette.THEORY_WIDTH));
        enter(layer.label(), Legend.Sign.LINE, Palette.theory(index), Palette.theoryStroke(index));
        if (!visible) {
            notes.add("\"" + layer.label() + "\" lies outside the picture");
        }
    }

    private boolean stroke(XYChart chart, String label, Polyline line, Color color, BasicStroke stroke) {
        XYSeries series = add(chart, label, line);
        if (series == null) {
            return false;
        }
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setLineColor(color).setLineStyle(stroke);
        series.setMarker(SeriesMarkers.NONE);
        return true;
    }

    /** Adds the points, or nothing where none can be drawn: XChart refuses empty series. */
    private XYSeries add(XYChart chart, String label, Polyline line) {
        boolean any = false;
        for (double y : line.y()) {
            any |= !Double.isNaN(y);
        }
        if (!any) {
            return null;
        }
        // A label may occur several times, the names of XChart's series may not.
        XYSeries series = chart.addSeries("s" + serial++, line.x(), line.y());
        series.setLabel(label);
        return series;
    }

    private void enter(String label, Legend.Sign sign, Color color, BasicStroke stroke) {
        if (!label.isEmpty()) {
            legend.putIfAbsent(label, new Legend.Entry(label, sign, color, stroke));
        }
    }

    private boolean drawable(double x, double y) {
        return Scale.drawable(axes.logX(), x) && Scale.drawable(axes.logY(), y);
    }

    private void countUndrawable(Layer.Curve curve) {
        int count = 0;
        for (int i = 0; i < curve.x().length; i++) {
            boolean bar = curve.style() == Layer.Style.BARS && curve.y()[i] == 0;
            boolean missing = Double.isNaN(curve.x()[i]) || Double.isNaN(curve.y()[i]);
            if (!missing && !bar && !drawable(curve.x()[i], curve.y()[i])) {
                count++;
            }
        }
        if (count > 0) {
            boolean log = axes.logX() || axes.logY();
            String why = log ? "zero, negative or infinite on a logarithmic axis" : "infinite";
            notes.add("\"" + curve.label() + "\": " + count + " of " + curve.x().length + " values not drawn (" + why
                    + ")");
        }
    }
}
