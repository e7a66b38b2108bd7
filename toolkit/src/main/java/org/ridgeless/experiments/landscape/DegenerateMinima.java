package org.ridgeless.experiments.landscape;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.landscape.minima.LevenbergMarquardt;
import org.ridgeless.landscape.minima.Minimum;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** With more weights than data, zero-loss minima are degenerate: W − N flat directions. */
public final class DegenerateMinima extends Experiment<DegenerateMinima> {
    private static final Activation CUBIC = Activations.polynomial(0.2, 1, 0.5, -0.2);
    private static final Activation SQUARE = Activations.polynomial(0, 0, 1);
    private static final double NULL = 1e-7;
    private static final double ZERO_LOSS = 1e-24;
    private static final int STARTS = 20;
    private static final double[] DISTANCES = IntStream.rangeClosed(0, 8)
            .mapToDouble(i -> 1e-3 * Math.pow(10, i / 8.0))
            .toArray();

    private static final Card CARD = Card.named("degenerate-minima")
            .entry("S09")
            .title("Flat directions of zero-loss minima")
            .claim(
                    "With more weights than data, global minima of zero loss are degenerate: their Hessian has a null space of"
                            + " dimension W − N, and the minima form a manifold.")
            .formula(
                    "\\nabla^2L = 2\\sum_n\\nabla f_n\\nabla f_n^\\top + 2\\sum_n(f_n-y_n)\\nabla^2f_n",
                    "L = Σ (f_n − y_n)²; the second sum vanishes at zero loss, so the rank is at most N")
            .formula(
                    "\\dim\\ker\\nabla^2L = W - N",
                    "W weights, N data whose gradients are independent, as they generically are")
            .formula(
                    "\\dim\\ker\\nabla^2L = W - \\tfrac{d(d+1)}2",
                    "activation z² and N ≥ d(d+1)/2 data: the network is a quadratic form, with no more independent equations")
            .assumes("two-layer networks without biases with a polynomial activation, square loss, Gaussian data")
            .assumes(
                    "N below W, and at most as many data as the network has independent outputs: C(d+3, 3) for a cubic")
            .remark(
                    "The count is taken only where the loss is at rounding (Levenberg–Marquardt; gradient descent does not get"
                            + " there). Away from zero loss the second sum fills the null space. Leaving a minimum along its null space"
                            + " raises the loss as the fourth power of the distance, across it as the square. With the activation z²"
                            + " zero loss is impossible for N > d(d+1)/2.")
            .paper(Paper.by("Tomaso Poggio and Qianli Liao")
                    .titled("Theory II: Landscape of the Empirical Risk in Deep Learning")
                    .in(2017)
                    .arXiv("1703.09833"))
            .paper(Paper.by("Yaim Cooper")
                    .titled("The loss landscape of overparameterized neural networks")
                    .in(2018)
                    .arXiv("1804.10200"))
            .cost("3 s", "20 s");

    private record Found(Shape shape, Minimum start, Minimum end, int starts, double[] along, double[] across) {}

    private record Shape(Activation activation, int hidden, int inputs, int samples) {
        int weights() {
            return hidden * (inputs + 1);
        }

        boolean cubic() {
            return activation == CUBIC;
        }

        int rank() {
            return cubic() ? samples : Math.min(samples, inputs * (inputs + 1) / 2);
        }

        int nullDimension() {
            return weights() - rank();
        }

        String label() {
            return (cubic() ? "cubic" : "z²") + ", W = " + weights() + ", N = " + samples;
        }
    }

    private DegenerateMinima(Settings settings) {
        super(CARD, settings);
    }

    public static DegenerateMinima study() {
        return new DegenerateMinima(Settings.none());
    }

