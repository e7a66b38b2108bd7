package org.ridgeless.margins;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;

/**
 * The margins of a classifier on a data set: m_n = y_n f(x_n) for labels ±1, and f at the true class minus the largest other
 * output for several classes; divided by a norm of the network if asked.
 *
 * <p>The area under the sorted margins over rank / N is their mean (Banburski et al., <i>Distribution of classification
 * margins: are all data equal?</i>, arXiv:2107.10199).
 *
 * {@snippet file="MarginsTest.java" region="margins"}
 */
public final class Margins implements Displayable {
    private static final int BINS = 40;

    private final double[] values;
    private final String unit;
    private final String label;

    private Margins(double[] values, String unit, String label) {
        this.values = values;
        this.unit = unit;
        this.label = label;
    }

    /**
     * The margins as they are. One forward pass over the data.
     *
     * @param net a network whose inputs and outputs are those of the data
     * @param data labels ±1 or classes
     * @return a margin for each sample, in the order of the data
     * @throws IllegalArgumentException if network and data do not fit, or the targets are real numbers
     */
    public static Margins of(Net net, Data data) {
        return new Margins(compute(net, data), "margin", data.name());
    }

    /**
     * The margins divided by a norm, which has no default since papers disagree: {@code .by(Norm.FROBENIUS_PRODUCT)}.
     *
     * @param net a network whose inputs and outputs are those of the data
     * @param data labels ±1 or classes
     * @return what waits for the norm
     */
    public static Normalization normalized(Net net, Data data) {
        return new Normalization(net, data);
    }

    /** Waits for the norm. */
    public static final class Normalization {
        private final Net net;
        private final Data data;

        private Normalization(Net net, Data data) {
            this.net = net;
            this.data = data;
        }

        /**
         * The margins divided by the norm of the network.
         *
         * @param norm for example the product of the Frobenius norms of the layers
         * @return margins that no longer depend on the scale of the weights, if the norm has the degree of the network
         * @throws IllegalArgumentException if network and data do not fit, the targets are real numbers, or the norm is not defined for
         *     the network
         */
        public Margins by(Norm norm) {
            double size = net.norm(norm);
            double[] values =
                    Arrays.stream(compute(net, data)).map(m -> m / size).toArray();
            return new Margins(values, "margin / " + norm.label(), data.name());
        }
    }

    private static double[] compute(Net net, Data data) {
        Risk.requireFit(net, data);
        return of(net.outputs(data.flatInputs(), data.samples()), data);
    }

    /**
     * The margins from outputs that are already known.
     *
     * @param outputs samples × outputs of the data, sample after sample
     * @param data labels ±1 or classes
     * @return a margin for each sample
     * @throws IllegalArgumentException if the targets are real numbers
     */
    public static double[] of(double[] outputs, Data data) {
        if (data.targets() == Targets.REAL) {
            throw new IllegalArgumentException(
                    "margins need labels +1 and -1 or classes; the data (" + data.name() + ") have real targets");
        }
        double[] y = data.flatTargets();
        int c = data.outputs();
        double[] margins = new double[data.samples()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = c == 1 ? y[i] * outputs[i] : multiclass(outputs, y, i * c, c);
        }
        return margins;
    }

    private static double multiclass(double[] f, double[] y, int start, int c) {
        double own = 0;
        double other = Double.NEGATIVE_INFINITY;
        for (int j = start; j < start + c; j++) {
            if (y[j] == 1) {
                own = f[j];
            } else {
                other = Math.max(other, f[j]);
            }
        }
        return own - other;
    }

    /**
     * The same margins under another name in charts.
     *
     * @param name what the legend shows
     * @return margins with the same values
     */
    public Margins label(String name) {
        return new Margins(values, unit, name);
    }

    /** The margins in the order of the samples; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** The margins from the smallest to the largest. */
    public double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The smallest margin: positive exactly when every sample is classified correctly. */
    public double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** The area under the sorted margins over rank / N, which is the mean margin. */
    public double area() {
        return Arrays.stream(values).sum() / values.length;
    }

    /**
     * A quantile by linear interpolation between order statistics.
     *
     * @param q from 0, the smallest margin, to 1, the largest
     * @return the q-quantile; NaN if a margin is
     * @throws IllegalArgumentException if q is not in [0, 1]; the message has it
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile is asked for a number in [0, 1], got " + q);
        }
        double[] sorted = sorted();
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The fraction of samples whose margin is not positive: a margin that is no number is an error. */
    public double error() {
        return error(values);
    }

    /**
     * The fraction of margins that are not positive: one that is no number, as after a run has diverged, is an error.
     *
     * @param margins at least one
     * @return from 0 to 1; NaN for no margins
     */
    public static double error(double... margins) {
        return (double) Arrays.stream(margins).filter(m -> !(m > 0)).count() / margins.length;
    }

    /**
     * The density of the margins.
     *
     * @param bins of equal width, ≥ 1
     * @return a histogram of area 1
     */
    public Chart histogram(int bins) {
        return Chart.titled("Distribution of margins").x(unit).y("density").histogram(label, values, bins);
    }

    /** The distribution function of the margins. */
    public Chart cdf() {
        return Chart.titled("Distribution of margins")
                .x(unit)
                .y("fraction of samples below")
                .cdf(label, values);
    }

    /** The sorted margins over rank / N: the curve whose area is {@link #area}. */
    public Chart curve() {
        double[] rank = new double[values.length];
        Arrays.setAll(rank, i -> (i + 0.5) / rank.length);
        return Chart.titled("Sorted margins").x("rank / N").y(unit).line(label, rank, sorted());
    }

    @Override
    public MimeBundle mime() {
        Chart chart = histogram(BINS);
        return MimeBundle.text(toString()).withPng(chart.png(), chart.width(), chart.height());
    }

    @Override
    public String toString() {
        return String.format(
                "%s (%s) of %d samples: min %.4g, median %.4g, area (mean) %.4g, error %.4g",
                unit, label, values.length, min(), quantile(0.5), area(), error());
    }
}
