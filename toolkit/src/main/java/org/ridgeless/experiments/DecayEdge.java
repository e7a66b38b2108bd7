package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Weight decay delays the growth of sharpness and, if strong enough, holds it below the edge. Card: decay-edge.md. */
public final class DecayEdge extends Experiment<DecayEdge> {
    private static final int RECORDS = 60;
    private static final int INPUTS = 8;

    static final Option<Double> RATE = Option.number("rate")
            .help("step η; the edge 2/η must be one that sharpness reaches before the labels are fitted")
            .above(0)
            .atMost(0.5)
            .always(0.2);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers; there are five times as many samples")
            .atLeast(4)
            .tiny(6)
            .teaching(12)
            .paper(24);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each run")
            .atLeast(RECORDS)
            .tiny(120)
            .teaching(1500)
            .paper(10_000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks for each strength of decay, with inputs and labels of their own")
            .atLeast(2)
            .tiny(2)
            .teaching(24)
            .paper(48);

    /** Scales the weights, so that sharpness starts at about a tenth of the edge. */
    private static final double START = 0.5;

    private static final double NONE = 0;
    private static final double WEAK = 0.015;
    private static final double STRONG = 0.05;
    private static final List<Double> DECAYS = List.of(NONE, 0.0015, 0.005, WEAK, STRONG);

    /** Sharpness along a run, in units of 2/η. */
    record Trace(double[] steps, double[] sharpness) {
        double start() {
            return sharpness[0];
        }

        /** The mean over the last quarter. */
        double late() {
            return Arrays.stream(sharpness, 3 * sharpness.length / 4, sharpness.length)
                    .average()
                    .orElseThrow();
        }

        /** The mean over the quarter before. */
        double before() {
            return Arrays.stream(sharpness, sharpness.length / 2, 3 * sharpness.length / 4)
                    .average()
                    .orElseThrow();
        }

        /** The logarithm of the first recorded step at 80 % of the edge, or of the last step if there is none. */
        double logArrival() {
            int i = 1;
            while (i < steps.length - 1 && sharpness[i] < 0.8) {
                i++;
            }
            return Math.log(steps[i]);
        }
    }

    public static DecayEdge study() {
        return new DecayEdge();
    }

    /** Step η; the edge 2/η must be one that sharpness reaches before the labels are fitted, above 0 and at most 0.5. */
    public DecayEdge rate(double eta) {
        return with(RATE, eta);
    }

    /** Units of each of the two hidden layers; there are five times as many samples, at least 4. */
    public DecayEdge width(int units) {
        return with(WIDTH, units);
    }

    /** Steps of each run, at least 60. */
    public DecayEdge steps(int count) {
        return with(STEPS, count);
    }

    /** Networks for each strength of decay, with inputs and labels of their own, at least 2. */
    public DecayEdge networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Double, Trace> runs = lab.repeat(get(NETWORKS)).each("decay", DECAYS, this::train);
        lab.check(Claim.that("λ = 0: sharpness settles at 2/η, in units of 2/η")
                .observed(settled(runs))
                .predicts(1)
                .rival("where it started", runs.mean(NONE, Trace::start).value())
                .within(0.03));
        lab.check(Claim.that("λ = 0.015 delays the arrival at 80 % of the edge, log of the ratio of steps")
                .observed(contrast(runs, WEAK, Trace::logArrival))
                .rival("decay does not slow sharpening", 0)
                .atLeast(0.1));
        lab.check(Claim.that("λ = 0.05 holds sharpness below the edge, in units of 2/η")
                .observed(runs.mean(STRONG, Trace::late))
                .rival("the edge of the decayed loss, 2/η − λ", 1 - STRONG * get(RATE) / 2)
                .atMost(0.8));
        show(lab, runs);
    }

    private Trace train(double decay, Trial trial) {
        int width = get(WIDTH);
        int steps = get(STEPS);
        Data data = Data.randomLabels(5 * width, INPUTS)
                .seed(trial.paired().child("data").value());
        Run run = Descent.of(
                        Nets.relu(INPUTS, width, width, 1)
                                .seed(trial.paired().child("net").value())
                                .scaled(START),
                        data)
                .loss(Loss.SQUARE)
                .rate(get(RATE))
                .decay(decay)
                .record(Probe.sharpness())
                .at(Times.every(steps / RECORDS))
                .run(steps)
                .complete("λ = " + decay);
        return new Trace(
                Arrays.stream(run.steps()).asDoubleStream().toArray(),
                Arrays.stream(run.values(Probe.sharpness()))
                        .map(s -> s * get(RATE) / 2)
                        .toArray());
    }

    /** Late sharpness without decay, which is not judged while it still grows. */
    private static Estimate settled(Rows<Double, Trace> runs) {
        double growth = runs.mean(NONE, t -> t.late() / t.before()).value() - 1;
        return runs.mean(NONE, Trace::late)
                .troubled(growth > 0.1 ? "not settled: it still grows, by " + Math.round(100 * growth) + " %" : "");
    }

    /** The mean of the differences to no decay, network by network. */
    private static Estimate contrast(Rows<Double, Trace> runs, double decay, ToDoubleFunction<Trace> measure) {
        double[] with = runs.numbers(decay, measure);
        double[] without = runs.numbers(NONE, measure);
        double[] differences = new double[Math.min(with.length, without.length)];
        Arrays.setAll(differences, i -> with[i] - without[i]);
        return Estimate.mean(differences).troubled(runs.problem(decay)).troubled(runs.problem(NONE));
    }

    private void show(Lab lab, Rows<Double, Trace> runs) {
        List<Double> decays = runs.finished();
        double[] lambda = decays.stream().mapToDouble(v -> v).toArray();
        double[] late = decays.stream()
                .mapToDouble(v -> runs.mean(v, Trace::late).value())
                .toArray();
        double[] error = decays.stream()
                .mapToDouble(v -> 2 * runs.mean(v, Trace::late).standardError())
                .toArray();
        double[] low = new double[late.length];
        double[] high = new double[late.length];
        Arrays.setAll(low, i -> late[i] - error[i]);
        Arrays.setAll(high, i -> late[i] + error[i]);
        Chart curves = Chart.titled("Sharpness of the loss under weight decay, one network")
                .x("step")
                .y("λ_max of the Hessian, in units of 2/η");
        for (double v : decays) {
            Trace trace = runs.values(v).get(0);
            curves = curves.line("λ = " + v, trace.steps(), trace.sharpness());
        }
        lab.figure(
                curves.horizontal("edge", 1),
                Chart.titled("Where sharpness settles, means over the networks ± 2 SE")
                        .x("weight decay λ")
                        .y("late sharpness, in units of 2/η")
                        .errors("last quarter of the runs", lambda, late, low, high)
                        .theory("edge of the decayed loss, 2/η − λ", v -> 1 - v * get(RATE) / 2, 0, STRONG)
                        .yRange(0, 1.2));
        lab.table(Results.titled("Sharpness under weight decay in units of 2/η, means over the networks")
                .numbers("λ", lambda)
                .numbers(
                        "at the start",
                        decays.stream()
                                .mapToDouble(v -> runs.mean(v, Trace::start).value())
                                .toArray())
                .numbers("late", late)
                .numbers(
                        "step at 0.8 · 2/η",
                        decays.stream()
                                .mapToDouble(v ->
                                        Math.exp(runs.mean(v, Trace::logArrival).value()))
                                .toArray()));
    }
}
