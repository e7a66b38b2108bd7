package org.ridgeless.experiments.landscape;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.models.GibbsMarginal;
import org.ridgeless.models.Langevin;
import org.ridgeless.models.SampledWells;
import org.ridgeless.models.TwoWells;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Verdict;

/** Langevin dynamics concentrates in wide minima, exponentially in the number of directions. */
public final class WideMinima extends Experiment<WideMinima> {
    private static final double BARRIER = 1;
    private static final double WIDE = 1;
    private static final double NARROW = 4;
    private static final double SWITCH = 0.2;
    private static final int SNAPSHOTS = 40;
    private static final int SAMPLED_DIRECTIONS = 4;
    private static final double LABEL_NOISE = 1.5;
    private static final double RATE = 0.02;
    private static final double START = 0.1;

    private static final Card CARD = Card.named("wide-minima")
            .entry("S13")
            .title("Wide minima win, exponentially in the dimension")
            .claim(
                    "Among equally deep minima the Gibbs measure of noisy gradient descent concentrates on the one of larger"
                            + " volume, and the odds grow exponentially with the number of directions in which it is wider.")
            .formula(
                    "V(x, z) = h(x^2-1)^2 + \\tfrac12 k(x)\\|z\\|^2, \\qquad"
                            + " p(x) \\propto e^{-h(x^2-1)^2/T}\\, k(x)^{-D/2}, \\qquad z \\in \\mathbb R^D",
                    "for the stationary law of df = −∇V dt + √(2T) dB")
            .formula(
                    "\\frac{P(\\text{wide})}{P(\\text{narrow})} \\to \\Big(\\frac{k_n}{k_w}\\Big)^{D/2}",
                    "as the switch between the two curvatures becomes sharp")
            .assumes(
                    "a small constant step, so that the stationary law of the scheme is that of the equation up to O(γ)")
            .assumes("a temperature of at least a third of the barrier, so that walkers cross it often enough")
            .remark(
                    "The slides write df/dt = −γ∇V + dB(t), which mixes white noise with its integral; the equation meant is"
                            + " df = −γ∇V dt + √(2γT) dB. Half of the walkers start in each well, so that the start favours neither.")
            .remark(
                    "What carries over to stochastic gradient descent is the preference, not the law. With a batch of one out of eight"
                            + " samples and label noise, walkers that start about the barrier are driven into the wide well, for the"
                            + " noise grows with the curvature. Where every sample is fitted the noise is gone and nothing is preferred;"
                            + " and in a well the noise no longer moves x, so that no walker comes back.")
            .paper(Paper.by(
                            "Chiyuan Zhang and Qianli Liao and Alexander Rakhlin and Brando Miranda and Noah Golowich and"
                                    + " Tomaso Poggio")
                    .titled("Theory of Deep Learning IIb: Optimization Properties of SGD")
                    .in(2018)
                    .arXiv("1801.02254"))
            .cost("5 s", "1 min");

    private WideMinima(Settings settings) {
        super(CARD, settings);
    }

    public static WideMinima study() {
        return new WideMinima(Settings.none());
    }

    /** The numbers of directions D in which one well is wider. */
    public WideMinima directions(int... numbers) {
        return set("directions", Grid.of(Arrays.stream(numbers).asDoubleStream().toArray()));
    }

    /** The temperature T. */
    public WideMinima temperature(double value) {
        if (!(value >= 0.3 * BARRIER)) {
            throw new IllegalArgumentException(
                    "walkers must cross the barrier h = 1 often, which needs T ≥ 0.3, got T = " + value);
        }
        return set("temperature", value);
    }

    /** The step γ. */
    public WideMinima step(double value) {
        if (!(value > 0 && value <= 0.05)) {
            throw new IllegalArgumentException("the step must be small against 1/(8h), at most 0.05, got " + value);
        }
        return set("step", value);
    }

