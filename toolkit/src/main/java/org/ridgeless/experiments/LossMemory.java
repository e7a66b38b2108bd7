package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.models.LeastSquaresFlow;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The exponential loss forgets the direction in which it started, the square loss does not. Card: loss-memory.md. */
public final class LossMemory extends Experiment<LossMemory> {
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples n").atLeast(2).always(20);
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension d, larger than the number of samples")
            .atLeast(3)
            .always(40);
    static final Option<Double> START = Option.number("start")
            .help("standard deviation of the initial weights, which are drawn twice for each data set")
            .above(0)
            .atMost(10)
            .always(0.3);
    static final Option<Double> STEP = Option.number("step")
            .help("step of descent in units of the largest one that is stable on the logarithm of the exponential loss")
            .above(0)
            .below(1)
            .always(0.5);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of descent; log t at the end is proportional to them")
            .atLeast(2000)
            .tiny(5000)
            .teaching(20_000)
            .paper(200_000);
    static final Option<Integer> DATA_SETS = Option.count("data-sets")
            .help("independent data sets")
            .atLeast(2)
            .tiny(4)
            .teaching(24)
            .paper(100);

    private static final int POINTS = 24;

    /** What descends from two starts. */
    enum Rule {
        EXPONENTIAL,
        SQUARE
    }

    /**
     * Two runs on the same data.
     *
     * @param angles between their weights on the way
     * @param logTime of the first, at its end
     * @param predicted the angle at the end by the closed form; not a number for the exponential loss
     * @param unseen how much the difference of the two has changed, relatively, where the data see nothing
     * @param margin of the first at unit norm, over the largest one
     */
    record Pair(double[] angles, double logTime, double predicted, double unseen, double margin) {
        double last() {
            return angles[angles.length - 1];
        }

        /** Of the angle as a power of the number of steps, over the last factor of ten. */
        double exponent(double... steps) {
            int first = IntStream.range(0, steps.length)
                    .filter(k -> steps[k] >= steps[steps.length - 1] / 10)
                    .findFirst()
                    .orElseThrow();
            return Estimate.exponent(
                            Arrays.copyOfRange(steps, first, steps.length),
                            Arrays.copyOfRange(angles, first, steps.length))
                    .value();
        }
    }

    public static LossMemory study() {
        return new LossMemory();
    }

    /** Samples n, at least 2. */
    public LossMemory samples(int count) {
        return with(SAMPLES, count);
    }

    /** Dimension d, larger than the number of samples, at least 3. */
    public LossMemory dimension(int count) {
        return with(DIMENSION, count);
    }

    /** Standard deviation of the initial weights, which are drawn twice for each data set, above 0 and at most 10. */
    public LossMemory start(double deviation) {
        return with(START, deviation);
    }

    /** Step of descent in units of the largest one that is stable on the logarithm of the exponential loss, above 0 and below 1. */
    public LossMemory step(double value) {
        return with(STEP, value);
    }

    /** Steps of descent; log t at the end is proportional to them, at least 2000. */
    public LossMemory steps(int count) {
        return with(STEPS, count);
    }

    /** Independent data sets, at least 2. */
    public LossMemory dataSets(int count) {
        return with(DATA_SETS, count);
    }

    @Override
    protected void run(Lab lab) {
        if (get(DIMENSION) <= get(SAMPLES)) {
            throw new IllegalArgumentException("with d ≤ n samples see all directions and no loss remembers its start:"
                    + " dimension must be above samples, got " + get(DIMENSION) + " and " + get(SAMPLES));
        }
        Rows<Rule, Pair> pairs = lab.repeat(get(DATA_SETS)).each("pair", List.of(Rule.values()), this::descend);
        double[] steps = Arrays.stream(steps()).mapToDouble(k -> k).toArray();

        lab.check(Claim.that("exponential loss: the angle between two runs falls like a power of log t")
                .observed(pairs.mean(Rule.EXPONENTIAL, p -> p.exponent(steps)))
                .predicts(-1)
                .rival("it stays, as with the square loss", 0)
                .rival("1/√(log t)", -0.5)
                .rival("1/(log t)²", -2)
                .within(0.1));
        lab.check(Claim.that("square loss: the angle between two runs at their ends, largest relative error of theory")
                .observed(Estimate.largest(pairs.numbers(Rule.SQUARE, p -> Math.abs(p.last() / p.predicted() - 1)))
                        .troubled(pairs.problem(Rule.SQUARE)))
                .predicts(0)
                .rival("forgotten, as by the exponential loss", 1)
                .rival(
                        "the angle between the starts",
                        pairs.mean(Rule.SQUARE, p -> Math.abs(p.angles()[0] / p.predicted() - 1))
                                .value())
                .within(1e-6));
        lab.check(Claim.that("neither changes the difference of two runs where the data see nothing: relative change")
                .each(
                        List.of(Rule.values()),
                        r -> Estimate.largest(pairs.numbers(r, Pair::unseen)).troubled(pairs.problem(r)))
                .predicts(0)
                .rival("what is forgotten is erased", 1)
                .within(1e-8));
        lab.check(Claim.that("exponential loss: margin at unit norm over the largest one")
                .observed(pairs.mean(Rule.EXPONENTIAL, Pair::margin))
                .rival(
                        "that of the square loss",
                        pairs.mean(Rule.SQUARE, Pair::margin).value())
                .atLeast(0.97));
        lab.check(Claim.that("square loss: margin at unit norm over the largest one")
                .observed(pairs.mean(Rule.SQUARE, Pair::margin))
                .atLeast(0.97)
                .mustBreak());
        show(lab, pairs, steps);
    }

