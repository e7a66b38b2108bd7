package org.ridgeless.dynamics.width;

import java.util.Arrays;
import java.util.Locale;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.tables.Results;

/** What a {@link CoordinateCheck} has measured: sizes of outputs and of their changes, by width and layer. */
public final class CoordinateReport implements Displayable {
    private final int[] widths;
    private final double[][] start;
    private final double[][] change;
    private final double loud;

    CoordinateReport(int[] widths, double[][] start, double[][] change, double loud) {
        this.widths = widths;
        this.start = start;
        this.change = change;
        this.loud = loud;
    }

    /** The power of the width with which the outputs of each layer start. */
    public double[] startExponents() {
        return exponents(start);
    }

    /** The power of the width with which the outputs of each layer change in the steps of the check. */
    public double[] changeExponents() {
        return exponents(change);
    }

    /** Slopes of least squares in log–log coordinates. */
    private double[] exponents(double[][] sizes) {
        double mean = Arrays.stream(widths).mapToDouble(Math::log).average().orElseThrow();
        double[] slopes = new double[sizes[0].length];
        for (int k = 0; k < slopes.length; k++) {
            double product = 0;
            double square = 0;
            for (int i = 0; i < widths.length; i++) {
                double x = Math.log(widths[i]) - mean;
                product += x * Math.log(sizes[i][k]);
                square += x * x;
            }
            slopes[k] = product / square;
        }
        return slopes;
    }

    /** Whether no layer starts growing with the width and every layer changes by the same order at every width. */
    public boolean fine() {
        return Arrays.stream(startExponents()).allMatch(e -> e < loud)
                && Arrays.stream(changeExponents()).allMatch(e -> Math.abs(e) < loud);
    }

    /** One line for each layer: what is off, and whether initialization or rate and parametrization are the place to look. */
    public String diagnosis() {
        StringBuilder text = new StringBuilder();
        double[] first = startExponents();
        double[] moved = changeExponents();
        for (int k = 0; k < first.length; k++) {
            text.append(String.format(
                    Locale.ROOT,
                    "layer %d: starts like width^%.2f, changes like width^%.2f: %s%n",
                    k + 1,
                    first[k],
                    moved[k],
                    judged(first[k], moved[k])));
        }
        return text.toString();
    }

    private String judged(double first, double moved) {
        if (!(first < loud)) {
            return "the initialization grows with the width; its deviation or the layer's constant is off";
        }
        if (!(moved < loud)) {
            return "the change grows with the width; a smaller rate for wide layers, or the constant, is missing";
        }
        return moved > -loud
                ? "as wanted"
                : "the change fades with the width, as in the tangent-kernel regime; the rate of this layer is too small";
    }

    /** A row for each width and layer. */
    public Results table() {
        int layers = start[0].length;
        int rows = widths.length * layers;
        double[][] columns = new double[4][rows];
        for (int i = 0; i < widths.length; i++) {
            for (int k = 0; k < layers; k++) {
                int row = i * layers + k;
                columns[0][row] = widths[i];
                columns[1][row] = k + 1;
                columns[2][row] = start[i][k];
                columns[3][row] = change[i][k];
            }
        }
        return Results.titled("Coordinate check")
                .numbers("width", columns[0])
                .numbers("layer", columns[1])
                .numbers("size at first", columns[2])
                .numbers("change", columns[3]);
    }

    @Override
    public MimeBundle mime() {
        return table().mime();
    }

    @Override
    public String toString() {
        return diagnosis();
    }
}
