package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Geometry;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.BatchNormUnit;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** Tangent gradient, Lagrange multipliers, weight and batch normalization are gradient descent on the sphere. */
public final class Normalizations extends Experiment<Normalizations> {
    private static final int LAYERS = 3;
    private static final double MOMENT = 1e-7;
    private static final Geometry[] CONSTRAINED = {Geometry.SPHERES, Geometry.LAGRANGE, Geometry.WEIGHT_NORMALIZED};

    /** η and λ of the batch-normalized unit; the last one without decay. */
    private static final double[][] UNITS = {{0.1, 1e-3}, {0.1, 1e-2}, {0.5, 1e-3}, {0.1, 0}};

    private static final Card CARD = Card.named("normalizations")
            .entry("S22")
            .title("All normalizations turn the weights the same way")
            .claim(
                    "Plain gradient flow, tangent gradient, Lagrange multipliers and weight normalization move the direction of"
                            + " each weight matrix along the same line, at different speeds. Under batch normalization with weight decay"
                            + " the weights turn by √(2ηλ) a step; without decay their length grows like t^{1/4}.")
            .formula(
                    "\\dot V_k = \\frac{1}{\\rho_k}\\,S_k G_k, \\qquad \\dot V_k^{\\mathrm{WN}} = \\rho_k\\,S_k G_k, \\qquad"
                            + " S_k = I - V_k V_k^\\top",
                    "directions V_k = W_k / ρ_k under plain flow and under weight normalization at ‖v_k‖ = 1, G_k = −∂L/∂W_k")
            .formula(
                    "\\frac{d\\rho_k^2}{dt}\\ \\text{is the same for all layers}",
                    "plain flow of a bias-free network of degree-one layers")
            .formula(
                    "\\|w\\|^4 \\to \\frac{\\eta\\,\\mathbb E\\|\\tilde g\\|^2}{2\\lambda}, \\qquad"
                            + " \\angle(w_t, w_{t+1}) \\to \\sqrt{2\\eta\\lambda}, \\qquad \\tilde g = \\|w\\|\\,\\nabla L",
                    "scale-invariant weights with decay; without it ‖w‖⁴ ≈ 2η² Σ ‖g̃‖²")
            .assumes("positively homogeneous layers without biases for the first two formulas")
            .assumes("small ηλ, and many more than 1/(4ηλ) steps, for the equilibrium")
            .paper(Paper.by("Andrzej Banburski and Qianli Liao and Brando Miranda and Lorenzo Rosasco and"
                            + " Fernanda De La Torre and Jack Hidary and Tomaso Poggio")
                    .titled("Theory III: Dynamics and Generalization in Deep Networks")
                    .in(2019)
                    .arXiv("1903.04991"))
            .paper(Paper.by("Ruosi Wan and Zhanxing Zhu and Xiangyu Zhang and Jian Sun")
                    .titled("Spherical Motion Dynamics")
                    .in(2021)
                    .journal("NeurIPS 2021"))
            .paper(Paper.by("Tim Salimans and Diederik P. Kingma")
                    .titled(
                            "Weight Normalization: A Simple Reparameterization to Accelerate Training of Deep Neural Networks")
                    .in(2016)
                    .arXiv("1602.07868"))
            .cost("8 s", "40 s");

    private Normalizations(Settings settings) {
        super(CARD, settings);
    }

    public static Normalizations study() {
        return new Normalizations(Settings.none());
    }

