package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.curvature.CurvatureMatrix;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.momentum.HeavyBall;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** Weight decay slows the growth of sharpness and lets it settle below the edge of stability. */
public final class DecayEdge extends Experiment<DecayEdge> {
    private static final double RATE = 0.1;
    private static final double EDGE = 2 / RATE;
    private static final double[] DECAYS = {0, 5e-4, 1.5e-3, 5e-3, 1.5e-2};
    private static final int RECORDS = 120;
    private static final int DEPTH = 3;
    /** Keeps sharpness below the edge at the start, so that it is sharpening that carries it there. */
    private static final double START = 0.85;

    private static final Card CARD = Card.named("decay-edge")
            .entry("B14")
            .title("Weight decay at the edge of stability")
            .claim(
                    "Weight decay works against progressive sharpening: the larger it is, the later sharpness reaches 2/η, and from"
                            + " some strength on it settles clearly below.")
            .formula(
                    "\\frac{dS}{dt} = -\\langle\\nabla S, \\nabla L\\rangle - \\lambda\\,\\langle\\nabla S, \\theta\\rangle",
                    "sharpness S along the flow of L + λ‖θ‖²/2")
            .formula(
                    "\\langle\\nabla S, \\theta\\rangle = 2(K-1)\\,S",
                    "Gauss–Newton sharpness of a bias-free ReLU network with K weight matrices, where all its layers but one"
                            + " enter each gradient (Euler's identity)")
            .formula(
                    "S_{\\mathrm{eq}} = \\frac{\\alpha}{2(K-1)\\lambda}, \\qquad S + \\lambda \\le \\frac2\\eta",
                    "balance with a sharpening rate α = −⟨∇S, ∇L⟩; it lies below the edge where λ > αη/(4(K−1))")
            .assumes("square loss ½ mean e², full batches, a network that sharpens by itself up to 2/η")
            .remark(
                    "The sharpening rate α falls along a run, so S_eq is a moving target and no number is predicted for it; what is"
                            + " held to theory is the degree of homogeneity, the edge without decay, and the order in λ.")
            .paper(Paper.by("Marius Saether and Amir Kolic and Pierfrancesco Beneventano and Tomaso Poggio")
                    .titled("Does Weight Decay Enhance Training Stability?")
                    .in(2026)
                    .arXiv("2605.16622"))
            .paper(Paper.by("Alex Damian and Eshaan Nichani and Jason D. Lee")
                    .titled("Self-Stabilization: The Implicit Bias of Gradient Descent at the Edge of Stability")
                    .in(2023)
                    .arXiv("2209.15594"))
            .cost("8 s", "3 min");

    /** Sharpness along one run. */
    private record Trace(int[] steps, double[] sharpness) {
        double late() {
            return Statistics.mean(Arrays.copyOfRange(sharpness, 4 * sharpness.length / 5, sharpness.length));
        }

        double largest() {
            return Arrays.stream(sharpness).max().orElse(Double.NaN);
        }

        /** The first recorded step at which sharpness is at 95 % of the edge; the last step if there is none. */
        double arrival() {
            for (int i = 0; i < steps.length; i++) {
                if (sharpness[i] >= 0.95 * EDGE) {
                    return steps[i];
                }
            }
            return steps[steps.length - 1];
        }
    }

    /** All networks at one strength of decay. */
    private record Group(double decay, List<Trace> traces) {
        double mean(ToDoubleFunction<Trace> value) {
            return traces.stream().mapToDouble(value).average().orElse(Double.NaN);
        }
    }

    private DecayEdge(Settings settings) {
        super(CARD, settings);
    }

    public static DecayEdge study() {
        return new DecayEdge(Settings.none());
    }

