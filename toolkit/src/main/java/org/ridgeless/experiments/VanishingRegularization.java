package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.AnchoredFlow;
import org.ridgeless.models.LeastSquaresFlow;
import org.ridgeless.nets.Nets;
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

/** Regularization that vanishes slowly selects the solution of least norm. Card: vanishing-regularization.md. */
public final class VanishingRegularization extends Experiment<VanishingRegularization> {
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples n").atLeast(2).always(20);
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension d, larger than the number of samples")
            .atLeast(3)
            .always(60);
    static final Option<Double> STEP = Option.number("step")
            .help("step of descent in units of 2/λ_max, up to which it is a non-expansive map")
            .above(0)
            .below(1)
            .always(0.5);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of the iterations")
            .atLeast(1000)
            .tiny(2000)
            .teaching(10_000)
            .paper(100_000);
    static final Option<Double> TIME = Option.number("time")
            .help("time until which the flows run")
            .atLeast(100)
            .atMost(100_000)
            .tiny(200.0)
            .teaching(1000.0)
            .paper(10_000.0);
    static final Option<Integer> DATA_SETS = Option.count("data-sets")
            .help("independent data sets")
            .atLeast(2)
            .tiny(3)
            .teaching(12)
            .paper(60);

    private static final int POINTS = 32;

    /** Iterations from a random start, towards 0 or not, and one that starts at its anchor. */
    enum Iteration {
        ANCHORED("anchored"),
        PLAIN("plain descent"),
        FROM_ANCHOR("from the anchor");

        final String label;

        Iteration(String label) {
            this.label = label;
        }
    }

    /** How the penalty λ(t)‖w − a‖² vanishes. */
    enum Penalty {
        QUARTER("λ = ¼/(1 + t)", t -> 0.25 / (1 + t), t -> 1 / Math.sqrt(1 + t), 0.5),
        HALF("λ = ½/(1 + t)", t -> 0.5 / (1 + t), t -> 1 / (1 + t), 1),
        ONE("λ = 1/(1 + t)", t -> 1 / (1 + t), t -> 1 / ((1 + t) * (1 + t)), 1),
        SQUARED("λ = 1/(1 + t)²", t -> 1 / ((1 + t) * (1 + t)), t -> Math.exp(-2 * t / (1 + t)), 0);

        final String label;
        final DoubleUnaryOperator rule;
        /** exp(−2∫λ), the part of the start that is left where the data see nothing. */
        final DoubleUnaryOperator left;
        /** At which power of 1/t the error falls. */
        final double power;

