package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.PopulationEigenvalues;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Population eigenvalues from a sample of comparable size, as long as their bulks are apart. Card: population-spectra.md. */
public final class PopulationSpectra extends Experiment<PopulationSpectra> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p, a multiple of 6; there are 5p samples")
            .atLeast(24)
            .tiny(30)
            .teaching(120)
            .paper(600);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(6)
            .teaching(40)
            .paper(60);

    private static final int RATIO = 5;
    private static final double[] POPULATION = {1, 3, 7};
    private static final double[] DISTANCES = {0.2, 1, 2, 3};
    private static final double APART = 2;
    private static final double MERGED = 0.2;

    /** Estimates and plain means of the population eigenvalues, and how far the zeros are off from an eigenvalue problem, relatively. */
    record Draw(double[] estimates, double[] means, double zeros) {}

    public static PopulationSpectra study() {
        return new PopulationSpectra();
    }

    /** Dimension p, a multiple of 6; there are 5p samples, at least 24. */
    public PopulationSpectra dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public PopulationSpectra draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        if (p % 6 != 0) {
            throw new IllegalArgumentException(
                    "dimension must be a multiple of 6, so that each eigenvalue is there as often, got " + p);
        }
        Lab repeated = lab.repeat(get(DRAWS));
        Rows<String, Draw> three = repeated.each("three", List.of("1, 3, 7"), (x, trial) -> draw(POPULATION, trial));
        Rows<Double, Draw> two = repeated.each("two", DISTANCES, (d, trial) -> draw(new double[] {1, 1 + d}, trial));
        List<Integer> places = List.of(0, 1, 2);
        String only = three.items().get(0);

        lab.check(Claim.that("estimates of the population eigenvalues 1, 3 and 7")
                .each(places, k -> three.mean(only, d -> d.estimates[k]))
                .predicts(k -> POPULATION[k])
                .rival(
                        "the sample eigenvalues of the bulk, on average",
                        k -> Statistics.mean(three.numbers(only, d -> d.means[k])))
                .withinRelative(1.5 / p));
        lab.check(Claim.that(
                        "zeros of the companion transform against an eigenvalue problem, largest relative difference")
                .observed(Estimate.largest(three.numbers(only, Draw::zeros)).troubled(three.problem()))
                .atMost(1e-11));
        lab.check(Claim.that("root mean square error at a distance of 2, over that of the plain mean")
                .observed(error(two, APART, false).over(error(two, APART, true)).map(Math::sqrt))
                .rival("no better than the plain mean", 1)
                .atMost(0.5));
        lab.check(Claim.that("the estimate of 1.2 beside 1, which share a bulk")
                .observed(two.mean(MERGED, d -> d.estimates[1]))
                .predicts(1 + MERGED)
                .withinRelative(1.5 / p)
                .mustBreak());
        show(lab, two, three, only);
    }

    /** The mean squared relative error of the larger of two. */
    private static Estimate error(Rows<Double, Draw> two, double distance, boolean plain) {
        return two.mean(distance, d -> Math.pow((plain ? d.means[1] : d.estimates[1]) / (1 + distance) - 1, 2));
    }

    private Draw draw(double[] population, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] values = ScaledSamples.of(Spectra.cycle(p, population), n).eigenvalues(trial.seeds());
        int each = p / population.length;
        int[] multiplicities = new int[population.length];
        Arrays.fill(multiplicities, each);
        double[] means = IntStream.range(0, population.length)
                .mapToDouble(k -> Arrays.stream(values, k * each, (k + 1) * each)
                        .average()
                        .orElseThrow())
                .toArray();
        double[] zeros = PopulationEigenvalues.zeros(values, n);
        double[] others = byDecomposition(values, n);
        double worst = IntStream.range(0, p)
                .mapToDouble(i -> Math.abs(zeros[i] - others[i]) / values[p - 1])
                .max()
                .orElseThrow();
        return new Draw(PopulationEigenvalues.estimate(values, n, multiplicities), means, worst);
    }

    private static double[] byDecomposition(double[] values, int n) {
        int p = values.length;
        double[] matrix = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                matrix[i * p + j] = (i == j ? values[i] : 0) - Math.sqrt(values[i] * values[j]) / n;
            }
        }
        return SymmetricEigen.values(matrix, p);
    }

    private void show(Lab lab, Rows<Double, Draw> two, Rows<String, Draw> three, String only) {
        Chart errors = Chart.titled("Two population eigenvalues 1 and 1 + Δ")
                .x("distance Δ")
                .y("estimate of the larger, over 1 + Δ");
        errors = Estimates.of(two.items(), x -> two.mean(x, d -> d.estimates[1] / (1 + x)))
                .on(errors, "estimate", DISTANCES);
        errors = Estimates.of(two.items(), x -> two.mean(x, d -> d.means[1] / (1 + x)))
                .on(errors, "mean of the bulk", DISTANCES);
        Chart all =
                Chart.titled("Estimates of 1, 3 and 7").x("estimate over truth").y("part of the samples below");
        for (int k = 0; k < POPULATION.length; k++) {
            int place = k;
            all = all.cdf("of " + POPULATION[k], three.numbers(only, d -> d.estimates[place] / POPULATION[place]));
        }
        lab.figure(errors.horizontal("truth", 1), all.vertical("truth", 1));
        lab.table(Results.titled(card().title())
                .numbers("population", POPULATION)
                .numbers("estimate", means(three, only, false))
                .numbers("mean of the bulk", means(three, only, true)));
    }

    private static double[] means(Rows<String, Draw> three, String only, boolean plain) {
        return IntStream.range(0, POPULATION.length)
                .mapToDouble(k -> Statistics.mean(three.numbers(only, d -> plain ? d.means[k] : d.estimates[k])))
                .toArray();
    }
}
