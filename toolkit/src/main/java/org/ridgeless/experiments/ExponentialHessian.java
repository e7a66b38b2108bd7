package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ridgeless.curvature.OutputCurvature;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The exponential loss and its Hessian fall like 1/t, and what they are in formulas. Card: exponential-hessian.md. */
public final class ExponentialHessian extends Experiment<ExponentialHessian> {
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples n").atLeast(2).always(40);
    static final Option<Integer> DIMENSION =
            Option.count("dimension").help("dimension d").atLeast(2).always(10);
    static final Option<Double> GAP = Option.number("gap")
            .help("distance of all samples from the separating hyperplane, without which the loss has a minimum")
            .above(0)
            .atMost(1.5)
            .always(0.5);
    static final Option<Double> STEP = Option.number("step")
            .help("step in units of the largest one that is stable on the logarithm of the loss, 2/max ‖x‖²")
            .above(0)
            .below(1)
            .always(0.3);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps; log t at the end is proportional to them")
            .atLeast(1000)
            .tiny(20_000)
            .teaching(30_000)
            .paper(60_000);
    static final Option<Integer> DATA_SETS = Option.count("data-sets")
            .help("independent data sets")
            .atLeast(2)
            .tiny(4)
            .teaching(24)
            .paper(100);

    private static final int POINTS = 40;
    private static final String LINEAR = "linear";
    private static final Probe LOG_LOSS = Probe.logLoss();
    private static final double PENALTY = 0.05;
    private static final double DIFFERENCE = 1e-5;

    /** What becomes constant when it is multiplied by t. */
    enum Quantity {
        LOSS,
        LARGEST_EIGENVALUE,
        TRACE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A run on one data set.
     *
     * @param logTime along the run
     * @param logs the logarithms of each quantity times t over its limit, along the run
     * @param equal the limits of each quantity times t if all samples weighed alike, over the true ones
     */
    record Path(double[] logTime, double[][] logs, double[] equal) {
        double last(Quantity quantity) {
            double[] values = logs[quantity.ordinal()];
            return Math.exp(values[values.length - 1]);
        }

        /** The slope of the logarithm of the quantity itself against log t, in the second half of the run. */
        double exponent(Quantity quantity) {
            int half = logTime.length / 2;
            return Estimate.slope(
                                    Arrays.copyOfRange(logTime, half, logTime.length),
                                    Arrays.copyOfRange(logs[quantity.ordinal()], half, logTime.length))
                            .value()
                    - 1;
        }
    }

    /** The formulas of the slides, and what they are derivatives of. */
    enum Formula {
        FLOW,
        HESSIAN
    }

    /** Relative distances from central differences. */
    record Distance(double correct, double printed) {}

    public static ExponentialHessian study() {
        return new ExponentialHessian();
    }

    /** Samples n, at least 2. */
    public ExponentialHessian samples(int count) {
        return with(SAMPLES, count);
    }

    /** Dimension d, at least 2. */
    public ExponentialHessian dimension(int count) {
        return with(DIMENSION, count);
    }

    /** Distance of all samples from the separating hyperplane, without which the loss has a minimum, above 0 and at most 1.5. */
    public ExponentialHessian gap(double distance) {
        return with(GAP, distance);
    }

    /** Step in units of the largest one that is stable on the logarithm of the loss, 2/max ‖x‖², above 0 and below 1. */
    public ExponentialHessian step(double value) {
        return with(STEP, value);
    }

    /** Steps; log t at the end is proportional to them, at least 1000. */
    public ExponentialHessian steps(int count) {
        return with(STEPS, count);
    }

    /** Independent data sets, at least 2. */
    public ExponentialHessian dataSets(int count) {
        return with(DATA_SETS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(DATA_SETS));
        Rows<String, Path> paths = repeated.each("flow", List.of(LINEAR), (n, t) -> descend(t));
        Rows<Formula, Distance> formulas = repeated.each("formula", List.of(Formula.values()), this::compare);

        lab.check(Claim.that("exponent of loss and Hessian in t")
                .each(List.of(Quantity.values()), q -> paths.mean(LINEAR, p -> p.exponent(q)))
                .predicts(-1)
                .rival("exponential decay, over a factor of ten in t from the same rate", -9 / Math.log(10))
                .rival("a minimum at a finite distance, which has a Hessian", 0)
                .rival("1/t²", -2)
                .within(0.01));
        lab.check(Claim.that("loss, largest eigenvalue and trace times t over their limits, medians")
                .each(List.of(Quantity.values()), q -> paths.median(LINEAR, p -> p.last(q)))
                .predicts(1)
                .rival(
                        "all samples weigh alike",
                        q -> paths.median(LINEAR, p -> p.equal()[q.ordinal()]).value())
                .within(0.02));
        lab.check(Claim.that("flow and Hessian of a tanh network against differences, largest relative error")
                .each(List.of(Formula.values()), f -> largest(formulas, f, Distance::correct))
                .predicts(0)
                .rival("as printed on the slides", f -> Statistics.mean(formulas.numbers(f, Distance::printed)))
                .within(1e-6));
        lab.check(Claim.that("the same as printed")
                .each(List.of(Formula.values()), f -> largest(formulas, f, Distance::printed))
                .predicts(0)
                .within(1e-6)
                .mustBreak());
        show(lab, paths, formulas);
    }