    /** The number of networks of each shape. */
    public DegenerateMinima draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of networks of each shape must be at least 1, got " + count);
        }
        return set("draws", count);
    }

    /** Hidden units, inputs and samples of the largest of the networks, for which N must be below W and at most C(d+3, 3). */
    public DegenerateMinima largest(int hidden, int inputs, int samples) {
        if (hidden < 1 || inputs < 1 || samples < 1) {
            throw new IllegalArgumentException("hidden units, inputs and samples must be at least 1, got " + hidden
                    + ", " + inputs + " and " + samples);
        }
        long weights = hidden * (inputs + 1L);
        long outputs = (inputs + 1L) * (inputs + 2L) * (inputs + 3L) / 6;
        if (samples >= weights || samples > outputs) {
            throw new IllegalArgumentException("the null space has dimension W − N for N below W = " + weights
                    + " and N at most C(d+3, 3) = " + outputs + " only, got N = " + samples);
        }
        return copy(settings()).set("hidden", hidden).set("inputs", inputs).set("samples", samples);
    }

    @Override
    protected DegenerateMinima copy(Settings other) {
        return new DegenerateMinima(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> options(1, 6, 3, 8);
            case TEACHING -> options(6, 12, 5, 30);
            case PAPER -> options(10, 50, 15, 300);
        };
    }

    private static Settings options(int draws, int hidden, int inputs, int samples) {
        return Settings.none()
                .with("draws", draws)
                .with("hidden", hidden)
                .with("inputs", inputs)
                .with("samples", samples);
    }

    @Override
    protected Findings simulate() {
        List<Shape> shapes = List.of(
                new Shape(CUBIC, 8, 4, 10),
                new Shape(CUBIC, 8, 4, 20),
                new Shape(CUBIC, integer("hidden"), integer("inputs"), integer("samples")),
                new Shape(SQUARE, 8, 4, 20));
        int draws = integer("draws");
        Cells.Finished<Found> runs = cells().run(
                        shapes.size() * draws,
                        i -> find(
                                shapes.get(i / draws), seeds().child(i / draws).child(i % draws)));
        List<Found> found = Arrays.stream(runs.indices()).mapToObj(runs::get).toList();
        Results table = table(found);
        return new Findings(
                Panels.of(spectra(shapes, found), walks(found)),
                runs.interrupted() ? table.partial() : table,
                verdict(shapes, found));
    }

    /** Starts again where a descent ends in a local minimum; a network that cannot fit its data keeps its first minimum. */
    private static Found find(Shape shape, Seeds seeds) {
        Data data = Data.regression(
                normals(shape.samples(), shape.inputs(), seeds.child("inputs")),
                normals(shape.samples(), 1, seeds.child("targets")));
        boolean fits = shape.rank() == shape.samples();
        LevenbergMarquardt descent = null;
        Minimum minimum = null;
        int starts = 0;
        while (minimum == null || fits && minimum.loss() > ZERO_LOSS && starts < STARTS) {
            descent = LevenbergMarquardt.of(
                    Nets.of(shape.activation(), shape.inputs(), shape.hidden(), 1)
                            .seed(seeds.child("weights").child(starts++).value()),
                    data);
            minimum = descent.run(ZERO_LOSS, 2000);
        }
        double[] coordinates = normals(1, shape.weights(), seeds.child("direction"))[0];
        Minimum end = minimum;
        return new Found(
                shape,
                descent.start(),
                end,
                starts,
                walk(end, shape, true, coordinates),
                walk(end, shape, false, coordinates));
    }

    private static double[] walk(Minimum minimum, Shape shape, boolean along, double[] coordinates) {
        return Arrays.stream(DISTANCES)
                .map(s -> minimum.lossAlong(s, shape.nullDimension(), along, coordinates))
                .toArray();
    }

    private static double[][] normals(int rows, int columns, Seeds seeds) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.setAll(row, j -> normal.sample());
        }
        return values;
    }

    private static Results table(List<Found> found) {
        return Results.titled("Minima")
                .texts(
                        "activation",
                        found.stream()
                                .map(f -> f.shape().cubic() ? "cubic" : "z²")
                                .toArray(String[]::new))
                .numbers("W", column(found, f -> f.shape().weights()))
                .numbers("N", column(found, f -> f.shape().samples()))
                .numbers("starts", column(found, Found::starts))
                .numbers("steps", column(found, f -> f.end().steps()))
                .numbers("loss", column(found, f -> f.end().loss()))
                .numbers("null dimension", column(found, f -> f.end().nullDimension(NULL)))
                .numbers("predicted", column(found, f -> f.shape().nullDimension()))
                .numbers(
                        "largest null eigenvalue / λ_max",
                        column(found, f -> f.end().nullLevel(f.shape().nullDimension())))
                .numbers(
                        "smallest other eigenvalue / λ_max",
                        column(found, f -> f.end().rangeLevel(f.shape().nullDimension())));
    }

    private static double[] column(List<Found> found, ToDoubleFunction<Found> field) {
        return found.stream().mapToDouble(field).toArray();
    }

    private static Verdict verdict(List<Shape> shapes, List<Found> found) {
        Verdict verdict = Verdict.of(CARD.title());
        for (Shape shape : shapes) {
            for (Found f : of(found, shape).stream().limit(1).toList()) {
                double[] counts = column(of(found, shape), g -> g.end().nullDimension(NULL));
                verdict = verdict.and(Claim.that("null dimension, " + shape.label())
                        .predicts(shape.nullDimension())
                        .observed(furthest(counts, shape.nullDimension()))
                        .within(0.5)
                        .note("the furthest of " + counts.length + " networks"));
                if (!shape.cubic()) {
                    verdict = verdict.and(Claim.that("null dimension is W − N, " + shape.label())
                                    .predicts(shape.weights() - shape.samples())
                                    .observed(f.end().nullDimension(NULL))
                                    .within(0.5)
                                    .mustBreak())
                            .and(Claim.that("no zero loss beyond d(d+1)/2 data, " + shape.label())
                                    .holds(column(of(found, shape), g -> g.end().loss() - 1e-3)));
                }
            }
        }
        List<Found> cubic = found.stream().filter(f -> f.shape().cubic()).toList();
        if (cubic.isEmpty()) {
            return verdict;
        }
        return verdict.and(Claim.that("cubic networks reach zero loss")
                        .holds(column(cubic, f -> ZERO_LOSS - f.end().loss())))
                .and(Claim.that("eigenvalues of the null space over λ_max vanish")
                        .predicts(0)
                        .observed(max(
                                column(found, f -> f.end().nullLevel(f.shape().nullDimension()))))
                        .within(1e-10))
                .and(Claim.that("no negative eigenvalue")
                        .holds(1e-10, column(found, f -> f.end().lowest())))
                .and(Claim.that("null dimension W − N before training, "
                                + cubic.get(0).shape().label())
                        .predicts(cubic.get(0).shape().nullDimension())
                        .observed(cubic.get(0).start().nullDimension(NULL))
                        .within(0.5)
                        .mustBreak())
                .and(Claim.that("loss grows as the 4th power along the null space")
                        .predicts(4)
                        .observed(furthest(column(cubic, f -> slope(f.along())), 4))
                        .within(0.1))
                .and(Claim.that("loss grows as the square across it")
                        .predicts(2)
                        .observed(furthest(column(cubic, f -> slope(f.across())), 2))
                        .within(0.1));
    }

    private static double slope(double[] losses) {
        return Slope.logLog(DISTANCES, losses).value();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    private static double furthest(double[] values, double from) {
        double worst = values[0];
        for (double value : values) {
            worst = Math.abs(value - from) > Math.abs(worst - from) ? value : worst;
        }
        return worst;
    }

    private static List<Found> of(List<Found> found, Shape shape) {
        return found.stream().filter(f -> f.shape().equals(shape)).toList();
    }

    private static Chart spectra(List<Shape> shapes, List<Found> found) {
        Chart chart = Chart.titled("Spectrum of the Hessian at a minimum")
                .x("rank of the eigenvalue")
                .y("|λ| / λ_max")
                .logY()
                .horizontal("counted as zero", NULL);
        for (Shape shape : shapes) {
            for (Found f : of(found, shape).stream().limit(1).toList()) {
                double[] moduli = Arrays.stream(f.end().eigenvalues())
                        .map(Math::abs)
                        .sorted()
                        .toArray();
                int count = moduli.length;
                double[] rank = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
                double[] level = IntStream.range(0, count)
                        .mapToDouble(i -> Math.max(1e-20, moduli[count - 1 - i] / moduli[count - 1]))
                        .toArray();
                chart = chart.points(shape.label() + ", rank " + shape.rank(), rank, level);
            }
        }
        return chart;
    }

    private static Chart walks(List<Found> found) {
        Chart chart = Chart.titled("Leaving a minimum, cubic activation")
                .x("distance s")
                .y("loss")
                .logX()
                .logY();
        for (Found f : found.stream().limit(1).toList()) {
            double along = f.along()[4] / Math.pow(DISTANCES[4], 4);
            double across = f.across()[4] / Math.pow(DISTANCES[4], 2);
            chart = chart.points("along the null space", DISTANCES, f.along())
                    .points("across it", DISTANCES, f.across())
                    .theory("s⁴", s -> along * Math.pow(s, 4), 1e-3, 1e-2)
                    .theory("s²", s -> across * s * s, 1e-3, 1e-2);
        }
        return chart;
    }
}
