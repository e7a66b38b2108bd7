package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.knowm.xchart.internal.chartpart.IChart;

/** A chart that somebody made with XChart itself, as a picture that shows itself. */
public final class ForeignChart implements Plot {
    private static final String CHART = "org.knowm.xchart.internal.chartpart.Chart";

    private final IChart chart;

    private ForeignChart(IChart chart) {
        this.chart = chart;
    }

    /** The type of XChart's charts. */
    public static Class<?> type() {
        return IChart.class;
    }

    /**
     * Whether this is a chart of XChart in a version of a notebook's own, which has classes of its own.
     *
     * @param value anything, or null
     * @return false for charts of the version that the toolkit brings
     */
    public static boolean isOfAnotherVersion(Object value) {
        if (value == null || value instanceof IChart) {
            return false;
        }
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(CHART)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Wraps a chart of XChart, of whatever version.
     *
     * @param chart of XChart
     * @return a picture that shows itself
     */
    public static Plot of(Object chart) {
        return new ForeignChart(chart instanceof IChart own ? own : new OfAnotherVersion(chart));
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

    /** Its methods have the same names in all versions. */
    private record OfAnotherVersion(Object chart) implements IChart {
        @Override
        public void paint(Graphics2D graphics, int width, int height) {
            call("paint", graphics, width, height);
        }

        @Override
        public int getWidth() {
            return (Integer) call("getWidth");
        }

        @Override
        public int getHeight() {
            return (Integer) call("getHeight");
        }

        @Override
        public String getTitle() {
            return (String) call("getTitle");
        }

        private Object call(String name, Object... arguments) {
            try {
                return Arrays.stream(chart.getClass().getMethods())
                        .filter(method -> method.getName().equals(name)
                                && method.getParameterCount() == arguments.length
                                && !method.isBridge())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("this version of XChart has no " + name))
                        .invoke(chart, arguments);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("XChart cannot draw the chart: " + e.getCause(), e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("XChart cannot draw the chart: " + e.getMessage(), e);
            }
        }
    }
}
