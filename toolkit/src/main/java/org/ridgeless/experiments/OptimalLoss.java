package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.classification.ErmFit;
import org.ridgeless.spectra.classification.MarginLoss;
import org.ridgeless.spectra.classification.RidgeErm;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The square loss classifies better than two others when each has its best ridge. Card: optimal-loss.md. */
public final class OptimalLoss extends Experiment<OptimalLoss> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 1.5 p, 4 p and 10 p samples")
            .atLeast(10)
            .tiny(16)
            .teaching(80)
            .paper(200);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets for each number of samples, three times as many at 1.5 p")
            .atLeast(2)
            .tiny(4)
            .teaching(100)
            .paper(200);

    private static final double[] LOADS = {1.5, 4, 10};
    private static final double[] RIDGES = Grid.logarithmic(0.01, 40, 25).values();

    /** A number of samples for each dimension, and a loss. */
    record Place(double load, MarginLoss loss) {
        @Override
        public String toString() {
            return loss.name().toLowerCase(Locale.ROOT) + ", n = " + load + " p";
        }
    }

    /** Mean and deviation of a fresh score, and the probability of its wrong sign. */
    record Score(double mean, double deviation, double error) {
        static Score of(double mean, double deviation) {
            return new Score(mean, deviation, Gauss.tail(mean / deviation));
        }

        static Score of(RidgeErm.Solution solution) {
            return of(solution.mean(), solution.deviation());
        }
    }

    /** The best ridge with what theory says there, and what it would say for very many samples; errors at other ridges. */
    record Theory(double ridge, Score score, Score manySamples, double[] curve) {}

    /** Means over the data sets at a place. */
    private interface Fits {
        Estimate mean(Place place, ToDoubleFunction<Score[]> number);
    }

    public static OptimalLoss study() {
        return new OptimalLoss();
    }

    /** Dimension p; there are 1.5 p, 4 p and 10 p samples, at least 10. */
    public OptimalLoss dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent data sets for each number of samples, three times as many at 1.5 p, at least 2. */
    public OptimalLoss draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Place> places = Arrays.stream(LOADS)
                .boxed()
                .flatMap(load -> Stream.of(MarginLoss.values()).map(loss -> new Place(load, loss)))
                .toList();
        Rows<Place, Theory> theory = lab.each("theory", places, (place, trial) -> theory(place));
        double[][] ridges = Arrays.stream(LOADS)
                .mapToObj(load -> Stream.of(MarginLoss.values())
                        .mapToDouble(loss -> theory.number(new Place(load, loss), Theory::ridge))
                        .toArray())
                .toArray(double[][]::new);
        // Few samples cost little and vary most.
        Rows<Double, Score[]> few = lab.repeat(3 * get(DRAWS))
                .each("few samples", new double[] {LOADS[0]}, (load, trial) -> fit(load, ridges[0], trial));
        Rows<Double, Score[]> more = lab.repeat(get(DRAWS))
                .each(
                        "fit",
                        new double[] {LOADS[1], LOADS[2]},
                        (load, trial) -> fit(load, ridges[Arrays.binarySearch(LOADS, load)], trial));
        Fits fits = (place, number) ->
                (place.load == LOADS[0] ? few : more).mean(place.load, scores -> number.applyAsDouble(scores));

        lab.check(Claim.that("mean score M of a fresh sample, each loss at its best ridge")
                .each(places, place -> fits.mean(place, s -> s[place.loss.ordinal()].mean))
                .predicts(place -> theory.number(place, t -> t.score.mean))
                .rival("as with very many samples", place -> theory.number(place, t -> t.manySamples.mean))
                .withinRelative(0.03));
        lab.check(Claim.that("deviation σ of that score")
                .each(places, place -> fits.mean(place, s -> s[place.loss.ordinal()].deviation))
                .predicts(place -> theory.number(place, t -> t.score.deviation))
                .rival("as with very many samples", place -> theory.number(place, t -> t.manySamples.deviation))
                .withinRelative(0.03));
        lab.check(Claim.that("probability of error")
                .each(places, place -> fits.mean(place, s -> s[place.loss.ordinal()].error))
                .predicts(place -> theory.number(place, t -> t.score.error))
                .rival("as with very many samples", place -> theory.number(place, t -> t.manySamples.error))
                .within(0.006));
        List<Place> others = places.stream()
                .filter(place -> place.loss != MarginLoss.SQUARE && place.load > 2)
                .toList();
        lab.check(Claim.that("how much better the square loss is, on the same data")
                .each(others, place -> fits.mean(place, s -> s[place.loss.ordinal()].error - s[0].error))
                .predicts(place -> theory.number(place, t -> t.score.error)
                        - theory.number(new Place(place.load, MarginLoss.SQUARE), t -> t.score.error))
                .rival("the loss does not matter", 0)
                .within(0.0015));
        show(lab, places, theory, fits);
    }

    /** Half of the directions have variance 1, half 4, and they carry 1.5 and 3.5 of ‖μ‖² = 5. */
    private double variance(int direction) {
        return direction < get(DIMENSION) / 2 ? 1 : 4;
    }

    private double mean(int direction) {
        int half = get(DIMENSION) / 2;
        return direction < half ? Math.sqrt(1.5 / half) : Math.sqrt(3.5 / (get(DIMENSION) - half));
    }

    private RidgeErm problem(double samples) {
        int p = get(DIMENSION);
        return RidgeErm.of(
                IntStream.range(0, p).mapToDouble(this::variance).toArray(),
                IntStream.range(0, p).mapToDouble(this::mean).toArray(),
                samples);
    }

    private int samples(double load) {
        return (int) Math.round(load * get(DIMENSION));
    }

    private Theory theory(Place place) {
        RidgeErm problem = problem(samples(place.load));
        double exponent = Bracket.minimum(
                e -> problem.solve(place.loss, Math.exp(e)).error(), Math.log(RIDGES[0]), Math.log(RIDGES[24]));
        double ridge = Math.exp(exponent);
        return new Theory(
                ridge,
                Score.of(problem.solve(place.loss, ridge)),
                Score.of(problem(1e9).solve(place.loss, ridge)),
                Arrays.stream(RIDGES)
                        .map(r -> problem.solve(place.loss, r).error())
                        .toArray());
    }

    /** All losses on one data set. */
    private Score[] fit(double load, double[] ridges, Trial trial) {
        int p = get(DIMENSION);
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().stream());
        double[] x = new double[samples(load) * p];
        for (int i = 0; i < x.length; i++) {
            x[i] = mean(i % p) + Math.sqrt(variance(i % p)) * normal.sample();
        }
        return Stream.of(MarginLoss.values())
                .map(loss -> {
                    double[] beta = ErmFit.newton(loss, x, p, ridges[loss.ordinal()]);
                    double signal = IntStream.range(0, p)
                            .mapToDouble(i -> beta[i] * mean(i))
                            .sum();
                    double square = IntStream.range(0, p)
                            .mapToDouble(i -> beta[i] * beta[i] * variance(i))
                            .sum();
                    return Score.of(signal, Math.sqrt(square));
                })
                .toArray(Score[]::new);
    }

    private void show(Lab lab, List<Place> places, Rows<Place, Theory> theory, Fits fits) {
        Chart curves =
                Chart.titled("n = 4 p").x("ridge γ").y("probability of error").logX();
        Chart best = Chart.titled("Each loss at its best ridge")
                .x("samples for each dimension n/p")
                .y("probability of error")
                .logX();
        for (MarginLoss loss : MarginLoss.values()) {
            List<Place> here =
                    places.stream().filter(place -> place.loss == loss).toList();
            Estimates errors = Estimates.of(here, place -> fits.mean(place, s -> s[loss.ordinal()].error));
            String label = loss.name().toLowerCase(Locale.ROOT);
            Place middle = here.get(1);
            curves = new Estimates(List.of(errors.all().get(1)))
                    .on(curves, label, theory.number(middle, Theory::ridge))
                    .theory(
                            "theory",
                            RIDGES,
                            theory.first(middle).map(Theory::curve).orElse(new double[RIDGES.length]));
            best = errors.on(best, label, LOADS)
                    .theory(
                            "theory",
                            LOADS,
                            here.stream()
                                    .mapToDouble(p -> theory.number(p, t -> t.score.error))
                                    .toArray());
        }
        lab.figure(curves, best);
        lab.table(Results.titled(card().title())
                .texts("loss and samples", places.stream().map(Place::toString).toArray(String[]::new))
                .numbers("best ridge", theory.column(Theory::ridge))
                .numbers(
                        "error",
                        Estimates.of(places, p -> fits.mean(p, s -> s[p.loss.ordinal()].error))
                                .values())
                .numbers("error, theory", theory.column(t -> t.score.error)));
    }
}
