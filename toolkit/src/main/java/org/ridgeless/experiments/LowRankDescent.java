package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.bounds.rank.LowRankSteps;
import org.ridgeless.bounds.rank.RankProfile;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
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

/** SGD with weight decay leaves weight matrices of low rank. Card: low-rank-descent.md. */
public final class LowRankDescent extends Experiment<LowRankDescent> {
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of two hidden layers; the matrix between them is looked at")
            .atLeast(8)
            .atMost(512)
            .tiny(24)
            .teaching(32)
            .paper(64);
    static final Option<Grid> DECAYS = Option.grid("decays")
            .help("weight decays λ, with batches of 4 and steps of 0.05")
            .atLeast(0)
            .atMost(0.05)
            .tiny(Grid.of(0, 0.016))
            .teaching(Grid.of(0, 0.008, 0.016))
            .paper(Grid.of(0, 0.002, 0.004, 0.008, 0.016));
    static final Option<Grid> RATES = Option.grid("rates")
            .help("steps η, with batches of 4 and λ = 0.01; larger ones diverge")
            .above(0)
            .atMost(0.1)
            .tiny(Grid.of(0.025, 0.1))
            .teaching(Grid.of(0.025, 0.05, 0.1))
            .paper(Grid.of(0.0125, 0.025, 0.05, 0.1));
    static final Option<Grid> BATCHES = Option.grid("batches")
            .help("batch sizes B, with steps of 0.05 and λ = 0.016")
            .atLeast(1)
            .atMost(256)
            .tiny(Grid.of(1, 16))
            .teaching(Grid.of(1, 4, 16))
            .paper(Grid.of(1, 4, 16, 64));
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of descent")
            .atLeast(1000)
            .tiny(8000)
            .teaching(10_000)
            .paper(40_000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("independent data sets and networks")
            .atLeast(2)
            .tiny(3)
            .teaching(6)
            .paper(40);

    private static final int INPUTS = 16;
    private static final int CLASSES = 4;
    private static final int SAMPLES = 256;
    private static final int BATCH = 4;
    private static final double RATE = 0.05;
    private static final double DECAY = 0.01;
    private static final double LARGE_DECAY = 0.016;
    /** Singular values below this part of the largest do not count. */
    private static final double PART = 0.01;

    /** Steps grow to η over so many; single samples make one run of a hundred diverge without that. */
    private static final int WARM_UP = 500;

    private static final double ROUNDING = 1e-11;

    /** Where decay has brought the initial weights well below the threshold: e⁻⁶ = 0.0025. */
    private static final double ENOUGH = 6;

    /** How stochastic gradient descent ran. */
    record Setting(int batch, double rate, double decay) {
        @Override
        public String toString() {
            return "B = " + batch + ", η = " + rate + ", λ = " + decay;
        }
    }

    /**
     * The matrix between the hidden layers at the end.
     *
     * @param tightness distance from rank nB over its bound, the largest over n
     * @param added rank of what n steps have added over nB, the largest over n
     */
    record Ranks(double rank, double stable, double effective, double tightness, double added) {}

    public static LowRankDescent study() {
        return new LowRankDescent();
    }

    /** Units of each of two hidden layers; the matrix between them is looked at, at least 8 and at most 512. */
    public LowRankDescent width(int units) {
        return with(WIDTH, units);
    }

    /** Weight decays λ, with batches of 4 and steps of 0.05, at least 0 and at most 0.05. */
    public LowRankDescent decays(double... values) {
        return with(DECAYS, Grid.of(values));
    }

    /** Steps η, with batches of 4 and λ = 0.01; larger ones diverge, above 0 and at most 0.1. */
    public LowRankDescent rates(double... values) {
        return with(RATES, Grid.of(values));
    }

    /** Batch sizes B, with steps of 0.05 and λ = 0.016, at least 1 and at most 256. */
    public LowRankDescent batches(double... sizes) {
        return with(BATCHES, Grid.of(sizes));
    }

    /** Steps of descent, at least 1000. */
    public LowRankDescent steps(int count) {
        return with(STEPS, count);
    }

    /** Independent data sets and networks, at least 2. */
    public LowRankDescent networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Setting> decays = Arrays.stream(get(DECAYS).values())
                .mapToObj(v -> new Setting(BATCH, RATE, v))
                .toList();
        List<Setting> rates = Arrays.stream(get(RATES).values())
                .mapToObj(v -> new Setting(BATCH, v, DECAY))
                .toList();
        List<Setting> batches = Arrays.stream(get(BATCHES).integers())
                .mapToObj(b -> new Setting(b, RATE, LARGE_DECAY))
                .toList();
        Set<Setting> all = new LinkedHashSet<>(decays);
        all.addAll(rates);
        all.addAll(batches);
        Rows<Setting, Ranks> runs = lab.repeat(get(NETWORKS)).each("run", List.copyOf(all), this::train);

        lab.check(Claim.that("rank of what n steps with batches of B have added, over nB: the largest")
                .each(
                        batches,
                        s -> Estimate.largest(runs.numbers(s, Ranks::added)).troubled(runs.problem(s)))
                .rival(
                        "no dependence on the batch: as with all samples",
                        s -> (double) get(WIDTH) / Math.min(get(WIDTH), s.batch()))
                .atMost(1));
        lab.check(Claim.that("distance from the matrices of rank nB over the bound, the largest over n and networks")
                .each(
                        runs.items(),
                        s -> Estimate.largest(runs.numbers(s, Ranks::tightness)).troubled(runs.problem(s)))
                .atMost(1));
        lab.check(Claim.that("the part of the rank that is lost from the smallest to the largest decay and step")
                .each(List.of("decay", "step"), which -> lost(runs, ends(which.equals("decay") ? decays : rates)))
                .rival("no dependence on decay and step", 0)
                .atLeast(0.25));
        lab.check(Claim.that("rank as a power of the batch: in proportion to it, as the bound is")
                .observed(exponent(runs, ends(batches)))
                .predicts(1)
                .within(0.5)
                .mustBreak());
        show(lab, runs, List.of(decays, rates, batches));
    }

