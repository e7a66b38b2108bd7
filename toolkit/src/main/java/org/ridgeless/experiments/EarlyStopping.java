package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.curvature.LinearizedFlow;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.LeastSquaresFlow;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;
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

/** Gradient descent on the square loss in closed form: where it ends, and when it should stop. Card: early-stopping.md. */
public final class EarlyStopping extends Experiment<EarlyStopping> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples n of the regression")
            .atLeast(5)
            .always(50);
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension d, of which coordinate j has the variance 1/j")
            .atLeast(5)
            .always(80);
    static final Option<Double> NOISE = Option.number("noise")
            .help("standard deviation of the label noise; the true weights are standard normal")
            .above(0)
            .always(1.0);
    static final Option<Double> STEP = Option.number("step")
            .help("step of descent in units of the largest stable one, 2/λ_max")
            .above(0)
            .below(1)
            .always(0.1);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of descent")
            .atLeast(64)
            .tiny(2000)
            .teaching(3000)
            .paper(50_000);
    static final Option<Integer> DATA_SETS = Option.count("data-sets")
            .help("independent data sets")
            .atLeast(2)
            .tiny(6)
            .teaching(96)
            .paper(400);
    static final Option<Grid> DISTANCES = Option.grid("distances")
            .help("distances from a minimum at which flows of a network start, in units of its norm")
            .above(0)
            .atMost(0.1)
            .always(Grid.of(0.0025, 0.005, 0.01));
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks whose flow is linearized")
            .atLeast(2)
            .tiny(3)
            .teaching(10)
            .paper(40);

    private static final int POINTS = 24;
    /** Step of the run that is to end, in units of the largest stable one. */
    private static final double FAST = 0.9;

    private static final double DECAY = 0.01;
    private static final String DESCENT = "descent";

    /**
     * One data set. Errors are those of prediction on fresh inputs, without the noise of their labels, in units of what theory
     * expects at the end of training.
     *
     * @param error along descent from 0, at geometrically growing times
     * @param expected by theory, given the inputs
     * @param bias the part of it that is there without noise
     * @param ridge error of the ridge that belongs to each time, λ = 1/t
     * @param lag how far descent from a random start is from the flow, over how far it is with half the step
     * @param travelled distance from a random start to the end, over that to the nearest solution
     * @param away distance from that start to the solution of least norm, over that to the nearest solution
     */
    record Path(
            double[] error,
            double[] expected,
            double[] bias,
            double[] ridge,
            double lag,
            double travelled,
            double away) {
        int best() {
            return IntStream.range(0, expected.length)
                    .reduce((a, b) -> expected[b] < expected[a] ? b : a)
                    .orElseThrow();
        }

        double stopped() {
            return error[best()] / expected[best()];
        }

        /** What theory expects at the end, in the same units. */
        double harm() {
            return expected[expected.length - 1] / expected[best()];
        }

        double biasAlone() {
            return bias[best()] / expected[best()];
        }
    }

    public static EarlyStopping study() {
        return new EarlyStopping();
    }

    /** Samples n of the regression, at least 5. */
    public EarlyStopping samples(int count) {
        return with(SAMPLES, count);
    }

    /** Dimension d, of which coordinate j has the variance 1/j, at least 5. */
    public EarlyStopping dimension(int count) {
        return with(DIMENSION, count);
    }

    /** Standard deviation of the label noise; the true weights are standard normal, above 0. */
    public EarlyStopping noise(double deviation) {
        return with(NOISE, deviation);
    }

    /** Step of descent in units of the largest stable one, 2/λ_max, above 0 and below 1. */
    public EarlyStopping step(double value) {
        return with(STEP, value);
    }

    /** Steps of descent, at least 64. */
    public EarlyStopping steps(int count) {
        return with(STEPS, count);
    }

    /** Independent data sets, at least 2. */
    public EarlyStopping dataSets(int count) {
        return with(DATA_SETS, count);
    }

    /** Distances from a minimum at which flows of a network start, in units of its norm, above 0 and at most 0.1. */
    public EarlyStopping distances(double... values) {
        return with(DISTANCES, Grid.of(values));
    }

    /** Networks whose flow is linearized, at least 2. */
    public EarlyStopping networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<String, Path> paths =
                lab.repeat(get(DATA_SETS)).each("regression", List.of(DESCENT), (n, t) -> descend(t));
        Rows<String, double[]> flows = lab.repeat(get(NETWORKS)).each("network", List.of("flow"), (n, t) -> deviate(t));

        lab.check(Claim.that("stopped where theory has its minimum: error over what bias and variance make of it")
                .observed(paths.mean(DESCENT, Path::stopped))
                .predicts(1)
                .rival(
                        "training longer does no harm: as at the end",
                        paths.mean(DESCENT, Path::harm).value())
                .rival("bias alone", paths.mean(DESCENT, Path::biasAlone).value())
                .within(0.1));
        lab.check(Claim.that("descent from a random start ends at the solution nearest to it: way over distance")
                .observed(paths.mean(DESCENT, Path::travelled))
                .predicts(1)
                .rival(
                        "at that of least norm, whatever the start",
                        paths.mean(DESCENT, Path::away).value())
                .within(0.002));
        lab.check(Claim.that("half the step halves the distance from the flow: the ratio of the two")
                .observed(paths.mean(DESCENT, Path::lag))
                .predicts(2)
                .rival("a step of second order", 4)
                .rival("what is left does not depend on the step", 1)
                .within(0.2));
        lab.check(Claim.that(
                        "near a minimum the flow of a network is linear: its relative deviation grows like distance^p")
                .observed(flows.mean(
                        "flow",
                        values -> Estimate.exponent(get(DISTANCES).values(), values)
                                .value()))
                .predicts(1)
                .rival("it deviates as much at any distance", 0)
                .rival("the Hessian does not change to first order", 2)
                .within(0.1));
        show(lab, paths, flows);
    }

    private Path descend(Trial trial) {
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().child("data").stream());
        int n = get(SAMPLES);
        int d = get(DIMENSION);
        double[] variances = new double[d];
        Arrays.setAll(variances, j -> 1.0 / (j + 1));
        double[] truth = normal.samples(d).toArray();
        double[][] x = new double[n][d];
        double[][] y = new double[n][1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                x[i][j] = Math.sqrt(variances[j]) * normal.sample();
            }
            y[i][0] = Vectors.dot(truth, x[i]) + get(NOISE) * normal.sample();
        }
        double[] start = normal.samples(d).toArray();
        double[] origin = new double[d];
        LeastSquaresFlow flow = LeastSquaresFlow.of(
                x, Arrays.stream(y).mapToDouble(row -> row[0]).toArray());
        Data data = Data.regression(x, y);
        double rate = get(STEP) * flow.largestRate();
        int[] steps = steps();
        double[] times = Arrays.stream(steps).mapToDouble(k -> k * rate).toArray();
        double last = flow.expectedError(times[POINTS - 1], truth, get(NOISE), variances);
        double[][] path = path(data, origin, rate, steps);
        double[] nearest = flow.limit(start);
        double distance = Vectors.norm(Vectors.subtract(nearest, start));
        double[] end = path(data, start, FAST * flow.largestRate(), steps)[POINTS - 1];
        return new Path(
                scaled(k -> error(path[k], truth, variances), last),
                scaled(k -> flow.expectedError(times[k], truth, get(NOISE), variances), last),
                scaled(k -> flow.expectedError(times[k], truth, 0, variances), last),
                scaled(k -> error(k == 0 ? origin : flow.ridge(1 / times[k], origin), truth, variances), last),
                lag(flow, data, start, rate),
                Vectors.norm(Vectors.subtract(end, start)) / distance,
                Vectors.norm(Vectors.subtract(flow.limit(origin), start)) / distance);
    }

    /** 0, and then evenly on a logarithmic axis up to the last. */
    private int[] steps() {
        int last = get(STEPS);
        return IntStream.range(0, POINTS)
                .map(k -> k == 0 ? 0 : Math.max(k, (int) Math.round(Math.pow(last, k / (POINTS - 1.0)))))
                .toArray();
    }

    private static double[] scaled(IntToDoubleFunction value, double unit) {
        return IntStream.range(0, POINTS)
                .mapToDouble(k -> value.applyAsDouble(k) / unit)
                .toArray();
    }

    private static double error(double[] w, double[] truth, double[] variances) {
        double sum = 0;
        for (int j = 0; j < w.length; j++) {
            sum += variances[j] * (w[j] - truth[j]) * (w[j] - truth[j]);
        }
        return sum;
    }

    private static double[][] path(Data data, double[] start, double rate, int... steps) {
        var run = Descent.of(Nets.linear(start.length, 1).withParameters(start), data)
                .loss(Loss.SQUARE)
                .rate(rate)
                .keep(steps)
                .run(steps[steps.length - 1])
                .complete("descent");
        return Arrays.stream(steps).mapToObj(k -> run.at(k).parameters()).toArray(double[][]::new);
    }

    /** At the time of ten steps of a hundredth of the largest stable one, and twice as many of half the size. */
    private static double lag(LeastSquaresFlow flow, Data data, double[] start, double rate) {
        double step = 0.1 * rate;
        double[] exact = flow.at(20 * step, start);
        double coarse = Vectors.norm(Vectors.subtract(path(data, start, step, 20)[0], exact));
        double fine = Vectors.norm(Vectors.subtract(path(data, start, step / 2, 40)[0], exact));
        return coarse / fine;
    }

    /** ‖θ(t) − θ_lin(t)‖/‖θ(0) − θ*‖ for starts in one random direction at growing distances from a minimum θ*. */
    private double[] deviate(Trial trial) {
        Seeds seeds = trial.seeds();
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("data").stream());
        double[][] x = new double[20][2];
        double[][] y = new double[20][1];
        for (int i = 0; i < x.length; i++) {
            x[i] = normal.samples(2).toArray();
            y[i][0] = Math.sin(2 * x[i][0]) + x[i][1];
        }
        Data data = Data.regression(x, y);
        WeightDecay decay = WeightDecay.all(DECAY);
        Net net = Nets.tanh(2, 4, 1).seed(seeds.child("net").value());
        double[] low = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .decay(decay)
                .rate(0.2)
                .run(4000)
                .net()
                .parameters();
        LinearizedFlow linear =
                LinearizedFlow.near(Risk.of(net, data, Loss.SQUARE).decay(decay), low);
        double[] curvatures = linear.curvatures();
        double time = 1 / curvatures[curvatures.length / 2];
        double[] direction = Vectors.unit(normal.samples(low.length).toArray());
        double size = Vectors.norm(linear.minimum());
        return Arrays.stream(get(DISTANCES).values())
                .map(distance -> {
                    double[] start = Vectors.addScaled(linear.minimum(), distance * size, direction);
                    double[] end = GradientFlow.of(net.withParameters(start), data)
                            .loss(Loss.SQUARE)
                            .decay(decay)
                            .tolerance(1e-11, 1e-13)
                            .run(time)
                            .net()
                            .parameters();
                    return Vectors.norm(Vectors.subtract(end, linear.at(time, start))) / (distance * size);
                })
                .toArray();
    }

    private void show(Lab lab, Rows<String, Path> paths, Rows<String, double[]> flows) {
        double[] steps = Arrays.stream(steps()).mapToDouble(k -> k).toArray();
        List<Integer> places = IntStream.range(1, POINTS).boxed().toList();
        double[] x = places.stream().mapToDouble(k -> steps[k]).toArray();
        Estimates descent = Estimates.of(places, k -> paths.mean(DESCENT, p -> p.error()[k]));
        double[] theory = Estimates.of(places, k -> paths.mean(DESCENT, p -> p.expected()[k]))
                .values();
        double[] ridge = Estimates.of(places, k -> paths.mean(DESCENT, p -> p.ridge()[k]))
                .values();
        lab.table(Results.titled("Error of prediction over that expected at the end, means")
                .numbers("step", x)
                .numbers("descent", descent.values())
                .numbers("low", descent.low())
                .numbers("high", descent.high())
                .numbers("theory", theory)
                .numbers("ridge with λ = 1/t", ridge));
        Chart stopping = Chart.titled("Descent has an optimal time, as ridge regression has an optimal λ")
                .x("step")
                .y("error over that at the end")
                .logX();
        double[] distances = get(DISTANCES).values();
        List<Integer> starts = IntStream.range(0, distances.length).boxed().toList();
        Estimates deviations = Estimates.of(starts, k -> flows.mean("flow", v -> v[k]));
        double unit = deviations.values()[distances.length - 1] / distances[distances.length - 1];
        lab.figure(
                descent.on(stopping, "descent", x)
                        .line("ridge, λ = 1/t", x, ridge)
                        .theory("bias and variance of the flow", x, theory),
                deviations
                        .on(
                                Chart.titled("The flow of a network near a minimum is linear")
                                        .x("distance of the start / norm of the minimum")
                                        .y("deviation / distance")
                                        .logX()
                                        .logY(),
                                "tanh networks",
                                distances)
                        .theory(
                                "proportional to the distance, scaled",
                                v -> unit * v,
                                distances[0],
                                distances[distances.length - 1]));
    }
}
