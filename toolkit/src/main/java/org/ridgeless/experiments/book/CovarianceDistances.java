package org.ridgeless.experiments.book;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.CovarianceDistance;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Distances between covariances from samples of a size in the order of the dimension. Card: covariance-distances.md. */
public final class CovarianceDistances extends Experiment<CovarianceDistances> {
    static final Option<Grid> DIMENSIONS = Option.grid("dimensions")
            .help("dimensions p; there are 2p and 4p samples")
            .atLeast(4)
            .tiny(Grid.of(8, 16))
            .teaching(Grid.of(16, 32, 48))
            .paper(Grid.of(16, 64, 256, 512));
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent pairs of samples for each dimension")
            .atLeast(2)
            .tiny(6)
            .teaching(200)
            .paper(30);

    private static final double[] SPECTRUM = {0.5, 1, 2, 4};

    /** Estimates and plain values of the distances, over p, and whether the zeros interlace. */
    record Pair(double fisher, double plainFisher, double divergence, double plainDivergence, boolean interlacing) {}

    public static CovarianceDistances study() {
        return new CovarianceDistances();
    }

    /** Dimensions p; there are 2p and 4p samples, at least 4. */
    public CovarianceDistances dimensions(int... all) {
        return with(DIMENSIONS, Grid.of(Arrays.stream(all).asDoubleStream().toArray()));
    }

    /** Independent pairs of samples for each dimension, at least 2. */
    public CovarianceDistances draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Integer, Pair> pairs =
                lab.repeat(get(DRAWS)).each("pair", get(DIMENSIONS).integers(), this::pair);
        double fisher = Arrays.stream(SPECTRUM)
                .map(t -> Math.log(t) * Math.log(t))
                .average()
                .orElseThrow();
        double divergence = Arrays.stream(SPECTRUM)
                .map(t -> (t - 1 - Math.log(t)) / 2)
                .average()
                .orElseThrow();

        lab.check(Claim.that("estimate of the squared Fisher distance over p")
                .each(pairs.items(), p -> pairs.mean(p, Pair::fisher))
                .predicts(fisher)
                .rival("that of the sample covariances", p -> Statistics.mean(pairs.numbers(p, Pair::plainFisher)))
                .within(p -> 3.0 / p));
        lab.check(Claim.that("estimate of the Kullback–Leibler divergence over p")
                .each(pairs.items(), p -> pairs.mean(p, Pair::divergence))
                .predicts(divergence)
                .rival("that of the sample covariances", p -> Statistics.mean(pairs.numbers(p, Pair::plainDivergence)))
                .within(p -> 3.0 / p));
        lab.check(Claim.that(
                        "pairs in which zeros of φ lie above and those of ψ below each eigenvalue, before the next one")
                .each(
                        pairs.items(),
                        p -> Estimate.smallest(pairs.numbers(p, x -> x.interlacing ? 1 : 0))
                                .troubled(pairs.problem(p)))
                .atLeast(1));
        double[] dimensions = pairs.items().stream().mapToDouble(p -> p).toArray();
        Chart chart = Chart.titled("Squared Fisher distance over p")
                .x("dimension p")
                .y("distance")
                .logX();
        chart = Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::fisher)).on(chart, "estimate", dimensions);
        chart = Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::plainFisher))
                .on(chart, "of the sample covariances", dimensions);
        lab.figure(chart.horizontal("population", fisher));
        lab.table(Results.titled(card().title())
                .numbers("p", dimensions)
                .numbers(
                        "Fisher",
                        Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::fisher))
                                .values())
                .numbers(
                        "of the samples",
                        Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::plainFisher))
                                .values())
                .numbers(
                        "divergence",
                        Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::divergence))
                                .values())
                .numbers(
                        "its plain value",
                        Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::plainDivergence))
                                .values()));
    }

    private Pair pair(int p, Trial trial) {
        int n1 = 2 * p;
        int n2 = 4 * p;
        Cholesky first = Cholesky.of(
                ScaledSamples.of(Spectra.cycle(p, 1), n1)
                        .covariance(trial.seeds().child("first")),
                p);
        Matrix second = ScaledSamples.of(Spectra.cycle(p, SPECTRUM), n2)
                .draw(trial.seeds().child("second"));
        // L⁻¹X for Ĉ₁ = LLᵀ: its covariance has the eigenvalues of Ĉ₁⁻¹Ĉ₂.
        double[] whitened = new double[p * n2];
        double[] columns = second.transpose().flat();
        for (int j = 0; j < n2; j++) {
            double[] solved = first.forward(p, Arrays.copyOfRange(columns, j * p, (j + 1) * p));
            System.arraycopy(solved, 0, whitened, j * p, p);
        }
        double[] values = SymmetricEigen.values(
                ScaledSamples.covariance(Matrix.wrap(whitened, n2, p).transpose()), p);
        CovarianceDistance distance = CovarianceDistance.of(values, n1, n2);
        double[] above = SecularEquation.roots(values, values, 1.0 / (n1 - p));
        double[] below = SecularEquation.roots(values, values, -1.0 / n2);
        boolean interlacing = true;
        for (int i = 0; i < p; i++) {
            interlacing &= below[i] <= values[i] && values[i] <= above[i];
            interlacing &= i == 0 || (above[i - 1] <= values[i] && values[i - 1] <= below[i]);
        }
        return new Pair(
                distance.fisher(),
                Arrays.stream(values)
                        .map(t -> Math.log(t) * Math.log(t))
                        .average()
                        .orElseThrow(),
                distance.kullbackLeibler(),
                Arrays.stream(values)
                        .map(t -> (t - 1 - Math.log(t)) / 2)
                        .average()
                        .orElseThrow(),
                interlacing);
    }
}
