package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.normalized.SquareLossFlow;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Under the square loss weight decay fixes the norm of a normalized network; without decay the start decides it. */
public final class SquareLossNorms extends Experiment<SquareLossNorms> {
    private static final int INPUTS = 6;

    private static final Card CARD = Card.named("square-loss-norms")
            .entry("B04")
            .title("What fixes the norm under the square loss")
            .claim(
                    "A normalized network trained on the square loss comes to rest at the norm ρ = μ/(M + λ). With weight decay the start"
                            + " does not matter; without, a network that starts large interpolates at the norm it started with, with all"
                            + " margins 1/ρ, and one that starts small ends smaller. Small norms go with small test errors.")
            .formula(
                    "L = \\frac1N\\sum_n (1-\\rho\\bar f_n)^2 + \\lambda\\rho^2, \\qquad \\dot\\rho = 2\\bigl(\\mu - \\rho(M+\\lambda)\\bigr)",
                    "f̄_n = y_n f(V; x_n) with matrices V_k of norm 1; μ and M are the means of f̄_n and f̄_n²")
            .formula("\\rho_{eq} = \\frac{\\mu}{M+\\lambda}", "where ρ rests; at interpolation f̄_n = 1/ρ for all n")
            .assumes(
                    "a homogeneous network with one output, labels ±1, directions on the unit spheres, decay on ρ alone")
            .assumes(
                    "a run that has come to rest: without decay a small start still creeps after the end of the run, so its rest is"
                            + " not judged")
            .remark(
                    "Three-layer ReLU networks 6–40–40–1 on 60 samples of sign(x₁x₂ + 0.3x₃), tested on 4000. The flow in V is fast and"
                            + " that in ρ slow where ρ is large. A small start without decay is still far from rest when the run ends,"
                            + " and its test error is not always below that of a large start; a decayed network's is. Both decayed runs"
                            + " end in minima of their own, so that their norms agree to a few per cent, not exactly.")
            .paper(Paper.by("Tomaso Poggio and Qianli Liao")
                    .titled(
                            "Explicit regularization and implicit bias in deep network classifiers trained with the square loss")
                    .in(2020)
                    .arXiv("2101.00072"))
            .cost("15 s", "5 min");

    /** A start and a decay. */
    private record Run(double rho, double lambda) {
        String label() {
            return "λ = " + (lambda == 0 ? "0" : String.valueOf(lambda)) + ", ρ₀ = " + (int) rho;
        }
    }

    private static final Run SMALL = new Run(1, 0);
    private static final Run LARGE = new Run(100, 0);
    private static final Run DECAYED_SMALL = new Run(1, 0.01);
    private static final Run DECAYED_LARGE = new Run(100, 0.01);
    private static final Run WEAKLY_DECAYED = new Run(1, 0.001);
    private static final List<Run> RUNS = List.of(SMALL, LARGE, DECAYED_SMALL, DECAYED_LARGE, WEAKLY_DECAYED);

    private record Outcome(SquareLossFlow.End end, double lambda, double testError) {
        double overRest() {
            return end.rho() / (end.mean() / (end.square() + lambda));
        }
    }

    private SquareLossNorms(Settings settings) {
        super(CARD, settings);
    }

    public static SquareLossNorms study() {
        return new SquareLossNorms(Settings.none());
    }