    private static Estimate largest(
            Rows<Formula, Distance> formulas, Formula formula, ToDoubleFunction<Distance> measure) {
        return Estimate.largest(formulas.numbers(formula, measure)).troubled(formulas.problem(formula));
    }

    private Path descend(Trial trial) {
        Data data = Data.separable(get(SAMPLES), get(DIMENSION))
                .gap(get(GAP))
                .seed(trial.seeds().child("data").value());
        double largest =
                Arrays.stream(data.inputs()).mapToDouble(Vectors::squares).max().orElseThrow();
        double step = get(STEP) * 2 / largest;
        int[] records = IntStream.rangeClosed(1, POINTS)
                .map(k -> (int) ((long) get(STEPS) * k / POINTS))
                .toArray();
        Net net = Nets.linear(get(DIMENSION), 1).withParameters(new double[get(DIMENSION)]);
        Run run = Descent.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .lossScaled()
                .rate(step)
                .record(LOG_LOSS)
                .at(Times.at(records))
                .keep(records)
                .run(get(STEPS))
                .complete("descent");
        MaxMargin best = MaxMargin.l2(data);
        double[] limits = limits(data, best.weights());
        // The time that descent adds up is a little short of that of the flow: by x/(eˣ − 1) for steps x of log L.
        double x = step * best.margin() * best.margin();
        double[] logTime = Arrays.copyOfRange(run.logTimes(), 1, POINTS + 1);
        double[] logLoss = Arrays.copyOfRange(run.values(LOG_LOSS), 1, POINTS + 1);
        double[][] logs = new double[Quantity.values().length][POINTS];
        for (int k = 0; k < POINTS; k++) {
            double[] now = curvature(data, softmin(run.at(records[k]), data));
            for (int q = 0; q < now.length; q++) {
                logs[q][k] = logTime[k] + logLoss[k] + Math.log(now[q] / limits[q] * Math.expm1(x) / x);
            }
        }
        double[] equal = new double[data.samples()];
        Arrays.fill(equal, 1.0 / data.samples());
        double[] ratios = limits(data, equal);
        Arrays.setAll(ratios, q -> ratios[q] / limits[q]);
        return new Path(logTime, logs, ratios);
    }

    /** The limit of each quantity times t where the samples have the given weights in the end. */
    private static double[] limits(Data data, double[] weights) {
        double[] limits = curvature(data, weights);
        double[] push = new double[data.dimension()];
        for (int i = 0; i < weights.length; i++) {
            Vectors.addScaled(push, weights[i] * data.label(i), data.input(i));
        }
        return Vectors.scale(limits, 1 / Vectors.squares(push));
    }

    /** Loss, largest eigenvalue and trace of the Hessian over the loss, where the samples have the given parts of it. */
    private static double[] curvature(Data data, double[] weights) {
        Net net = Nets.linear(data.dimension(), 1);
        double[] values = OutputCurvature.of(net, data)
                .hessian(weights, new double[weights.length])
                .symmetricEigenvalues();
        return new double[] {1, values[values.length - 1], Vectors.sum(values)};
    }

    /** The part that each sample has in the loss. */
    private static double[] softmin(Net net, Data data) {
        double[] margins = Margins.of(net, data).values();
        double least = Arrays.stream(margins).min().orElseThrow();
        double[] parts = Arrays.stream(margins).map(m -> Math.exp(least - m)).toArray();
        return Vectors.scale(parts, 1 / Vectors.sum(parts));
    }