    private Pair descend(Rule rule, Trial trial) {
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.paired().child("starts").stream());
        Data data = Data.separable(get(SAMPLES), get(DIMENSION))
                .gap(0.2)
                .seed(trial.paired().child("data").value());
        double[][] starts = new double[2][];
        Run[] runs = new Run[2];
        for (int k = 0; k < 2; k++) {
            starts[k] = normal.samples(get(DIMENSION)).map(v -> get(START) * v).toArray();
            runs[k] = descend(rule, data, starts[k]);
        }
        LeastSquaresFlow flow = LeastSquaresFlow.of(data.inputs(), data.flatTargets());
        double[] before = flow.nullPart(Vectors.subtract(starts[0], starts[1]));
        double[] after = flow.nullPart(
                Vectors.subtract(runs[0].net().parameters(), runs[1].net().parameters()));
        double[] times = runs[0].logTimes();
        return new Pair(
                Arrays.stream(steps())
                        .mapToDouble(k -> Vectors.angle(
                                runs[0].at(k).parameters(), runs[1].at(k).parameters()))
                        .toArray(),
                times[times.length - 1],
                rule == Rule.SQUARE ? Vectors.angle(flow.limit(starts[0]), flow.limit(starts[1])) : Double.NaN,
                Vectors.norm(Vectors.subtract(after, before)) / Vectors.norm(before),
                Margins.normalized(runs[0].net(), data)
                                .by(Norm.FROBENIUS_PRODUCT)
                                .min()
                        / MaxMargin.l2(data).margin());
    }

    private Run descend(Rule rule, Data data, double[] start) {
        Descent descent = Descent.of(Nets.linear(start.length, 1).withParameters(start), data)
                .keep(steps());
        Run run = rule == Rule.SQUARE
                ? descent.loss(Loss.SQUARE)
                        .rate(LeastSquaresFlow.of(data.inputs(), data.flatTargets())
                                        .largestRate()
                                * get(STEP))
                        .run(get(STEPS))
                : descent.loss(Loss.EXPONENTIAL)
                        .lossScaled()
                        .rate(2 * get(STEP) / largestSquare(data))
                        .run(get(STEPS));
        return run.complete(rule);
    }

    /** max ‖x‖², which bounds the curvature of the logarithm of the exponential loss. */
    private static double largestSquare(Data data) {
        return Arrays.stream(data.inputs()).mapToDouble(Vectors::squares).max().orElseThrow();
    }

    private int[] steps() {
        int last = get(STEPS);
        return IntStream.range(0, POINTS)
                .map(k -> Math.max(k + 1, (int) Math.round(Math.pow(last, k / (POINTS - 1.0)))))
                .toArray();
    }

    private static void show(Lab lab, Rows<Rule, Pair> pairs, double... steps) {
        List<Integer> places = IntStream.range(0, steps.length).boxed().toList();
        Estimates exponential = Estimates.of(places, k -> pairs.mean(Rule.EXPONENTIAL, p -> p.angles()[k]));
        Estimates square = Estimates.of(places, k -> pairs.mean(Rule.SQUARE, p -> p.angles()[k]));
        lab.table(Results.titled("Angle between the weights of two runs on the same data, means")
                .numbers("step", steps)
                .numbers("exponential loss", exponential.values())
                .numbers("square loss", square.values()));
        double logTime = pairs.mean(Rule.EXPONENTIAL, Pair::logTime).value();
        double last = steps[steps.length - 1];
        double constant = exponential.values()[steps.length - 1] * last;
        Chart chart = Chart.titled("How far two runs from random starts are from each other")
                .x("step; log t of the exponential loss is " + Math.round(logTime) + " at the end")
                .y("angle between their weights")
                .logX()
                .logY();
        lab.figure(square.on(exponential.on(chart, "exponential loss", steps), "square loss", steps)
                .theory("c / log t, scaled", k -> constant / k, last / 100, last)
                .theory(
                        "closed form of the square loss",
                        k -> pairs.mean(Rule.SQUARE, Pair::predicted).value(),
                        steps[0],
                        last));
    }
}