    /** The settings of the first and the last number of a sweep. */
    private static List<Setting> ends(List<Setting> sweep) {
        return List.of(sweep.get(0), sweep.get(sweep.size() - 1));
    }

    private Estimate lost(Rows<Setting, Ranks> runs, List<Setting> ends) {
        double times = ends.get(1).rate() * ends.get(1).decay() * get(STEPS);
        return contrast(runs, ends, (first, last) -> (first - last) / get(WIDTH))
                .troubled(
                        times < ENOUGH
                                ? "ηλ times the number of steps is " + times
                                        + ", and the start is not forgotten before " + ENOUGH
                                : "");
    }

    private static Estimate exponent(Rows<Setting, Ranks> runs, List<Setting> ends) {
        double growth = Math.log((double) ends.get(1).batch() / ends.get(0).batch());
        return contrast(runs, ends, (first, last) -> Math.log(last / first) / growth);
    }

    /** The mean of a comparison of the ranks in two settings, made on the same data and network. */
    private static Estimate contrast(Rows<Setting, Ranks> runs, List<Setting> ends, DoubleBinaryOperator comparison) {
        double[] first = runs.numbers(ends.get(0), Ranks::rank);
        double[] last = runs.numbers(ends.get(1), Ranks::rank);
        return Estimate.mean(IntStream.range(0, Math.min(first.length, last.length))
                        .mapToDouble(i -> comparison.applyAsDouble(first[i], last[i]))
                        .toArray())
                .troubled(runs.problem(ends.get(0)))
                .troubled(runs.problem(ends.get(1)));
    }