    /** The number of units in each of the two hidden layers. */
    public DecayEdge width(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("the number of hidden units must be at least 1, got " + units);
        }
        return set("width", units);
    }

    /** The number of steps of each run. */
    public DecayEdge steps(int count) {
        if (count < RECORDS) {
            throw new IllegalArgumentException("a run is recorded " + RECORDS + " times, got " + count + " steps");
        }
        return set("steps", count);
    }

    @Override
    protected DecayEdge copy(Settings other) {
        return new DecayEdge(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("width", 6).with("steps", 120).with("networks", 2);
            case TEACHING ->
                Settings.none().with("width", 24).with("steps", 6000).with("networks", 12);
            case PAPER ->
                Settings.none().with("width", 48).with("steps", 60_000).with("networks", 24);
        };
    }

    @Override
    protected Findings simulate() {
        int networks = integer("networks");
        Cells.Finished<Trace> runs =
                cells().run(DECAYS.length * networks, i -> run(DECAYS[i / networks], i % networks));
        List<Group> groups = new ArrayList<>();
        for (int k = 0; k < DECAYS.length; k++) {
            List<Trace> traces = IntStream.range(k * networks, (k + 1) * networks)
                    .filter(runs::has)
                    .mapToObj(runs::get)
                    .toList();
            if (!traces.isEmpty()) {
                groups.add(new Group(DECAYS[k], traces));
            }
        }
        Results table = Results.titled("Sharpness under weight decay, means over the networks")
                .numbers("λ", column(groups, Group::decay))
                .numbers("late sharpness", column(groups, g -> g.mean(Trace::late)))
                .numbers("largest sharpness", column(groups, g -> g.mean(Trace::largest)))
                .numbers("step at 0.95 · 2/η", column(groups, g -> g.mean(Trace::arrival)));
        Verdict verdict = Verdict.of(CARD.title());
        if (!runs.interrupted()) {
            verdict = Verdict.of(CARD.title(), checks(groups));
        }
        return new Findings(
                Panels.of(curves(groups), settled(groups)), runs.interrupted() ? table.partial() : table, verdict);
    }

    private static double[] column(List<Group> groups, ToDoubleFunction<Group> value) {
        return groups.stream().mapToDouble(value).toArray();
    }

    private Data data(int network) {
        return Data.randomLabels(60, 8)
                .seed(seeds().child(network).child("data").value());
    }

    private Net start(Seeds seeds) {
        int width = integer("width");
        return Nets.relu(8, width, width, 1)
                .homogeneous()
                .seed(seeds.child("net").value())
                .scaled(START);
    }

    private Trace run(double decay, int network) {
        Seeds seeds = seeds().child(network);
        Data data = data(network);
        Net start = start(seeds);
        int steps = integer("steps");
        List<Integer> at = new ArrayList<>();
        List<Double> sharpness = new ArrayList<>();
        int last = HeavyBall.of(start, data, Loss.SQUARE, RATE)
                .decay(decay)
                .run(steps, steps / RECORDS, seeds.child("descent"), (step, now) -> {
                    at.add(step);
                    sharpness.add(Sharpness.of(now, data, Loss.SQUARE).hessian());
                });
        if (last < steps && !Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the run with λ = " + decay + " diverged at step " + last);
        }
        return new Trace(
                at.stream().mapToInt(s -> s).toArray(),
                sharpness.stream().mapToDouble(s -> s).toArray());
    }

    private List<Check> checks(List<Group> groups) {
        double[] arrivals = column(groups, g -> g.mean(Trace::arrival));
        double[] delays = IntStream.range(1, arrivals.length)
                .mapToDouble(i -> arrivals[i] - arrivals[i - 1])
                .toArray();
        Group none = groups.get(0);
        Group strongest = groups.get(groups.size() - 1);
        return List.of(
                Claim.that("degree of homogeneity of the Gauss–Newton sharpness")
                        .predicts(2 * (DEPTH - 1))
                        .observed(degree(start(seeds().child(0))))
                        .within(1e-6),
                Claim.that("λ = 0: late sharpness at the edge 2/η")
                        .predicts(EDGE)
                        .observed(none.mean(Trace::late))
                        .withinRelative(0.03),
                Claim.that("late sharpness falls as λ grows").increases(column(groups, g -> -g.mean(Trace::late))),
                Claim.that("0.95 · 2/η is reached no earlier as λ grows: delays in steps")
                        .holds(delays),
                Claim.that("λ = 0.015: sharpness stays below 0.9 · 2/η; what is left")
                        .holds(new double[] {0.9 * EDGE - strongest.mean(Trace::largest)}),
                Claim.that("λ = 0: sharpness stays below 0.9 · 2/η; what is left")
                        .holds(new double[] {0.9 * EDGE - none.mean(Trace::largest)})
                        .mustBreak());
    }

    /** d log S / d log c of the Gauss–Newton sharpness at cθ, by a central difference of whole spectra. */
    private double degree(Net net) {
        double h = 0.01;
        Risk risk = Risk.of(net, data(0), Loss.SQUARE);
        return (logSharpness(risk, net.scaled(Math.exp(h))) - logSharpness(risk, net.scaled(Math.exp(-h)))) / (2 * h);
    }

    private static double logSharpness(Risk risk, Net net) {
        double[] values = CurvatureMatrix.gaussNewton(risk, net.parameters()).eigenvalues();
        return Math.log(Arrays.stream(values).max().orElseThrow());
    }

    private static Chart curves(List<Group> groups) {
        Chart chart = Chart.titled("Sharpness of the loss under weight decay, one network, η = " + RATE)
                .x("step")
                .y("λ_max of the Hessian");
        for (Group group : groups) {
            Trace trace = group.traces().get(0);
            chart = chart.line(
                    "λ = " + group.decay(),
                    Arrays.stream(trace.steps()).asDoubleStream().toArray(),
                    trace.sharpness());
        }
        return chart.horizontal("2/η", EDGE);
    }

    private static Chart settled(List<Group> groups) {
        return Chart.titled("Where sharpness settles, mean over the networks")
                .x("weight decay λ")
                .y("late sharpness")
                .points(
                        "last fifth of the runs",
                        column(groups, Group::decay),
                        column(groups, g -> g.mean(Trace::late)))
                .theory("edge of stability, 2/η − λ", lambda -> EDGE - lambda, 0, DECAYS[DECAYS.length - 1]);
    }
}
