package org.ridgeless.experiments.descent;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.constrained.FlowLaw;
import org.ridgeless.dynamics.constrained.FlowPath;
import org.ridgeless.dynamics.constrained.UnitNormFlow;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** The flow of ρ and V on the unit sphere, as printed and as it should be. */
public final class ConstrainedFlow extends Experiment<ConstrainedFlow> {
    private static final int RECORDS = 200;
    private static final String[] NAMES = {"corrected", "extra ρ", "as printed", "2-layer ReLU, corrected"};

    private static final Card CARD = Card.named("constrained-flow")
            .entry("S21")
            .title("The flow on the unit sphere: equations (12) and (13), printed and corrected")
            .claim(
                    "Gradient flow of the exponential loss under ‖V_k‖ = 1 with Lagrange multipliers separates the data and"
                            + " approaches the maximum margin; the equations as printed on the slides, without the labels, leave"
                            + " training errors.")
            .formula(
                    "\\dot\\rho = \\sum_n y_n \\tilde f_n e^{-\\rho y_n \\tilde f_n}, \\qquad"
                            + " \\dot V_k = \\rho \\sum_n y_n e^{-\\rho y_n \\tilde f_n}"
                            + " \\Big(\\frac{\\partial \\tilde f_n}{\\partial V_k} - V_k \\tilde f_n\\Big)",
                    "corrected (12) and (13), with λ_k = (ρ/2) Σ y f̃ e^{−ρ y f̃} from ⟨V_k, V̇_k⟩ = 0")
            .formula(
                    "\\dot\\rho = \\sum_n \\rho\\, e^{-\\rho \\tilde f_n y_n} \\tilde f_n, \\qquad"
                            + " \\dot V_k = \\rho \\sum_n e^{-\\rho \\tilde f_n} \\frac{\\partial \\tilde f_n}{\\partial V_k}"
                            + " - 2\\lambda_k V_k",
                    "as printed: y_n is missing in both sums, and (12) has an extra ρ")
            .assumes(
                    "layers that are positively homogeneous of degree one, so that ⟨V_k, ∂f̃/∂V_k⟩ = f̃; separable data")
            .remark(
                    "The extra ρ alone does no harm: it is another clock for ρ, that of two layers of equal norm up to a factor 2,"
                            + " and it even reaches large margins sooner. The constraint in (11) should read λ_k(‖V_k‖² − 1).")
            .paper(Paper.by(
                            "Andrzej Banburski and Qianli Liao and Brando Miranda and Lorenzo Rosasco and Fernanda De La Torre"
                                    + " and Jack Hidary and Tomaso Poggio")
                    .titled("Theory III: Dynamics and Generalization in Deep Networks")
                    .in(2019)
                    .arXiv("1903.04991"))
            .paper(Paper.by("Tomaso Poggio and Andrzej Banburski and Qianli Liao")
                    .titled("Theoretical issues in deep networks")
                    .in(2020)
                    .journal("PNAS 117(48), 30039–30045"))
            .cost("3 s", "30 s");

    private ConstrainedFlow(Settings settings) {
        super(CARD, settings);
    }

    public static ConstrainedFlow study() {
        return new ConstrainedFlow(Settings.none());
    }

    /** The number of Runge–Kutta steps of each flow. */
    public ConstrainedFlow steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a flow needs at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected ConstrainedFlow copy(Settings other) {
        return new ConstrainedFlow(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none().with("samples", 20).with("gap", 0.3).with("step", 0.3);
        return switch (size) {
            case TINY -> common.with("steps", 500);
            case TEACHING -> common.with("steps", 30_000);
            case PAPER -> common.with("steps", 600_000);
        };
    }

    @Override
    protected Findings simulate() {
        Data data = Data.separable(integer("samples"), 3)
                .gap(number("gap"))
                .seed(seeds().child("data").value());
        double best = MaxMargin.l2(data).margin();
        Cells.Finished<FlowPath> flows = cells().run(NAMES.length, i -> flow(i, data));
        int[] done = flows.indices();
        Results table = Results.titled("At the end of the flows")
                .texts("flow", IntStream.of(done).mapToObj(i -> NAMES[i]).toArray(String[]::new))
                .numbers(
                        "smallest margin / γ*",
                        IntStream.of(done)
                                .mapToDouble(i -> flows.get(i).lastMargin() / best)
                                .toArray())
                .numbers(
                        "ρ",
                        IntStream.of(done)
                                .mapToDouble(i -> last(flows.get(i).rho()))
                                .toArray())
                .numbers(
                        "largest |‖V‖ − 1|",
                        IntStream.of(done)
                                .mapToDouble(i -> flows.get(i).drift())
                                .toArray())
                .numbers(
                        "overflow at step",
                        IntStream.of(done).map(i -> flows.get(i).divergedAt()).toArray());
        Verdict verdict = Verdict.of(CARD.title());
        for (int i : done) {
            for (Check check : checks(i, flows.get(i), best)) {
                verdict = verdict.and(check);
            }
        }
        return new Findings(chart(flows, best), flows.interrupted() ? table.partial() : table, verdict);
    }

    private FlowPath flow(int i, Data data) {
        long seed = seeds().child("net").value();
        Net net = i == 3 ? Nets.relu(3, 20, 1).seed(seed) : Nets.linear(3, 1).seed(seed);
        FlowLaw law = i == 1 ? FlowLaw.EXTRA_RHO : i == 2 ? FlowLaw.PRINTED : FlowLaw.CORRECTED;
        return UnitNormFlow.of(net, data, law, number("step")).run(1, integer("steps"), RECORDS);
    }

    private static Check[] checks(int i, FlowPath path, double best) {
        double ratio = path.lastMargin() / best;
        if (i == 2) {
            return new Check[] {
                Claim.that("as printed: the data are separated, smallest margin ≥ 0")
                        .holds(0, ratio)
                        .mustBreak()
                        .note(path.divergedAt() < 0 ? "no overflow" : "overflow at step " + path.divergedAt())
            };
        }
        if (i == 3) {
            return new Check[] {
                Claim.that("2-layer ReLU, corrected: the data are separated").holds(0, path.lastMargin())
            };
        }
        return new Check[] {
            Claim.that(NAMES[i] + ": smallest margin / γ* reaches 0.9")
                    .predicts(0.9)
                    .observed(ratio)
                    .atLeast(),
            Claim.that(NAMES[i] + ": ‖V‖ = 1 without being reset, largest deviation")
                    .predicts(0)
                    .observed(path.drift())
                    .within(1e-6)
        };
    }

    private static Chart chart(Cells.Finished<FlowPath> flows, double best) {
        Chart chart = Chart.titled("Smallest margin at unit norm")
                .x("record, evenly spaced in Runge–Kutta steps")
                .y("min y f̃ / γ*")
                .yRange(-2, 1.2);
        for (int i : flows.indices()) {
            if (i < 3) {
                double[] margin =
                        Arrays.stream(flows.get(i).margin()).map(m -> m / best).toArray();
                double[] record =
                        IntStream.range(0, margin.length).asDoubleStream().toArray();
                chart = chart.line(NAMES[i], record, margin);
            }
        }
        return chart.theory("maximum margin γ*", t -> 1, 0, RECORDS).horizontal("separated above", 0);
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
