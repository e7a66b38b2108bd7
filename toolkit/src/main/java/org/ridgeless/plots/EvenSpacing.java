package org.ridgeless.plots;

import java.util.Arrays;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * XChart puts a tick at every value of the data where all steps between them agree to 10⁻⁴, whatever the scale: so it does for any
 * curve whose values lie closer together than that, and their labels run into one another.
 */
final class EvenSpacing {
    private static final double XCHARTS_TOLERANCE = 1e-4;
    private static final double TOLERANCE = 1e-3;

    private EvenSpacing() {}

    /** Keeps XChart from taking small steps for equal ones, by one value far away that is not drawn. */
    static void ofSmallStepsIsNone(XYChart chart, Window window) {
        double x = window.x().low();
        double y = window.y().low();
        boolean mistaken = false;
        if (!window.x().log() && looksEven(chart, XYSeries::getXData)) {
            x = window.x().high() + 1;
            mistaken = true;
        }
        if (!window.y().log() && looksEven(chart, XYSeries::getYData)) {
            y = window.y().high() + 1;
            mistaken = true;
        }
        if (mistaken) {
            chart.addSeries("far away", new double[] {x}, new double[] {y})
                    .setMarker(SeriesMarkers.NONE)
                    .setShowInLegend(false);
        }
    }

    private static boolean looksEven(XYChart chart, Function<XYSeries, double[]> coordinates) {
        double[] values = chart.getSeriesCollection().stream()
                .flatMapToDouble(series -> Arrays.stream(coordinates.apply(series)))
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .sorted()
                .toArray();
        if (values.length < 3) {
            return false;
        }
        double first = values[1] - values[0];
        double difference = 0;
        for (int i = 2; i < values.length; i++) {
            difference = Math.max(difference, Math.abs(values[i] - values[i - 1] - first));
        }
        return difference <= XCHARTS_TOLERANCE && difference > TOLERANCE * Math.abs(first);
    }
}
