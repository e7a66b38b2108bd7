package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.FixedSpectrum;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.sketching.Orthonormal;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** Samples in orthogonal random directions have another spectrum than independent ones. Card: haar-samples.md. */
public final class HaarSamples extends Experiment<HaarSamples> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are p/2 orthogonal samples")
            .atLeast(12)
            .tiny(24)
            .teaching(100)
            .paper(500);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent matrices")
            .atLeast(2)
            .tiny(4)
            .teaching(20)
            .paper(20);

    private static final double[] POPULATION = {1, 5};
    private static final double[] RIDGES = {0.1, 1, 10};

    public static HaarSamples study() {
        return new HaarSamples();
    }

    /** Dimension p; there are p/2 orthogonal samples, at least 12. */
    public HaarSamples dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent matrices, at least 2. */
    public HaarSamples draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<String, double[]> spectra =
                lab.repeat(get(DRAWS)).each("spectrum", List.of("Haar"), (x, trial) -> eigenvalues(trial));
        List<Double> ridges = Arrays.stream(RIDGES).boxed().toList();
        SpectralLaw law = law();
        SpectralLaw independent = SampleCovariance.of(Law.uniform(POPULATION), 2);
        lab.check(Claim.that("γ times the mean of 1/(λ + γ), γ = 0.1, 1, 10")
                .each(ridges, g -> spectra.mean("Haar", all -> transform(all, g)))
                .predicts(g -> g * law.stieltjes(-g))
                .rival("independent samples", g -> g * independent.stieltjes(-g))
                .within(0.5 / p));
        double[] all = spectra.pooled(
                "Haar", x -> Arrays.stream(x).filter(v -> v > 1e-9).toArray());
        lab.figure(Chart.titled("Eigenvalues that are not 0, half of them")
                .x("eigenvalue")
                .y("density")
                .histogram("eigenvalues", all, 40)
                .theory("orthogonal samples", x -> 2 * law.density(x), law.leftEdge(), law.rightEdge())
                .theory(
                        "independent samples",
                        x -> 2 * independent.density(x),
                        independent.leftEdge(),
                        independent.rightEdge()));
        lab.table(Results.titled(card().title())
                .numbers("ridge γ", RIDGES)
                .numbers(
                        "observed",
                        ridges.stream()
                                .mapToDouble(g -> Statistics.mean(spectra.numbers("Haar", x -> transform(x, g))))
                                .toArray())
                .numbers(
                        "theory",
                        ridges.stream().mapToDouble(g -> g * law.stieltjes(-g)).toArray()));
    }

    /** The free product of the population and of p/n times a projection of half the dimensions. */
    private static SpectralLaw law() {
        return FixedSpectrum.of(Law.uniform(POPULATION)).times(FixedSpectrum.of(Law.uniform(0, 2)));
    }

    private static double transform(double[] eigenvalues, double ridge) {
        return Arrays.stream(eigenvalues)
                .map(v -> ridge / (v + ridge))
                .average()
                .orElse(Double.NaN);
    }

    private double[] eigenvalues(Trial trial) {
        int p = get(DIMENSION);
        int n = p / 2;
        double[] haar = Orthonormal.columns(
                ScaledSamples.of(Spectra.cycle(p, 1), n).draw(trial.seeds()).flat(), n);
        double[] population = Spectra.cycle(p, POPULATION);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                haar[i * n + j] *= Math.sqrt(population[i] * p);
            }
        }
        return SymmetricEigen.values(ScaledSamples.covariance(Matrix.wrap(haar, p, n)), p);
    }
}
