package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.models.compression.Atoms;
import org.ridgeless.models.compression.WeightedNeurons;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Few weighted objects with the same moments stand for many, in sums and in training. Card: moment-compression.md. */
public final class MomentCompression extends Experiment<MomentCompression> {
    static final Option<Integer> POINTS = Option.count("points")
            .help("points on an interval that are compressed cell by cell")
            .atLeast(500)
            .always(4000);
    static final Option<Grid> CELLS = Option.grid("cells")
            .help("numbers of cells of the interval")
            .atLeast(1)
            .atMost(64)
            .always(Grid.of(4, 8, 16, 32));
    static final Option<Integer> NEURONS = Option.count("neurons")
            .help("neurons of the network before compression")
            .atLeast(100)
            .tiny(200)
            .teaching(500)
            .paper(4000);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training of the networks")
            .atLeast(10)
            .tiny(50)
            .teaching(120)
            .paper(1000);
    static final Option<Double> SPREAD = Option.number("spread")
            .help("standard deviation of the initial parameters of a neuron")
            .above(0)
            .atMost(2)
            .always(0.7);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent sets of points and networks")
            .atLeast(2)
            .tiny(3)
            .teaching(24)
            .paper(100);

    private static final List<Integer> ORDERS = List.of(0, 1, 2, 3);
    private static final List<Integer> NETWORK_ORDERS = List.of(1, 2, 3, 4, 5);
    private static final String TANH = "tanh";
    private static final int FUNCTIONS = 20;
    private static final int INPUTS = 16;
    private static final double RATE = 0.5;
    private static final int MOMENTS = 2000;

    /** Some moments of some points, up to the order k in dimension m. */
    record Size(int dimension, int order) {
        @Override
        public String toString() {
            return "m = " + dimension + ", k = " + order;
        }
    }

    private static final List<Size> SIZES = List.of(new Size(1, 3), new Size(2, 2), new Size(3, 2), new Size(3, 3));

    /**
     * Points with all moments up to an order on few of them.
     *
     * @param count how many
     * @param error the largest error of a moment
     * @param random that of as many points drawn at random
     */
    record Carried(int count, double error, double random) {}

    /**
     * The paths of compressed networks and of those of as many neurons drawn at random, beside that of the whole.
     *
     * @param compressed the largest distance of outputs along training, for each order
     * @param random the same of the others
     */
    record Paths(double[] compressed, double[] random) {
        int last() {
            return compressed.length - 1;
        }
    }

    public static MomentCompression study() {
        return new MomentCompression();
    }

    /** Points on an interval that are compressed cell by cell, at least 500. */
    public MomentCompression points(int count) {
        return with(POINTS, count);
    }

    /** Numbers of cells of the interval, at least 1 and at most 64. */
    public MomentCompression cells(double... numbers) {
        return with(CELLS, Grid.of(numbers));
    }

    /** Neurons of the network before compression, at least 100. */
    public MomentCompression neurons(int count) {
        return with(NEURONS, count);
    }

    /** Steps of training of the networks, at least 10. */
    public MomentCompression steps(int count) {
        return with(STEPS, count);
    }

    /** Standard deviation of the initial parameters of a neuron, above 0 and at most 2. */
    public MomentCompression spread(double deviation) {
        return with(SPREAD, deviation);
    }