        Penalty(String label, DoubleUnaryOperator rule, DoubleUnaryOperator left, double power) {
            this.label = label;
            this.rule = rule;
            this.left = left;
            this.power = power;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Along one iteration or flow, at geometrically growing times.
     *
     * @param errors distances from the solution of least norm, over that of the start
     * @param constant the limit of error times t by theory
     * @param unseen the limit of what the data do not see of it
     * @param residual the largest of ‖w − T w‖ over its bound 2‖w_0 − w*‖/(t + 1)
     * @param left the part of the start that is left at the end where the data see nothing
     */
    record Path(double[] errors, double constant, double unseen, double residual, double left) {
        double last() {
            return errors[errors.length - 1];
        }

        /** Of the error as a power of time, over the last factor of ten. */
        double exponent(double... times) {
            int first = IntStream.range(0, times.length)
                    .filter(k -> times[k] >= times[times.length - 1] / 10)
                    .findFirst()
                    .orElseThrow();
            return Estimate.exponent(
                            Arrays.copyOfRange(times, first, times.length),
                            Arrays.copyOfRange(errors, first, times.length))
                    .value();
        }
    }

    /** Samples with the weights from which a run starts; the labels are noise, so that no solution is known to be good. */
    private record Problem(double[][] x, double[] y, double[] start) {
        static Problem of(Trial trial, int samples, int dimension) {
            var normal = ZigguratSampler.NormalizedGaussian.of(trial.paired().child("data").stream());
            double[][] x = new double[samples][];
            Arrays.setAll(x, i -> normal.samples(dimension).toArray());
            double[] y = normal.samples(samples).toArray();
            return new Problem(x, y, normal.samples(dimension).toArray());
        }

        Data data() {
            return Data.regression(
                    x, Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
        }
    }

    public static VanishingRegularization study() {
        return new VanishingRegularization();
    }

    /** Samples n, at least 2. */
    public VanishingRegularization samples(int count) {
        return with(SAMPLES, count);
    }

    /** Dimension d, larger than the number of samples, at least 3. */
    public VanishingRegularization dimension(int count) {
        return with(DIMENSION, count);
    }

    /** Step of descent in units of 2/λ_max, up to which it is a non-expansive map, above 0 and below 1. */
    public VanishingRegularization step(double value) {
        return with(STEP, value);
    }

    /** Steps of the iterations, at least 1000. */
    public VanishingRegularization steps(int count) {
        return with(STEPS, count);
    }

    /** Time until which the flows run, at least 100 and at most 1e5. */
    public VanishingRegularization time(double end) {
        return with(TIME, end);
    }

    /** Independent data sets, at least 2. */
    public VanishingRegularization dataSets(int count) {
        return with(DATA_SETS, count);
    }

    @Override
    protected void run(Lab lab) {
        if (get(DIMENSION) <= get(SAMPLES)) {
            throw new IllegalArgumentException("with d ≤ n there is one solution and nothing to select: dimension must"
                    + " be above samples, got " + get(DIMENSION) + " and " + get(SAMPLES));
        }
        Lab repeated = lab.repeat(get(DATA_SETS));
        Rows<Iteration, Path> runs = repeated.each("iteration", List.of(Iteration.values()), this::iterate);
        Rows<Penalty, Path> flows = repeated.each("flow", List.of(Penalty.values()), this::flow);
        double[] steps = Arrays.stream(steps()).mapToDouble(k -> k + 1).toArray();
        double[] times = times();

        lab.check(Claim.that("anchored iteration: exponent of the distance from the solution of least norm, off −1 by")
                .observed(largest(runs, p -> p.exponent(steps) + 1))
                .predicts(0)
                .rival("1/√t, as residuals of averaged steps without an anchor", 0.5)
                .rival(
                        "descent finds it without an anchor as well as with it: plain descent",
                        runs.mean(Iteration.PLAIN, p -> p.exponent(steps) + 1).value())
                .within(0.01));
        lab.check(Claim.that("anchored iteration: distance times t over its limit, off 1 by")
                .observed(largest(runs, p -> p.last() * (get(STEPS) + 1) / p.constant() - 1))
                .predicts(0)
                .rival(
                        "what the data do not see alone",
                        runs.mean(Iteration.ANCHORED, p -> 1 - p.unseen() / p.constant())
                                .value())
                .within(0.01));
        lab.check(Claim.that("started at the anchor: ‖w − Tw‖ over 2‖w₀ − w*‖/(t + 1), the largest")
                .observed(Estimate.largest(runs.numbers(Iteration.FROM_ANCHOR, Path::residual))
                        .troubled(runs.problem(Iteration.FROM_ANCHOR)))
                .atMost(1));
        lab.check(Claim.that("flow: part of the start that is left where the data see nothing, over exp(−2∫λ)")
                .each(
                        List.of(Penalty.values()),
                        p -> Estimate.largest(flows.numbers(p, path -> path.left() / p.left.applyAsDouble(get(TIME))))
                                .troubled(flows.problem(p)))
                .predicts(1)
                .rival("exp(−∫λ), with λ in the place of 2λ", p -> 1 / Math.sqrt(p.left.applyAsDouble(get(TIME))))
                .rival("λ → 0 is enough, however fast", p -> p == Penalty.SQUARED ? 0 : Double.NaN)
                .within(1e-3));
        lab.check(Claim.that("flow: exponent of the distance from the solution of least norm")
                .each(List.of(Penalty.values()), p -> flows.mean(p, path -> path.exponent(times)))
                .predicts(p -> -p.power)
                .rival("what the data do not see alone", p -> p == Penalty.ONE ? -2 : Double.NaN)
                .within(0.05));
        show(lab, runs, flows, steps, times);
    }

    /** Where the numbers are without randomness but for the data: the worst of all. */
    private static Estimate largest(Rows<Iteration, Path> runs, ToDoubleFunction<Path> distance) {
        return Estimate.largest(runs.numbers(Iteration.ANCHORED, p -> Math.abs(distance.applyAsDouble(p))))
                .troubled(runs.problem(Iteration.ANCHORED));
    }

    private Path iterate(Iteration iteration, Trial trial) {
        Problem problem = Problem.of(trial, get(SAMPLES), get(DIMENSION));
        LeastSquaresFlow flow = LeastSquaresFlow.of(problem.x(), problem.y());
        double rate = get(STEP) * flow.largestRate();
        double[] anchor = new double[get(DIMENSION)];
        double[] start = iteration == Iteration.FROM_ANCHOR ? anchor : problem.start();
        double[] nearest = flow.limit(anchor);
        double distance = Vectors.norm(Vectors.subtract(start, nearest));
        int[] steps = steps();
        Run run = Descent.of(Nets.linear(get(DIMENSION), 1).withParameters(start), problem.data())
                .loss(Loss.SQUARE)
                .optimizer(iteration == Iteration.PLAIN ? Optimizer.gradientDescent() : Optimizer.halpern(anchor))
                .rate(rate)
                .keep(steps)
                .run(get(STEPS))
                .complete(iteration);
        double[] errors = new double[POINTS];
        double residual = 0;
        for (int k = 0; k < POINTS; k++) {
            double[] w = run.at(steps[k]).parameters();
            errors[k] = Vectors.norm(Vectors.subtract(w, nearest)) / distance;
            double moved = Vectors.norm(Vectors.subtract(flow.after(1, rate, w), w));
            residual = Math.max(residual, moved * (steps[k] + 1) / (2 * distance));
        }
        return new Path(
                errors,
                Vectors.norm(flow.anchoredLimit(rate, anchor, start)) / distance,
                Vectors.norm(flow.nullPart(start)) / distance,
                residual,
                Double.NaN);
    }

    private Path flow(Penalty penalty, Trial trial) {
        Problem problem = Problem.of(trial, get(SAMPLES), get(DIMENSION));
        LeastSquaresFlow free = LeastSquaresFlow.of(problem.x(), problem.y());
        double[] anchor = new double[get(DIMENSION)];
        double[] nearest = free.limit(anchor);
        double distance = Vectors.norm(Vectors.subtract(problem.start(), nearest));
        double[][] path =
                AnchoredFlow.of(problem.x(), problem.y(), anchor, penalty.rule).run(problem.start(), times());
        double left = Vectors.norm(free.nullPart(path[POINTS - 1])) / Vectors.norm(free.nullPart(problem.start()));
        return new Path(
                Arrays.stream(path)
                        .mapToDouble(w -> Vectors.norm(Vectors.subtract(w, nearest)) / distance)
                        .toArray(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                left);
    }

    private int[] steps() {
        int last = get(STEPS);
        return IntStream.range(0, POINTS)
                .map(k -> Math.max(k + 1, (int) Math.round(Math.pow(last, k / (POINTS - 1.0)))))
                .toArray();
    }

    private double[] times() {
        return IntStream.range(0, POINTS)
                .mapToDouble(k -> Math.pow(get(TIME), k / (POINTS - 1.0)))
                .toArray();
    }

    private static void show(
            Lab lab, Rows<Iteration, Path> runs, Rows<Penalty, Path> flows, double[] steps, double[] times) {
        List<Integer> places = IntStream.range(0, POINTS).boxed().toList();
        Results table = Results.titled("Distance from the solution of least norm over that of the start, means")
                .numbers("t + 1", steps);
        Chart iterations = Chart.titled("Anchored steps find the solution of least norm, at the rate 1/t")
                .x("t + 1")
                .y("distance / distance of the start")
                .logX()
                .logY();
        for (Iteration iteration : List.of(Iteration.ANCHORED, Iteration.PLAIN)) {
            Estimates errors = Estimates.of(places, k -> runs.mean(iteration, p -> p.errors()[k]));
            table = table.numbers(iteration.label, errors.values());
            iterations = errors.on(iterations, iteration.label, steps);
        }
        double constant = runs.mean(Iteration.ANCHORED, Path::constant).value();
        double last = steps[POINTS - 1];
        Chart penalties = Chart.titled("What a penalty selects depends on how fast it vanishes")
                .x("1 + t")
                .y("distance / distance of the start")
                .logX()
                .logY();
        double[] shifted = Arrays.stream(times).map(t -> 1 + t).toArray();
        table = table.numbers("1 + time", shifted);
        for (Penalty penalty : Penalty.values()) {
            Estimates errors = Estimates.of(places, k -> flows.mean(penalty, p -> p.errors()[k]));
            table = table.numbers(penalty.label, errors.values());
            penalties = errors.on(penalties, penalty.label, shifted);
        }
        double end = shifted[POINTS - 1];
        double least = flows.mean(Penalty.ONE, Path::last).value();
        double slow = flows.mean(Penalty.QUARTER, Path::last).value();
        lab.table(table);
        lab.figure(
                iterations.theory("limit / (t + 1), scaled", t -> constant / t, last / 1000, last),
                penalties
                        .theory("1/t, scaled", t -> least * end / t, end / 30, end)
                        .theory("1/√t, scaled", t -> slow * Math.sqrt(end / t), end / 30, end));
    }
}
