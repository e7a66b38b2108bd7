package org.ridgeless.experiments.book;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
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

/** Wasserstein's distance of covariances from samples of a size in the order of the dimension. Card: wasserstein-distances.md. */
public final class WassersteinDistances extends Experiment<WassersteinDistances> {
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

    private static final double[] FIRST = {1, 2};
    private static final double[] SECOND = {0.5, 1, 2, 4};

    /** The estimate and the plain value of the distance over p, and whether the zeros interlace. */
    record Pair(double distance, double plain, boolean interlacing) {}

    public static WassersteinDistances study() {
        return new WassersteinDistances();
    }

    public WassersteinDistances dimensions(int... all) {
        return with(DIMENSIONS, Grid.of(Arrays.stream(all).asDoubleStream().toArray()));
    }

    public WassersteinDistances draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Integer, Pair> pairs =
                lab.repeat(get(DRAWS)).each("pair", get(DIMENSIONS).integers(), this::pair);
        lab.check(Claim.that("estimate of the squared distance over p")
                .each(pairs.items(), p -> pairs.mean(p, Pair::distance))
                .predicts(WassersteinDistances::population)
                .rival("that of the sample covariances", p -> Statistics.mean(pairs.numbers(p, Pair::plain)))
                .within(p -> 1.0 / p));
        lab.check(Claim.that("pairs in which the zeros of both factors lie below each eigenvalue, above the one before")
                .each(
                        pairs.items(),
                        p -> Estimate.smallest(pairs.numbers(p, x -> x.interlacing ? 1 : 0))
                                .troubled(pairs.problem(p)))
                .atLeast(1));
        double[] dimensions = pairs.items().stream().mapToDouble(p -> p).toArray();
        Estimates estimated = Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::distance));
        Estimates plain = Estimates.of(pairs.items(), p -> pairs.mean(p, Pair::plain));
        Chart chart = Chart.titled("Squared Wasserstein distance over p")
                .x("dimension p")
                .y("distance")
                .logX();
        chart = plain.on(estimated.on(chart, "estimate", dimensions), "of the sample covariances", dimensions);
        lab.figure(chart.horizontal("population", population(SECOND.length)));
        lab.table(Results.titled(card().title())
                .numbers("p", dimensions)
                .numbers("estimate", estimated.values())
                .numbers("of the samples", plain.values())
                .numbers(
                        "population",
                        pairs.items().stream()
                                .mapToDouble(WassersteinDistances::population)
                                .toArray()));
    }

    /** Of diagonal covariances: the mean of (√s − √t)². */
    private static double population(int p) {
        double[] first = Spectra.cycle(p, FIRST);
        double[] second = Spectra.cycle(p, SECOND);
        double sum = 0;
        for (int i = 0; i < p; i++) {
            double difference = Math.sqrt(first[i]) - Math.sqrt(second[i]);
            sum += difference * difference / p;
        }
        return sum;
    }

    private Pair pair(int p, Trial trial) {
        int n1 = 2 * p;
        int n2 = 4 * p;
        double[] one = ScaledSamples.of(Spectra.cycle(p, FIRST), n1)
                .covariance(trial.seeds().child("first"));
        Matrix samples = ScaledSamples.of(Spectra.cycle(p, SECOND), n2)
                .draw(trial.seeds().child("second"));
        // LᵀX for Ĉ₁ = LLᵀ: its covariance has the eigenvalues of Ĉ₁Ĉ₂.
        Cholesky factor = Cholesky.of(one, p);
        double[] lower = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i * p + j] = factor.factor(i, j);
            }
        }
        double[] turned = Products.transposeLeft(lower, samples.flat(), p, p, n2);
        double[] values = SymmetricEigen.values(ScaledSamples.covariance(Matrix.wrap(turned, p, n2)), p);
        double traces = trace(one, p) + trace(ScaledSamples.covariance(samples), p);
        double roots = Arrays.stream(values).map(Math::sqrt).sum() / p;
        return new Pair(
                CovarianceDistance.ofProduct(values, n1, n2).wasserstein(traces, 0),
                traces - 2 * roots,
                interlacing(values, n1) && interlacing(values, n2));
    }

    private static double trace(double[] matrix, int p) {
        double sum = 0;
        for (int i = 0; i < p; i++) {
            sum += matrix[i * p + i] / p;
        }
        return sum;
    }

    private static boolean interlacing(double[] values, int n) {
        double[] zeros = SecularEquation.roots(values, values, -1.0 / n);
        boolean all = zeros[0] > 0;
        for (int i = 0; i < values.length; i++) {
            all &= zeros[i] <= values[i] && (i == 0 || values[i - 1] <= zeros[i]);
        }
        return all;
    }
}
