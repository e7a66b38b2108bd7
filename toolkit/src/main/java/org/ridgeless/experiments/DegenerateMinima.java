package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.landscape.minima.LevenbergMarquardt;
import org.ridgeless.landscape.minima.Minimum;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** With more weights than data, zero-loss minima are degenerate: W − N flat directions. Card: degenerate-minima.md. */
public final class DegenerateMinima extends Experiment<DegenerateMinima> {
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("networks of each shape, each with data of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(30);
    static final Option<Integer> HIDDEN = Option.count("hidden")
            .help("hidden units of the largest cubic network")
            .tiny(6)
            .teaching(12)
            .paper(50);
    static final Option<Integer> INPUTS = Option.count("inputs")
            .help("inputs d of the largest cubic network")
            .tiny(3)
            .teaching(5)
            .paper(15);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("data N of the largest cubic network, fewer than its weights and at most C(d+3, 3)")
            .tiny(8)
            .teaching(30)
            .paper(300);

    private static final Activation CUBIC = Activations.polynomial(0.2, 1, 0.5, -0.2);
    private static final Activation SQUARE = Activations.polynomial(0, 0, 1);
    private static final double ZERO_LOSS = 1e-24;
    private static final int STARTS = 20;
    private static final double[] DISTANCES = IntStream.rangeClosed(0, 8)
            .mapToDouble(i -> 1e-3 * Math.pow(10, i / 8.0))
            .toArray();

    /** A two-layer network and the number of data it is given. */
    record Shape(boolean cubic, int hidden, int inputs, int samples) {
        int weights() {
            return hidden * (inputs + 1);
        }

        int rank() {
            return cubic ? samples : Math.min(samples, inputs * (inputs + 1) / 2);
        }

        int nullDimension() {
            return weights() - rank();
        }

        @Override
        public String toString() {
            return (cubic ? "cubic" : "z²") + ", W = " + weights() + ", N = " + samples;
        }
    }

    /** A network of a shape. */
    record Draw(Shape shape, int number) {
        @Override
        public String toString() {
            return shape + ", network " + number;
        }
    }

    /**
     * A minimum: the dimension of its null space, how many eigenvalues were as small at the start, its loss as a part of the
     * sum of squares of the targets, the moduli of its eigenvalues, and the losses at distances along and across.
     */
    record Found(
            double dimension,
            double atStart,
            double loss,
            double fit,
            double[] moduli,
            double[] along,
            double[] across) {}

    public static DegenerateMinima study() {
        return new DegenerateMinima();
    }

    /** Networks of each shape, each with data of its own, at least 2. */
    public DegenerateMinima draws(int count) {
        return with(DRAWS, count);
    }

    /** Hidden units of the largest cubic network, at least 1. */
    public DegenerateMinima hidden(int units) {
        return with(HIDDEN, units);
    }

    /** Inputs d of the largest cubic network, at least 1. */
    public DegenerateMinima inputs(int count) {
        return with(INPUTS, count);
    }

    /** Data N of the largest cubic network, fewer than its weights and at most C(d+3, 3), at least 1. */
    public DegenerateMinima samples(int count) {
        return with(SAMPLES, count);
    }

    /** Hidden units, inputs and samples of the largest of the networks, for which N must be below W and at most C(d+3, 3). */
    public DegenerateMinima largest(int hidden, int inputs, int samples) {
        return hidden(hidden).inputs(inputs).samples(samples);
    }

    @Override
    protected void run(Lab lab) {
        Shape largest = new Shape(true, get(HIDDEN), get(INPUTS), get(SAMPLES));
        requireDegenerate(largest);
        Shape square = new Shape(false, 8, 4, 20);
        List<Shape> cubic = List.of(new Shape(true, 8, 4, 10), new Shape(true, 8, 4, 20), largest).stream()
                .distinct()
                .toList();
        List<Draw> draws =
                cubic.stream().flatMap(shape -> draws(shape).stream()).toList();
        List<Draw> quadratic = draws(square);
        Rows<Draw, Found> minima = lab.each("cubic", draws, DegenerateMinima::find);
        Rows<Draw, Found> forms = lab.each("square", quadratic, DegenerateMinima::find);

        lab.check(Claim.that("zero loss: dimension of the null space of the Hessian, each network")
                .each(draws, draw -> minima.exactly(draw, Found::dimension))
                .predicts(draw -> draw.shape().nullDimension())
                .rival("minima are isolated", 0)
                .rival("before training", draw -> minima.number(draw, Found::atStart))
                .rival("its rank is W − N", draw -> draw.shape().samples())
                .within(0.5));
        lab.check(Claim.that("activation z²: dimension of the null space, each network")
                .each(quadratic, draw -> forms.exactly(draw, Found::dimension))
                .predicts(draw -> draw.shape().nullDimension())
                .rival(
                        "W − N whatever the activation",
                        draw -> draw.shape().weights() - draw.shape().samples())
                .within(0.5));
        lab.check(Claim.that("activation z²: loss over that of the best quadratic form, each network")
                .each(quadratic, draw -> forms.exactly(draw, f -> f.loss() / f.fit()))
                .predicts(1)
                .rival("W > N is enough for zero loss", 0)
                .within(1e-6));
        lab.check(Claim.that("exponent of the loss along the null space")
                .each(cubic, shape -> exponent(minima, shape, true))
                .predicts(4)
                .rival("a minimum is quadratic in every direction", 2)
                .rival("flat, so that it does not grow", 0)
                .within(0.02));
        lab.check(Claim.that("exponent of the loss across it")
                .each(cubic, shape -> exponent(minima, shape, false))
                .predicts(2)
                .within(0.02));
        show(lab, minima, forms, largest, square);
    }

    private static void requireDegenerate(Shape shape) {
        long d = shape.inputs();
        long outputs = (d + 1) * (d + 2) * (d + 3) / 6;
        long weights = shape.hidden() * (d + 1);
        if (shape.samples() >= weights || shape.samples() > outputs) {
            throw new IllegalArgumentException("the null space has dimension W − N for N below W = " + weights
                    + " and N at most C(d+3, 3) = " + outputs + " only, got N = " + shape.samples());
        }
    }

    private List<Draw> draws(Shape shape) {
        return IntStream.range(0, get(DRAWS)).mapToObj(i -> new Draw(shape, i)).toList();
    }

    /** Starts again where a descent ends in a local minimum; a network that cannot fit its data keeps its first minimum. */
    private static Found find(Draw draw, Trial trial) {
        Shape shape = draw.shape();
        Seeds seeds = trial.seeds();
        double[][] inputs = normals(shape.samples(), shape.inputs(), seeds.child("inputs"));
        double[][] targets = normals(shape.samples(), 1, seeds.child("targets"));
        Data data = Data.regression(inputs, targets);
        boolean fits = shape.rank() == shape.samples();
        LevenbergMarquardt descent = null;
        Minimum end = null;
        for (int start = 0; end == null || fits && end.loss() > ZERO_LOSS; start++) {
            if (start == STARTS) {
                throw new IllegalStateException(
                        "no zero-loss minimum from " + STARTS + " starts, the last ended at loss " + end.loss()
                                + "; with N close to W the equations may have no real solution");
            }
            descent = LevenbergMarquardt.of(
                    Nets.of(shape.cubic() ? CUBIC : SQUARE, shape.inputs(), shape.hidden(), 1)
                            .seed(seeds.child("weights").child(start).value()),
                    data);
            end = descent.run(ZERO_LOSS, 2000);
        }
        double[] coordinates = normals(1, shape.weights(), seeds.child("direction"))[0];
        return new Found(
                end.nullDimension(),
                descent.start().nullDimension(end.nullLevel(shape.nullDimension())),
                end.loss(),
                shape.cubic() ? 0 : quadraticForm(inputs, targets),
                Arrays.stream(end.eigenvalues()).map(Math::abs).sorted().toArray(),
                walk(end, shape, true, coordinates),
                walk(end, shape, false, coordinates));
    }

    /** The sum of squares that the best quadratic form xᵀAx leaves. */
    private static double quadraticForm(double[][] inputs, double[][] targets) {
        double[][] products = Arrays.stream(inputs)
                .map(x -> IntStream.range(0, x.length)
                        .boxed()
                        .flatMapToDouble(i -> IntStream.rangeClosed(0, i).mapToDouble(j -> x[i] * x[j]))
                        .toArray())
                .toArray(double[][]::new);
        double[] y = Arrays.stream(targets).mapToDouble(row -> row[0]).toArray();
        Matrix design = Matrix.of(products);
        return Vectors.squares(Vectors.subtract(y, design.times(design.solve(y))));
    }

    private static double[] walk(Minimum minimum, Shape shape, boolean along, double[] coordinates) {
        return Arrays.stream(DISTANCES)
                .map(s -> minimum.lossAlong(s, shape.nullDimension(), along, coordinates))
                .toArray();
    }

    private static double[][] normals(int rows, int columns, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.setAll(row, j -> normal.sample());
        }
        return values;
    }