    /** The number of networks, each with its own sample. */
    public SquareLossNorms networks(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least 1 network, got " + count);
        }
        return set("networks", count);
    }

    /** The largest number of steps of one run. */
    public SquareLossNorms steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a run needs at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected SquareLossNorms copy(Settings other) {
        return new SquareLossNorms(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings none = Settings.none();
        return switch (size) {
            case TINY -> none.with("networks", 1).with("steps", 100);
            case TEACHING -> none.with("networks", 1).with("steps", 80_000);
            case PAPER -> none.with("networks", 10).with("steps", 400_000);
        };
    }

    @Override
    protected Findings simulate() {
        int networks = integer("networks");
        Cells.Finished<Outcome> runs = cells().run(
                        networks * RUNS.size(), i -> run(RUNS.get(i % RUNS.size()), seeds().child(i / RUNS.size())));
        List<List<Outcome>> groups = IntStream.range(0, RUNS.size())
                .mapToObj(k -> IntStream.range(0, networks)
                        .map(n -> n * RUNS.size() + k)
                        .filter(runs::has)
                        .mapToObj(runs::get)
                        .toList())
                .toList();
        Results table = Results.titled("Where the runs end, means over the networks")
                .texts("run", RUNS.stream().map(Run::label).toArray(String[]::new))
                .numbers("ρ", column(groups, o -> o.end().rho()))
                .numbers("ρ/ρ_eq", column(groups, Outcome::overRest))
                .numbers("smallest f̄", column(groups, o -> o.end().smallest()))
                .numbers("spread of f̄", column(groups, o -> o.end().spread()))
                .numbers("test error", column(groups, Outcome::testError));
        return new Findings(
                Panels.of(norms(table), margins(table)),
                runs.interrupted() ? table.partial() : table,
                runs.interrupted() ? Verdict.of(CARD.title()) : Verdict.of(CARD.title(), checks(groups)));
    }

    private Outcome run(Run run, Seeds seeds) {
        SquareLossFlow.End end = SquareLossFlow.of(
                        Nets.relu(INPUTS, 40, 40, 1).seed(seeds.child("net").value()),
                        sample(60, seeds.child("train")),
                        run.lambda())
                .run(run.rho(), 1e-5, integer("steps"));
        double error = Margins.of(end.net(), sample(4000, seeds.child("test"))).error();
        return new Outcome(end, run.lambda(), error);
    }

    private static Data sample(int n, Seeds seeds) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] x = new double[n][INPUTS];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(x[i], j -> normal.sample());
            y[i] = x[i][0] * x[i][1] + 0.3 * x[i][2] > 0 ? 1 : -1;
        }
        return Data.of(x, y);
    }

    private static double mean(List<List<Outcome>> groups, Run run, ToDoubleFunction<Outcome> value) {
        return groups.get(RUNS.indexOf(run)).stream()
                .mapToDouble(value)
                .average()
                .orElse(Double.NaN);
    }

    private static double[] column(List<List<Outcome>> groups, ToDoubleFunction<Outcome> value) {
        return RUNS.stream().mapToDouble(run -> mean(groups, run, value)).toArray();
    }

    private static List<Check> checks(List<List<Outcome>> groups) {
        List<Check> checks = new ArrayList<>();
        for (Run run : List.of(LARGE, DECAYED_SMALL, DECAYED_LARGE, WEAKLY_DECAYED)) {
            checks.add(Claim.that(run.label() + ": ρ/ρ_eq at the end")
                    .predicts(1)
                    .observed(mean(groups, run, Outcome::overRest))
                    .within(0.01));
        }
        checks.add(Claim.that("interpolation: spread of f̄ over its mean")
                .predicts(0)
                .observed(mean(groups, LARGE, o -> o.end().spread()))
                .within(0.01));
        checks.add(Claim.that("interpolation: smallest normalized margin times ρ")
                .predicts(1)
                .observed(mean(groups, LARGE, o -> o.end().smallest() * o.end().rho()))
                .within(0.01));
        checks.add(Claim.that("λ = 0.001 has the smaller test error; lead over interpolation")
                .holds(new double[] {
                    mean(groups, LARGE, Outcome::testError) - mean(groups, WEAKLY_DECAYED, Outcome::testError)
                }));
        checks.add(Claim.that("λ = 0.01: ρ from ρ₀ = 100 over ρ from ρ₀ = 1")
                .predicts(1)
                .observed(mean(groups, DECAYED_LARGE, o -> o.end().rho())
                        / mean(groups, DECAYED_SMALL, o -> o.end().rho()))
                .within(0.05));
        checks.add(Claim.that("λ = 0 (the same)")
                .predicts(1)
                .observed(mean(groups, LARGE, o -> o.end().rho())
                        / mean(groups, SMALL, o -> o.end().rho()))
                .within(0.05)
                .mustBreak());
        return checks;
    }

    private static Chart norms(Results table) {
        double[] rho = table.numbers("ρ");
        double[] ratio = table.numbers("ρ/ρ_eq");
        double[] rest = IntStream.range(0, rho.length)
                .mapToDouble(i -> rho[i] / ratio[i])
                .toArray();
        Chart chart = Chart.titled("The norm at the end against the norm of rest")
                .x("ρ_eq = μ/(M + λ)")
                .y("ρ at the end")
                .logX()
                .logY()
                .theory("ρ = ρ_eq", r -> r, 2, 150);
        for (int i = 0; i < rho.length; i++) {
            chart = chart.points(RUNS.get(i).label(), new double[] {rest[i]}, new double[] {rho[i]});
        }
        return chart;
    }

    private static Chart margins(Results table) {
        double[] rho = table.numbers("ρ");
        double[] error = table.numbers("test error");
        Chart chart = Chart.titled("Small norms, small test errors")
                .x("ρ at the end")
                .y("test error")
                .logX();
        for (int i = 0; i < rho.length; i++) {
            chart = chart.points(RUNS.get(i).label(), new double[] {rho[i]}, new double[] {error[i]});
        }
        return chart;
    }
}
