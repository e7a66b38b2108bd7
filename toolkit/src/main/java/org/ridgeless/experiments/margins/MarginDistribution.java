package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** How the margins of a homogeneous network grow under gradient descent on the exponential loss. */
public final class MarginDistribution extends Experiment<MarginDistribution> {
    private static final double GENERATED_TOLERANCE = 0.02;
    /** The digits have many more inputs and samples near the margin, so the leading order in log t is reached later. */
    private static final double DIGITS_TOLERANCE = 0.1;

    private static final Card CARD = Card.named("margin-distribution")
            .entry("B03")
            .title("Margins under the exponential loss")
            .claim("After separation the norm ρ of a bias-free ReLU network grows like log t without bound while the"
                    + " normalized network converges: its smallest normalized margin never falls, and in the linear case it"
                    + " reaches the largest possible one, γ*, with a gap of order 1 / log t. The area under the curve of"
                    + " sorted normalized margins is their mean.")
            .formula("\\rho(t) \\simeq \\frac{\\log t}{\\gamma}", "as t → ∞, with γ the limit of the normalized margin")
            .formula("\\gamma^* - \\gamma(t) \\simeq \\frac{c}{\\log t}", "linear networks on separable data")
            .formula(
                    "V_k \\propto \\sum_n p_n y_n \\frac{\\partial f(V; x_n)}{\\partial V_k}, \\qquad p_n \\propto e^{-m_n}",
                    "at the limit, for each layer k")
            .assumes("no biases, so that f(W; x) = ρ f(V; x) with ρ = Π ‖W_k‖_F and V_k = W_k / ‖W_k‖_F")
            .assumes("data that the network separates")
            .assumes("steps small enough to follow gradient flow")
            .remark(
                    "Only log t is kept: the run descends log L, which follows the path of gradient flow on L in the time"
                            + " dt = h / L. Plain gradient descent is run beside it as a control. Convergence is logarithmic, so the"
                            + " checks judge slopes, not last values; three layers need much longer than two.")
            .paper(Paper.by(
                            "Andrzej Banburski and Fernanda De La Torre and Nishka Pant and Ishana Shastri and Tomaso Poggio")
                    .titled("Distribution of Classification Margins: Are All Data Equal?")
                    .in(2021)
                    .arXiv("2107.10199"))
            .paper(Paper.by(
                            "Daniel Soudry and Elad Hoffer and Mor Shpigel Nacson and Suriya Gunasekar and Nathan Srebro")
                    .titled("The Implicit Bias of Gradient Descent on Separable Data")
                    .in(2018)
                    .journal("J. Mach. Learn. Res. 19(70), 1–57")
                    .where("Theorem 3"))
            .paper(Paper.by("Kaifeng Lyu and Jian Li")
                    .titled("Gradient Descent Maximizes the Margin of Homogeneous Neural Networks")
                    .in(2020)
                    .arXiv("1906.05890")
                    .where("Theorems 4.1 and 4.4"))
            .cost("10 s", "2 min");

    private MarginDistribution(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size: generated data, handwritten digits and linear networks. */
    public static MarginDistribution study() {
        return new MarginDistribution(Settings.none());
    }

    /** The number of generated training samples. */
    public MarginDistribution samples(int count) {
        return set("samples", atLeast("number of samples", count, 2));
    }

    /** The number of inputs of the generated samples. */
    public MarginDistribution dimension(int inputs) {
        return set("dimension", atLeast("number of inputs", inputs, 1));
    }

    /** The number of hidden units in each hidden layer. */
    public MarginDistribution width(int units) {
        return set("width", atLeast("number of hidden units", units, 1));
    }

    /** The number of weight matrices, at least 2. */
    public MarginDistribution depth(int layers) {
        return set("depth", atLeast("number of weight matrices", layers, 2));
    }

    /** The number of steps of each run. */
    public MarginDistribution steps(int count) {
        return set("steps", atLeast("number of steps", count, 1000));
    }

    /** The two handwritten digits that are told apart. */
    public MarginDistribution digits(int plus, int minus) {
        Data.digits().oneAgainstOther(plus, minus);
        return set("first digit", plus).set("second digit", minus);
    }

    private static int atLeast(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("the " + what + " must be at least " + least + ", got " + value);
        }
        return value;
    }

    @Override
    protected MarginDistribution copy(Settings other) {
        return new MarginDistribution(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("dimension", 10)
                .with("depth", 2)
                .with("first digit", 3)
                .with("second digit", 8);
        return switch (size) {
            case TINY -> common.with("samples", 16).with("width", 12).with("steps", 20_000);
            case TEACHING -> common.with("samples", 64).with("width", 32).with("steps", 60_000);
            case PAPER -> common.with("samples", 256).with("width", 128).with("steps", 200_000);
        };
    }

    @Override
    protected Findings simulate() {
        Cells.Finished<Part> parts = cells().run(3, this::part);
        List<Plot> plots = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        Results table = Results.titled("Margins along the runs");
        for (int index : parts.indices()) {
            Part part = parts.get(index);
            plots.addAll(part.plots());
            checks.addAll(part.checks());
        }
        table = Part.table(table, parts.indices(), parts::get);
        boolean partial = parts.interrupted()
                || Arrays.stream(parts.indices()).anyMatch(i -> parts.get(i).partial());
        return new Findings(
                Panels.of(plots.toArray(new Plot[0])).columns(2),
                partial ? table.partial() : table,
                Verdict.of(CARD.title(), checks));
    }

    private Part part(int index) {
        Seeds seeds = seeds().child(index);
        int steps = integer("steps");
        if (index == 0) {
            Data data = Data.separable(integer("samples"), integer("dimension"))
                    .gap(0.3)
                    .seed(seeds.child("data").value());
            return DeepPart.run("generated data", network(data, seeds), data, steps, GENERATED_TOLERANCE);
        }
        if (index == 1) {
            int plus = integer("first digit");
            int minus = integer("second digit");
            // Without the mean image the classes are told apart by a network without biases much sooner.
            Data data = images().oneAgainstOther(plus, minus).centered();
            return DeepPart.run(
                    "digits " + plus + " and " + minus, network(data, seeds), data, steps / 4, DIGITS_TOLERANCE);
        }
        return LinearPart.run(seeds, steps);
    }

    private Net network(Data data, Seeds seeds) {
        int[] widths = new int[integer("depth") + 1];
        Arrays.fill(widths, integer("width"));
        widths[0] = data.dimension();
        widths[widths.length - 1] = 1;
        return Nets.relu(widths).homogeneous().seed(seeds.child("init").value());
    }
}
