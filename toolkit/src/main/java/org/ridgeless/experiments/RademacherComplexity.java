package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.bounds.complexity.FunctionClass;
import org.ridgeless.bounds.complexity.LinearBall;
import org.ridgeless.bounds.complexity.NormBound;
import org.ridgeless.bounds.complexity.PlanarFilters;
import org.ridgeless.bounds.complexity.ReluBall;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
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

/** Balls of bounded norm fit random signs as their norm lets them, whatever their width. Card: rademacher-complexity.md. */
public final class RademacherComplexity extends Experiment<RademacherComplexity> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("independent repetitions of each mean")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(40);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("draws of inputs and signs in each repetition")
            .tiny(40)
            .teaching(2000)
            .paper(10_000);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each hidden layer of the networks that are trained on signs")
            .atLeast(2)
            .tiny(4)
            .teaching(16)
            .paper(64);

    private static final int FEW = 16;
    private static final int SAMPLES = 64;
    private static final int DIGITS = 300;
    private static final int[] SIZES = {16, 64, 256, 1024};
    private static final int MANY = 256;
    private static final int TRAINED_SIGNS = 2;

    /** A ball of linear functions of d standard normal inputs. */
    record Ball(boolean euclidean, int inputs) {
        double exact() {
            return euclidean ? LinearBall.meanLength(inputs) : LinearBall.meanLargest(inputs);
        }

        /** What Jensen's inequality, or Massart's lemma, say in the place of the exact mean. */
        double upper() {
            return Math.sqrt(euclidean ? inputs : 2 * Math.log(2.0 * inputs));
        }

        @Override
        public String toString() {
            return (euclidean ? "‖w‖₂ ≤ 1" : "‖w‖₁ ≤ 1") + ", d = " + inputs;
        }
    }

    private static final int[] INPUTS = {2, 5, 20};
    private static final List<Ball> EUCLIDEAN =
            Arrays.stream(INPUTS).mapToObj(d -> new Ball(true, d)).toList();
    private static final List<Ball> ABSOLUTE =
            Arrays.stream(INPUTS).mapToObj(d -> new Ball(false, d)).toList();

    /** The complexity on a sample of digits, and what closed forms say of it. */
    record OnDigits(double mean, double normal, double upper, double lower) {}

    /** What ascent finds for networks of K matrices over the exact supremum of K = 2, and means of both over their bounds. */
    record Ascent(double overExact, double overBound) {}

    public static RademacherComplexity study() {
        return new RademacherComplexity();
    }

    /** Independent repetitions of each mean, at least 2. */
    public RademacherComplexity repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Draws of inputs and signs in each repetition, at least 1. */
    public RademacherComplexity draws(int count) {
        return with(DRAWS, count);
    }

    /** Units of each hidden layer of the networks that are trained on signs, at least 2. */
    public RademacherComplexity width(int units) {
        return with(WIDTH, units);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(REPETITIONS));
        Rows<Ball, Double> linear = repeated.each(
                "linear",
                java.util.stream.Stream.concat(EUCLIDEAN.stream(), ABSOLUTE.stream())
                        .toList(),
                this::linear);
        Rows<String, OnDigits> digits = repeated.each("digits", List.of("digits"), this::digits);
        Rows<Integer, Double> planar = repeated.each("planar", SIZES, this::planar);
        Rows<String, Double> process = repeated.each("process", List.of("limit"), this::limit);
        Rows<Integer, Ascent> ascent =
                lab.repeat((get(REPETITIONS) + 1) / 2).each("ascent", new int[] {2, 3, 4}, this::ascend);

        lab.check(Claim.that("√N R of the Euclidean ball on normal inputs is E‖g‖₂")
                .each(EUCLIDEAN, ball -> linear.mean(ball, x -> x))
                .predicts(Ball::exact)
                .rival("√d, by Jensen's inequality", Ball::upper)
                .rival("√(d/2), by Khintchine's", ball -> Math.sqrt(ball.inputs() / 2.0))
                .withinRelative(0.03));
        lab.check(Claim.that("√N R of the ball ‖w‖₁ ≤ 1 is E max|g_j|")
                .each(ABSOLUTE, ball -> linear.mean(ball, x -> x))
                .predicts(Ball::exact)
                .rival("√(2 ln 2d), by Massart's lemma", Ball::upper)
                .rival(
                        "that of the Euclidean ball, with as many parameters",
                        ball -> LinearBall.meanLength(ball.inputs()))
                .withinRelative(0.03));
        lab.check(Claim.that("on digits it is E √(Σ λ_j g_j²) of the eigenvalues of XᵀX: mean ratio")
                .observed(digits.mean("digits", d -> d.mean() / d.normal()))
                .predicts(1)
                .rival("√(Σ‖x‖²), by Jensen's inequality", mean(digits, d -> d.upper() / d.normal()))
                .rival("1/√2 of it, by Khintchine's", mean(digits, d -> d.lower() / d.normal()))
                .within(0.03));
        lab.check(Claim.that("two ReLU layers on two inputs, exactly: exponent of N")
                .observed(exponent(planar))
                .predicts(-0.5)
                .rival("1/N", -1)
                .rival("no dependence on N", 0)
                .within(0.03));
        lab.check(Claim.that("two ReLU layers: √N R over the limit, E max|G| of the arc-cosine process")
                .observed(planar.mean(MANY, x -> x * Math.sqrt(MANY)).over(process.mean("limit", x -> x)))
                .predicts(1)
                .rival("that of the linear ball", over(process, LinearBall.meanLength(2)))
                .rival("half of it, which the class contains", over(process, LinearBall.meanLength(2) / 2))
                .rival("twice it, by contraction", over(process, 2 * LinearBall.meanLength(2)))
                .within(0.04));
        lab.check(Claim.that(
                        "a wide layer fits signs no better than one unit: ascent over the exact supremum, each network")
                .observed(largest(ascent, 2, Ascent::overExact))
                .rival("√width, as the parameters count", Math.sqrt(get(WIDTH)))
                .atMost(1 + 1e-12));
        lab.check(Claim.that("the bound Π‖W_k‖_F √(Σ‖x‖²)/N (1 + √(2(K − 1) ln 2)) holds: ascent over it, each network")
                .each(ascent.items(), k -> largest(ascent, k, Ascent::overBound))
                .atMost(1));
        show(lab, linear, planar, process, ascent);
    }

    /** The mean over draws of √N times the supremum, for fresh inputs and signs. */
    private double linear(Ball ball, Trial trial) {
        UniformRandomProvider stream = trial.seeds().stream();
        double sum = 0;
        for (int i = 0; i < get(DRAWS); i++) {
            Interruption.poll();
            double[][] x = normals(FEW, ball.inputs(), stream);
            LinearBall unit = ball.euclidean() ? LinearBall.euclidean(x, 1) : LinearBall.absolute(x, 1);
            sum += Math.sqrt(FEW) * unit.supremum(FunctionClass.signs(FEW, stream));
        }
        return sum / get(DRAWS);
    }

    private OnDigits digits(String name, Trial trial) {
        double[][] x = images().shuffled(trial.seeds().child("choice").value())
                .range(0, DIGITS)
                .inputs();
        LinearBall ball = LinearBall.euclidean(x, 1);
        double mean = Vectors.mean(
                ball.draws(Math.max(4, get(DRAWS) / 2), trial.seeds().child("signs")));
        return new OnDigits(mean, ball.normalLimit(), ball.upper(), ball.lower());
    }

    /** φ(z) = z/2 + |z|/2: half the supremum of the linear ball, whose mean is known, varies with this one and is taken off. */
    private double planar(int samples, Trial trial) {
        UniformRandomProvider stream = trial.seeds().stream();
        int draws = Math.max(4, get(DRAWS) / (samples > MANY ? 20 : 5));
        double known = LinearBall.meanLength(2) / Math.sqrt(samples);
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            Interruption.poll();
            double[][] x = normals(samples, 2, stream);
            double[] signs = FunctionClass.signs(samples, stream);
            double linear = LinearBall.euclidean(x, 1).supremum(signs);
            sum += PlanarFilters.of(x).supremum(signs) - (linear - known) / 2;
        }
        return sum / draws;
    }

    private double limit(String name, Trial trial) {
        UniformRandomProvider stream = trial.seeds().stream();
        return IntStream.range(0, get(DRAWS))
                .mapToDouble(i -> {
                    Interruption.poll();
                    return PlanarFilters.limit(stream);
                })
                .average()
                .orElseThrow();
    }

    private Ascent ascend(int matrices, Trial trial) {
        Seeds paired = trial.paired();
        double[][] x = normals(SAMPLES, 2, paired.child("inputs").stream());
        int[] hidden = new int[matrices - 1];
        Arrays.fill(hidden, get(WIDTH));
        ReluBall ball = ReluBall.of(x, trial.seeds(), hidden);
        double[] found = ball.draws(TRAINED_SIGNS, paired.child("signs"));
        double[] exact = PlanarFilters.of(x).draws(TRAINED_SIGNS, paired.child("signs"));
        double overExact = IntStream.range(0, found.length)
                .mapToDouble(i -> found[i] / exact[i])
                .max()
                .orElseThrow();
        double squares = Arrays.stream(x).mapToDouble(Vectors::squares).sum();
        return new Ascent(overExact, Vectors.mean(found) / NormBound.frobenius(matrices, squares, SAMPLES));
    }

    private static double[][] normals(int n, int d, UniformRandomProvider stream) {
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> normal.sample());
        }
        return x;
    }

    private static double mean(Rows<String, OnDigits> rows, ToDoubleFunction<OnDigits> number) {
        return rows.mean("digits", number).value();
    }

    private static double over(Rows<String, Double> process, double number) {
        return number / process.mean("limit", x -> x).value();
    }

    private static Estimate largest(Rows<Integer, Ascent> rows, int matrices, ToDoubleFunction<Ascent> ratio) {
        return Estimate.largest(rows.numbers(matrices, ratio)).troubled(rows.problem(matrices));
    }

    /** One slope for each repetition. */
    private static Estimate exponent(Rows<Integer, Double> planar) {
        double[] sizes = Arrays.stream(SIZES).asDoubleStream().toArray();
        int complete =
                Arrays.stream(SIZES).map(n -> planar.values(n).size()).min().orElse(0);
        double[] slopes = IntStream.range(0, complete)
                .mapToDouble(i -> Estimate.exponent(
                                sizes,
                                Arrays.stream(SIZES)
                                        .mapToDouble(n -> planar.values(n).get(i))
                                        .toArray())
                        .value())
                .toArray();
        return Estimate.mean(slopes).troubled(planar.problem());
    }

    private static void show(
            Lab lab,
            Rows<Ball, Double> linear,
            Rows<Integer, Double> planar,
            Rows<String, Double> process,
            Rows<Integer, Ascent> ascent) {
        List<Ball> balls = linear.items();
        lab.table(Results.titled("√N R of linear balls on standard normal inputs")
                .texts("ball", balls.stream().map(Ball::toString).toArray(String[]::new))
                .numbers(
                        "observed",
                        Estimates.of(balls, b -> linear.mean(b, x -> x)).values())
                .numbers("exact", balls.stream().mapToDouble(Ball::exact).toArray())
                .numbers("upper bound", balls.stream().mapToDouble(Ball::upper).toArray()));
        double[] inputs = Arrays.stream(INPUTS).asDoubleStream().toArray();
        double[] fine = IntStream.rangeClosed(2, 20).asDoubleStream().toArray();
        Chart lines = Chart.titled("Linear functions of d normal inputs")
                .x("inputs d")
                .y("√N R");
        lines = Estimates.of(EUCLIDEAN, b -> linear.mean(b, x -> x)).on(lines, "‖w‖₂ ≤ 1", inputs);
        lines = Estimates.of(ABSOLUTE, b -> linear.mean(b, x -> x)).on(lines, "‖w‖₁ ≤ 1", inputs);
        for (boolean euclidean : new boolean[] {true, false}) {
            String name = euclidean ? "E‖g‖₂" : "E max|g|";
            String bound = euclidean ? "√d" : "√(2 ln 2d)";
            lines = lines.theory(name, fine, along(fine, d -> new Ball(euclidean, d).exact()))
                    .theory(bound, fine, along(fine, d -> new Ball(euclidean, d).upper()));
        }
        double[] sizes = Arrays.stream(SIZES).asDoubleStream().toArray();
        Chart layers = Chart.titled("Two ReLU layers of any width on two normal inputs, exactly")
                .x("samples N")
                .y("√N R")
                .logX()
                .yRange(0, 3.3);
        layers = Estimates.of(planar.items(), n -> planar.mean(n, x -> x * Math.sqrt(n)))
                .on(layers, "exact supremum", sizes)
                .theory(
                        "arc-cosine process",
                        sizes,
                        constant(sizes, process.mean("limit", x -> x).value()))
                .theory("half the linear ball", sizes, constant(sizes, LinearBall.meanLength(2) / 2))
                .theory("twice the linear ball", sizes, constant(sizes, 2 * LinearBall.meanLength(2)))
                .theory("Frobenius bound", sizes, constant(sizes, Math.sqrt(2) * NormBound.frobenius(2, 1, 1)));
        Chart depth = Chart.titled("Deeper networks, bracketed")
                .x("matrices K")
                .y("over the bound")
                .yRange(0, 1.1);
        double[] matrices = {2, 3, 4};
        depth = Estimates.of(ascent.items(), k -> ascent.mean(k, Ascent::overBound))
                .on(depth, "found by ascent", matrices)
                .horizontal("Frobenius bound", 1);
        lab.figure(lines, layers, depth);
    }

    private static double[] along(double[] inputs, java.util.function.IntToDoubleFunction number) {
        return Arrays.stream(inputs).map(d -> number.applyAsDouble((int) d)).toArray();
    }

    private static double[] constant(double[] places, double value) {
        return Arrays.stream(places).map(x -> value).toArray();
    }
}