    /** The number of steps of each batch-normalized unit. */
    public Normalizations steps(int count) {
        if (count < 1000) {
            throw new IllegalArgumentException(
                    "the equilibrium of ‖w‖ takes more than 1/(4ηλ) steps; at least 1000, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected Normalizations copy(Settings other) {
        return new Normalizations(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("steps", 2000);
            case TEACHING -> Settings.none().with("steps", 150_000);
            case PAPER -> Settings.none().with("steps", 1_000_000);
        };
    }

    @Override
    protected Findings simulate() {
        int steps = integer("steps");
        Cells.Finished<BatchNormUnit.Path> paths = cells().run(UNITS.length, i -> unit(i, steps));
        List<Check> checks = new ArrayList<>(directions());
        Run flow = flow();
        if (!flow.partial()) {
            checks.add(balance(flow));
        }
        for (int i : paths.indices()) {
            checks.addAll(UNITS[i][1] > 0 ? equilibrium(i, paths.get(i)) : growth(i, paths.get(i)));
        }
        Results table = table(paths);
        return new Findings(
                Panels.of(lengths(paths), angles(paths)),
                paths.interrupted() || flow.partial() ? table.partial() : table,
                Verdict.of(CARD.title(), checks));
    }

    private Data data() {
        return Data.separable(40, 6).gap(0.3).seed(seeds().child("data").value());
    }

    private Net net() {
        return Nets.relu(6, 12, 12, 1).homogeneous().seed(seeds().child("net").value());
    }

    /** dV_k/dt at the start, from two short stretches of the flow, without the error of first order in their length. */
    private double[][] velocity(Geometry geometry) {
        double[][] whole = velocity(geometry, MOMENT);
        double[][] half = velocity(geometry, MOMENT / 2);
        for (int k = 0; k < LAYERS; k++) {
            for (int i = 0; i < whole[k].length; i++) {
                whole[k][i] = 2 * half[k][i] - whole[k][i];
            }
        }
        return whole;
    }

    private double[][] velocity(Geometry geometry, double duration) {
        Net start = net();
        Net end = GradientFlow.of(start, data())
                .loss(Loss.EXPONENTIAL)
                .in(geometry)
                .run(duration)
                .net();
        double[][] velocity = new double[LAYERS][];
        double[] before = start.normalized().parameters();
        double[] after = end.normalized().parameters();
        for (int k = 0; k < LAYERS; k++) {
            Block block = start.architecture().weights().get(k);
            velocity[k] = IntStream.range(block.offset(), block.end())
                    .mapToDouble(i -> (after[i] - before[i]) / duration)
                    .toArray();
        }
        return velocity;
    }

    private List<Check> directions() {
        double[][] plain = velocity(Geometry.FREE);
        List<Check> checks = new ArrayList<>();
        double speed = 0;
        for (Geometry geometry : CONSTRAINED) {
            double[][] other = velocity(geometry);
            double worst = 0;
            for (int k = 0; k < LAYERS; k++) {
                worst = Math.max(
                        worst,
                        1 - dot(plain[k], other[k]) / Math.sqrt(dot(plain[k], plain[k]) * dot(other[k], other[k])));
                if (geometry == Geometry.WEIGHT_NORMALIZED) {
                    double rho = net().rho(k + 1);
                    double ratio = Math.sqrt(dot(other[k], other[k]) / dot(plain[k], plain[k]));
                    speed = Math.max(speed, Math.abs(ratio / (rho * rho) - 1));
                }
            }
            String name = geometry.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            checks.add(Claim.that(
                            "directions turn as under plain flow, " + name + ": worst 1 − cos of " + LAYERS + " layers")
                    .predicts(0)
                    .observed(worst)
                    .within(1e-12));
        }
        checks.add(Claim.that("weight normalization turns V_k faster by ρ_k²: worst relative error")
                .predicts(0)
                .observed(speed)
                .within(1e-5));
        return checks;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private Run flow() {
        return GradientFlow.of(net(), data())
                .loss(Loss.EXPONENTIAL)
                .record(Probe.layerNorms())
                .at(0, 20)
                .smallestStep(1e-3)
                .run(20);
    }

    /** How far ρ_i² − ρ_j² drifts, relative to how far ρ_1² grows. */
    private static Check balance(Run run) {
        int last = run.steps().length - 1;
        double[] growth = new double[LAYERS];
        for (int k = 0; k < LAYERS; k++) {
            double[] rho = run.values(Probe.layerNorms(), k);
            growth[k] = rho[last] * rho[last] - rho[0] * rho[0];
        }
        double drift = Arrays.stream(growth).max().orElseThrow()
                - Arrays.stream(growth).min().orElseThrow();
        return Claim.that("plain flow: drift of ρ_i² − ρ_j² relative to the growth of ρ_k²")
                .predicts(0)
                .observed(drift / growth[0])
                .within(1e-4);
    }

    private BatchNormUnit.Path unit(int index, int steps) {
        Seeds seeds = seeds().child("unit").child(index);
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("data").stream());
        double[][] x = new double[500][50];
        double[] y = new double[x.length];
        double[] w = IntStream.range(0, 50)
                .mapToDouble(j -> normal.sample() / Math.sqrt(50))
                .toArray();
        for (int n = 0; n < x.length; n++) {
            for (int j = 0; j < x[n].length; j++) {
                x[n][j] = normal.sample();
            }
            y[n] = x[n][0] + normal.sample() > 0 ? 1 : -1;
        }
        return BatchNormUnit.on(x, y, w).descend(steps, UNITS[index][0], UNITS[index][1], 16, seeds.child("batches"));
    }

    private static List<Check> equilibrium(int i, BatchNormUnit.Path path) {
        double eta = UNITS[i][0];
        double lambda = UNITS[i][1];
        double[] late = late(path.norm());
        double fourth = Arrays.stream(late).map(v -> Math.pow(v, 4)).average().orElseThrow();
        String at = " at η = " + eta + ", λ = " + lambda;
        return List.of(
                Claim.that("angle of a step over √(2ηλ)" + at)
                        .predicts(1)
                        .observed(rms(late(path.angle())) / Math.sqrt(2 * eta * lambda))
                        .within(0.01),
                Claim.that("‖w‖⁴ over η E‖g̃‖² / 2λ" + at)
                        .predicts(1)
                        .observed(fourth / (eta * Statistics.mean(late(path.squaredGradient())) / (2 * lambda)))
                        .within(0.01));
    }

    private static List<Check> growth(int i, BatchNormUnit.Path path) {
        double eta = UNITS[i][0];
        int steps = path.norm().length;
        double sum = Arrays.stream(path.squaredGradient(), 0, steps - 1).sum();
        double grown = Math.pow(path.norm()[steps - 1], 4) - Math.pow(path.norm()[0], 4);
        int[] at = IntStream.iterate(steps / 100, t -> t < steps, t -> 2 * t).toArray();
        double[] time = Arrays.stream(at).asDoubleStream().toArray();
        double[] norm = Arrays.stream(at).mapToDouble(t -> path.norm()[t]).toArray();
        return List.of(
                Claim.that("no decay: growth of ‖w‖⁴ over 2η² Σ‖g̃‖²")
                        .predicts(1)
                        .observed(grown / (2 * eta * eta * sum))
                        .within(0.01),
                Claim.that("no decay: exponent of ‖w‖ in t")
                        .predicts(0.25)
                        .observed(Slope.logLog(time, norm).value())
                        .within(0.02));
    }

    /** The second half, when the length has settled. */
    private static double[] late(double[] values) {
        return Arrays.copyOfRange(values, values.length / 2, values.length);
    }

    private static double rms(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
    }

    private static Results table(Cells.Finished<BatchNormUnit.Path> paths) {
        int[] done = paths.indices();
        return Results.titled("Batch-normalized units")
                .numbers("η", Arrays.stream(done).mapToDouble(i -> UNITS[i][0]).toArray())
                .numbers("λ", Arrays.stream(done).mapToDouble(i -> UNITS[i][1]).toArray())
                .numbers(
                        "rms angle",
                        Arrays.stream(done)
                                .mapToDouble(i -> rms(late(paths.get(i).angle())))
                                .toArray())
                .numbers(
                        "√(2ηλ)",
                        Arrays.stream(done)
                                .mapToDouble(i -> Math.sqrt(2 * UNITS[i][0] * UNITS[i][1]))
                                .toArray())
                .numbers(
                        "‖w‖ at the end",
                        Arrays.stream(done)
                                .mapToDouble(
                                        i -> paths.get(i).norm()[paths.get(i).norm().length - 1])
                                .toArray());
    }

    private static Chart lengths(Cells.Finished<BatchNormUnit.Path> paths) {
        Chart chart = Chart.titled("Length of batch-normalized weights")
                .x("step t")
                .y("‖w‖")
                .logX()
                .logY();
        for (int i : paths.indices()) {
            double[] norm = paths.get(i).norm();
            int[] at = IntStream.iterate(10, t -> t < norm.length, t -> Math.max(t + 1, (int) (1.05 * t)))
                    .toArray();
            chart = chart.line(
                    label(i),
                    Arrays.stream(at).asDoubleStream().toArray(),
                    Arrays.stream(at).mapToDouble(t -> norm[t]).toArray());
            if (UNITS[i][1] == 0) {
                int last = norm.length - 1;
                chart = chart.theory("t^{1/4}", t -> norm[last] * Math.pow(t / last, 0.25), last / 100.0, last);
            }
        }
        return chart;
    }

    private static Chart angles(Cells.Finished<BatchNormUnit.Path> paths) {
        Chart chart = Chart.titled("Rotation a step, mean over blocks of 1 % of the run")
                .x("part of the run")
                .y("angle, radians")
                .logY();
        for (int i : paths.indices()) {
            if (UNITS[i][1] > 0) {
                double[] angle = paths.get(i).angle();
                int block = angle.length / 100;
                double[] part = IntStream.range(0, 100)
                        .mapToDouble(b -> (b + 0.5) / 100)
                        .toArray();
                double[] mean = IntStream.range(0, 100)
                        .mapToDouble(b -> rms(Arrays.copyOfRange(angle, b * block, (b + 1) * block)))
                        .toArray();
                double limit = Math.sqrt(2 * UNITS[i][0] * UNITS[i][1]);
                chart = chart.line(label(i), part, mean).theory("√(2ηλ), " + label(i), p -> limit, 0, 1);
            }
        }
        return chart;
    }

    private static String label(int i) {
        return "η = " + UNITS[i][0] + ", λ = " + UNITS[i][1];
    }
}
