package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Blueprint;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.WeightDecay;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Behind real normalizations the square loss with decay makes all margins equal. Card: equal-margins.md. */
public final class EqualMargins extends Experiment<EqualMargins> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks of each kind, each with a sample of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(20)
            .paper(60);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .atLeast(4)
            .tiny(8)
            .teaching(12)
            .paper(40);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples")
            .atLeast(8)
            .tiny(16)
            .teaching(24)
            .paper(60);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of descent")
            .atLeast(100)
            .tiny(600)
            .teaching(2000)
            .paper(20_000);

    private static final int INPUTS = 6;
    private static final int TEST_SAMPLES = 2000;
    private static final double EPSILON = 1e-8;
    private static final double RATE = 0.05;
    private static final double MOMENTUM = 0.9;
    private static final double SMALL = 0.3;
    private static final double LARGE = 10;
    private static final double LIGHT = 1e-3;
    private static final double HEAVY = 1e-2;

    /** Which normalization the network has. */
    enum Kind {
        BATCH("batch normalization"),
        WEIGHT("weight normalization");

        final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Loss, norm of the last layer at the start, and decay. */
    enum Course {
        LIGHT_DECAY("square, small start, λ = 0.001", Loss.SQUARE, SMALL, LIGHT),
        HEAVY_DECAY("square, small start, λ = 0.01", Loss.SQUARE, SMALL, HEAVY),
        SMALL_START("square, small start, λ = 0", Loss.SQUARE, SMALL, 0),
        LARGE_START("square, large start, λ = 0", Loss.SQUARE, LARGE, 0),
        LOGISTIC("logistic, λ = 0", Loss.LOGISTIC, 1, 0);

        final String label;
        final Loss loss;
        final double start;
        final double decay;

        Course(String label, Loss loss, double start, double decay) {
            this.label = label;
            this.loss = loss;
            this.start = start;
            this.decay = decay;
        }
    }

    /** A network and how it is trained. */
    record Setting(Kind kind, Course course) {
        @Override
        public String toString() {
            return kind.label + ", " + course.label;
        }
    }

    /**
     * The end of a run.
     *
     * @param rho norm of the last layer, all that the size of the output depends on
     * @param spread standard deviation of the margins over their mean
     * @param overRest ρ over μ/(M + λ), where it would rest
     */
    record End(
            double rho, double mean, double spread, double overRest, double atStart, double error, double[] margins) {}

    public static EqualMargins study() {
        return new EqualMargins();
    }

    /** Networks of each kind, each with a sample of its own, at least 2. */
    public EqualMargins networks(int count) {
        return with(NETWORKS, count);
    }

    /** Units of each of the two hidden layers, at least 4. */
    public EqualMargins width(int units) {
        return with(WIDTH, units);
    }

    /** Training samples, at least 8. */
    public EqualMargins samples(int count) {
        return with(SAMPLES, count);
    }

    /** Steps of descent, at least 100. */
    public EqualMargins steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Setting> settings = Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Course.values()).map(course -> new Setting(kind, course)))
                .toList();
        List<Kind> kinds = List.of(Kind.values());
        Rows<Setting, End> ends = lab.repeat(get(NETWORKS)).each("run", settings, this::train);

        lab.check(Claim.that(
                        "with light decay all margins are equal: standard deviation over mean, median of the networks")
                .each(kinds, kind -> ends.median(new Setting(kind, Course.LIGHT_DECAY), End::spread))
                .rival("as under the logistic loss", kind -> mean(ends, kind, Course.LOGISTIC, End::spread))
                .rival("as at the start", kind -> mean(ends, kind, Course.LIGHT_DECAY, End::atStart))
                .atMost(0.05));
        lab.check(Claim.that("norm of the last layer over μ/(M + λ)")
                .each(kinds, kind -> ends.mean(new Setting(kind, Course.HEAVY_DECAY), End::overRest))
                .predicts(1)
                .rival(
                        "μ/(M + 2λ), as the loss (1 − m)² without its half",
                        kind -> mean(ends, kind, Course.HEAVY_DECAY, EqualMargins::withTwice))
                .within(0.004));
        lab.check(Claim.that("λ = 0 from ρ₀ = 10: the norm stays within a factor of two, ρ/ρ₀")
                .each(kinds, kind -> ends.mean(new Setting(kind, Course.LARGE_START), e -> e.rho() / LARGE))
                .rival("the start does not matter", kind -> mean(ends, kind, Course.SMALL_START, e -> e.rho() / LARGE))
                .atLeast(0.5));
        lab.check(Claim.that("test error less with decay from a small start than without from a large one, mean of both"
                        + " kinds, by")
                .observed(less(ends))
                .rival("the norm does not matter for it", 0)
                .atLeast(0.02));
        show(lab, ends, settings);
    }

    /** ρ over what it rests at, had the loss no half: (M + 2λ) in the place of (M + λ), by M = μ/ρ − λ at rest. */
    private static double withTwice(End end) {
        double m = end.mean() / end.rho();
        double square = m * m * (1 + end.spread() * end.spread());
        return (square + HEAVY) / (square + 2 * HEAVY);
    }

    private End train(Setting setting, Trial trial) {
        Course course = setting.course();
        Seeds seeds = trial.paired();
        Data train = sample(get(SAMPLES), seeds.child("train"));
        Net start = start(setting.kind(), course.start, seeds.child("weights"));
        Interruption.poll();
        // The curvature grows as ρ²; the rate of a large start is smaller in a like measure.
        double rate = course.start > 1 ? RATE / 20 : RATE;
        Run run = Descent.of(start, train)
                .loss(course.loss)
                .rate(rate)
                .optimizer(Optimizer.heavyBall(MOMENTUM))
                .decay(decay(setting.kind(), start, course.decay))
                .run(get(STEPS));
        Interruption.poll();
        Net end = run.net();
        double[] margins = Margins.of(end, train).values();
        double rho = last(end);
        double mu = Statistics.mean(margins) / rho;
        double square = Vectors.squares(margins) / (margins.length * rho * rho);
        return new End(
                rho,
                Statistics.mean(margins),
                spread(margins),
                rho * (square + course.decay) / mu,
                spread(Margins.of(start, train).values()),
                Margins.of(evaluated(setting.kind(), end, train), sample(TEST_SAMPLES, seeds.child("test")))
                        .error(),
                margins);
    }

    /** Batch statistics are those of the training sample. */
    private static Net evaluated(Kind kind, Net net, Data train) {
        return kind == Kind.BATCH ? net.withStatisticsOf(train) : net;
    }

    private Net start(Kind kind, double rho, Seeds seeds) {
        Blueprint inputs = Nets.on(Shape.vector(INPUTS));
        Blueprint layers = kind == Kind.BATCH
                ? hiddenBatch(hiddenBatch(inputs)).dense(1, Activations.LINEAR)
                : hiddenWeight(hiddenWeight(inputs))
                        .dense(1, Activations.LINEAR)
                        .weightNormalized(WeightNormalized.Per.UNIT);
        Net net = layers.net().init(Init.HE).seed(seeds.value());
        double[] w = net.parameters();
        Block block = lastBlock(net);
        double factor = rho / last(net);
        for (int i = block.offset(); i < block.end(); i++) {
            w[i] *= factor;
        }
        return net.withParameters(w);
    }

    private Blueprint hiddenBatch(Blueprint below) {
        return below.dense(get(WIDTH), Activations.LINEAR)
                .batchNormalization(EPSILON)
                .activation(Activations.RELU);
    }

    private Blueprint hiddenWeight(Blueprint below) {
        return below.dense(get(WIDTH), Activations.RELU).weightNormalized(WeightNormalized.Per.UNIT);
    }

    /** Decay of what has a size that matters: the last layer behind batch normalization, all lengths of weight normalization. */
    private static WeightDecay decay(Kind kind, Net net, double lambda) {
        WeightDecay decay = WeightDecay.none();
        for (Block block : net.architecture().blocks()) {
            boolean sized = kind == Kind.BATCH ? block.equals(lastBlock(net)) : block.role() == Block.Role.GAIN;
            decay = sized ? decay.block(block.name(), lambda) : decay;
        }
        return decay;
    }

    /** The weights of the last layer, or their length. */
    private static Block lastBlock(Net net) {
        List<Block> blocks = net.architecture().blocks();
        return blocks.get(blocks.size() - 1);
    }

    private static double last(Net net) {
        Block block = lastBlock(net);
        return Vectors.norm(net.parameters(), block.offset(), block.end());
    }

    private static double spread(double... margins) {
        return Math.sqrt(Statistics.variance(margins)) / Math.abs(Statistics.mean(margins));
    }

    private static Data sample(int n, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] x = new double[n][];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = normal.samples(INPUTS).toArray();
            y[i] = x[i][0] * x[i][1] + 0.3 * x[i][2] > 0 ? 1 : -1;
        }
        return Data.of(x, y);
    }

    private static double mean(Rows<Setting, End> ends, Kind kind, Course course, ToDoubleFunction<End> measure) {
        return Statistics.mean(ends.numbers(new Setting(kind, course), measure));
    }

    /** Network by network, on the same samples, the mean of both normalizations. */
    private static Estimate less(Rows<Setting, End> ends) {
        int networks =
                ends.items().stream().mapToInt(s -> ends.values(s).size()).min().orElse(0);
        double[] less = new double[networks];
        for (Kind kind : Kind.values()) {
            double[] large = ends.numbers(new Setting(kind, Course.LARGE_START), End::error);
            double[] decayed = ends.numbers(new Setting(kind, Course.HEAVY_DECAY), End::error);
            for (int i = 0; i < networks; i++) {
                less[i] += (large[i] - decayed[i]) / Kind.values().length;
            }
        }
        return Estimate.mean(less).troubled(ends.problem());
    }

    private static void show(Lab lab, Rows<Setting, End> ends, List<Setting> settings) {
        lab.table(Results.titled("Where the runs end, means over the networks")
                .texts("run", settings.stream().map(Setting::toString).toArray(String[]::new))
                .numbers("ρ", column(ends, settings, End::rho))
                .numbers("mean margin", column(ends, settings, End::mean))
                .numbers("spread", column(ends, settings, End::spread))
                .numbers("ρ (M + λ)/μ", column(ends, settings, End::overRest))
                .numbers("test error", column(ends, settings, End::error)));
        lab.figure(curves(ends, Kind.BATCH), curves(ends, Kind.WEIGHT), errors(ends));
    }

    /** The sorted margins of the first network over their mean. */
    private static Chart curves(Rows<Setting, End> ends, Kind kind) {
        Chart chart = Chart.titled("Sorted margins over their mean, " + kind.label + ", first network")
                .x("rank / N")
                .y("margin / mean margin")
                .horizontal("all equal", 1);
        for (Course course : Course.values()) {
            var first = ends.first(new Setting(kind, course));
            if (first.isPresent()) {
                double[] sorted = first.get().margins().clone();
                Arrays.sort(sorted);
                double mean = first.get().mean();
                chart = chart.line(
                        course.label,
                        IntStream.range(0, sorted.length)
                                .mapToDouble(i -> (i + 0.5) / sorted.length)
                                .toArray(),
                        Arrays.stream(sorted).map(m -> m / mean).toArray());
            }
        }
        return chart;
    }

    private static Chart errors(Rows<Setting, End> ends) {
        Chart chart = Chart.titled("Small norms, small test errors: the square loss")
                .x("ρ at the end")
                .y("test error")
                .logX();
        for (Kind kind : Kind.values()) {
            for (Course course : List.of(Course.HEAVY_DECAY, Course.SMALL_START, Course.LARGE_START)) {
                Setting setting = new Setting(kind, course);
                chart = chart.points(
                        setting.toString(), ends.numbers(setting, End::rho), ends.numbers(setting, End::error));
            }
        }
        return chart;
    }

    private static double[] column(Rows<Setting, End> ends, List<Setting> settings, ToDoubleFunction<End> measure) {
        return settings.stream()
                .mapToDouble(s -> Statistics.mean(ends.numbers(s, measure)))
                .toArray();
    }
}