    /** The number of independent walkers for each D. */
    public WideMinima walkers(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 walkers, got " + count);
        }
        return set("walkers", count);
    }

    @Override
    protected WideMinima copy(Settings other) {
        return new WideMinima(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("directions", Grid.of(0, 1, 2, 4, 8))
                .with("temperature", 0.4)
                .with("step", 0.01);
        return switch (size) {
            case TINY -> common.with("walkers", 8).with("steps", 4000);
            case TEACHING -> common.with("walkers", 400).with("steps", 40_000);
            case PAPER -> common.with("walkers", 2000).with("steps", 160_000);
        };
    }

    @Override
    protected Findings simulate() {
        int[] directions = grid("directions").integers();
        int walkers = integer("walkers");
        Cells.Finished<double[]> runs =
                cells().run(directions.length * walkers, i -> walk(directions[i / walkers], i % walkers));
        Cells.Finished<double[]> sampled = cells().run(walkers, this::descend);
        Results table = table(directions, walkers, runs);
        Verdict verdict = verdict(directions, walkers, runs, table);
        Chart wide = overDirections(table);
        Chart place = overPlace(directions, walkers, runs);
        if (runs.interrupted() || sampled.interrupted()) {
            return new Findings(Panels.of(wide, place), table.partial(), verdict);
        }
        double[] noisy = column(sampled, 0);
        double[] fitted = column(sampled, 1);
        return new Findings(
                Panels.of(wide, place, afterDescent(noisy, fitted)),
                table,
                verdict.and(preference(noisy)).and(indifference(fitted)));
    }

    /** Where stochastic gradient descent ends with label noise and without, from mirrored starts about the barrier. */
    private double[] descend(int walker) {
        double[] ends = new double[2];
        Seeds seeds = seeds().child("sampled");
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child(walker / 2).stream());
        double x = (walker % 2 == 0 ? 1 : -1) * START * normal.sample();
        double[] z = normal.samples(SAMPLED_DIRECTIONS).map(v -> START * v).toArray();
        for (int i = 0; i < ends.length; i++) {
            double[] f = new double[SAMPLED_DIRECTIONS + 1];
            f[0] = x;
            System.arraycopy(z, 0, f, 1, z.length);
            new SampledWells(wells(SAMPLED_DIRECTIONS), i == 0 ? LABEL_NOISE : 0)
                    .descend(
                            f,
                            integer("steps") / 20,
                            RATE,
                            seeds.child("descent").child(walker));
            ends[i] = f[0];
        }
        return ends;
    }

    private static double[] column(Cells.Finished<double[]> runs, int index) {
        return Arrays.stream(runs.indices())
                .mapToDouble(i -> runs.get(i)[index])
                .toArray();
    }

    private static double[] inWideWell(double[] ends) {
        return Arrays.stream(ends).map(x -> x < 0 ? 1 : 0).toArray();
    }

    private static Check preference(double[] noisy) {
        return Claim.that("SGD with label noise, from about the barrier: more than half end in the wide well")
                .predicts(0.5)
                .observed(Statistics.mean(inWideWell(noisy)), Statistics.standardError(inWideWell(noisy)))
                .atLeast();
    }

    private static Check indifference(double[] fitted) {
        return Claim.that("SGD where every sample is fitted: one half ends in each well")
                .predicts(0.5)
                .mean(inWideWell(fitted))
                .within(0.08);
    }

    private static Chart afterDescent(double[] noisy, double[] fitted) {
        return Chart.titled("Where SGD ends, D = " + SAMPLED_DIRECTIONS)
                .x("x")
                .y("fraction of walkers below x")
                .cdf("with label noise", noisy)
                .cdf("every sample fitted", fitted)
                .horizontal("one half", 0.5);
    }

    /** The fraction of the time that one walker spends in the wide well, then the places where it was seen. */
    private double[] walk(int directions, int walker) {
        TwoWells wells = wells(directions);
        double[] f = new double[directions + 1];
        f[0] = walker % 2 == 0 ? 1 : -1;
        int steps = integer("steps");
        int burnIn = steps / 10;
        int stride = (steps - burnIn) / SNAPSHOTS;
        double[] seen = new double[1 + SNAPSHOTS];
        int[] counts = new int[2];
        Langevin langevin = Langevin.on(wells, number("temperature"), number("step"));
        langevin.run(f, steps, seeds().child(directions).child(walker), state -> {
            int step = counts[0]++ - burnIn;
            if (step >= 0) {
                counts[1] += state[0] < 0 ? 1 : 0;
                if (step % stride == 0 && step < stride * SNAPSHOTS) {
                    seen[1 + step / stride] = state[0];
                }
            }
        });
        seen[0] = (double) counts[1] / (steps - burnIn);
        return seen;
    }

    private static TwoWells wells(int directions) {
        return new TwoWells(BARRIER, WIDE, NARROW, SWITCH, directions);
    }

    private double theory(int directions) {
        return wells(directions).gibbs(number("temperature")).below(0);
    }

    private static double[] fractions(int place, int walkers, Cells.Finished<double[]> runs) {
        return IntStream.range(place * walkers, (place + 1) * walkers)
                .filter(runs::has)
                .mapToDouble(i -> runs.get(i)[0])
                .toArray();
    }

    private Results table(int[] directions, int walkers, Cells.Finished<double[]> runs) {
        int n = directions.length;
        double[] mean = new double[n];
        double[] error = new double[n];
        double[] predicted = new double[n];
        for (int i = 0; i < n; i++) {
            double[] fractions = fractions(i, walkers, runs);
            mean[i] = Statistics.mean(fractions);
            error[i] = Statistics.standardError(fractions);
            predicted[i] = theory(directions[i]);
        }
        return Results.titled("Time in the wide well")
                .numbers("D", directions)
                .numbers("P(wide)", mean)
                .numbers("standard error", error)
                .numbers("Gibbs", predicted);
    }

    private Verdict verdict(int[] directions, int walkers, Cells.Finished<double[]> runs, Results table) {
        Verdict verdict = Verdict.of(CARD.title());
        for (int i = 0; i < directions.length; i++) {
            verdict = verdict.and(Claim.that("P(wide) at D = " + directions[i] + " is that of the Gibbs measure")
                    .predicts(theory(directions[i]))
                    .mean(fractions(i, walkers, runs))
                    .within(0.015));
        }
        return verdict.and(slope(table));
    }

    /** The least-squares slope of the log-odds over D, with the error that the time fractions give it. */
    private Check slope(Results table) {
        double[] d = table.numbers("D");
        double[] p = table.numbers("P(wide)");
        double[] error = table.numbers("standard error");
        double centre = Statistics.mean(d);
        double squares = Arrays.stream(d).map(v -> (v - centre) * (v - centre)).sum();
        double slope = 0;
        double variance = 0;
        for (int i = 0; i < d.length; i++) {
            double weight = (d[i] - centre) / squares;
            double spread = p[i] * (1 - p[i]);
            slope += weight * Math.log(p[i] / (1 - p[i]));
            variance += Math.pow(weight * error[i] / spread, 2);
        }
        return Claim.that("log-odds of the wide well grow by ½ log(k_n/k_w) with each direction")
                .predicts(Math.log(NARROW / WIDE) / 2)
                .observed(slope, Math.sqrt(variance))
                .withinRelative(0.10);
    }

    private Chart overDirections(Results table) {
        double[] d = table.numbers("D");
        double[] p = table.numbers("P(wide)");
        double[] error = table.numbers("standard error");
        double[] low = new double[d.length];
        double[] high = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            low[i] = p[i] - 2 * error[i];
            high[i] = p[i] + 2 * error[i];
        }
        double[] every =
                IntStream.rangeClosed(0, (int) d[d.length - 1]).asDoubleStream().toArray();
        double[] predicted = Arrays.stream(every).map(v -> theory((int) v)).toArray();
        return Chart.titled("Time in the wide well")
                .x("number D of directions that are wider")
                .y("P(x < 0)")
                .errors("Langevin (± 2 SE)", d, p, low, high)
                .theory("Gibbs, by quadrature", every, predicted);
    }

    private Chart overPlace(int[] directions, int walkers, Cells.Finished<double[]> runs) {
        int middle = directions.length / 2;
        double[] places = IntStream.range(middle * walkers, (middle + 1) * walkers)
                .filter(runs::has)
                .mapToObj(i -> Arrays.copyOfRange(runs.get(i), 1, 1 + SNAPSHOTS))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        GibbsMarginal law = wells(directions[middle]).gibbs(number("temperature"));
        return Chart.titled("Where the walkers are, D = " + directions[middle])
                .x("x")
                .y("density")
                .histogram("Langevin", places, 60)
                .theory("Gibbs marginal", law::density, -2, 2);
    }
}
