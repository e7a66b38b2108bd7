package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.models.Langevin;
import org.ridgeless.models.SampledWells;
import org.ridgeless.models.TwoWells;
import org.ridgeless.plots.Chart;
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

/** Langevin dynamics concentrates in wide minima, exponentially in the number of directions. Card: wide-minima.md. */
public final class WideMinima extends Experiment<WideMinima> {
    static final Option<Grid> DIRECTIONS = Option.grid("directions")
            .help("numbers D of directions in which one well is wider")
            .atLeast(0)
            .atMost(64)
            .always(Grid.of(0, 1, 2, 4, 8));
    static final Option<Double> TEMPERATURE = Option.number("temperature")
            .help("temperature T in units of the barrier, high enough for walkers to cross it often")
            .atLeast(0.3)
            .always(0.5);
    static final Option<Double> STEP = Option.number("step")
            .help("step γ of the scheme, small against 1/(8h)")
            .above(0)
            .atMost(0.05)
            .always(0.01);
    static final Option<Integer> WALKERS = Option.count("walkers")
            .help("independent walkers for each D")
            .atLeast(2)
            .tiny(8)
            .teaching(900)
            .paper(2000);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each walker, a tenth of them not counted")
            .atLeast(400)
            .tiny(4000)
            .teaching(40_000)
            .paper(160_000);

    private static final double BARRIER = 1;
    private static final double WIDE = 1;
    private static final double NARROW = 4;
    private static final double SWITCH = 0.2;
    private static final int SNAPSHOTS = 40;
    private static final int SAMPLED_DIRECTIONS = 4;

    /** The part of the time that a walker spends in the wide well, and places where it was seen. */
    record Walk(double inWideWell, double[] places) {}

    /** The noise of labels under which stochastic gradient descent runs. */
    enum Labels {
        NOISY(1.5),
        FITTED(0);

        final double noise;

        Labels(double noise) {
            this.noise = noise;
        }
    }

    public static WideMinima study() {
        return new WideMinima();
    }

    /** Numbers D of directions in which one well is wider, at least 0 and at most 64. */
    public WideMinima directions(int... numbers) {
        return with(DIRECTIONS, Grid.of(Arrays.stream(numbers).asDoubleStream().toArray()));
    }

    /** Temperature T in units of the barrier, high enough for walkers to cross it often, at least 0.3. */
    public WideMinima temperature(double value) {
        return with(TEMPERATURE, value);
    }

    /** Step γ of the scheme, small against 1/(8h), above 0 and at most 0.05. */
    public WideMinima step(double value) {
        return with(STEP, value);
    }

    /** Independent walkers for each D, at least 2. */
    public WideMinima walkers(int count) {
        return with(WALKERS, count);
    }

    /** Steps of each walker, a tenth of them not counted, at least 400. */
    public WideMinima steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        int[] directions = get(DIRECTIONS).integers();
        Lab walkers = lab.repeat(get(WALKERS));
        Rows<Integer, Walk> walks = walkers.each("walk", directions, this::walk);
        Rows<Labels, Double> ends = walkers.each("descent", List.of(Labels.values()), this::descend);

