package org.ridgeless.experiments.generalization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.kernels.stability.Interpolants;
import org.ridgeless.kernels.stability.LaplaceKernel;
import org.ridgeless.kernels.stability.LeaveOneOut;
import org.ridgeless.kernels.stability.RidgelessDraw;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** The interpolant of smallest norm is the most stable one, and its stability follows the condition number. */
public final class RidgelessStability extends Experiment<RidgelessStability> {
    private static final double RADIUS = 1;
    private static final double SIGMA = 0.5;
    private static final double[] OFF_SHORTEST = {0, 0.1, 0.3, 1};
    private static final double[] RATIOS = {0.2, 0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3};
    private static final int KERNEL_SAMPLES = 60;

    private static final Card CARD = Card.named("ridgeless-stability")
            .entry("B02")
            .title("Leave-one-out stability of ridgeless regression")
            .claim(
                    "Among all interpolants the one of smallest norm moves least when a sample is left out. How far it moves is"
                            + " bounded by the condition number of the kernel matrix, and so the test error peaks where the condition"
                            + " number does, at as many features as samples.")
            .formula(
                    "\\mathrm{CV_{loo}} = \\frac1n\\sum_i\\big(y_i - f_{S\\setminus i}(x_i)\\big)^2, \\qquad"
                            + " y_i - f_{S\\setminus i}(x_i) = \\frac{[K^{-1}y]_i}{[K^{-1}]_{ii}}",
                    "exactly, for the interpolant of smallest norm with a positive definite kernel matrix K; the residual is at"
                            + " most κ(K)‖y‖")
            .formula(
                    "\\mathbb E_z\\,\\mathrm{CV_{loo}}(c) = \\mathrm{CV_{loo}}(0) + \\frac{c^2}{n}\\sum_i \\frac1{[K^{-1}]_{ii}}",
                    "for the interpolants w = A⁺y + c P₀z with standard normal z, where P₀ projects on the null space of A")
            .formula(
                    "\\mathbb E\\|\\hat\\beta-\\beta\\|^2 \\to \\begin{cases}\\sigma^2\\gamma/(1-\\gamma) & \\gamma<1\\\\"
                            + " r^2(1-1/\\gamma)+\\sigma^2/(\\gamma-1) & \\gamma>1\\end{cases}",
                    "n, d → ∞ at d/n = γ ≠ 1, isotropic inputs, ‖β‖ = r, noise of variance σ²")
            .assumes("an invertible kernel matrix: distinct points, and features that outnumber the samples")
            .assumes("the square loss, which is zero on every sample of an interpolant")
            .remark(
                    "1/[K⁻¹]ᵢᵢ is the squared distance of a feature vector from the span of all others. An interpolant with a"
                            + " component in the null space of the data pays for each of these distances when a sample leaves,"
                            + " and gains nothing for it. Here each z comes with its mirror image −z, so that the part linear"
                            + " in c cancels and the ordering in c shows without noise.")
            .paper(Paper.by("Akshay Rangamani and Lorenzo Rosasco and Tomaso Poggio")
                    .titled(
                            "For interpolating kernel machines, minimizing the norm of the ERM solution minimizes stability")
                    .in(2020)
                    .arXiv("2006.15522"))
            .paper(Paper.by("Trevor Hastie and Andrea Montanari and Saharon Rosset and Ryan J. Tibshirani")
                    .titled("Surprises in High-Dimensional Ridgeless Least Squares Interpolation")
                    .in(2022)
                    .journal("Annals of Statistics 50(2), 949–986")
                    .arXiv("1903.08560")
                    .where("Theorem 1"))
            .cost("6 s", "60 s");

