package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.constrained.FlowLaw;
import org.ridgeless.dynamics.constrained.FlowPath;
import org.ridgeless.dynamics.constrained.UnitNormFlow;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** The flow of ρ and V on the unit sphere, as printed and as it should be. Card: constrained-flow.md. */
public final class ConstrainedFlow extends Experiment<ConstrainedFlow> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("Runge–Kutta steps of each flow")
            .atLeast(200)
            .tiny(15_000)
            .teaching(30_000)
            .paper(600_000);
    static final Option<Integer> SETS = Option.count("sets")
            .help("data sets, each judged")
            .tiny(2)
            .teaching(4)
            .paper(10);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("further data sets, over which the rate with the extra ρ is judged")
            .atLeast(2)
            .tiny(3)
            .teaching(24)
            .paper(40);
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples of each data set").atLeast(2).always(20);

    private static final int RECORDS = 200;
    private static final double STEP = 0.3;

    /** Which equations are integrated, for which network. */
    enum Kind {
        CORRECTED("corrected", FlowLaw.CORRECTED),
        EXTRA("with the extra ρ", FlowLaw.EXTRA_RHO),
        PRINTED("as printed", FlowLaw.PRINTED),
        RELU("corrected, two-layer ReLU", FlowLaw.CORRECTED);

        final String label;
        final FlowLaw law;

        Kind(String label, FlowLaw law) {
            this.label = label;
            this.law = law;
        }
    }

    record Setting(Kind kind, int set) {
        @Override
        public String toString() {
            return kind.label + ", data set " + set;
        }
    }

    /** Along a flow: log t and the smallest margin over the largest possible, until a number overflows; drift of the norms. */
    record Flow(double[] logTime, double[] share, double last, double drift) {

        /** (1 − γ/γ*) log t at a part of the records. */
        double scaledGap(double part) {
            if (share.length == 0) {
                return Double.NaN;
            }
            int place = (int) Math.round(part * (share.length - 1));
            return (1 - share[place]) * logTime[place];
        }
    }

    public static ConstrainedFlow study() {
        return new ConstrainedFlow();
    }

    /** Runge–Kutta steps of each flow, at least 200. */
    public ConstrainedFlow steps(int count) {
        return with(STEPS, count);
    }

    /** Data sets, each judged, at least 1. */
    public ConstrainedFlow sets(int count) {
        return with(SETS, count);
    }

    /** Further data sets, over which the rate with the extra ρ is judged, at least 2. */
    public ConstrainedFlow draws(int count) {
        return with(DRAWS, count);
    }

    /** Samples of each data set, at least 2. */
    public ConstrainedFlow samples(int count) {
        return with(SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Setting> settings = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int set = 0; set < get(SETS); set++) {
                settings.add(new Setting(kind, set));
            }
        }
        Rows<Setting, Flow> flows = lab.each("flow", settings, this::flow);
        Rows<Kind, Flow> closing =
                lab.repeat(get(DRAWS)).each("closing", List.of(Kind.EXTRA), (kind, trial) -> closing(kind, trial));
        List<Setting> corrected = of(settings, Kind.CORRECTED);
        double half = Statistics.median(closing.numbers(Kind.EXTRA, ConstrainedFlow::logRatio));

        lab.check(Claim.that("corrected: the smallest margin over the largest possible")
                .each(corrected, s -> flows.exactly(s, Flow::last))
                .rival("it separates the data, no more", 0)
                .atLeast(0.9));
        lab.check(Claim.that(
                        "with the extra ρ: gap · log t at the end over that half way, so that the gap closes like 1/log t")
                .observed(closing.median(Kind.EXTRA, f -> f.scaledGap(1) / f.scaledGap(0.5)))
                .predicts(1)
                .rival("it closes like 1/(log t)²", half)
                .rival("it does not close", 1 / half)
                // Half the distance to the nearest rival, about 0.69.
                .within(0.15));
        lab.check(Claim.that("as printed, without the labels, the data are separated")
                .each(of(settings, Kind.PRINTED), s -> flows.exactly(s, Flow::last))
                .atLeast(0)
                .mustBreak());
        lab.check(Claim.that("two-layer ReLU, corrected: the data are separated")
                .each(of(settings, Kind.RELU), s -> flows.exactly(s, Flow::last))
                .atLeast(0));
        lab.check(Claim.that("norms stay 1 without being reset, largest deviation")
                .each(corrected, s -> flows.exactly(s, Flow::drift))
                .atMost(1e-6));
        show(lab, settings, flows);
    }

    private static List<Setting> of(List<Setting> settings, Kind kind) {
        return settings.stream().filter(s -> s.kind() == kind).toList();
    }

    private static double logRatio(Flow flow) {
        double[] t = flow.logTime();
        return t.length == 0 ? Double.NaN : t[(t.length - 1) / 2] / t[t.length - 1];
    }

    private Flow flow(Setting setting, Trial trial) {
        Data data = data(trial.paired().child("data").child(setting.set()));
        long seed = trial.paired().child("net").child(setting.set()).value();
        Net net = setting.kind() == Kind.RELU
                ? Nets.relu(3, 20, 1).seed(seed)
                : Nets.linear(3, 1).seed(seed);
        return flow(setting.kind(), net, data);
    }

    /**
     * From a start on the side of most samples: from the other, where the mean of the margins is negative, one flow in five with
     * the extra ρ ends at ρ = 0, where the direction stands still.
     */
    private Flow closing(Kind kind, Trial trial) {
        Data data = data(trial.seeds().child("data"));
        Net net = Nets.linear(3, 1).seed(trial.seeds().child("net").value());
        double side = Vectors.sum(Margins.of(net, data).values());
        Net start = side < 0 ? net.withParameters(Vectors.scale(net.parameters(), -1)) : net;
        return flow(kind, start, data);
    }

    private Data data(Seeds seeds) {
        return Data.separable(get(SAMPLES), 3).gap(0.3).seed(seeds.value());
    }

    private Flow flow(Kind kind, Net net, Data data) {
        FlowPath path = UnitNormFlow.of(net, data, kind.law, STEP).run(1, get(STEPS), RECORDS);
        double best = MaxMargin.l2(data).margin();
        return new Flow(
                Arrays.stream(path.time()).skip(1).map(Math::log).toArray(),
                Arrays.stream(path.margin()).skip(1).map(m -> m / best).toArray(),
                path.lastMargin() / best,
                path.drift());
    }

    private static void show(Lab lab, List<Setting> settings, Rows<Setting, Flow> flows) {
        lab.table(Results.titled("At the end of the flows")
                .texts("flow", settings.stream().map(Setting::toString).toArray(String[]::new))
                .numbers(
                        "log t",
                        flows.column(f -> f.logTime().length == 0 ? Double.NaN : f.logTime()[f.logTime().length - 1]))
                .numbers("smallest margin / γ*", flows.column(Flow::last))
                .numbers("gap · log t, half way", flows.column(f -> f.scaledGap(0.5)))
                .numbers("at the end", flows.column(f -> f.scaledGap(1)))
                .numbers("largest |‖V‖ − 1|", flows.column(Flow::drift)));
        Chart chart = Chart.titled("Smallest margin at unit norm, data set 0")
                .x("record, evenly spaced in Runge–Kutta steps")
                .y("min y f̃ / γ*")
                .yRange(-2, 1.2);
        for (Setting setting : settings) {
            if (setting.set() == 0
                    && setting.kind() != Kind.RELU
                    && flows.first(setting).isPresent()) {
                double[] share = flows.first(setting).get().share();
                double[] record = new double[share.length];
                Arrays.setAll(record, i -> i + 1);
                chart = chart.line(setting.kind().label, record, share);
            }
        }
        lab.figure(chart.horizontal("largest margin γ*", 1).horizontal("separated above", 0));
    }
}