        lab.check(Claim.that("the part of the time in the wide well is that of the Gibbs measure")
                .each(walks.items(), d -> walks.mean(d, Walk::inWideWell))
                .predicts(this::gibbs)
                .rival("depth alone, whatever the volume", 0.5)
                .within(0.015));
        int widest = Arrays.stream(directions).max().orElseThrow();
        int plain = Arrays.stream(directions).min().orElseThrow();
        lab.check(Claim.that("the log-odds of the wide well grow with each direction as the volume does")
                .observed(logOdds(walks, widest).minus(logOdds(walks, plain)).over(widest - plain))
                .predicts((logit(gibbs(widest)) - logit(gibbs(plain))) / (widest - plain))
                .rival("widths instead of volumes, log(kₙ/k_w)", Math.log(NARROW / WIDE))
                .withinRelative(0.1));
        lab.check(Claim.that("SGD with label noise from about the barrier prefers the wide well")
                .observed(ends.share(Labels.NOISY, x -> x < 0))
                .rival("no preference", 0.5)
                .atLeast(0.6));
        lab.check(Claim.that("where every sample is fitted it does so less often, from the same starts")
                .observed(difference(ends))
                .rival("label noise has no part in it", 0)
                .atLeast(0.05));
        show(lab, walks, ends);
    }

    private Walk walk(int directions, Trial trial) {
        double[] state = new double[directions + 1];
        state[0] = trial.number() % 2 == 0 ? 1 : -1;
        int steps = get(STEPS);
        int burnIn = steps / 10;
        int stride = (steps - burnIn) / SNAPSHOTS;
        double[] places = new double[SNAPSHOTS];
        int[] counts = new int[2];
        Langevin.on(wells(directions), get(TEMPERATURE), get(STEP)).run(state, steps, trial.seeds(), now -> {
            int step = counts[0]++ - burnIn;
            if (step >= 0) {
                counts[1] += now[0] < 0 ? 1 : 0;
                if (step % stride == 0 && step < stride * SNAPSHOTS) {
                    places[step / stride] = now[0];
                }
            }
        });
        return new Walk((double) counts[1] / (steps - burnIn), places);
    }

    /** Where stochastic gradient descent ends; walkers 2k and 2k + 1 start at mirrored places about the barrier. */
    private double descend(Labels labels, Trial trial) {
        var normal =
                ZigguratSampler.NormalizedGaussian.of(trial.paired().child("pair").child(trial.number() / 2).stream());
        double[] state =
                normal.samples(SAMPLED_DIRECTIONS + 1).map(v -> 0.1 * v).toArray();
        state[0] *= trial.number() % 2 == 0 ? 1 : -1;
        new SampledWells(wells(SAMPLED_DIRECTIONS), labels.noise).descend(state, get(STEPS) / 20, 0.02, trial.seeds());
        return state[0];
    }

    private static TwoWells wells(int directions) {
        return new TwoWells(BARRIER, WIDE, NARROW, SWITCH, directions);
    }

    private double gibbs(int directions) {
        return wells(directions).gibbs(get(TEMPERATURE)).below(0);
    }

    private static Estimate logOdds(Rows<Integer, Walk> walks, int directions) {
        return walks.mean(directions, Walk::inWideWell).map(WideMinima::logit);
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** How much more often a walker ends in the wide well with label noise than without. */
    private static Estimate difference(Rows<Labels, Double> ends) {
        double[] noisy = ends.numbers(Labels.NOISY, x -> x < 0 ? 1 : 0);
        double[] fitted = ends.numbers(Labels.FITTED, x -> x < 0 ? 1 : 0);
        int pairs = Math.min(noisy.length, fitted.length);
        double[] more =
                IntStream.range(0, pairs).mapToDouble(i -> noisy[i] - fitted[i]).toArray();
        return Estimate.mean(more).troubled(ends.problem());
    }

    private void show(Lab lab, Rows<Integer, Walk> walks, Rows<Labels, Double> ends) {
        Results table = Results.titled("Time in the wide well")
                .numbers("D", walks.items().stream().mapToInt(d -> d).toArray())
                .numbers(
                        "P(wide)",
                        walks.items().stream()
                                .mapToDouble(d -> Statistics.mean(walks.numbers(d, Walk::inWideWell)))
                                .toArray())
                .numbers(
                        "Gibbs", walks.items().stream().mapToDouble(this::gibbs).toArray());
        lab.table(table);
        int middle = walks.items().get(walks.items().size() / 2);
        var law = wells(middle).gibbs(get(TEMPERATURE));
        lab.figure(
                Chart.titled("Time in the wide well")
                        .x("number D of directions that are wider")
                        .y("P(x < 0)")
                        .points("Langevin", table.numbers("D"), table.numbers("P(wide)"))
                        .theory("Gibbs, by quadrature", table.numbers("D"), table.numbers("Gibbs")),
                Chart.titled("Where the walkers are, D = " + middle)
                        .x("x")
                        .y("density")
                        .histogram("Langevin", walks.pooled(middle, Walk::places), 60)
                        .theory("Gibbs marginal", law::density, -2, 2),
                Chart.titled("Where SGD ends, D = " + SAMPLED_DIRECTIONS)
                        .x("x")
                        .y("fraction of walkers below x")
                        .cdf("with label noise", ends.numbers(Labels.NOISY, x -> x))
                        .cdf("every sample fitted", ends.numbers(Labels.FITTED, x -> x)));
    }
}