    /** L(w) = Σ exp(−yf) + λ‖w − w⁰‖² of a network: minus its gradient, or its Hessian, in formulas and by differences. */
    private Distance compare(Formula formula, Trial trial) {
        Seeds seeds = trial.paired();
        Data data = Data.separable(12, 3).seed(seeds.child("data").value());
        Net net = Nets.tanh(3, 4, 1).biased().seed(seeds.child("net").value());
        double[] w = net.parameters();
        double[] anchor = net.seed(seeds.child("anchor").value()).parameters();
        return formula == Formula.FLOW
                ? distance(
                        differences(w, v -> new double[] {-value(net.withParameters(v), data, anchor)}),
                        flow(net, data, anchor, true),
                        flow(net, data, anchor, false))
                : distance(
                        differences(w, v -> Vectors.scale(flow(net.withParameters(v), data, anchor, true), -1)),
                        hessian(net, data, true),
                        hessian(net, data, false));
    }

    private static double value(Net net, Data data, double[] anchor) {
        double[] margins = Margins.of(net, data).values();
        return Arrays.stream(margins).map(m -> Math.exp(-m)).sum()
                + PENALTY * Vectors.squares(Vectors.subtract(net.parameters(), anchor));
    }

    /** Σ y exp(−yf) ∂f − 2λ(w − w⁰); as printed, y is missing. */
    private static double[] flow(Net net, Data data, double[] anchor, boolean labels) {
        OutputCurvature outputs = OutputCurvature.of(net, data);
        double[] flow = outputs.gradient(forces(outputs, data, labels));
        return Vectors.addScaled(flow, -2 * PENALTY, Vectors.subtract(net.parameters(), anchor));
    }

    /** Σ exp(−yf)(∂f ∂fᵀ − y ∂²f) + 2λI; as printed, with the sign of a Hessian, y is missing and λ stands for 2λ. */
    private static double[] hessian(Net net, Data data, boolean correct) {
        OutputCurvature outputs = OutputCurvature.of(net, data);
        double[] hessian = outputs.hessian(
                        forces(outputs, data, false), Vectors.scale(forces(outputs, data, correct), -1))
                .flat();
        int p = net.parameterCount();
        for (int i = 0; i < p; i++) {
            hessian[i * p + i] += (correct ? 2 : 1) * PENALTY;
        }
        return hessian;
    }

    /** exp(−yf), times y where there are labels. */
    private static double[] forces(OutputCurvature outputs, Data data, boolean labels) {
        double[] forces = outputs.outputs();
        Arrays.setAll(forces, i -> (labels ? data.label(i) : 1) * Math.exp(-data.label(i) * forces[i]));
        return forces;
    }

    /** The central differences in each weight, one after the other. */
    private static double[] differences(double[] w, UnaryOperator<double[]> function) {
        return IntStream.range(0, w.length)
                .boxed()
                .flatMapToDouble(i -> {
                    double[] up = w.clone();
                    double[] down = w.clone();
                    up[i] += DIFFERENCE;
                    down[i] -= DIFFERENCE;
                    return Arrays.stream(Vectors.scale(
                            Vectors.subtract(function.apply(up), function.apply(down)), 0.5 / DIFFERENCE));
                })
                .toArray();
    }

    private static Distance distance(double[] truth, double[] correct, double[] printed) {
        double size = Vectors.norm(truth);
        return new Distance(
                Vectors.norm(Vectors.subtract(correct, truth)) / size,
                Vectors.norm(Vectors.subtract(printed, truth)) / size);
    }

    private static void show(Lab lab, Rows<String, Path> paths, Rows<Formula, Distance> formulas) {
        List<Integer> places = IntStream.range(0, POINTS).boxed().toList();
        double[] x = Estimates.of(places, k -> paths.mean(LINEAR, p -> p.logTime()[k]))
                .values();
        Results table = Results.titled("Times t and over the limit, medians").numbers("log t", x);
        Chart chart = Chart.titled("Loss and Hessian of the exponential loss fall like 1/t")
                .x("log t")
                .y("times t, over the limit");
        for (Quantity quantity : Quantity.values()) {
            Estimates estimates =
                    Estimates.of(places, k -> paths.median(LINEAR, p -> Math.exp(p.logs()[quantity.ordinal()][k])));
            table = table.numbers(quantity.toString(), estimates.values());
            chart = estimates.on(chart, quantity.toString(), x);
        }
        lab.table(table);
        double[] formulaPlaces = {0, 1};
        Chart errors = Chart.titled("The formulas of flow and Hessian against differences")
                .x("formula")
                .y("relative error")
                .names("flow", "Hessian")
                .logY();
        List<Formula> all = List.of(Formula.values());
        errors = Estimates.of(all, f -> formulas.mean(f, Distance::correct)).on(errors, "correct", formulaPlaces);
        errors = Estimates.of(all, f -> formulas.mean(f, Distance::printed)).on(errors, "as printed", formulaPlaces);
        lab.figure(chart.theory("1/t", t -> 1, x[0], x[POINTS - 1]), errors);
    }
}