    /** Independent sets of points and networks, at least 2. */
    public MomentCompression draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(DRAWS));
        Rows<Size, Carried> carried = repeated.each("moments", SIZES, MomentCompression::carry);
        Rows<Integer, double[]> sums = repeated.each("sums", ORDERS, this::sum);
        Rows<String, Paths> paths = repeated.each("networks", List.of(TANH), (n, t) -> train(t));
        double[] cells = get(CELLS).values();

        lab.check(Claim.that("points that carry all moments up to order k in dimension m, the most")
                .each(SIZES, s -> largest(carried, s, Carried::count))
                .predicts(s -> Atoms.enough(s.order(), s.dimension()))
                .rival("as many as each coordinate alone needs, mk + 1", s -> s.dimension() * s.order() + 1)
                .within(0.5));
        lab.check(Claim.that("the largest error of a moment of theirs")
                .each(SIZES, s -> largest(carried, s, Carried::error))
                .predicts(0)
                .rival(
                        "as many points drawn at random",
                        s -> largest(carried, s, Carried::random).value())
                .within(1e-8));
        lab.check(Claim.that("exponent of the error of sums in the number of cells, for moments up to k")
                .each(ORDERS, k -> sums.mean(k, errors -> exponent(cells, errors)))
                .rival("the mean of a cell alone, whatever k", k -> k == 0 ? Double.NaN : -1)
                .rival("as many points drawn at random", -0.5)
                .atMost(k -> -(k + 1) + 0.1));
        lab.check(Claim.that("log₁₀ of the distance between the training paths, from the lowest to the highest order")
                .observed(paths.mean(TANH, p -> Math.log10(p.compressed()[p.last()] / p.compressed()[0])))
                .rival("moments have no part in training", 0)
                .atMost(-0.5));
        lab.check(Claim.that("log₁₀ of that distance over the one of as many random neurons, highest order")
                .observed(paths.mean(TANH, p -> Math.log10(p.compressed()[p.last()] / p.random()[p.last()])))
                .rival("the number of neurons is what matters", 0)
                .atMost(-0.3));
        show(lab, sums, paths, cells);
    }

    private static <I, T> Estimate largest(Rows<I, T> rows, I item, ToDoubleFunction<T> measure) {
        return Estimate.largest(rows.numbers(item, measure)).troubled(rows.problem(item));
    }

    private static double exponent(double[] cells, double[] errors) {
        return Estimate.exponent(cells, errors).value();
    }

    private static double[][] gaussian(int count, int dimension, double deviation, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] points = new double[count][];
        Arrays.setAll(
                points, i -> normal.samples(dimension).map(v -> deviation * v).toArray());
        return points;
    }

    private static Carried carry(Size size, Trial trial) {
        double[][] points = gaussian(MOMENTS, size.dimension(), 1, trial.seeds().child("points"));
        Atoms all = Atoms.of(points);
        Atoms few = all.matching(size.order());
        Atoms random = Atoms.of(Arrays.copyOf(points, few.count()));
        return new Carried(
                few.count(), all.momentDistance(few, size.order()), all.momentDistance(random, size.order()));
    }

    /** The root mean squares over smooth functions of the errors of their means over the points, for each number of cells. */
    private double[] sum(int order, Trial trial) {
        Seeds seeds = trial.paired();
        var uniform = seeds.child("points").stream();
        double[][] points = new double[get(POINTS)][];
        Arrays.setAll(points, i -> new double[] {2 * uniform.nextDouble() - 1});
        Atoms all = Atoms.of(points);
        double[][] waves = gaussian(FUNCTIONS, 2, 3, seeds.child("functions"));
        double[] exact = means(all, waves);
        return Arrays.stream(get(CELLS).integers())
                .mapToDouble(cells -> distance(means(all.matchingInCells(cells, order), waves), exact))
                .toArray();
    }

    private static double[] means(Atoms atoms, double[][] waves) {
        return Arrays.stream(waves)
                .mapToDouble(wave -> atoms.sum(x -> Math.cos(wave[0] * x[0] + wave[1])))
                .toArray();
    }

    private Paths train(Trial trial) {
        double[][] neurons =
                gaussian(get(NEURONS), 3, get(SPREAD), trial.seeds().child("neurons"));
        double[] x = new double[INPUTS];
        double[] y = new double[INPUTS];
        Arrays.setAll(x, i -> -1 + 2.0 * i / (INPUTS - 1));
        Arrays.setAll(y, i -> Math.sin(3 * x[i]));
        double[][] whole = path(Atoms.of(neurons), x, y);
        double[] compressed = new double[NETWORK_ORDERS.size()];
        double[] random = new double[compressed.length];
        for (int k = 0; k < compressed.length; k++) {
            Atoms few = Atoms.of(neurons).matching(NETWORK_ORDERS.get(k));
            compressed[k] = farthest(whole, path(few, x, y));
            // The neurons are drawn independently, so that the first of them are a random subset.
            random[k] = farthest(whole, path(Atoms.of(Arrays.copyOf(neurons, few.count())), x, y));
        }
        return new Paths(compressed, random);
    }

    /** The outputs along training. */
    private double[][] path(Atoms neurons, double[] x, double[] y) {
        double[][] outputs = new double[get(STEPS) + 1][];
        WeightedNeurons net = WeightedNeurons.of(neurons);
        for (int step = 0; step < outputs.length; step++) {
            outputs[step] = net.outputs(x);
            net = step + 1 < outputs.length ? net.step(RATE, x, y) : net;
        }
        return outputs;
    }

    private static double farthest(double[][] path, double[][] other) {
        return IntStream.range(0, path.length)
                .mapToDouble(step -> distance(path[step], other[step]))
                .max()
                .orElseThrow();
    }

    /** Root mean square. */
    private static double distance(double[] f, double[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += (f[i] - g[i]) * (f[i] - g[i]);
        }
        return Math.sqrt(sum / f.length);
    }

    private static void show(Lab lab, Rows<Integer, double[]> sums, Rows<String, Paths> paths, double... cells) {
        Chart chart = Chart.titled("Matching moments in cells speeds sums up")
                .x("cells")
                .y("error of a mean")
                .logX()
                .logY();
        List<Integer> places = IntStream.range(0, cells.length).boxed().toList();
        for (int k : ORDERS) {
            Estimates errors = Estimates.of(places, i -> sums.median(k, e -> e[i]));
            chart = errors.on(chart, "moments up to " + k, cells);
            double first = errors.values()[0];
            int order = k;
            chart = chart.theory(
                    "exponent −" + (k + 1) + ", scaled",
                    c -> first * Math.pow(c / cells[0], -(order + 1)),
                    cells[0],
                    cells[cells.length - 1]);
        }
        double[] counts =
                NETWORK_ORDERS.stream().mapToDouble(k -> Atoms.enough(k, 3)).toArray();
        List<Integer> all = IntStream.range(0, counts.length).boxed().toList();
        Estimates compressed = Estimates.of(all, k -> paths.median(TANH, p -> p.compressed()[k]));
        Estimates random = Estimates.of(all, k -> paths.median(TANH, p -> p.random()[k]));
        lab.table(Results.titled("Distance of training paths from that of the whole network, medians")
                .numbers(
                        "moments up to",
                        NETWORK_ORDERS.stream().mapToInt(k -> k).toArray())
                .numbers("neurons", counts)
                .numbers("compressed", compressed.values())
                .numbers("drawn at random", random.values()));
        Chart training = Chart.titled("Few neurons with the moments of many train like them")
                .x("neurons after compression")
                .y("distance from the whole network's path")
                .logX()
                .logY();
        lab.figure(
                chart,
                random.on(compressed.on(training, "moments up to 1, …, 5", counts), "drawn at random", counts)
                        .theory(
                                "1/√n, scaled",
                                n -> random.values()[0] * Math.sqrt(counts[0] / n),
                                counts[0],
                                counts[4]));
    }
}
