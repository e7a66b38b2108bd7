package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Gradient descent on a quadratic is stable below 2/λ_max, mode by mode. Card: quadratic-stability.md. */
public final class QuadraticStability extends Experiment<QuadraticStability> {
    static final Option<Integer> PROBLEMS = Option.count("problems")
            .help("random rotations of the spectrum, each with a start of its own")
            .tiny(2)
            .teaching(10)
            .paper(100);
    static final Option<Double> SHARPNESS = Option.number("sharpness")
            .help("largest eigenvalue λ_max of the Hessian")
            .atLeast(0.1)
            .atMost(100)
            .always(4.0);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps after which the amplitudes are read")
            .atMost(20)
            .always(10);

    private static final int MODES = 10;
    private static final int BISECTIONS = 14;
    private static final int LONG = 3000;
    /** Steps in parts of 2/λ_max. */
    private static final double[] PARTS = {0.2, 0.8, 0.98, 1.02};

    private static final double[] MOMENTA = {0, 0.5, 0.9};

    public static QuadraticStability study() {
        return new QuadraticStability();
    }

    /** Random rotations of the spectrum, each with a start of its own, at least 1. */
    public QuadraticStability problems(int count) {
        return with(PROBLEMS, count);
    }

    /** Largest eigenvalue λ_max of the Hessian, at least 0.1 and at most 100. */
    public QuadraticStability sharpness(double largest) {
        return with(SHARPNESS, largest);
    }

    /** Steps after which the amplitudes are read, at least 1 and at most 20. */
    public QuadraticStability steps(int count) {
        return with(STEPS, count);
    }

    /** A quadratic ½ wᵀHw as the loss of a linear network: the eigenvectors of H, in rows, and a start. */
    private record Problem(double[][] vectors, double[] eigenvalues, Data data, Net net) {
        double[] amplitudes(double[] w) {
            return Arrays.stream(vectors).mapToDouble(v -> Vectors.dot(v, w)).toArray();
        }
    }

    @Override
    protected void run(Lab lab) {
        List<Double> parts = Arrays.stream(PARTS).boxed().toList();
        List<Double> momenta = Arrays.stream(MOMENTA).boxed().toList();
        Rows<Double, double[]> modes = lab.repeat(get(PROBLEMS)).each("modes", parts, this::modes);
        Rows<Double, Double> edges = lab.repeat(get(PROBLEMS)).each("edge", momenta, this::edge);

        lab.check(Claim.that("growth of the top mode in a step, |1 − ηλ_max|, problem furthest from it")
                .each(parts, part -> furthest(modes, part, MODES - 1))
                .predicts(part -> Math.abs(1 - 2 * part))
                .rival("exp(−ηλ_max), as gradient flow", part -> Math.exp(-2 * part))
                .within(1e-9));
        lab.check(Claim.that("growth of the lowest mode in a step, |1 − ηλ_min|")
                .each(parts, part -> furthest(modes, part, 0))
                .predicts(part -> Math.abs(1 - 2 * part / MODES))
                .rival("as the top mode", part -> Math.abs(1 - 2 * part))
                .within(1e-9));
        lab.check(Claim.that("largest stable step times λ_max, by bisection: 2(1 + β) with heavy-ball momentum β")
                .each(
                        momenta,
                        beta -> Estimate.largest(edges.numbers(beta, e -> e)).troubled(edges.problem(beta)))
                .predicts(beta -> 2 * (1 + beta))
                .rival("1, where the loss falls fastest", 1)
                .rival("2, whatever the momentum", 2)
                .rival("2(1 − β), by the effective step η/(1 − β)", beta -> 2 * (1 - beta))
                .withinRelative(0.005));
        show(lab, modes, edges);
    }

