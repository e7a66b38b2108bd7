package org.ridgeless.plots;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.IChart;

/** A chart that somebody made with XChart itself, as a picture that shows itself. */
public final class ForeignChart implements Plot {
    private final IChart chart;

    private ForeignChart(IChart chart) {
        this.chart = chart;
    }

    /** The type of XChart's charts. */
    public static Class<?> type() {
        return IChart.class;
    }

    /** Wraps a chart of XChart. */
    public static Plot of(Object chart) {
        return new ForeignChart((IChart) chart);
    }

    @Override
    public int width() {
        return chart.getWidth();
    }

    @Override
    public int height() {
        return chart.getHeight();
    }

    @Override
    public void paint(Graphics2D graphics) {
        chart.paint(graphics, width(), height());
    }

    @Override
    public String caption() {
        return chart.getTitle() == null || chart.getTitle().isEmpty() ? "Chart" : chart.getTitle();
    }
}