    private RidgelessStability(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static RidgelessStability study() {
        return new RidgelessStability(Settings.none());
    }

    /** The number n of samples of the risk curve. */
    public RidgelessStability samples(int n) {
        if (n < 20 || n % 20 != 0) {
            throw new IllegalArgumentException(
                    "the samples must be a multiple of 20, so that every d = γn is whole, got " + n);
        }
        return set("samples", n);
    }

    /** The independent data sets for each point of the risk curve. */
    public RidgelessStability draws(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 draws, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected RidgelessStability copy(Settings other) {
        return new RidgelessStability(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("samples", 20).with("draws", 6).with("directions", 6);
            case TEACHING ->
                Settings.none().with("samples", 200).with("draws", 60).with("directions", 100);
            case PAPER ->
                Settings.none().with("samples", 400).with("draws", 200).with("directions", 1000);
        };
    }

    @Override
    protected Findings simulate() {
        int directions = integer("directions");
        int draws = integer("draws");
        Interpolants family = family();
        LeaveOneOut shortest = LeaveOneOut.of(family.kernel(), family.labels());
        Cells.Finished<double[]> runs = cells().run(directions + draws * RATIOS.length, task -> {
            if (task < directions) {
                Seeds seeds = seeds().child("direction").child(task);
                return Arrays.stream(OFF_SHORTEST)
                        .map(c -> family.stability(c, seeds.stream()))
                        .toArray();
            }
            int point = (task - directions) % RATIOS.length;
            int n = integer("samples");
            RidgelessDraw draw = RidgelessDraw.of(
                    n,
                    (int) Math.round(RATIOS[point] * n),
                    RADIUS,
                    SIGMA,
                    seeds().child("risk").child(task));
            return new double[] {draw.excess(), draw.condition()};
        });
        double[][] stability = new double[OFF_SHORTEST.length][];
        for (int c = 0; c < stability.length; c++) {
            stability[c] = values(runs, IntStream.range(0, directions), c);
        }
        double[][] risk = new double[RATIOS.length][];
        double[][] condition = new double[RATIOS.length][];
        for (int point = 0; point < RATIOS.length; point++) {
            int first = directions + point;
            risk[point] = values(runs, IntStream.range(0, draws).map(d -> first + d * RATIOS.length), 0);
            condition[point] = values(runs, IntStream.range(0, draws).map(d -> first + d * RATIOS.length), 1);
        }
        List<Check> checks = new ArrayList<>();
        checks.addAll(identities());
        checks.addAll(ordering(stability, shortest));
        checks.addAll(curve(risk, condition));
        return new Findings(
                figure(stability, shortest, risk, condition),
                table(risk, condition, runs.interrupted()),
                Verdict.of(CARD.title(), checks));
    }

    private static double[] values(Cells.Finished<double[]> runs, IntStream tasks, int statistic) {
        return tasks.filter(runs::has)
                .mapToDouble(task -> runs.get(task)[statistic])
                .toArray();
    }

    private Matrix normal(String name, int rows, int columns) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(seeds().child(name).stream());
        return Matrix.wrap(sampler.samples((long) rows * columns).toArray(), rows, columns);
    }

    private Interpolants family() {
        int n = 40;
        int p = 120;
        double[] entries = normal("features", n, p).flat();
        for (int i = 0; i < entries.length; i++) {
            entries[i] /= Math.sqrt(p);
        }
        return new Interpolants(
                Matrix.wrap(entries, n, p), normal("labels", n, 1).flat());
    }

    private List<Check> identities() {
        Matrix points = normal("points", KERNEL_SAMPLES, 5);
        double[] y = normal("targets", KERNEL_SAMPLES, 1).flat();
        Matrix kernel = new LaplaceKernel(2).between(points, points);
        LeaveOneOut closed = LeaveOneOut.of(kernel, y);
        double[] formula = closed.residuals();
        double[] brute = LeaveOneOut.bruteForce(kernel, y);
        double worst = 0;
        double[] slacks = new double[brute.length];
        for (int i = 0; i < brute.length; i++) {
            worst = Math.max(worst, Math.abs(formula[i] - brute[i]));
            slacks[i] = closed.conditionBound() - Math.abs(brute[i]);
        }
        return List.of(
                Claim.that("Laplace kernel: closed form against " + KERNEL_SAMPLES + " fits without a sample")
                        .predicts(0)
                        .observed(worst)
                        .within(1e-10),
                Claim.that("no leave-one-out residual exceeds κ(K)‖y‖").holds(slacks));
    }

    private static List<Check> ordering(double[][] stability, LeaveOneOut shortest) {
        double[] means =
                Arrays.stream(stability).mapToDouble(RidgelessStability::mean).toArray();
        double[] errors =
                Arrays.stream(stability).mapToDouble(RidgelessStability::error).toArray();
        List<Check> checks = new ArrayList<>();
        checks.add(Claim.that("CV_loo grows with the distance c from the shortest interpolant")
                .increases(means, errors));
        for (int c = 2; c < OFF_SHORTEST.length; c++) {
            checks.add(Claim.that("CV_loo at c = " + OFF_SHORTEST[c] + " from K⁻¹")
                    .predicts(shortest.stability(OFF_SHORTEST[c]))
                    .mean(stability[c])
                    .withinRelative(0.05));
        }
        checks.add(Claim.that("without the term of the null space, at c = 1")
                .predicts(shortest.stability(0))
                .mean(stability[OFF_SHORTEST.length - 1])
                .withinRelative(0.05)
                .mustBreak());
        return checks;
    }

    private static List<Check> curve(double[][] risk, double[][] condition) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < RATIOS.length; i++) {
            if (judged(RATIOS[i])) {
                checks.add(Claim.that("excess risk at d/n = " + RATIOS[i])
                        .predicts(RidgelessDraw.limit(RATIOS[i], RADIUS, SIGMA))
                        .mean(risk[i])
                        .withinRelative(0.1));
            }
        }
        int[] near = IntStream.range(0, RATIOS.length)
                .filter(i -> RATIOS[i] >= 0.5 && RATIOS[i] <= 2 && risk[i].length > 0)
                .toArray();
        double[] kappa =
                Arrays.stream(near).mapToDouble(i -> median(condition[i])).toArray();
        double[] error = Arrays.stream(near).mapToDouble(i -> median(risk[i])).toArray();
        checks.add(Claim.that("rank correlation of κ(X) and risk for 0.5 ≤ d/n ≤ 2 reaches 0.8")
                .predicts(0.8)
                .observed(near.length < 3 ? Double.NaN : Statistics.rankCorrelation(kappa, error))
                .atLeast());
        return checks;
    }

    /** At n = 200 the limit is within a few per cent of the mean this far from the threshold. */
    private static boolean judged(double gamma) {
        return gamma <= 0.8 || gamma >= 1.25;
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double error(double... values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1.0) / values.length);
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }

    private static Panels figure(double[][] stability, LeaveOneOut shortest, double[][] risk, double[][] condition) {
        double[] means =
                Arrays.stream(stability).mapToDouble(RidgelessStability::mean).toArray();
        Chart left = Chart.titled("Leaving one out, n = 40, p = 120")
                .x("c, length of the part in the null space")
                .y("CV_loo, mean squared residual")
                .size(520, 400)
                .points("n fits without one sample", OFF_SHORTEST, means)
                .theory("CV_loo(0) + c² mean 1/[K⁻¹]ᵢᵢ", shortest::stability, 0, 1);
        double[] medians =
                Arrays.stream(condition).mapToDouble(RidgelessStability::median).toArray();
        double[] excess =
                Arrays.stream(risk).mapToDouble(RidgelessStability::mean).toArray();
        Chart right = Chart.titled("Risk and condition number")
                .x("γ = d/n")
                .y("excess risk ‖β̂ − β‖², and κ(X)")
                .logY()
                .size(520, 400)
                .points("mean excess risk", RATIOS, excess)
                .points("median condition number κ(X)", RATIOS, medians)
                .theory("σ²γ/(1−γ)", g -> RidgelessDraw.limit(g, RADIUS, SIGMA), RATIOS[0], 0.97)
                .theory("r²(1−1/γ) + σ²/(γ−1)", g -> RidgelessDraw.limit(g, RADIUS, SIGMA), 1.03, 3);
        return Panels.of(left, right).columns(2);
    }

    private static Results table(double[][] risk, double[][] condition, boolean interrupted) {
        Results table = Results.titled("Risk of ridgeless least squares")
                .numbers("d/n", RATIOS)
                .numbers(
                        "excess risk",
                        Arrays.stream(risk)
                                .mapToDouble(RidgelessStability::mean)
                                .toArray())
                .numbers(
                        "standard error",
                        Arrays.stream(risk)
                                .mapToDouble(RidgelessStability::error)
                                .toArray())
                .numbers(
                        "limit",
                        Arrays.stream(RATIOS)
                                .map(g -> RidgelessDraw.limit(g, RADIUS, SIGMA))
                                .toArray())
                .numbers(
                        "median κ(X)",
                        Arrays.stream(condition)
                                .mapToDouble(RidgelessStability::median)
                                .toArray());
        return interrupted ? table.partial() : table;
    }
}
