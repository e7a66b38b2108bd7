package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.Distribution;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.spectra.Outlier;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.spectra.TracyWidom;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** A spike of the population shows above a threshold only; the edge has the Tracy–Widom law. Card: spikes-of-covariance.md. */
public final class SpikesOfCovariance extends Experiment<SpikesOfCovariance> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples")
            .atLeast(16)
            .tiny(16)
            .teaching(64)
            .paper(512);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples for each spike")
            .atLeast(2)
            .tiny(6)
            .teaching(400)
            .paper(400);
    static final Option<Integer> EDGES = Option.count("edges")
            .help("independent draws of the largest eigenvalue without a spike")
            .atLeast(10)
            .tiny(20)
            .teaching(8000)
            .paper(8000);

    private static final double RATIO = 0.25;
    /** The threshold is √c = ½. */
    private static final double[] SPIKES = {0.25, 1, 2, 4};

    private static final double BELOW = 0.25;

    /** The largest eigenvalue and the squared overlap of its vector with the spike. */
    record Top(double eigenvalue, double overlap) {}

    public static SpikesOfCovariance study() {
        return new SpikesOfCovariance();
    }

    /** Dimension p; there are 4p samples, at least 16. */
    public SpikesOfCovariance dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples for each spike, at least 2. */
    public SpikesOfCovariance draws(int count) {
        return with(DRAWS, count);
    }

    /** Independent draws of the largest eigenvalue without a spike, at least 10. */
    public SpikesOfCovariance edges(int count) {
        return with(EDGES, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        int n = 4 * get(DIMENSION);
        Rows<Double, Top> tops = lab.repeat(get(DRAWS)).each("spike", SPIKES, this::top);
        Rows<String, double[]> edges = lab.each("edge", List.of("no spike"), (x, trial) -> edges(trial));
        List<Double> seen = tops.items().stream().filter(l -> l > BELOW).toList();
        Distribution law = WishartEdges.of(n, get(DIMENSION)).largest().scaled(1.0 / n);
        double edge = (1 + Math.sqrt(RATIO)) * (1 + Math.sqrt(RATIO));
        double scale = Math.pow(1 + Math.sqrt(RATIO), 4.0 / 3) * Math.pow(RATIO, -1.0 / 6) * Math.pow(n, -2.0 / 3);
        Distribution limit = TracyWidom.real().scaled(scale).shifted(edge);

        lab.check(Claim.that("largest eigenvalue with a spike 1 + ℓ, ℓ = 1, 2, 4")
                .each(seen, l -> tops.mean(l, Top::eigenvalue))
                .predicts(l -> outlier(l).position())
                .rival("the population eigenvalue", l -> 1 + l)
                .rival("the edge", edge)
                .withinRelative(3 / p));
        lab.check(Claim.that("squared overlap of its vector with the spike")
                .each(seen, l -> tops.mean(l, Top::overlap))
                .predicts(l -> outlier(l).overlap())
                .rival("few variables, 1 − c(1 + ℓ)/ℓ²", l -> 1 - RATIO * (1 + l) / (l * l))
                .within(3 / p));
        lab.check(Claim.that("squared overlap for ℓ = 0.25, half the threshold")
                .observed(tops.mean(BELOW, Top::overlap))
                .rival("no threshold: as large as the spike's share ℓ/(1 + ℓ) of the variance", BELOW / (1 + BELOW))
                .atMost(7 / p));
        lab.check(Claim.that("largest eigenvalue for ℓ = 0.25, in units of the edge's fluctuation above its law's mean")
                .observed(tops.mean(BELOW, t -> (t.eigenvalue - law.mean()) / scale))
                .predicts(0)
                .rival("no threshold: at (1 + ℓ)(1 + c/ℓ)", ((1 + BELOW) * (1 + RATIO / BELOW) - law.mean()) / scale)
                .within(1));
        double[] draws = edges.pooled("no spike", x -> x);
        lab.check(Claim.that("distance of the largest eigenvalue's law without a spike from Tracy–Widom")
                .observed(Estimate.distance(draws, law::cdf).troubled(edges.problem()))
                .rival("centred at the limit of the edge", distance(law, limit))
                .atMost(0.045));
        show(lab, tops, draws, law, limit);
    }

    private static Outlier outlier(double spike) {
        return SpikedCovariance.of(RATIO, 1 + spike).outliers().get(0);
    }

    private Top top(double spike, Trial trial) {
        int p = get(DIMENSION);
        double[] variances = Spectra.cycle(p, 1);
        variances[0] += spike;
        SymmetricEigen eigen =
                SymmetricEigen.of(ScaledSamples.of(variances, 4 * p).covariance(trial.seeds()), p);
        double first = eigen.vector(p - 1)[0];
        return new Top(eigen.values()[p - 1], first * first);
    }

    /** Draws of the largest eigenvalue without a spike, exact in law. */
    private double[] edges(Trial trial) {
        int p = get(DIMENSION);
        double[][] ends = GaussianMatrix.of(4 * p, p).fastEnds(trial.seeds(), 0, get(EDGES));
        return Arrays.stream(ends)
                .mapToDouble(pair -> pair[0] * pair[0] / (4 * p))
                .toArray();
    }

    private static double distance(Distribution a, Distribution b) {
        double largest = 0;
        for (int i = 1; i < 100; i++) {
            largest = Math.max(largest, Math.abs(i / 100.0 - b.cdf(a.quantile(i / 100.0))));
        }
        return largest;
    }

    private void show(Lab lab, Rows<Double, Top> tops, double[] draws, Distribution law, Distribution limit) {
        Chart places = Chart.titled("Largest eigenvalue").x("spike ℓ").y("eigenvalue");
        Chart overlaps = Chart.titled("Its vector and the spike")
                .x("spike ℓ")
                .y("squared overlap")
                .yRange(0, 1);
        double low = law.quantile(1e-4);
        double high = law.quantile(1 - 1e-4);
        lab.figure(
                Estimates.of(tops.items(), l -> tops.mean(l, Top::eigenvalue))
                        .on(places, "mean", SPIKES)
                        .theory("theory", l -> outlier(l).position(), 0.05, 4.2),
                Estimates.of(tops.items(), l -> tops.mean(l, Top::overlap))
                        .on(overlaps, "mean", SPIKES)
                        .theory("theory", l -> outlier(l).overlap(), 0.05, 4.2),
                Chart.titled("Largest eigenvalue without a spike")
                        .x("eigenvalue")
                        .y("density")
                        .histogram("draws", draws, 40)
                        .theory("Tracy–Widom, second order", law::density, low, high)
                        .theory("Tracy–Widom at the limit of the edge", limit::density, low, high));
        lab.table(Results.titled(card().title())
                .numbers("spike ℓ", SPIKES)
                .numbers(
                        "largest eigenvalue",
                        Estimates.of(tops.items(), l -> tops.mean(l, Top::eigenvalue))
                                .values())
                .numbers(
                        "theory",
                        tops.items().stream()
                                .mapToDouble(l -> outlier(l).position())
                                .toArray())
                .numbers(
                        "squared overlap",
                        Estimates.of(tops.items(), l -> tops.mean(l, Top::overlap))
                                .values())
                .numbers(
                        "its theory",
                        tops.items().stream()
                                .mapToDouble(l -> outlier(l).overlap())
                                .toArray()));
    }
}