    private Problem problem(Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] q = Matrix.wrap(normal.samples(MODES * MODES).toArray(), MODES, MODES)
                .toArray();
        for (int i = 0; i < MODES; i++) {
            // Twice, so that rounding leaves them orthogonal.
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    Vectors.addScaled(q[i], -Vectors.dot(q[i], q[j]), q[j]);
                }
            }
            q[i] = Vectors.unit(q[i]);
        }
        double[] eigenvalues = IntStream.rangeClosed(1, MODES)
                .mapToDouble(i -> get(SHARPNESS) * i / MODES)
                .toArray();
        double[][] x = new double[MODES][];
        Arrays.setAll(x, i -> Vectors.scale(q[i], Math.sqrt(MODES * eigenvalues[i])));
        Net net = Nets.linear(MODES, 1).withParameters(normal.samples(MODES).toArray());
        return new Problem(q, eigenvalues, Data.regression(x, new double[MODES][1]), net);
    }

    private double step(double part) {
        return part * 2 / get(SHARPNESS);
    }

    /** The growth of each mode in a step, from its amplitudes at the start and the end. */
    private double[] modes(double part, Trial trial) {
        Problem problem = problem(trial.paired());
        double[] start = problem.amplitudes(problem.net().parameters());
        double[] end = problem.amplitudes(Descent.of(problem.net(), problem.data())
                .loss(Loss.SQUARE)
                .rate(step(part))
                .run(get(STEPS))
                .net()
                .parameters());
        return IntStream.range(0, MODES)
                .mapToDouble(i -> Math.pow(Math.abs(end[i] / start[i]), 1.0 / get(STEPS)))
                .toArray();
    }

    /** Between steps at which the norm has fallen after many and those at which it has grown. */
    private double edge(double momentum, Trial trial) {
        Problem problem = problem(trial.paired());
        double low = 0.1;
        double high = 3;
        for (int i = 0; i < BISECTIONS; i++) {
            Interruption.poll();
            double middle = (low + high) / 2;
            var run = Descent.of(problem.net(), problem.data())
                    .loss(Loss.SQUARE)
                    .optimizer(momentum == 0 ? Optimizer.gradientDescent() : Optimizer.heavyBall(momentum))
                    .rate(step(middle))
                    .run(LONG);
            boolean stable = !run.diverged()
                    && Vectors.norm(run.net().parameters())
                            < Vectors.norm(problem.net().parameters());
            low = stable ? middle : low;
            high = stable ? high : middle;
        }
        return low + high;
    }

    private static Estimate furthest(Rows<Double, double[]> modes, double part, int mode) {
        double expected = Math.abs(1 - 2 * part * (mode + 1) / MODES);
        double furthest = modes.values(part).stream()
                .map(rates -> rates[mode])
                .max(Comparator.comparingDouble(rate -> Math.abs(rate - expected)))
                .orElse(Double.NaN);
        return Estimate.exactly(furthest).troubled(modes.problem(part));
    }

    private static void show(Lab lab, Rows<Double, double[]> modes, Rows<Double, Double> edges) {
        double[] momenta = MOMENTA;
        lab.table(Results.titled("Largest stable step times λ_max")
                .numbers("momentum β", momenta)
                .numbers("found", edges.column(e -> e))
                .numbers(
                        "2(1 + β)", Arrays.stream(momenta).map(b -> 2 * (1 + b)).toArray()));
        double[] places = IntStream.rangeClosed(1, MODES)
                .mapToDouble(i -> (double) i / MODES)
                .toArray();
        Chart rates = Chart.titled("What a step does to each mode")
                .x("λ / λ_max")
                .y("growth in a step")
                .horizontal("neither grows nor falls", 1);
        for (double part : PARTS) {
            if (modes.first(part).isPresent()) {
                rates = rates.points(
                                "η = " + part + " · 2/λ_max",
                                places,
                                modes.first(part).get())
                        .theory("|1 − ηλ|", x -> Math.abs(1 - 2 * part * x), 0.1, 1);
            }
        }
        Chart edge = Chart.titled("Where descent with momentum stops being stable")
                .x("momentum β")
                .y("largest stable ηλ_max")
                .points("by bisection", momenta, edges.column(e -> e))
                .theory("2(1 + β)", b -> 2 * (1 + b), 0, 0.9)
                .theory("2(1 − β)", b -> 2 * (1 - b), 0, 0.9);
        lab.figure(rates, edge);
    }
}
