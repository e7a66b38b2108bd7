package org.ridgeless.experiments.book;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.Maronna;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.SeparableCovariance;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** A robust estimator of scatter for samples of very different size. Card: robust-scatter.md. */
public final class RobustScatter extends Experiment<RobustScatter> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 5p samples")
            .atLeast(16)
            .tiny(16)
            .teaching(48)
            .paper(500);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(6)
            .teaching(30)
            .paper(20);

    private static final int RATIO = 5;
    private static final double A = 0.2;
    private static final double SPIKE = 30;
    /** The width at which the law is drawn. */
    private static final double SMOOTH = 0.01;

    /** Means of 1/(1 + λ²) less what is predicted, for the sample covariance and for the estimate, and the latter's distance from Ŝ. */
    record Bulk(
            double sample, double robust, double asIfEqual, double distance, double[] eigenvalues, double[] factors) {}

    /** Eigenvalues beyond the edge without and with a spike, and those of the sample covariance beyond its own. */
    record Beyond(int without, int with, int sample) {}

    public static RobustScatter study() {
        return new RobustScatter();
    }

    /** Dimension p; there are 5p samples, at least 16. */
    public RobustScatter dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public RobustScatter draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        int[] sizes = {p / 4, p};
        Rows<Integer, Bulk> bulks = lab.repeat(get(DRAWS)).each("bulk", sizes, this::bulk);
        Rows<Integer, Beyond> beyond = lab.repeat(get(DRAWS)).each("spike", new int[] {p}, this::beyond);

        lab.check(Claim.that("mean of 1/(1 + λ²) of the sample covariance, less that of its law")
                .observed(bulks.mean(p, Bulk::sample))
                .predicts(0)
                .rival(
                        "less that of samples of equal size",
                        Statistics.mean(bulks.numbers(p, Bulk::sample))
                                + Statistics.mean(bulks.numbers(p, Bulk::asIfEqual)))
                .within(1.0 / p));
        lab.check(Claim.that("the same of Maronna's estimator, with the law of Ŝ")
                .observed(bulks.mean(p, Bulk::robust))
                .predicts(0)
                .within(1.0 / p));
        lab.check(Claim.that("distance of the estimator from Ŝ, at p over that at p/4")
                .observed(bulks.mean(p, Bulk::distance).over(bulks.mean(p / 4, Bulk::distance)))
                .predicts(0.5)
                .rival("they do not come nearer", 1)
                .within(0.2));
        lab.check(Claim.that("samples with an eigenvalue of the estimator beyond S₊ that is no spike")
                .observed(beyond.share(p, b -> b.without > 0 || b.with > 1))
                .rival("as in the sample covariance", Statistics.mean(beyond.numbers(p, b -> b.sample > 0 ? 1 : 0)))
                .atMost(0.25));
        lab.check(Claim.that("samples in which the spike lies beyond S₊")
                .observed(beyond.share(p, b -> b.with > 0))
                .rival("in none", 0)
                .atLeast(0.7));
        double[] values = bulks.first(p).map(Bulk::eigenvalues).orElse(new double[] {0, 1});
        Chart chart = Chart.titled("Eigenvalues of Maronna's estimator")
                .x("eigenvalue")
                .y("density")
                .histogram("estimate", values, 25);
        double high = 1.05 * Vectors.largest(values);
        lab.figure(bulks.first(p)
                .map(b -> law(p, b.factors))
                .map(law -> chart.theory(
                        "law of Ŝ", x -> law.stieltjes(new Complex(x, SMOOTH)).im() / Math.PI, 0.01, high))
                .orElse(chart));
        lab.table(Results.titled(card().title())
                .numbers("p", p / 4, p)
                .numbers(
                        "distance from Ŝ",
                        bulks.items().stream()
                                .mapToDouble(q -> Statistics.mean(bulks.numbers(q, Bulk::distance)))
                                .toArray()));
    }

    /** Gamma variables of shape ½ and mean 1: squares of standard normal ones. */
    private static double[] taus(int n, Seeds seeds) {
        double[] normal = ScaledSamples.of(Spectra.cycle(1, 1), n).draw(seeds).flat();
        return Arrays.stream(normal).map(v -> v * v).toArray();
    }

    private static SpectralLaw law(int p, double[] factors) {
        return SeparableCovariance.of(Law.point(1), Law.uniform(factors), (double) p / factors.length);
    }

    private Bulk bulk(int p, Trial trial) {
        int n = RATIO * p;
        double[] taus = taus(n, trial.seeds().child("τ"));
        Matrix x =
                ScaledSamples.of(Spectra.cycle(p, 1), taus).draw(trial.seeds().child("x"));
        Maronna maronna = Maronna.of(A, 1.0 / RATIO);
        double[] estimate = maronna.estimate(x);
        double[] values = SymmetricEigen.values(estimate, p);
        double[] factors = maronna.factors(taus);
        double[] weighted = x.flat().clone();
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] *= Math.sqrt(factors[i % n] / taus[i % n]);
        }
        double[] near = ScaledSamples.covariance(Matrix.wrap(weighted, p, n));
        double plain = law(p, taus).stieltjes(Complex.I).im();
        double equal = MarchenkoPastur.ofRatio(1.0 / RATIO).stieltjes(Complex.I).im();
        return new Bulk(
                atI(SymmetricEigen.values(ScaledSamples.covariance(x), p)) - plain,
                atI(values) - law(p, factors).stieltjes(Complex.I).im(),
                plain - equal,
                Maronna.relativeDistance(estimate, near, p),
                values,
                factors);
    }

    private static double atI(double[] eigenvalues) {
        return Arrays.stream(eigenvalues).map(v -> 1 / (1 + v * v)).average().orElse(Double.NaN);
    }

    private Beyond beyond(int p, Trial trial) {
        double[] taus = taus(RATIO * p, trial.seeds().child("τ"));
        Maronna maronna = Maronna.of(A, 1.0 / RATIO);
        double edge = maronna.edge(taus);
        double[] variances = Spectra.cycle(p, 1);
        Matrix without = ScaledSamples.of(variances, taus).draw(trial.seeds().child("without"));
        variances[0] += SPIKE;
        Matrix with = ScaledSamples.of(variances, taus).draw(trial.seeds().child("with"));
        double root = 1 + Math.sqrt(1.0 / RATIO);
        return new Beyond(
                count(maronna.estimate(without), p, edge),
                count(maronna.estimate(with), p, edge),
                count(ScaledSamples.covariance(without), p, Vectors.mean(taus) * root * root));
    }

    private static int count(double[] matrix, int p, double edge) {
        return (int) Arrays.stream(SymmetricEigen.values(matrix, p))
                .filter(v -> v > edge)
                .count();
    }
}
