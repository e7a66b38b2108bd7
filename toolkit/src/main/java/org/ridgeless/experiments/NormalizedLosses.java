package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.InterpolatingNetworks.Origin;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.NormalizedLoss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Divided by the product of norms, test loss goes with training loss. Card: normalized-losses.md. */
public final class NormalizedLosses extends Experiment<NormalizedLosses> {
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .tiny(32)
            .teaching(40)
            .paper(100);
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("networks of each origin")
            .tiny(1)
            .teaching(3)
            .paper(6);
    static final Option<Integer> TEST_SAMPLES = Option.count("test-samples")
            .help("generated test samples")
            .atLeast(100)
            .tiny(200)
            .teaching(5000)
            .paper(20_000);

    private static final int SAMPLES = 300;

    /** The data on which networks are trained. */
    enum Source {
        GENERATED("generated"),
        DIGITS("digits");

        final String label;

        Source(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    record Setting(Source source, Origin origin) {}

    /** Cross-entropies of a network as trained, what is missing to log C once it is normalized, and its test error. */
    record Losses(double train, double test, double leftOnTrain, double leftOnTest, double error) {}

    public static NormalizedLosses study() {
        return new NormalizedLosses();
    }

    /** Units of each of the two hidden layers, at least 1. */
    public NormalizedLosses width(int units) {
        return with(WIDTH, units);
    }

    /** Networks of each origin, at least 1. */
    public NormalizedLosses repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Generated test samples, at least 100. */
    public NormalizedLosses testSamples(int count) {
        return with(TEST_SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        Seeds seeds = lab.seeds();
        Data train = InterpolatingNetworks.teacher(SAMPLES, seeds, "train");
        Data test = InterpolatingNetworks.teacher(get(TEST_SAMPLES), seeds, "test");
        Data digits = digits(seeds);
        List<Setting> settings = new ArrayList<>();
        for (Source source : Source.values()) {
            Origin.all().forEach(origin -> settings.add(new Setting(source, origin)));
        }
        Rows<Setting, Losses> networks = lab.repeat(get(REPETITIONS))
                .each(
                        "network",
                        settings,
                        (setting, trial) -> setting.source() == Source.GENERATED
                                ? train(setting, train, test, trial)
                                : train(
                                        setting,
                                        digits.range(0, SAMPLES),
                                        digits.range(SAMPLES, digits.samples()),
                                        trial));

        List<Source> sources = List.of(Source.values());
        lab.check(Claim.that(
                        "normalized, log C − L on test and on training data go together: correlation of their logarithms")
                .each(
                        sources,
                        source -> correlation(
                                networks, source, l -> Math.log(l.leftOnTrain()), l -> Math.log(l.leftOnTest())))
                .rival(
                        "losses as trained",
                        source -> correlation(networks, source, Losses::train, Losses::test)
                                .value())
                .atLeast(0.9));
        lab.check(Claim.that("they are proportional: exponent of one in the other")
                .each(
                        sources,
                        source -> Estimate.slope(
                                        column(networks, source, l -> Math.log(l.leftOnTrain())),
                                        column(networks, source, l -> Math.log(l.leftOnTest())))
                                .troubled(networks.problem()))
                .predicts(1)
                .rival("the test loss does not follow", 0)
                .rival("a square root", 0.5)
                .within(0.15));
        lab.check(Claim.that(
                        "the normalized test loss orders the test errors: rank correlation of log C − L with the error")
                .each(
                        sources,
                        source -> Estimate.rankCorrelation(
                                        column(networks, source, Losses::leftOnTest),
                                        column(networks, source, Losses::error))
                                .troubled(networks.problem()))
                .rival("no relation", 0)
                .atMost(-0.3));
        show(lab, networks, settings);
    }

    private Losses train(Setting setting, Data train, Data test, Trial trial) {
        Net net = InterpolatingNetworks.of(setting.origin(), train, get(WIDTH), trial.seeds());
        double most = Math.log(train.outputs());
        return new Losses(
                Risk.of(net, train, Loss.CROSS_ENTROPY).value(net.parameters()),
                Risk.of(net, test, Loss.CROSS_ENTROPY).value(net.parameters()),
                most - NormalizedLoss.of(net, train).value(),
                most - NormalizedLoss.of(net, test).value(),
                Margins.of(net, test).error());
    }

    /** Centred digits, scaled to the mean length of the generated inputs; what is not trained on is for the test. */
    private Data digits(Seeds seeds) {
        Data all = images().centered().shuffled(seeds.child("digits").value());
        double square = Arrays.stream(all.flatInputs()).map(v -> v * v).sum() / all.samples();
        return all.scaled(Math.sqrt(InterpolatingNetworks.INPUTS / square));
    }

    private static Estimate correlation(
            Rows<Setting, Losses> networks, Source source, ToDoubleFunction<Losses> x, ToDoubleFunction<Losses> y) {
        return Estimate.correlation(column(networks, source, x), column(networks, source, y))
                .troubled(networks.problem());
    }

    private static double[] column(Rows<Setting, Losses> networks, Source source, ToDoubleFunction<Losses> value) {
        return networks.items().stream()
                .filter(setting -> setting.source() == source)
                .flatMap(setting -> networks.values(setting).stream())
                .mapToDouble(value)
                .toArray();
    }

    private static void show(Lab lab, Rows<Setting, Losses> networks, List<Setting> settings) {
        lab.table(Results.titled("Losses before and after normalization, first network of each origin")
                .texts("data", settings.stream().map(s -> s.source().label).toArray(String[]::new))
                .texts(
                        "origin",
                        settings.stream().map(s -> s.origin().toString()).toArray(String[]::new))
                .numbers("train CE", networks.column(Losses::train))
                .numbers("test CE", networks.column(Losses::test))
                .numbers("log C − train CE of f̃", networks.column(Losses::leftOnTrain))
                .numbers("log C − test CE of f̃", networks.column(Losses::leftOnTest))
                .numbers("test error", networks.column(Losses::error)));
        List<Chart> charts = new ArrayList<>();
        for (Source source : Source.values()) {
            double[] left = column(networks, source, Losses::leftOnTrain);
            if (left.length > 1) {
                charts.add(panel("As trained, " + source.label)
                        .x("training cross-entropy")
                        .y("test cross-entropy")
                        .points(
                                "networks",
                                column(networks, source, Losses::train),
                                column(networks, source, Losses::test)));
                charts.add(panel("Divided by the product of norms, " + source.label)
                        .x("log C − training cross-entropy of f̃")
                        .y("log C − test cross-entropy of f̃")
                        .points("networks", left, column(networks, source, Losses::leftOnTest))
                        .theory(
                                "equal losses",
                                x -> x,
                                Arrays.stream(left).min().orElseThrow(),
                                Arrays.stream(left).max().orElseThrow()));
            }
        }
        if (!charts.isEmpty()) {
            lab.figure(Panels.of(charts.toArray(Chart[]::new)).columns(2));
        }
    }

    private static Chart panel(String title) {
        return Chart.titled(title).logX().logY().size(520, 400);
    }
}
