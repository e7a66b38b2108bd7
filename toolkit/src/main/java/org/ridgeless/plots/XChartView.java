package org.ridgeless.plots;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curves of a chart as series of XChart, under the same titles and scales. */
final class XChartView {
    private XChartView() {}

    static XYChart of(Axes axes, java.util.List<Layer> layers) {
        Window window = Window.of(axes, layers);
        XYChart chart = new XYChart(axes.width(), axes.height());
        chart.setTitle(MathText.of(axes.title()).plain());
        chart.setXAxisTitle(MathText.of(axes.x()).plain());
        chart.setYAxisTitle(MathText.of(axes.y()).plain());
        chart.getStyler().setXAxisLogarithmic(axes.logX());
        chart.getStyler().setYAxisLogarithmic(axes.logY());
        for (Layer layer : layers) {
            if (layer instanceof Layer.Curve curve) {
                XYSeries series = add(chart, window, curve.label(), new Polyline(curve.x(), curve.y()));
                if (series != null && curve.style() == Layer.Style.POINTS) {
                    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
                } else if (series != null) {
                    series.setMarker(SeriesMarkers.NONE);
                }
            } else if (layer.isTheory()) {
                XYSeries series = add(chart, window, layer.label(), Polyline.ofTheory(layer, window.x()));
                if (series != null) {
                    series.setMarker(SeriesMarkers.NONE);
                }
            }
        }
        return chart;
    }

    /** What can be drawn; XChart refuses empty series, and its names must differ. */
    private static XYSeries add(XYChart chart, Window window, String label, Polyline line) {
        int[] kept = java.util.stream.IntStream.range(0, line.x().length)
                .filter(i -> window.x().drawable(line.x()[i]) && window.y().drawable(line.y()[i]))
                .toArray();
        if (kept.length == 0) {
            return null;
        }
        double[] x = java.util.Arrays.stream(kept).mapToDouble(i -> line.x()[i]).toArray();
        double[] y = java.util.Arrays.stream(kept).mapToDouble(i -> line.y()[i]).toArray();
        XYSeries series =
                chart.addSeries("series " + chart.getSeriesCollection().size(), x, y);
        series.setLabel(MathText.of(label).plain());
        return series;
    }
}