    private Estimate exponent(Rows<Draw, Found> minima, Shape shape, boolean along) {
        double[] slopes = draws(shape).stream()
                .flatMap(draw -> minima.values(draw).stream())
                .mapToDouble(f -> Estimate.exponent(DISTANCES, along ? f.along() : f.across())
                        .value())
                .toArray();
        return Estimate.mean(slopes).troubled(minima.problem());
    }

    private static void show(Lab lab, Rows<Draw, Found> minima, Rows<Draw, Found> forms, Shape largest, Shape square) {
        List<Draw> draws = minima.finished();
        lab.table(Results.titled("Minima of zero loss")
                .texts("network", draws.stream().map(Draw::toString).toArray(String[]::new))
                .numbers(
                        "null dimension",
                        draws.stream()
                                .mapToDouble(d -> minima.number(d, Found::dimension))
                                .toArray())
                .numbers(
                        "W − N",
                        draws.stream()
                                .mapToDouble(d -> d.shape().nullDimension())
                                .toArray())
                .numbers(
                        "largest null eigenvalue / λ_max",
                        draws.stream().mapToDouble(d -> level(minima, d, -1)).toArray())
                .numbers(
                        "smallest other / λ_max",
                        draws.stream().mapToDouble(d -> level(minima, d, 0)).toArray()));
        Chart spectra = Chart.titled("Spectrum of the Hessian at a minimum")
                .x("rank of the eigenvalue")
                .y("$|λ| / λ_{max}$")
                .logY();
        spectra = spectrum(spectra, minima, new Draw(largest, 0));
        spectra = spectrum(spectra, forms, new Draw(square, 0));
        Chart walks = Chart.titled("Leaving a minimum, cubic activation")
                .x("distance s")
                .y("loss")
                .logX()
                .logY();
        if (minima.first(new Draw(largest, 0)).isPresent()) {
            Found first = minima.first(new Draw(largest, 0)).get();
            double along = first.along()[4] / Math.pow(DISTANCES[4], 4);
            double across = first.across()[4] / Math.pow(DISTANCES[4], 2);
            walks = walks.points("along the null space", DISTANCES, first.along())
                    .points("across it", DISTANCES, first.across())
                    .theory("s⁴, scaled", s -> along * Math.pow(s, 4), 1e-3, 1e-2)
                    .theory("s², scaled", s -> across * s * s, 1e-3, 1e-2);
        }
        lab.figure(Panels.of(spectra, walks));
    }

    private static double level(Rows<Draw, Found> minima, Draw draw, int offset) {
        return minima.number(
                draw, f -> f.moduli()[draw.shape().nullDimension() + offset] / f.moduli()[f.moduli().length - 1]);
    }

    private static Chart spectrum(Chart chart, Rows<Draw, Found> minima, Draw draw) {
        if (minima.first(draw).isEmpty()) {
            return chart;
        }
        double[] moduli = minima.first(draw).get().moduli();
        int count = moduli.length;
        return chart.points(
                        draw.shape() + ", rank " + draw.shape().rank(),
                        IntStream.rangeClosed(1, count).asDoubleStream().toArray(),
                        IntStream.range(0, count)
                                .mapToDouble(i -> Math.max(1e-20, moduli[count - 1 - i] / moduli[count - 1]))
                                .toArray())
                .vertical("rank " + draw.shape().rank(), draw.shape().rank() + 0.5);
    }
}
