package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.RidgeRisk;
import org.ridgeless.spectra.equivalents.SampleCovarianceLaw;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.tables.Results;

/** Condition number, ridgeless risk and scaling law of least squares, all from one law of the spectrum. */
public final class RidgelessRisk extends Experiment<RidgelessRisk> {
    private static final double[] RATIOS = {0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 4};
    private static final double[] CONDITION_RATIOS = {0.25, 0.5, 2, 4};
    private static final double NOISE = 0.25;
    private static final double ALMOST_NOTHING = 1e-9;
    private static final double DECAY = 1.5;
    private static final double SMOOTHNESS = 0.6;
    private static final Law TWO_SCALES = Law.of(new double[] {1, 4}, new double[] {0.5, 0.5});
    private static final Card CARD = Card.named("ridgeless-risk")
            .entry("R19")
            .title("Ridgeless risk, condition number and scaling law")
            .claim(
                    "The edges of the sample spectrum give the condition number, its moments the risk of minimum-norm least "
                            + "squares, which peaks where parameters equal samples, and power laws in the population give power laws "
                            + "in the risk.")
            .formula(
                    "R - \\sigma^2 = \\begin{cases}\\sigma^2\\frac{\\gamma}{1-\\gamma} & \\gamma < 1\\\\ "
                            + "r^2(1-\\frac1\\gamma)+\\frac{\\sigma^2}{\\gamma-1} & \\gamma > 1\\end{cases},\\qquad \\gamma = p/n",
                    "isotropic inputs, ridge 0; the ridge λ* = σ²p/(n r²) removes the peak.")
            .formula(
                    "\\kappa_2\\bigl(\\tfrac1nXX^{\\mathsf T}\\bigr)\\to\\Bigl(\\frac{1+\\sqrt c}{1-\\sqrt c}\\Bigr)^2,\\qquad "
                            + "E\\log\\kappa(X) = \\log n + 1.537\\ (c = 1)",
                    "c = p/n; the quotient of the edges of the generalized Marčenko–Pastur law for other covariances.")
            .formula(
                    "\\lambda_i = i^{-\\alpha},\\ \\theta_i^2 = i^{-s}\\ \\Rightarrow\\ R(n)\\propto n^{-(s+\\alpha-1)}",
                    "s + α − 1 < 2α, ridge 0, no noise; at finite n the slope is that of the deterministic equivalent.")
            .assumes("independent Gaussian entries, n and p large")
            .remark("Near p = n the risk is heavy-tailed over draws, so the place of the peak is judged by medians.")
            .paper(Paper.by("Zhenyu Liao and Michael W. Mahoney")
                    .titled("Random Matrix Theory for Deep Learning: Beyond Eigenvalues of Linear Models")
                    .in(2025)
                    .arXiv("2506.13139")
                    .where("Sections 3 and 4"))
            .paper(Paper.by("Trevor Hastie and Andrea Montanari and Saharon Rosset and Ryan J. Tibshirani")
                    .titled("Surprises in High-Dimensional Ridgeless Least Squares Interpolation")
                    .in(2022)
                    .journal("Annals of Statistics 50(2), 949–986")
                    .arXiv("1903.08560")
                    .where("Theorems 1 and 5"))
            .paper(Paper.by("Alan Edelman")
                    .titled("Eigenvalues and Condition Numbers of Random Matrices")
                    .in(1988)
                    .journal("SIAM J. Matrix Anal. Appl. 9(4), 543–560")
                    .where("Theorem 6.1"))
            .cost("6 s", "90 s");

