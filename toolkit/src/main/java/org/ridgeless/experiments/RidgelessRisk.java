package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.RidgeRisk;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The risk of least squares peaks where parameters equal samples, and follows power laws. Card: ridgeless-risk.md. */
public final class RidgelessRisk extends Experiment<RidgelessRisk> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples n of the risk curve")
            .atLeast(40)
            .tiny(40)
            .teaching(100)
            .paper(400);
    static final Option<Double> NOISE = Option.number("noise")
            .help("variance σ² of the label noise; the signal has r² = 1")
            .above(0)
            .atMost(1)
            .always(0.25);
    static final Option<Double> DECAY = Option.number("decay")
            .help("exponent α of the eigenvalues i^−α")
            .above(1)
            .atMost(3)
            .always(1.5);
    static final Option<Double> SMOOTHNESS = Option.number("smoothness")
            .help("exponent s of the squared target coefficients i^−s, below α + 1")
            .atLeast(0)
            .below(4)
            .always(0.6);
    static final Option<Integer> FEATURES = Option.count("features")
            .help("features of the scaling law")
            .atLeast(100)
            .tiny(400)
            .teaching(2000)
            .paper(8000);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets for each point; half as many for the scaling law")
            .atLeast(2)
            .tiny(6)
            .teaching(600)
            .paper(400);

    private static final double[] RATIOS = {0.25, 0.5, 0.8, 1, 1.25, 2, 3};
    private static final double ALMOST_NOTHING = 1e-9;
    private static final int[] SIZES = {20, 40, 80};

    /** Excess risks of one data set without a ridge and with the best one. */
    record Risks(double ridgeless, double best) {}

    public static RidgelessRisk study() {
        return new RidgelessRisk();
    }

    /** Samples n of the risk curve, at least 40. */
    public RidgelessRisk samples(int n) {
        return with(SAMPLES, n);
    }

    /** Variance σ² of the label noise; the signal has r² = 1, above 0 and at most 1. */
    public RidgelessRisk noise(double variance) {
        return with(NOISE, variance);
    }

    /** Exponent α of the eigenvalues i^−α, above 1 and at most 3. */
    public RidgelessRisk decay(double exponent) {
        return with(DECAY, exponent);
    }

    /** Exponent s of the squared target coefficients i^−s, below α + 1, at least 0 and below 4. */
    public RidgelessRisk smoothness(double exponent) {
        return with(SMOOTHNESS, exponent);
    }

    /** Features of the scaling law, at least 100. */
    public RidgelessRisk features(int count) {
        return with(FEATURES, count);
    }

    /** Independent data sets for each point; half as many for the scaling law, at least 2. */
    public RidgelessRisk draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double slope = get(SMOOTHNESS) + get(DECAY) - 1;
        if (!(slope < 2 * get(DECAY))) {
            throw new IllegalArgumentException("smoothness must be below decay + 1 = " + (get(DECAY) + 1)
                    + ", where the target no longer limits the rate, got " + get(SMOOTHNESS));
        }
        Lab draws = lab.repeat(get(DRAWS));
        Rows<Double, Risks> risks = draws.each("isotropic", RATIOS, this::isotropic);
        Rows<String, double[]> power = lab.repeat(Math.max(2, get(DRAWS) / 2))
                .each("power law", List.of("n = 20, 40, 80"), (x, trial) -> powerLaw(trial));

        List<Double> apart = risks.items().stream().filter(ratio -> ratio != 1).toList();
        lab.check(Claim.that("mean excess risk without a ridge")
                .each(apart, ratio -> risks.mean(ratio, Risks::ridgeless))
                .predicts(this::exact)
                .rival("variance σ²p/n as in a fixed design", ratio -> ratio < 1 ? get(NOISE) * ratio : Double.NaN)
                .rival("bias alone past p = n", ratio -> ratio > 1 ? 1 - 1 / ratio : Double.NaN)
                .rival("no overfitting past p = n, the noise alone", r -> r > 1 ? get(NOISE) / (r - 1) : Double.NaN)
                .withinRelative(0.12));
        lab.check(Claim.that("median risk at p = n over that at p = 1.25 n, at least n/10")
                .observed(risks.median(1.0, Risks::ridgeless).over(risks.median(1.25, Risks::ridgeless)))
                .rival("no peak", 1)
                .atLeast(get(SAMPLES) / 10.0));
        lab.check(Claim.that("mean excess risk at the ridge λ* = σ²p/(n r²), peak included")
                .each(risks.items(), ratio -> risks.mean(ratio, Risks::best))
                .predicts(this::regularized)
                .rival("as without a ridge", ratio -> ratio == 1 ? Double.NaN : exact(ratio))
                .withinRelative(0.1));
        Estimate exponent = power.mean(power.items().get(0), risk -> -Math.log(risk[2] / risk[0]) / Math.log(4));
        lab.check(Claim.that("risk without noise falls like n^−(s+α−1)")
                .observed(exponent)
                .predicts(slope)
                .rival("n^−α, the eigenvalues alone", get(DECAY))
                .rival("n^−s, the target alone", get(SMOOTHNESS))
                .rival("n^−(α−1), the eigenvalues left out", get(DECAY) - 1)
                .within(0.08));
        show(lab, risks, power);
    }

    private int features(double ratio) {
        return (int) Math.round(ratio * get(SAMPLES));
    }

    /** Of finite Gaussian matrices: E tr (XᵀX)⁻¹ = p/(n − p − 1), and the same with n and p exchanged past p = n. */
    private double exact(double ratio) {
        double n = get(SAMPLES);
        double p = features(ratio);
        return p < n ? get(NOISE) * p / (n - p - 1) : 1 - n / p + get(NOISE) * n / (p - n - 1);
    }

    private double regularized(double ratio) {
        int n = get(SAMPLES);
        int p = features(ratio);
        return RidgeRisk.of(power(p, 0), target(p, 0), get(NOISE)).test(n, best(p)) - get(NOISE);
    }

    /** Parameters are whole numbers, so the curve joins the values at whole numbers. */
    private Chart theory(Chart chart, DoubleUnaryOperator risk, double from, double to) {
        double[] ratios = IntStream.rangeClosed(features(from), features(to))
                .mapToDouble(p -> (double) p / get(SAMPLES))
                .toArray();
        return chart.theory("theory", ratios, Vectors.map(ratios, risk));
    }

    private double best(int p) {
        return RidgeRisk.bestIsotropicRidge(p, get(SAMPLES), get(NOISE), 1);
    }

    private Risks isotropic(double ratio, Trial trial) {
        int p = features(ratio);
        double[] spectrum = power(p, 0);
        double[] target = target(p, 0);
        double[] x = normals(p * get(SAMPLES), trial.seeds().child("x"));
        RidgeReadout readout = readout(x, target, get(SAMPLES), get(NOISE), trial.seeds());
        return new Risks(
                excess(readout.fit(ALMOST_NOTHING).weights(), spectrum, target),
                excess(readout.fit(best(p)).weights(), spectrum, target));
    }

    /** Risks with more and more of the same samples. */
    private double[] powerLaw(Trial trial) {
        int p = get(FEATURES);
        double[] spectrum = power(p, get(DECAY));
        double[] target =
                Arrays.stream(power(p, get(SMOOTHNESS))).map(Math::sqrt).toArray();
        return Arrays.stream(SIZES)
                .mapToDouble(n -> {
                    double[] x = new double[p * n];
                    for (int j = 0; j < n; j++) {
                        double[] sample = normals(p, trial.seeds().child(j));
                        for (int i = 0; i < p; i++) {
                            x[i * n + j] = Math.sqrt(spectrum[i]) * sample[i];
                        }
                    }
                    return excess(
                            readout(x, target, n, 0, trial.seeds())
                                    .fit(ALMOST_NOTHING * 1e-3)
                                    .weights(),
                            spectrum,
                            target);
                })
                .toArray();
    }

    private static RidgeReadout readout(double[] x, double[] target, int n, double noise, Seeds seeds) {
        double[] labels = normals(n, seeds.child("noise"));
        for (int j = 0; j < n; j++) {
            labels[j] *= Math.sqrt(noise);
            for (int i = 0; i < target.length; i++) {
                labels[j] += target[i] * x[i * n + j];
            }
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

    private static double[] normals(int count, Seeds seeds) {
        return ZigguratSampler.NormalizedGaussian.of(seeds.stream())
                .samples(count)
                .toArray();
    }

    private static double[] power(int p, double exponent) {
        return IntStream.rangeClosed(1, p)
                .mapToDouble(i -> Math.pow(i, -exponent))
                .toArray();
    }

    /** Of square norm 1. */
    private static double[] target(int p, double exponent) {
        return Arrays.stream(power(p, exponent)).map(v -> Math.sqrt(v / p)).toArray();
    }

    private double[] powerTheory() {
        int p = get(FEATURES);
        double[] target =
                Arrays.stream(power(p, get(SMOOTHNESS))).map(Math::sqrt).toArray();
        RidgeRisk risk = RidgeRisk.of(power(p, get(DECAY)), target, 0);
        return Arrays.stream(SIZES).mapToDouble(n -> risk.test(n, 0)).toArray();
    }

    private void show(Lab lab, Rows<Double, Risks> risks, Rows<String, double[]> power) {
        double[] n = Arrays.stream(SIZES).asDoubleStream().toArray();
        Estimates plain = Estimates.of(risks.items(), ratio -> risks.mean(ratio, Risks::ridgeless));
        Estimates best = Estimates.of(risks.items(), ratio -> risks.mean(ratio, Risks::best));
        double gap = 2.0 / get(SAMPLES);
        Chart curve = Chart.titled("Excess risk, n = " + get(SAMPLES) + ", σ² = " + get(NOISE))
                .x("parameters for each sample p/n")
                .y("excess risk")
                .logX()
                .logY()
                .points(
                        "ridge 0, median",
                        RATIOS,
                        risks.items().stream()
                                .mapToDouble(
                                        r -> risks.median(r, Risks::ridgeless).value())
                                .toArray());
        curve = theory(theory(curve, this::exact, RATIOS[0], 1 - gap), this::exact, 1 + gap, 3);
        lab.figure(
                theory(best.on(curve, "best ridge, mean", RATIOS), this::regularized, RATIOS[0], 3),
                Estimates.of(List.of(0, 1, 2), k -> power.mean(power.items().get(0), risk -> risk[k]))
                        .on(
                                Chart.titled("Risk under power laws")
                                        .x("samples n")
                                        .y("risk")
                                        .logX()
                                        .logY(),
                                "mean",
                                n)
                        .theory("deterministic equivalent", n, powerTheory()));
        lab.table(Results.titled(card().title())
                .numbers("p/n", RATIOS)
                .numbers("excess risk", plain.values())
                .numbers(
                        "theory",
                        Arrays.stream(RATIOS)
                                .map(r -> r == 1 ? Double.POSITIVE_INFINITY : exact(r))
                                .toArray())
                .numbers("best ridge", best.values())
                .numbers(
                        "best ridge, theory",
                        Arrays.stream(RATIOS).map(this::regularized).toArray()));
    }
}
