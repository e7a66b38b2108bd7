package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.MeanSquareThreshold;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Where sharpness settles under momentum: far below 2/η in small batches, above it in large ones. Card: momentum-edge.md. */
public final class MomentumEdge extends Experiment<MomentumEdge> {
    private static final int INPUTS = 10;
    private static final int RECORDS = 32;

    static final Option<Integer> WIDTH = Option.count("width")
            .help("hidden tanh units for small batches, half as many for full ones; the samples grow with them")
            .atLeast(4)
            .tiny(16)
            .teaching(32)
            .paper(32);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of a full batch; small batches take three times as many")
            .atLeast(RECORDS)
            .tiny(800)
            .teaching(1200)
            .paper(4000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks for each descent, with inputs and labels of their own")
            .atLeast(2)
            .tiny(3)
            .teaching(22)
            .paper(40);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("batches over which batch sharpness is averaged at each record")
            .tiny(4)
            .teaching(10)
            .paper(100);

    /** Scales the weights, so that sharpness starts at a fifth to a half of its plateau. */
    private static final double START = 0.5;

    /** A descent; b = 0 is the full batch. */
    record Setting(double rate, double momentum, int batch) {
        boolean full() {
            return batch == 0;
        }

        double lower() {
            return 2 * (1 - momentum) / rate;
        }

        double upper() {
            return 2 * (1 + momentum) / rate;
        }

        double plateau() {
            return full() ? upper() : lower();
        }

        @Override
        public String toString() {
            return "η = " + rate + ", β = " + momentum + ", " + (full() ? "full batch" : "b = " + batch);
        }
    }

    /**
     * Batch sharpness (sharpness for full batches) along a run, and the sharpness of the whole loss, in
     * small batches only where it is late.
     */
    record Trace(double[] batch, double[] whole) {
        double start() {
            return batch[0];
        }

        double late() {
            return last(batch);
        }

        /** The same over the quarter before. */
        double before() {
            return Arrays.stream(batch, batch.length / 2, 3 * batch.length / 4)
                    .average()
                    .orElseThrow();
        }

        double lateWhole() {
            return last(whole);
        }

        /** The mean over the last quarter of the run. */
        private static double last(double[] values) {
            return Arrays.stream(values, 3 * values.length / 4, values.length)
                    .average()
                    .orElseThrow();
        }
    }

    private static final List<Setting> FULL = List.of(new Setting(0.5, 0, 0), new Setting(0.8, 0.5, 0));
    /** Four samples are about the fewest with which a start at half of the plateau does not diverge. */
    private static final Setting PLAIN = new Setting(0.4, 0, 8);

    private static final List<Setting> SMALL = List.of(PLAIN, new Setting(0.08, 0.8, 4));

    public static MomentumEdge study() {
        return new MomentumEdge();
    }

    /** Hidden tanh units for small batches, half as many for full ones; the samples grow with them, at least 4. */
    public MomentumEdge width(int units) {
        return with(WIDTH, units);
    }

    /** Steps of a full batch; small batches take three times as many, at least 32. */
    public MomentumEdge steps(int count) {
        return with(STEPS, count);
    }

    /** Networks for each descent, with inputs and labels of their own, at least 2. */
    public MomentumEdge networks(int count) {
        return with(NETWORKS, count);
    }

    /** Batches over which batch sharpness is averaged at each record, at least 1. */
    public MomentumEdge draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Setting, Trace> full = lab.repeat(get(NETWORKS)).each("full", FULL, this::train);
        Rows<Setting, Trace> small = lab.repeat(get(NETWORKS)).each("small", SMALL, this::train);
        lab.check(Claim.that("full batches: sharpness settles at 2(1 + β)/η, median over the networks")
                .each(FULL, s -> settled(full, s, full.median(s, Trace::late)))
                .predicts(Setting::upper)
                .rival("where it started", s -> full.mean(s, Trace::start).value())
                .rival("2/η whatever the momentum", s -> 2 / s.rate())
                .withinRelative(0.03));
        lab.check(Claim.that("small batches: batch sharpness settles at 2(1 − β)/η, give or take a quarter")
                .each(SMALL, s -> settled(small, s, small.mean(s, Trace::late)))
                .predicts(Setting::lower)
                .rival(
                        "where batch sharpness started",
                        s -> small.mean(s, Trace::start).value())
                .rival("the plateau of full batches, 2(1 + β)/η", Setting::upper)
                .rival("2/η in small batches, too", s -> 2 / s.rate())
                .withinRelative(0.25));
        lab.check(Claim.that("b = 8, β = 0: the sharpness of the whole loss stays below 0.7 · 2/η")
                .observed(small.mean(PLAIN, Trace::lateWhole).over(PLAIN.upper()))
                .rival("sharpness itself at 2/η, as in full batches", 1)
                .atMost(0.7));
        show(lab, full, small);
    }

