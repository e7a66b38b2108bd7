package org.ridgeless.landscape.slices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
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
     * Colours for the logarithm of the loss over the smallest one here, or the loss itself where it is not positive everywhere, level
     * lines at its deciles to three digits, and the marks.
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
                double value = positive ? Math.log10(values[i][j] / finite[0]) : values[i][j];
                shown[i][j] = Double.isFinite(value) ? value : Double.NaN;
            }
        }
        String label = positive ? "log₁₀ of the loss over its smallest value" : "loss";
        Chart chart = Chart.titled("The loss on a plane").x("x").y("y").heatMap(label, x, y, shown);
        double[] levels = Arrays.stream(shown)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] rising = IntStream.rangeClosed(1, levels.length == 0 ? 0 : LEVELS)
                .mapToDouble(i -> levels[(int) ((double) i / (LEVELS + 1) * (levels.length - 1))])
                .map(LossMap::rounded)
                .distinct()
                .toArray();
        if (rising.length > 1) {
            chart = chart.contours("deciles", x, y, shown, rising);
        }
        double[] across = Arrays.stream(marks).mapToDouble(mark -> mark[0]).toArray();
        double[] up = Arrays.stream(marks).mapToDouble(mark -> mark[1]).toArray();
        return chart.points("networks", across, up);
    }

    private static double rounded(double level) {
        return new BigDecimal(level).round(new MathContext(3)).doubleValue();
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
