package org.ridgeless.spectra;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Chart;

/**
 * A measured spectrum over a predicted law: histogram, density, edges, outliers and distance. Shows itself.
 *
 * <p>The distance is that of Kolmogorov and Smirnov between the empirical law and the predicted one. Its interval comes from
 * the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart (1990) for as many independent draws as there are eigenvalues:
 * eigenvalues repel each other and are more regular than independent draws, so that it covers with more than its level.
 */
public final class SpectrumComparison implements Displayable {
    private static final double ALPHA = 0.01;
    private static final int POINTS = 400;
    private static final int MOST_BINS = 240;

    private final Spectrum spectrum;
    private final SpectralLaw law;
    private final List<Outlier> outliers;

    SpectrumComparison(Spectrum spectrum, SpectralLaw law, List<Outlier> outliers) {
        this.spectrum = spectrum;
        this.law = law;
        this.outliers = outliers;
    }

    /** The measured eigenvalues. */
    public Spectrum spectrum() {
        return spectrum;
    }

    /** The predicted law. */
    public SpectralLaw law() {
        return law;
    }

    /** What the model says of its spikes; empty for a law without. */
    public List<Outlier> predictedOutliers() {
        return outliers;
    }

    /** The edges of the predicted bulks. */
    public double[] edges() {
        return law.edges();
    }

    /** sup |F_empirical − F_law|; at an atom both sides jump, and a tie within rounding counts as the atom. */
    public double distance() {
        double[] values = spectrum.eigenvalues();
        double size = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            double x = snapped(values[i], size);
            double atom = mass(x);
            double at = law.cdf(x);
            // The empirical law just before and at the value; ties are one jump.
            boolean first = i == 0 || snapped(values[i - 1], size) < x;
            boolean last = i == values.length - 1 || snapped(values[i + 1], size) > x;
            if (first) {
                worst = Math.max(worst, Math.abs(at - atom - (double) i / values.length));
            }
            if (last) {
                worst = Math.max(worst, Math.abs(at - (i + 1.0) / values.length));
            }
        }
        return worst;
    }

    private double snapped(double x, double size) {
        for (Atom atom : law.atoms()) {
            if (Math.abs(x - atom.at()) <= 1e-12 * size) {
                return atom.at();
            }
        }
        return x;
    }

    private double mass(double x) {
        return law.atoms().stream()
                .filter(a -> a.at() == x)
                .mapToDouble(Atom::mass)
                .sum();
    }

    /** The 99 % interval for the distance of the spectrum's expected law from the predicted one: [low, high]. */
    public double[] distanceInterval() {
        double reach = Math.sqrt(Math.log(2 / ALPHA) / (2 * spectrum.size()));
        double distance = distance();
        return new double[] {Math.max(0, distance - reach), Math.min(1, distance + reach)};
    }

    /**
     * The eigenvalues that lie outside every bulk and atom by more than the margin.
     *
     * @param margin at least 0, in the unit of the eigenvalues; an edge of n eigenvalues fluctuates by about n^(−2/3) of the
     *     bulk
     * @return those eigenvalues, ascending
     * @throws IllegalArgumentException if the margin is negative or NaN
     */
    public double[] outside(double margin) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("a margin is at least 0, got " + margin);
        }
        double size = Math.max(Math.abs(spectrum.smallest()), Math.abs(spectrum.largest()));
        return Arrays.stream(spectrum.eigenvalues())
                .filter(x -> law.support().stream().noneMatch(i -> x >= i.low() - margin && x <= i.high() + margin))
                .filter(x ->
                        law.atoms().stream().noneMatch(a -> Math.abs(a.at() - x) <= Math.max(margin, 1e-12 * size)))
                .toArray();
    }

    /** Histogram with the density, the edges and the predicted outliers over it. */
    public Chart plot() {
        double[] values = spectrum.eigenvalues();
        int bins = bins(values);
        double[][] curve = curve();
        double top = Math.max(tallest(values, bins), visible(curve));
        Chart chart = Chart.titled(spectrum.size() + " eigenvalues and their law")
                .x("eigenvalue")
                .y("density")
                .yRange(0, 1.1 * top)
                .histogram("measured", values, bins)
                .theory("law", curve[0], curve[1]);
        for (double edge : law.edges()) {
            chart = chart.vertical("edge", edge);
        }
        for (Outlier outlier : outliers) {
            chart = outlier.detached() ? chart.vertical("outlier", outlier.position()) : chart;
        }
        return chart.note(summary());
    }

    /** So many that the narrowest bulk gets eight or so, within what the number of eigenvalues can fill. */
    private int bins(double[] values) {
        double range = values[values.length - 1] - values[0];
        double narrowest = law.support().stream()
                .mapToDouble(Interval::length)
                .filter(length -> length > range / MOST_BINS)
                .min()
                .orElse(range);
        double wanted = Math.max(4 * Math.cbrt(values.length), 8 * range / narrowest);
        return (int) Math.max(10, Math.min(MOST_BINS, wanted));
    }

    private static double tallest(double[] values, int bins) {
        double low = values[0];
        double width = (values[values.length - 1] - low) / bins;
        int[] counts = new int[bins];
        int most = 0;
        for (double value : values) {
            int bin = width == 0 ? 0 : Math.min(bins - 1, (int) ((value - low) / width));
            most = Math.max(most, ++counts[bin]);
        }
        return width == 0 ? 1 : most / (values.length * width);
    }

    /** The density on points that gather at the edges of each bulk, where it rises like a square root. */
    private double[][] curve() {
        int bulks = law.support().size();
        int each = Math.max(50, POINTS / Math.max(1, bulks));
        double[] x = new double[Math.max(2, bulks * (each + 1))];
        double[] y = new double[x.length];
        int next = 0;
        for (Interval bulk : law.support()) {
            double[] points = ChebyshevSeries.points(bulk.high(), bulk.low(), each);
            for (double point : points) {
                x[next] = point;
                y[next++] = law.density(point);
            }
        }
        if (bulks == 0) {
            x[0] = Ends.low(law);
            x[1] = Ends.high(law);
        }
        return new double[][] {x, y};
    }

    /** The height that shows all of the density but for the last twentieth of its points, which may run off to infinity. */
    private static double visible(double[][] curve) {
        double[] heights =
                Arrays.stream(curve[1]).filter(Double::isFinite).sorted().toArray();
        return heights.length == 0 ? 0 : heights[(int) (0.95 * (heights.length - 1))];
    }

    private String summary() {
        double[] interval = distanceInterval();
        return String.format(
                Locale.ROOT, "distance %.4f, 99 %% interval [%.4f, %.4f]", distance(), interval[0], interval[1]);
    }

    @Override
    public MimeBundle mime() {
        return plot().mime();
    }

    @Override
    public String toString() {
        return spectrum + " against " + law + ": " + summary();
    }
}