    private Trace train(Setting setting, Trial trial) {
        // Once the labels are fitted sharpness stays where it is: full batches need labels that are not fitted before
        // the edge.
        int width = setting.full() ? get(WIDTH) / 2 : get(WIDTH);
        Data data = Data.randomLabels(setting.full() ? 12 * width : 2 * width, INPUTS)
                .seed(trial.paired().child("data").value());
        int steps = get(STEPS) * (setting.full() ? 1 : 3);
        Seeds draws = trial.seeds().child("draws");
        Probe sharpness = Probe.numbers("sharpness", state -> {
            Sharpness here = Sharpness.of(state.net(), data, Loss.SQUARE);
            boolean wanted = setting.full() || state.step() > 0.7 * steps;
            double whole = wanted ? here.hessian() : Double.NaN;
            double batch = setting.full() ? whole : here.batch(setting.batch(), get(DRAWS), draws.child(state.step()));
            return new double[] {batch, whole};
        });
        Descent descent = Descent.of(
                        Nets.tanh(INPUTS, width, 1)
                                .seed(trial.paired().child("net").value())
                                .scaled(START),
                        data)
                .loss(Loss.SQUARE)
                .rate(setting.rate())
                .optimizer(Optimizer.heavyBall(setting.momentum()))
                .seed(trial.seeds().child("batches").value())
                .record(sharpness)
                .at(Times.every(Math.max(1, steps / RECORDS)));
        Run run = (setting.full() ? descent : descent.batch(setting.batch()))
                .run(steps)
                .complete(setting);
        return new Trace(run.values(sharpness, 0), run.values(sharpness, 1));
    }

    /** Late sharpness, which is not judged while it still grows. */
    private static Estimate settled(Rows<Setting, Trace> runs, Setting setting, Estimate late) {
        double growth = runs.mean(setting, t -> t.late() / t.before()).value() - 1;
        return late.troubled(growth > 0.1 ? "not settled: it still grows, by " + Math.round(100 * growth) + " %" : "");
    }

    private static void show(Lab lab, Rows<Setting, Trace> full, Rows<Setting, Trace> small) {
        List<Setting> settings = Stream.concat(FULL.stream(), small.finished().stream())
                .filter(s -> !rows(full, small, s).values(s).isEmpty())
                .toList();
        Chart chart = Chart.titled("Batch sharpness along one run of each kind, in units of its plateau")
                .x("part of the run")
                .y("batch sharpness / plateau");
        for (Setting setting : settings) {
            double[] values = rows(full, small, setting).values(setting).get(0).batch();
            chart = chart.line(
                    setting.toString(),
                    IntStream.range(0, values.length)
                            .mapToDouble(i -> i / (values.length - 1.0))
                            .toArray(),
                    Arrays.stream(values).map(v -> v / setting.plateau()).toArray());
        }
        lab.figure(chart.horizontal("plateau", 1), threshold());
        lab.table(Results.titled("Plateaus, means over the networks")
                .texts("descent", settings.stream().map(Setting::toString).toArray(String[]::new))
                .numbers(
                        "plateau",
                        settings.stream().mapToDouble(Setting::plateau).toArray())
                .numbers("at the start", column(full, small, settings, Trace::start))
                .numbers("batch sharpness", column(full, small, settings, Trace::late))
                .numbers("sharpness", column(full, small, settings, Trace::lateWhole)));
    }

    private static Rows<Setting, Trace> rows(Rows<Setting, Trace> full, Rows<Setting, Trace> small, Setting setting) {
        return setting.full() ? full : small;
    }

    private static double[] column(
            Rows<Setting, Trace> full,
            Rows<Setting, Trace> small,
            List<Setting> settings,
            ToDoubleFunction<Trace> measure) {
        return settings.stream()
                .mapToDouble(s -> rows(full, small, s).mean(s, measure).value())
                .toArray();
    }

    /** What noise does in one direction. */
    private static Chart threshold() {
        double[] noise = Grid.logarithmic(0.01, 1000, 11).values();
        Chart chart = Chart.titled("Critical mean-square curvature in one direction, η = 0.1")
                .x("noise ratio r = Var a / (E a)²")
                .y("E a² / E a")
                .logX()
                .logY();
        for (double beta : new double[] {0, 0.5, 0.9}) {
            MeanSquareThreshold edge = MeanSquareThreshold.heavyBall(0.1, beta);
            chart = chart.points(
                            "operator, β = " + beta,
                            noise,
                            Arrays.stream(noise).map(edge::bisection).toArray())
                    .theory("S(r), β = " + beta, edge::closedForm, 0.01, 1000);
        }
        return chart;
    }
}
