package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.kernels.stability.Interpolants;
import org.ridgeless.kernels.stability.LeaveOneOut;
import org.ridgeless.kernels.stability.RidgelessDraw;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** The interpolant of smallest norm is the most stable one, and risk peaks with κ. Card: ridgeless-stability.md. */
public final class RidgelessStability extends Experiment<RidgelessStability> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples n of the risk curve")
            .atLeast(40)
            .because("with fewer the risk beside its peak at d = n has no mean that draws could show")
            .tiny(40)
            .teaching(200)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets for each point of the risk curve")
            .atLeast(2)
            .tiny(6)
            .teaching(400)
            .paper(400);
    static final Option<Integer> DIRECTIONS = Option.count("directions")
            .help("random directions of the null space along which one leaves the shortest interpolant")
            .atLeast(2)
            .tiny(6)
            .teaching(200)
            .paper(1000);

    private static final double RADIUS = 1;
    private static final double SIGMA = 0.5;
    private static final double[] DISTANCES = {0.1, 0.3, 1};
    private static final double[] RATIOS = {0.2, 0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3};

    public static RidgelessStability study() {
        return new RidgelessStability();
    }

    /** Samples n of the risk curve, at least 40. */
    public RidgelessStability samples(int n) {
        return with(SAMPLES, n);
    }

    /** Independent data sets for each point of the risk curve, at least 2. */
    public RidgelessStability draws(int count) {
        return with(DRAWS, count);
    }

    /** Random directions of the null space along which one leaves the shortest interpolant, at least 2. */
    public RidgelessStability directions(int count) {
        return with(DIRECTIONS, count);
    }

    @Override
    protected void run(Lab lab) {
        int n = get(SAMPLES);
        Interpolants family = family(lab);
        LeaveOneOut shortest = LeaveOneOut.of(family.kernel(), family.labels());
        Rows<Double, Double> stability = lab.repeat(get(DIRECTIONS))
                .each("direction", DISTANCES, (c, trial) -> family.stability(c, trial.paired().stream()));
        Rows<Double, RidgelessDraw> draws = lab.repeat(get(DRAWS))
                .each(
                        "risk",
                        RATIOS,
                        (ratio, trial) -> RidgelessDraw.fast(n, dimension(ratio), RADIUS, SIGMA, trial.seeds()));

        lab.check(Claim.that("leaving c z of the null space in: CV_loo from K⁻¹")
                .each(stability.items(), c -> stability.mean(c, v -> v))
                .predicts(shortest::stability)
                .rival("the null space has no part in it", c -> shortest.stability(0))
                .withinRelative(0.05));
        List<Double> away = draws.items().stream()
                .filter(ratio -> ratio <= 0.8 || ratio >= 1.25)
                .toList();
        lab.check(Claim.that("mean excess risk at d/n")
                .each(away, ratio -> draws.mean(ratio, RidgelessDraw::excess))
                .predicts(ratio -> RidgelessDraw.mean(n, dimension(ratio), RADIUS, SIGMA))
                .rival("variance grows with the parameters, σ²d/n", ratio -> SIGMA * SIGMA * ratio)
                .rival("bias alone, r²(1 − n/d)", ratio -> RADIUS * RADIUS * Math.max(0, 1 - 1 / ratio))
                .withinRelative(0.1));
        List<Double> elsewhere =
                draws.items().stream().filter(ratio -> ratio != 1).toList();
        lab.check(Claim.that("the risk peaks at d = n: its median there over that at d/n")
                .each(
                        elsewhere,
                        ratio -> draws.median(1.0, RidgelessDraw::excess)
                                .over(draws.median(ratio, RidgelessDraw::excess)))
                .rival("risk grows with d/n", ratio -> 1 / ratio)
                .atLeast(1));
        lab.check(Claim.that("and so does the condition number of the data")
                .each(
                        elsewhere,
                        ratio -> draws.median(1.0, RidgelessDraw::condition)
                                .over(draws.median(ratio, RidgelessDraw::condition)))
                .atLeast(1));
        show(lab, stability, shortest, draws);
    }

    private int dimension(double ratio) {
        return (int) Math.round(ratio * get(SAMPLES));
    }

    private static Interpolants family(Lab lab) {
        int n = 40;
        int p = 120;
        double[] features = normal(lab, "features", n * p);
        for (int i = 0; i < features.length; i++) {
            features[i] /= Math.sqrt(p);
        }
        return new Interpolants(Matrix.wrap(features, n, p), normal(lab, "labels", n));
    }

    private static double[] normal(Lab lab, String name, int count) {
        return ZigguratSampler.NormalizedGaussian.of(lab.seeds().child(name).stream())
                .samples(count)
                .toArray();
    }

    private void show(
            Lab lab, Rows<Double, Double> stability, LeaveOneOut shortest, Rows<Double, RidgelessDraw> draws) {
        double[] excess = Arrays.stream(RATIOS)
                .map(ratio -> Statistics.mean(draws.numbers(ratio, RidgelessDraw::excess)))
                .toArray();
        double[] condition = Arrays.stream(RATIOS)
                .map(ratio -> Statistics.median(draws.numbers(ratio, RidgelessDraw::condition)))
                .toArray();
        double[] predicted = Arrays.stream(RATIOS)
                .map(ratio -> RidgelessDraw.mean(get(SAMPLES), dimension(ratio), RADIUS, SIGMA))
                .toArray();
        lab.table(Results.titled("Risk of ridgeless least squares")
                .numbers("d/n", RATIOS)
                .numbers("mean excess risk", excess)
                .numbers("predicted", predicted)
                .numbers("median κ(X)", condition));
        Chart left = Chart.titled("Leaving one out, n = 40, p = 120")
                .x("c, length of the part in the null space")
                .y("CV_loo, mean squared residual")
                .size(520, 400)
                .points(
                        "n fits without one sample",
                        DISTANCES,
                        Arrays.stream(DISTANCES)
                                .map(c -> Statistics.mean(stability.numbers(c, v -> v)))
                                .toArray())
                .theory("CV_loo(0) + c² mean 1/[K⁻¹]ᵢᵢ", shortest::stability, 0, 1);
        Chart right = Chart.titled("Risk and condition number")
                .x("γ = d/n")
                .y("excess risk ‖β̂ − β‖², and κ(X)")
                .logY()
                .size(520, 400)
                .points("mean excess risk", RATIOS, excess)
                .points("median condition number κ(X)", RATIOS, condition)
                .theory("σ²γ/(1−γ)", g -> RidgelessDraw.limit(g, RADIUS, SIGMA), RATIOS[0], 0.97)
                .theory("r²(1−1/γ) + σ²/(γ−1)", g -> RidgelessDraw.limit(g, RADIUS, SIGMA), 1.03, 3);
        lab.figure(Panels.of(left, right).columns(2));
    }
}
