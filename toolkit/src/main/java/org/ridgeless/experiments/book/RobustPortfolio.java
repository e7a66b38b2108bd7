package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.Maronna;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.ShrunkTyler;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** The portfolio of least variance with a robust estimate, and its risk. Card: robust-portfolio.md. */
public final class RobustPortfolio extends Experiment<RobustPortfolio> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("assets p; there are 2p samples")
            .atLeast(12)
            .tiny(16)
            .teaching(48)
            .paper(256);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(40)
            .paper(20);

    private static final int RATIO = 2;
    private static final double[] POPULATION = {1, 2, 5};
    private static final double[] SHRINKAGES = {0.2, 0.4, 0.8};
    private static final double MIDDLE = 0.4;

    /** The risk over that of the best portfolio, that with the sample covariance, and the distance of the estimate from its equivalent. */
    record Made(double risk, double plain, double distance) {}

    /** A dimension and a shrinkage. */
    record Place(int dimension, double shrinkage) {}

    public static RobustPortfolio study() {
        return new RobustPortfolio();
    }

    /** Assets p; there are 2p samples, at least 12. */
    public RobustPortfolio dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public RobustPortfolio draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        List<Place> places =
                Arrays.stream(SHRINKAGES).mapToObj(s -> new Place(p, s)).toList();
        Place small = new Place(p / 4, MIDDLE);
        Place large = new Place(p, MIDDLE);
        Rows<Place, Made> made = lab.repeat(get(DRAWS)).each("portfolio", places, this::make);
        Rows<Place, Made> fewer = lab.repeat(5 * get(DRAWS)).each("smaller", List.of(small), this::make);

        lab.check(Claim.that("risk over the least possible one")
                .each(places, place -> made.mean(place, Made::risk))
                .predicts(RobustPortfolio::theory)
                .rival("the best portfolio is found", 1)
                .rival("that of the sample covariance", Statistics.mean(made.numbers(large, Made::plain)))
                .withinRelative(5.0 / p));
        lab.check(Claim.that("distance of the estimate from Ŝ, at p over that at p/4")
                .observed(made.mean(large, Made::distance).over(fewer.mean(small, Made::distance)))
                .predicts(0.5)
                .rival("they do not come nearer", 1)
                .within(0.2));
        Estimates risks = Estimates.of(places, place -> made.mean(place, Made::risk));
        double[] grid = IntStream.range(1, 40).mapToDouble(i -> i / 40.0).toArray();
        lab.figure(risks.on(
                        Chart.titled("Risk of the portfolio").x("shrinkage ρ").y("risk over the least possible"),
                        "mean",
                        SHRINKAGES)
                .theory(
                        "theory",
                        grid,
                        Arrays.stream(grid).map(s -> theory(new Place(p, s))).toArray()));
        lab.table(Results.titled(card().title())
                .numbers("shrinkage", SHRINKAGES)
                .numbers("risk", risks.values())
                .numbers(
                        "theory",
                        places.stream().mapToDouble(RobustPortfolio::theory).toArray())
                .numbers(
                        "with the sample covariance",
                        places.stream()
                                .mapToDouble(x -> Statistics.mean(made.numbers(x, Made::plain)))
                                .toArray()));
    }

    private static double theory(Place place) {
        double[] population = Spectra.cycle(place.dimension, POPULATION);
        return ShrunkTyler.of(place.shrinkage).risk(population, RATIO * place.dimension) / least(population);
    }

    /** 1/(1ᵀC⁻¹1). */
    private static double least(double... population) {
        return 1 / Arrays.stream(population).map(t -> 1 / t).sum();
    }

    private Made make(Place place, Trial trial) {
        int p = place.dimension;
        int n = RATIO * p;
        double[] population = Spectra.cycle(p, POPULATION);
        Matrix z = ScaledSamples.of(population, n).draw(trial.paired().child("z"));
        double[] sizes = ScaledSamples.of(Spectra.cycle(1, 1), n)
                .draw(trial.paired().child("sizes"))
                .flat();
        double[] x = z.flat().clone();
        for (int i = 0; i < x.length; i++) {
            // Samples of a size with a Gamma law of shape ½.
            x[i] *= sizes[i % n];
        }
        Matrix samples = Matrix.wrap(x, p, n);
        ShrunkTyler tyler = ShrunkTyler.of(place.shrinkage);
        double[] estimate = tyler.estimate(samples);
        return new Made(
                risk(ShrunkTyler.portfolio(estimate, p), population) / least(population),
                risk(ShrunkTyler.portfolio(ScaledSamples.covariance(samples), p), population) / least(population),
                Maronna.relativeDistance(estimate, tyler.near(z, population), p));
    }

    private static double risk(double[] weights, double[] population) {
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * weights[i] * population[i])
                .sum();
    }
}
