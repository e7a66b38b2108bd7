package org.ridgeless.landscape.slices;

import java.util.Arrays;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Chart;

/**
 * A loss on a plane as a map.
 *
 * @param x the grid along x
 * @param y the grid along y
 * @param values a row for each y, a column for each x
 * @param marks points on the plane, the centre first
 */
public record LossMap(double[] x, double[] y, double[][] values, double[][] marks) implements Displayable {
    private static final int LEVELS = 9;

    /**
     * Colours for the logarithm of the loss, or the loss itself where it is not positive everywhere, level lines at its deciles, and the
     * marks.
     */
    public Chart chart() {
        double[] finite = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        boolean positive = finite.length > 0 && finite[0] > 0;
        double[][] shown = new double[y.length][x.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double value = positive ? Math.log10(values[i][j]) : values[i][j];
                shown[i][j] = Double.isFinite(value) ? value : Double.NaN;
            }
        }
        String label = positive ? "log₁₀ of the loss" : "loss";
        Chart chart = Chart.titled("The loss on a plane").x("x").y("y").heatMap(label, x, y, shown);
        double[] levels = new double[LEVELS];
        Arrays.setAll(levels, i -> finite[(int) ((i + 1.0) / (LEVELS + 1) * (finite.length - 1))]);
        double[] rising = Arrays.stream(levels)
                .map(level -> positive ? Math.log10(level) : level)
                .distinct()
                .toArray();
        if (rising.length > 1) {
            chart = chart.contours("deciles", x, y, shown, rising);
        }
        double[] across = Arrays.stream(marks).mapToDouble(mark -> mark[0]).toArray();
        double[] up = Arrays.stream(marks).mapToDouble(mark -> mark[1]).toArray();
        return chart.points("networks", across, up);
    }

    @Override
    public MimeBundle mime() {
        return chart().mime();
    }

    @Override
    public String toString() {
        return "loss on " + x.length + " × " + y.length + " points of a plane";
    }
}