    private Ranks train(Setting setting, Trial trial) {
        Seeds seeds = trial.paired();
        Data data = Data.teacherClasses(SAMPLES, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child("data").value());
        int last = get(STEPS);
        int[] spans = spans(setting.batch());
        Run run = Descent.of(
                        Nets.relu(INPUTS, get(WIDTH), get(WIDTH), CLASSES)
                                .seed(seeds.child("net").value()),
                        data)
                .loss(Loss.SQUARE)
                .rate(setting.rate())
                .decay(setting.decay())
                .schedule(Schedule.warmUp(WARM_UP))
                .epochs(setting.batch())
                .seed(trial.seeds().child("batches").value())
                .keep(Arrays.stream(spans).map(n -> last - n).toArray())
                .run(last)
                .complete("descent with " + setting);
        double[][] now = run.net().weights(2);
        double tightness = 0;
        double added = 0;
        for (int n : spans) {
            LowRankSteps steps = LowRankSteps.of(
                    run.at(last - n).weights(2), now, n, setting.batch(), 1 - setting.rate() * setting.decay());
            tightness = Math.max(tightness, steps.distance() / steps.bound());
            added = Math.max(added, (double) steps.addedRank(ROUNDING) / steps.mostRank());
        }
        RankProfile profile = RankProfile.of(now);
        return new Ranks(profile.above(PART), profile.stable(), profile.effective(), tightness, added);
    }

    /** Numbers n of steps whose nB is no larger than the matrix, or 1. */
    private int[] spans(int batch) {
        return IntStream.iterate(1, n -> n == 1 || n * batch <= get(WIDTH), n -> 2 * n)
                .toArray();
    }

    private void show(Lab lab, Rows<Setting, Ranks> runs, List<List<Setting>> sweeps) {
        List<Setting> all = runs.items();
        lab.table(Results.titled("The matrix between the hidden layers, means")
                .numbers("B", all.stream().mapToInt(Setting::batch).toArray())
                .numbers("η", all.stream().mapToDouble(Setting::rate).toArray())
                .numbers("λ", all.stream().mapToDouble(Setting::decay).toArray())
                .numbers("rank at 1 %", means(runs, Ranks::rank))
                .numbers("stable rank", means(runs, Ranks::stable))
                .numbers("effective rank", means(runs, Ranks::effective))
                .numbers("distance / bound", means(runs, Ranks::tightness))
                .numbers(
                        "rank by the bound",
                        all.stream()
                                .mapToDouble(s -> LowRankSteps.rankBound(s.batch(), 1 - s.rate() * s.decay(), PART))
                                .toArray()));
        double[] batches = sweeps.get(2).stream().mapToDouble(Setting::batch).toArray();
        double single = runs.mean(sweeps.get(2).get(0), Ranks::rank).value();
        lab.figure(
                panel(runs, sweeps.get(0), "Weight decay lowers the rank", "weight decay λ", Setting::decay),
                panel(runs, sweeps.get(1), "Larger steps lower the rank", "step η", Setting::rate),
                panel(runs, sweeps.get(2), "Small batches hardly do", "batch B", Setting::batch)
                        .logX()
                        .logY()
                        .theory(
                                "in proportion to B, scaled",
                                b -> single * b / batches[0],
                                batches[0],
                                Math.min(batches[batches.length - 1], batches[0] * get(WIDTH) / single)));
    }

    private static double[] means(Rows<Setting, Ranks> runs, ToDoubleFunction<Ranks> measure) {
        return Estimates.of(runs.items(), s -> runs.mean(s, measure)).values();
    }

    private static Chart panel(
            Rows<Setting, Ranks> runs,
            List<Setting> sweep,
            String title,
            String axis,
            ToDoubleFunction<Setting> place) {
        double[] x = sweep.stream().mapToDouble(place).toArray();
        Chart chart = Chart.titled(title).x(axis).y("rank");
        chart = Estimates.of(sweep, s -> runs.mean(s, Ranks::rank)).on(chart, "singular values above 1 %", x);
        chart = Estimates.of(sweep, s -> runs.mean(s, Ranks::effective)).on(chart, "effective rank", x);
        return Estimates.of(sweep, s -> runs.mean(s, Ranks::stable)).on(chart, "stable rank", x);
    }
}
