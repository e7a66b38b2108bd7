package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.experiments.InterpolatingNetworks.Origin;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Whether all margins count, and whether all data do. Card: margin-area.md. */
public final class MarginArea extends Experiment<MarginArea> {
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .tiny(32)
            .teaching(40)
            .paper(100);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples of which all but one per cent are taken away")
            .atLeast(300)
            .tiny(1000)
            .teaching(2000)
            .paper(3000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks that go on with a part of their sample, and a quarter as many of each origin")
            .atLeast(2)
            .tiny(2)
            .teaching(18)
            .paper(24);
    static final Option<Integer> TEST_SAMPLES = Option.count("test-samples")
            .help("test samples")
            .atLeast(100)
            .tiny(200)
            .teaching(5000)
            .paper(20_000);

    private static final int ORIGIN_SAMPLES = 300;
    private static final int MORE_STEPS = 2000;

    /** Mean normalized margin on the sample, and test error. */
    record Fit(double area, double error) {}

    /** Which hundredth of the sample is kept. */
    enum Kept {
        SMALLEST("smallest margins"),
        RANDOM("random samples"),
        LARGEST("largest margins");

        final String label;

        Kept(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * What becomes of a separating network and of a fresh one that go on with a hundredth of the sample.
     *
     * @param extra test error after minus before, for each way of choosing
     * @param fresh test error of a network that saw only the hundredth minus that before
     * @param smallest the samples of smallest margin
     */
    record Going(double[] extra, double[] fresh, int[] smallest) {}

    public static MarginArea study() {
        return new MarginArea();
    }

    /** Units of each of the two hidden layers, at least 1. */
    public MarginArea width(int units) {
        return with(WIDTH, units);
    }

    /** Samples of which all but one per cent are taken away, at least 300. */
    public MarginArea samples(int count) {
        return with(SAMPLES, count);
    }

    /** Networks that go on with a part of their sample, and a quarter as many of each origin, at least 2. */
    public MarginArea networks(int count) {
        return with(NETWORKS, count);
    }

    /** Test samples, at least 100. */
    public MarginArea testSamples(int count) {
        return with(TEST_SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        Data train = InterpolatingNetworks.teacher(ORIGIN_SAMPLES, lab.seeds().child("origins"), "train");
        Data test = InterpolatingNetworks.teacher(get(TEST_SAMPLES), lab.seeds().child("origins"), "test");
        Data large = InterpolatingNetworks.teacher(get(SAMPLES), lab.seeds().child("large"), "train");
        Data largeTest =
                InterpolatingNetworks.teacher(get(TEST_SAMPLES), lab.seeds().child("large"), "test");
        Rows<Origin, Fit> fits = lab.repeat(Math.max(1, get(NETWORKS) / 4))
                .each("origin", Origin.all(), (origin, trial) -> fit(origin, train, test, trial));
        Rows<String, Going> going = lab.repeat(get(NETWORKS))
                .each("hundredth", List.of("network"), (name, trial) -> goOn(large, largeTest, trial));

        lab.check(Claim.that(
                        "across scales and earlier labels: rank correlation of mean normalized margin and test error")
                .observed(Estimate.rankCorrelation(column(fits, Fit::area), column(fits, Fit::error))
                        .troubled(fits.problem()))
                .rival("no relation", 0)
                .atMost(-0.4));
        lab.check(Claim.that("keeping 1 %: largest change of the test error of a network")
                .each(
                        List.of(Kept.RANDOM, Kept.LARGEST),
                        kept -> Estimate.largest(going.numbers("network", g -> Math.abs(g.extra()[kept.ordinal()])))
                                .troubled(going.problem()))
                .rival(
                        "as for a fresh network",
                        kept -> Statistics.mean(going.numbers("network", g -> g.fresh()[kept.ordinal()])))
                .atMost(0.05));
        lab.check(Claim.that("keeping the 1 % of smallest margins hurts")
                .observed(going.mean("network", g -> g.extra()[Kept.SMALLEST.ordinal()]))
                .rival("they carry the classifier, as support vectors do", 0)
                .atLeast(0.03));
        lab.check(Claim.that("the 1 % of smallest margins of two networks: largest Jaccard overlap")
                .observed(Estimate.largest(overlaps(going.values("network"))).troubled(going.problem()))
                .rival("the same samples for all networks", 1)
                .atMost(0.6));
        show(lab, fits, going);
    }

    private Fit fit(Origin origin, Data train, Data test, Trial trial) {
        Net net = InterpolatingNetworks.of(origin, train, get(WIDTH), trial.seeds());
        return new Fit(
                Margins.normalized(net, train).by(Norm.FROBENIUS_PRODUCT).area(),
                Margins.of(net, test).error());
    }

    private Going goOn(Data train, Data test, Trial trial) {
        Net net = InterpolatingNetworks.separating(
                train, get(WIDTH), trial.seeds().child("network"));
        Net fresh = InterpolatingNetworks.start(train, get(WIDTH), trial.seeds().child("fresh"));
        int[] order = order(net, train);
        int n = order.length;
        int kept = n / 100;
        double before = Margins.of(net, test).error();
        double[] extra = new double[Kept.values().length];
        double[] alone = new double[extra.length];
        for (Kept policy : Kept.values()) {
            int[] rows = switch (policy) {
                case SMALLEST -> Arrays.copyOf(order, kept);
                case LARGEST -> Arrays.copyOfRange(order, n - kept, n);
                case RANDOM ->
                    Arrays.copyOf(new PermutationSampler(trial.seeds().child("kept").stream(), n, n).sample(), kept);
            };
            Data part = train.subset(rows);
            extra[policy.ordinal()] = Margins.of(descend(net, part), test).error() - before;
            alone[policy.ordinal()] = Margins.of(descend(fresh, part), test).error() - before;
        }
        return new Going(extra, alone, Arrays.copyOf(order, kept));
    }

    private static Net descend(Net net, Data part) {
        return Descent.of(net, part)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.1)
                .run(MORE_STEPS)
                .net();
    }

    /** The samples from the smallest normalized margin to the largest. */
    private static int[] order(Net net, Data train) {
        double[] margins =
                Margins.normalized(net, train).by(Norm.FROBENIUS_PRODUCT).values();
        return IntStream.range(0, margins.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> margins[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** What two networks at a time have in common among their smallest margins, over what they have. */
    private static double[] overlaps(List<Going> networks) {
        return IntStream.range(0, networks.size())
                .boxed()
                .flatMap(a -> IntStream.range(0, a).mapToObj(b -> overlap(networks.get(a), networks.get(b))))
                .mapToDouble(overlap -> overlap)
                .toArray();
    }

    private static double overlap(Going a, Going b) {
        Set<Integer> both = new HashSet<>(Arrays.stream(a.smallest()).boxed().toList());
        both.retainAll(Arrays.stream(b.smallest()).boxed().toList());
        return both.size() / (2.0 * a.smallest().length - both.size());
    }

    private static double[] column(Rows<Origin, Fit> fits, ToDoubleFunction<Fit> value) {
        return fits.values().stream().mapToDouble(value).toArray();
    }

    private static void show(Lab lab, Rows<Origin, Fit> fits, Rows<String, Going> going) {
        lab.table(Results.titled("Networks that all fit the same 300 samples, first of each origin")
                .texts("origin", fits.items().stream().map(Origin::toString).toArray(String[]::new))
                .numbers("mean normalized margin", fits.column(Fit::area))
                .numbers("test error", fits.column(Fit::error)));
        Chart areas = Chart.titled("Networks that all fit the same " + ORIGIN_SAMPLES + " samples")
                .x("mean normalized margin, (1/N) Σ m_n / ρ")
                .y("test error")
                .logX();
        for (String label : List.of("initial scale", "labels corrupted before")) {
            List<Fit> some = fits.items().stream()
                    .filter(origin -> origin.label().equals(label))
                    .flatMap(origin -> fits.values(origin).stream())
                    .toList();
            areas = areas.points(
                    label,
                    some.stream().mapToDouble(Fit::area).toArray(),
                    some.stream().mapToDouble(Fit::error).toArray());
        }
        Chart parts = Chart.titled("Going on with one per cent of the sample after separation")
                .x("which samples are kept: smallest margins, random, largest margins")
                .y("test error − test error before")
                .xRange(0.5, 3.5);
        for (Kept kept : Kept.values()) {
            double[] extra = going.numbers("network", g -> g.extra()[kept.ordinal()]);
            double[] fresh = going.numbers("network", g -> g.fresh()[kept.ordinal()]);
            double[] place = new double[extra.length];
            Arrays.fill(place, kept.ordinal() + 1);
            parts = parts.points("gone on, " + kept.label, place, extra).points("fresh, " + kept.label, place, fresh);
        }
        lab.figure(areas, parts.horizontal("no loss", 0));
    }
}