    private RidgelessRisk(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static RidgelessRisk study() {
        return new RidgelessRisk(Settings.none());
    }

    /** The number n of samples of the risk curve. */
    public RidgelessRisk samples(int n) {
        if (n < 20 || n % 20 != 0) {
            throw new IllegalArgumentException("the samples must be a multiple of 20, got " + n);
        }
        return set("samples", n);
    }

    /** The independent data sets for each point. */
    public RidgelessRisk draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected RidgelessRisk copy(Settings other) {
        return new RidgelessRisk(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY ->
                Settings.none()
                        .with("samples", 20)
                        .with("draws", 4)
                        .with("order", 20)
                        .with("features", 60);
            case TEACHING ->
                Settings.none()
                        .with("samples", 200)
                        .with("draws", 50)
                        .with("order", 300)
                        .with("features", 600);
            case PAPER ->
                Settings.none()
                        .with("samples", 400)
                        .with("draws", 200)
                        .with("order", 800)
                        .with("features", 4000);
        };
    }

    @Override
    protected Findings simulate() {
        int draws = integer("draws");
        int[] scales = scales();
        Replicates risk = Replicates.run(
                cells(),
                RATIOS.length,
                draws,
                (i, d) -> isotropic(RATIOS[i], seeds().child("risk").child(i).child(d)));
        Replicates power = Replicates.run(
                cells(),
                scales.length,
                2 * draws,
                (i, d) -> powerLaw(scales[i], seeds().child("power").child(i).child(d)));
        Replicates condition = Replicates.run(
                cells(),
                CONDITION_RATIOS.length,
                Math.max(2, draws / 15),
                (i, d) -> condition(
                        CONDITION_RATIOS[i], seeds().child("condition").child(i).child(d)));
        Replicates square = Replicates.run(
                cells(), 1, 12 * draws, (i, d) -> square(seeds().child("square").child(d)));
        Verdict verdict = Verdict.of(
                CARD.title(),
                risks("ridgeless risk away from the peak", risk, 0, 0.10, false),
                risks("ridgeless risk near the peak", risk, 0, 0.20, true),
                Claim.that("the median risk peaks at p = n").peaksAt(1, RATIOS, medians(risk), 0.05),
                bestRidge(risk),
                conditions("condition number, identity covariance", condition, 0, Law.point(1)),
                conditions("condition number, covariance eigenvalues 1 and 4", condition, 1, TWO_SCALES),
                Claim.that("E log κ(X) of square X is log n + 1.537")
                        .predicts(Math.log(squareOrder()) + 1.537)
                        .mean(square.all(0, 0))
                        .within(0.12),
                scaling(power, scales),
                limitExponent(),
                scalingLevel(power, scales));
        boolean partial = risk.interrupted() || power.interrupted() || condition.interrupted() || square.interrupted();
        return new Findings(figure(risk, power, scales), table(risk, partial), verdict);
    }

    private int[] scales() {
        int p = integer("features");
        return new int[] {p / 20, p / 12, p / 8, p / 5, p / 3};
    }

    private int squareOrder() {
        return Math.max(10, integer("order") / 3);
    }

    private static double[] normals(int count, Seeds seeds) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = normal.sample();
        }
        return values;
    }

    /** Excess risk without a ridge and at the best ridge. */
    private double[] isotropic(double ratio, Seeds seeds) {
        int n = integer("samples");
        int p = (int) Math.round(ratio * n);
        double[] spectrum = ones(p);
        double[] target = new double[p];
        Arrays.fill(target, 1 / Math.sqrt(p));
        RidgeReadout readout = readout(spectrum, target, n, NOISE, seeds);
        double best = RidgeRisk.bestIsotropicRidge(p, n, NOISE, 1);
        return new double[] {
            excess(readout.fit(ALMOST_NOTHING).weights(), spectrum, target),
            excess(readout.fit(best).weights(), spectrum, target)
        };
    }

    private double[] powerLaw(int n, Seeds seeds) {
        double[] spectrum = power(integer("features"), DECAY);
        double[] target = rootPower(integer("features"), SMOOTHNESS);
        RidgeReadout readout = readout(spectrum, target, n, 0, seeds);
        return new double[] {excess(readout.fit(ALMOST_NOTHING).weights(), spectrum, target)};
    }

    private static RidgeReadout readout(double[] spectrum, double[] target, int n, double noise, Seeds seeds) {
        int p = spectrum.length;
        double[] x = normals(p * n, seeds.child("inputs"));
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                x[i * n + j] *= Math.sqrt(spectrum[i]);
            }
        }
        double[] labels = Products.multiply(target, x, 1, p, n);
        double[] errors = normals(n, seeds.child("noise"));
        for (int j = 0; j < n; j++) {
            labels[j] += Math.sqrt(noise) * errors[j];
        }
        return RidgeReadout.of(x, labels);
    }

    private static double excess(double[] weights, double[] spectrum, double[] target) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += spectrum[i] * (weights[i] - target[i]) * (weights[i] - target[i]);
        }
        return sum;
    }

    private static double[] ones(int p) {
        double[] ones = new double[p];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] power(int p, double exponent) {
        return IntStream.rangeClosed(1, p)
                .mapToDouble(i -> Math.pow(i, -exponent))
                .toArray();
    }

    private static double[] rootPower(int p, double exponent) {
        return power(p, exponent / 2);
    }

    /** Condition numbers of the sample covariance for identity covariance and for two scales; zero eigenvalues left out. */
    private double[] condition(double ratio, Seeds seeds) {
        int order = integer("order");
        int p = ratio < 1 ? order : (int) (order * ratio);
        int n = ratio < 1 ? (int) (order / ratio) : order;
        double[] x = normals(p * n, seeds);
        double plain = conditionOf(x, p, n);
        for (int i = p / 2; i < p; i++) {
            for (int j = 0; j < n; j++) {
                x[i * n + j] *= 2;
            }
        }
        return new double[] {plain, conditionOf(x, p, n)};
    }

    private static double conditionOf(double[] x, int p, int n) {
        double[] gram = p <= n ? Products.transposeRight(x, x, p, n, p) : Products.transposeLeft(x, x, n, p, n);
        double[] values = SymmetricEigen.values(gram, Math.min(p, n));
        return values[values.length - 1] / values[0];
    }

    private double[] square(Seeds seeds) {
        int n = squareOrder();
        return new double[] {Math.log(conditionOf(normals(n * n, seeds), n, n)) / 2};
    }

    private double theory(double ratio) {
        int n = integer("samples");
        int p = (int) Math.round(ratio * n);
        double[] target = new double[p];
        Arrays.fill(target, 1 / Math.sqrt(p));
        return RidgeRisk.of(ones(p), target, NOISE).test(n, ALMOST_NOTHING) - NOISE;
    }

    private Check risks(String claim, Replicates runs, int statistic, double tolerance, boolean near) {
        Cases cases = Cases.of(claim);
        for (int i = 0; i < RATIOS.length; i++) {
            boolean close = Math.abs(Math.log(RATIOS[i])) < 0.25;
            if (RATIOS[i] != 1 && close == near) {
                cases = cases.and(
                        "p/n = " + RATIOS[i],
                        theory(RATIOS[i]),
                        runs.mean(i, statistic),
                        runs.error(i, statistic),
                        0,
                        tolerance);
            }
        }
        return cases.worst();
    }

    private static double[] medians(Replicates risk) {
        return IntStream.range(0, RATIOS.length)
                .mapToDouble(i -> risk.median(i, 0))
                .toArray();
    }

    private Check bestRidge(Replicates runs) {
        int n = integer("samples");
        Cases cases = Cases.of("risk at the ridge λ* = σ²p/(n r²), peak included");
        for (int i = 0; i < RATIOS.length; i++) {
            cases = cases.and(
                    "p/n = " + RATIOS[i], regularized(RATIOS[i], n), runs.mean(i, 1), runs.error(i, 1), 0, 0.10);
        }
        return cases.worst();
    }

    private static double regularized(double ratio, int n) {
        int p = (int) Math.round(ratio * n);
        double[] target = new double[p];
        Arrays.fill(target, 1 / Math.sqrt(p));
        return RidgeRisk.of(ones(p), target, NOISE).test(n, RidgeRisk.bestIsotropicRidge(p, n, NOISE, 1)) - NOISE;
    }

    private static Check conditions(String claim, Replicates runs, int statistic, Law population) {
        Cases cases = Cases.of(claim);
        for (int i = 0; i < CONDITION_RATIOS.length; i++) {
            SampleCovarianceLaw law = SampleCovarianceLaw.of(population, CONDITION_RATIOS[i]);
            double theory = law.rightEdge() / law.leftEdge();
            cases = cases.and("p/n = " + CONDITION_RATIOS[i], theory, runs.median(i, statistic), 0, 0, 0.35);
        }
        return cases.worst().note("medians");
    }

    /** Fitted to the ratio of simulation and theory, so that the bend of both is no noise. */
    private Check scaling(Replicates power, int[] scales) {
        double[] n = Arrays.stream(scales).asDoubleStream().toArray();
        double[] theory = powerTheory(scales);
        double[] ratio = IntStream.range(0, n.length)
                .mapToDouble(i -> Double.isNaN(power.mean(i, 0)) ? 1 : power.mean(i, 0) / theory[i])
                .toArray();
        double slope = Slope.logLog(n, theory).value();
        Slope gap = Slope.logLog(n, ratio);
        return Claim.that("slope of log risk against log n")
                .predicts(slope)
                .observed(slope + gap.value(), gap.standardError())
                .within(0.1);
    }

    private static Check limitExponent() {
        double[] n = {100, 200, 400, 800};
        RidgeRisk risk = RidgeRisk.of(power(100_000, DECAY), rootPower(100_000, SMOOTHNESS), 0);
        double[] theory = Arrays.stream(n).map(k -> risk.test(k, 0)).toArray();
        return Claim.that("many features: the equivalent follows n^−(s+α−1)")
                .predicts(-(SMOOTHNESS + DECAY - 1))
                .observed(Slope.logLog(n, theory).value())
                .within(0.02);
    }

    private Check scalingLevel(Replicates power, int[] scales) {
        double[] theory = powerTheory(scales);
        Cases cases = Cases.of("risk under power laws");
        for (int i = 0; i < scales.length; i++) {
            cases = cases.and("n = " + scales[i], theory[i], power.mean(i, 0), power.error(i, 0), 0, 0.1);
        }
        return cases.worst();
    }

    private double[] powerTheory(int[] scales) {
        int p = integer("features");
        RidgeRisk risk = RidgeRisk.of(power(p, DECAY), rootPower(p, SMOOTHNESS), 0);
        return Arrays.stream(scales)
                .mapToDouble(n -> risk.test(n, ALMOST_NOTHING))
                .toArray();
    }

    private Panels figure(Replicates risk, Replicates power, int[] scales) {
        int n = integer("samples");
        Chart left = Chart.titled("n = " + n + ", σ² = 0.25, r² = 1")
                .x("p/n")
                .y("excess risk")
                .logX()
                .logY()
                .points("ridge 0, mean", RATIOS, risk.means(0))
                .points("best ridge, mean", RATIOS, risk.means(1))
                .theory("theory", this::theory, 0.25, 0.96)
                .theory("theory", this::theory, 1.04, 4)
                .theory("theory", g -> regularized(g, n), 0.25, 4)
                .vertical("p = n", 1)
                .size(560, 400);
        double[] x = Arrays.stream(scales).asDoubleStream().toArray();
        Chart right = Chart.titled("λᵢ = i^−1.5, θᵢ² = i^−0.6")
                .x("samples n")
                .y("risk")
                .logX()
                .logY()
                .points("ridge 0, mean", x, power.means(0))
                .theory("deterministic equivalent", x, powerTheory(scales))
                .size(560, 400);
        return Panels.of(left, right).columns(2);
    }

    private Results table(Replicates risk, boolean partial) {
        Results table = Results.titled(CARD.title())
                .numbers("p/n", RATIOS)
                .numbers("excess risk", risk.means(0))
                .numbers("median", medians(risk))
                .numbers("theory", Arrays.stream(RATIOS).map(this::theory).toArray())
                .numbers("best ridge", risk.means(1))
                .numbers(
                        "best ridge, theory",
                        Arrays.stream(RATIOS)
                                .map(g -> regularized(g, integer("samples")))
                                .toArray());
        return partial ? table.partial() : table;
    }
}
