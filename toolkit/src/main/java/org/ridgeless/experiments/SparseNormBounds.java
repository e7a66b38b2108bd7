package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.bounds.complexity.FunctionClass;
import org.ridgeless.bounds.complexity.MarginBound;
import org.ridgeless.bounds.complexity.PlanarFilters;
import org.ridgeless.bounds.complexity.SparseNormBound;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Blueprint;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Convolutional networks are as complex as their filters, not as their matrices. Card: sparse-norm-bounds.md. */
public final class SparseNormBounds extends Experiment<SparseNormBounds> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("independent repetitions: samples and networks")
            .atLeast(2)
            .tiny(2)
            .teaching(10)
            .paper(30);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("draws of inputs and signs in each repetition, for exact complexities")
            .tiny(4)
            .teaching(40)
            .paper(200);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples on which networks are trained")
            .atLeast(20)
            .tiny(40)
            .teaching(120)
            .paper(1000);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of their training")
            .atLeast(20)
            .tiny(60)
            .teaching(100)
            .paper(2000);

    private static final int SIGNED = 64;
    private static final int MOST = 64;
    private static final int[] PATCHES = {1, 4, 16, MOST};
    private static final int LENGTH = 32;
    private static final int CHANNELS = 4;
    private static final int TEST = 1000;
    private static final double CONFIDENCE = 0.05;
    private static final int[] LAYERS = {2, 3, 4};

    /** √N R on inputs of mean square length 1, exactly, and what the bounds say. */
    record Exact(double complexity, double sparse, double dense) {}

    /**
     * A trained network of so many layers.
     *
     * @param gap error on a test sample less that on its own
     * @param sparse complexity of its class by the norms of filters, over the median margin; as dense by those of matrices
     * @param bound on the probability of an error with the best scale
     */
    record Trained(double gap, double testError, double sparse, double dense, double bound, double parameters) {
        double ratio() {
            return dense / sparse;
        }
    }

    public static SparseNormBounds study() {
        return new SparseNormBounds();
    }

    /** Independent repetitions: samples and networks, at least 2. */
    public SparseNormBounds repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Draws of inputs and signs in each repetition, for exact complexities, at least 1. */
    public SparseNormBounds draws(int count) {
        return with(DRAWS, count);
    }

    /** Samples on which networks are trained, at least 20. */
    public SparseNormBounds samples(int count) {
        return with(SAMPLES, count);
    }

    /** Steps of their training, at least 20. */
    public SparseNormBounds steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(REPETITIONS));
        Rows<Integer, Exact> exact = repeated.each("exact", PATCHES, this::exact);
        Rows<Integer, Trained> trained = repeated.each("trained", LAYERS, this::train);

        lab.check(Claim.that("exact complexity of one filter on P patches, ‖x‖ about 1: exponent of P")
                .observed(exponent(exact, Exact::complexity))
                .rival("½, as the norm of the matrix", 0.5)
                .atMost(0));
        lab.check(Claim.that("at 64 patches √N R is about √(E φ(w · x)² P), that of one direction")
                .observed(exact.mean(MOST, Exact::complexity))
                .predicts(0.5)
                .rival("as for a single patch", exact.mean(1, Exact::complexity).value())
                .rival("√P times that", 8 * exact.mean(1, Exact::complexity).value())
                .within(0.1));
        lab.check(Claim.that("it lies below the bound by the norm of the filter, each sample")
                .each(exact.items(), p -> largest(exact, p, e -> e.complexity() / e.sparse()))
                .atMost(1));
        lab.check(Claim.that("trained: log₁₀ of the dense bound over the sparse one at four layers")
                .observed(trained.mean(4, t -> Math.log10(t.ratio())))
                .rival("sparsity is of no use", 0)
                .atLeast(1));
        lab.check(Claim.that("trained: the dense bound is never the smaller one: sparse over dense, each network")
                .each(trained.items(), k -> largest(trained, k, t -> 1 / t.ratio()))
                .atMost(1));
        lab.check(Claim.that("trained: the probability of an error over the sparse margin bound, each network")
                .each(trained.items(), k -> largest(trained, k, t -> t.testError() / t.bound()))
                .atMost(1));
        show(lab, exact, trained);
    }

    private Exact exact(int patches, Trial trial) {
        UniformRandomProvider stream = trial.seeds().stream();
        double complexity = 0;
        double sparse = 0;
        double dense = 0;
        for (int i = 0; i < get(DRAWS); i++) {
            Interruption.poll();
            double[][] x = normals(SIGNED, 2 * patches, 1 / Math.sqrt(2 * patches), stream);
            complexity += PlanarFilters.of(x).supremum(FunctionClass.signs(SIGNED, stream));
            Data data = Data.of(x, FunctionClass.signs(SIGNED, stream));
            Net filter = Nets.on(Shape.sequence(1, 2 * patches))
                    .convolution(1, Window.line(2).stride(2), Activations.RELU)
                    .dense(1, Activations.LINEAR)
                    .net();
            SparseNormBound bound = SparseNormBound.of(filter, data);
            sparse += bound.normalized();
            dense += bound.denseComplexity() / bound.filterNorm();
        }
        double scale = Math.sqrt(SIGNED) / get(DRAWS);
        return new Exact(scale * complexity, scale * sparse, scale * dense);
    }

    /** Whether a motif of three numbers is stronger in one half of a sequence or in the other. */
    private Trained train(int layers, Trial trial) {
        Data all = motif(get(SAMPLES) + TEST, trial.paired().child("data"));
        Data data = all.range(0, get(SAMPLES));
        Run run = Descent.of(net(layers).seed(trial.seeds().child("net").value()), data)
                .loss(Loss.LOGISTIC)
                .optimizer(Optimizer.adam())
                .rate(0.02)
                .run(get(STEPS));
        if (run.diverged()) {
            throw new IllegalStateException(layers + " layers diverged at step " + run.lastStep());
        }
        Net net = run.net();
        SparseNormBound bound = SparseNormBound.of(net, data);
        double[] margins = Margins.of(net, data).values();
        double median = Margins.of(net, data).quantile(0.5);
        double[] normalized =
                Arrays.stream(margins).map(m -> m / bound.filterNorm()).toArray();
        double best = MarginBound.of(normalized, bound.normalized(), CONFIDENCE).best(Math.sqrt(LENGTH));
        double error = Margins.of(net, all.range(get(SAMPLES), all.samples())).error();
        return new Trained(
                error - Margins.error(margins),
                error,
                2 * bound.complexity() / median,
                2 * bound.denseComplexity() / median,
                best,
                net.parameterCount());
    }

    /** Convolutions of windows of three at every place, and a dense layer on what is left of the sequence. */
    private static Net net(int layers) {
        Blueprint net = Nets.on(Shape.sequence(1, LENGTH));
        for (int l = 1; l < layers; l++) {
            net = net.convolution(CHANNELS, Window.line(3), Activations.RELU);
        }
        return net.dense(1, Activations.LINEAR).net();
    }

    private static Data motif(int n, Seeds seeds) {
        double[][] x = normals(n, LENGTH, 1, seeds.stream());
        double[] labels = Arrays.stream(x)
                .mapToDouble(row -> IntStream.range(0, LENGTH / 3)
                                        .mapToDouble(p -> (p < LENGTH / 3 / 2 ? 1 : -1)
                                                * Math.max(0, row[3 * p] - row[3 * p + 1] + row[3 * p + 2]))
                                        .sum()
                                > 0
                        ? 1
                        : -1)
                .toArray();
        return Data.of(x, labels);
    }

    private static double[][] normals(int n, int d, double deviation, UniformRandomProvider stream) {
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> deviation * normal.sample());
        }
        return x;
    }

    private static <T> Estimate largest(Rows<Integer, T> rows, int item, ToDoubleFunction<T> ratio) {
        return Estimate.largest(rows.numbers(item, ratio)).troubled(rows.problem(item));
    }

    private static Estimate exponent(Rows<Integer, Exact> exact, ToDoubleFunction<Exact> number) {
        double[] patches = Arrays.stream(PATCHES).asDoubleStream().toArray();
        int complete =
                Arrays.stream(PATCHES).map(p -> exact.values(p).size()).min().orElse(0);
        double[] slopes = IntStream.range(0, complete)
                .mapToDouble(i -> Estimate.exponent(
                                patches,
                                Arrays.stream(PATCHES)
                                        .mapToDouble(p -> number.applyAsDouble(
                                                exact.values(p).get(i)))
                                        .toArray())
                        .value())
                .toArray();
        return Estimate.mean(slopes).troubled(exact.problem());
    }

    private static void show(Lab lab, Rows<Integer, Exact> exact, Rows<Integer, Trained> trained) {
        lab.table(Results.titled("Trained networks: complexity terms 2R/η at the median margin; 1 or more is vacuous")
                .numbers("layers", LAYERS)
                .numbers("parameters", means(trained, Trained::parameters))
                .numbers("error", means(trained, Trained::testError))
                .numbers("gap", means(trained, Trained::gap))
                .numbers("by filters", means(trained, Trained::sparse))
                .numbers("by matrices", means(trained, Trained::dense))
                .numbers("bound by filters, best scale", means(trained, Trained::bound)));
        double[] patches = Arrays.stream(PATCHES).asDoubleStream().toArray();
        Chart one = Chart.titled("One filter of two numbers on P patches, ‖x‖ about 1")
                .x("patches P")
                .y("√N R")
                .logX()
                .logY()
                .yRange(0.3, 30);
        one = Estimates.of(exact.items(), p -> exact.mean(p, Exact::complexity)).on(one, "exact", patches);
        one = one.theory("by the norm of the filter", patches, means(exact, Exact::sparse))
                .theory("by the norm of the matrix", patches, means(exact, Exact::dense))
                .theory(
                        "½, many patches",
                        patches,
                        Arrays.stream(patches).map(p -> 0.5).toArray());
        double[] layers = Arrays.stream(LAYERS).asDoubleStream().toArray();
        Chart nets = Chart.titled("Trained on a local motif")
                .x("layers")
                .y("gap, or 2R/η at the median margin")
                .logY()
                .xRange(1.5, 4.5)
                .horizontal("vacuous above", 1);
        nets = Estimates.of(trained.items(), k -> trained.mean(k, Trained::gap)).on(nets, "gap", layers);
        nets = Estimates.of(trained.items(), k -> trained.mean(k, Trained::sparse))
                .on(nets, "by filters", layers);
        nets = Estimates.of(trained.items(), k -> trained.mean(k, Trained::dense))
                .on(nets, "by matrices", layers);
        lab.figure(one, nets);
    }

    private static <T> double[] means(Rows<Integer, T> rows, ToDoubleFunction<T> number) {
        return Estimates.of(rows.items(), item -> rows.mean(item, number)).values();
    }
}
