package org.ridgeless.experiments.descent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.models.DiagonalNetwork;
import org.ridgeless.models.Forgetting;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Networks forget their initialization by accumulated regularization, not by epochs. */
public final class ForgettingTime extends Experiment<ForgettingTime> {
    /** Rate η, decay λ, batch b. */
    private static final double[][] GRID = {
        {0.003, 0, 1},
        {0.003, 0, 2},
        {0.003, 0, 4},
        {0.003, 0, 8},
        {0.003, 0, 16},
        {0.01, 0, 4},
        {0.01, 1e-4, 4},
        {0.01, 1e-3, 4}
    };

    private static final int SAME_RATE = 5;

    private static final Card CARD = Card.named("forgetting-time")
            .entry("B11")
            .title("How long a network remembers its initialization")
            .claim(
                    "What a network keeps of its initialization fades by accumulated regularization (weight decay and gradient"
                            + " noise), not by the number of epochs; at interpolation without decay it never fades.")
            .formula(
                    "Q_i^+ = Q_i\\,\\big[(1-\\eta\\lambda)^2 - \\eta^2 g_i^2\\big], \\qquad Q_i = u_i^2 - v_i^2",
                    "exactly, in every step and coordinate of f = Σ u_i v_i x_i with SGD and weight decay")
            .formula(
                    "r = 2\\eta\\lambda + \\eta^2\\,\\mathbb E\\,g^2",
                    "rate of forgetting a step, to leading order in η")
            .assumes("a diagonal two-layer network with the square loss; g is the batch gradient of the product u v")
            .remark(
                    "Near a minimum with label noise E g² is proportional to 1/b. In units of time the clock is η²T/b, which is"
                            + " why longer training with small steps does not erase initialization.")
            .paper(Paper.by("Mohua Das and Pierfrancesco Beneventano and Shibshankar Dey and Gareth H. McKinley and"
                            + " Tomaso Poggio")
                    .titled(
                            "Do Deep Networks Forget Initialization? A Forgetting-Time View of Practical Inductive Bias")
                    .in(2026)
                    .arXiv("2605.29152"))
            .remark(
                    "Second panel: ReLU networks from initial weights of different scale. The spread of their test errors is what"
                            + " they remember. That Adam without decay erases it, as the paper reports, did not reproduce here.")
            .cost("6 s", "60 s");

    private ForgettingTime(Settings settings) {
        super(CARD, settings);
    }

    public static ForgettingTime study() {
        return new ForgettingTime(Settings.none());
    }

    /** The number of steps over which forgetting is measured, after as many to reach the minimum. */
    public ForgettingTime steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("forgetting is measured over at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected ForgettingTime copy(Settings other) {
        return new ForgettingTime(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common =
                Settings.none().with("dimension", 20).with("samples", 40).with("label noise", 0.5);
        return switch (size) {
            case TINY -> common.with("steps", 1000).with("network steps", 50);
            case TEACHING -> common.with("steps", 40_000).with("network steps", 2000);
            case PAPER -> common.with("steps", 400_000).with("network steps", 20_000);
        };
    }

    @Override
    protected Findings simulate() {
        Cells.Finished<Forgetting> runs = cells().run(GRID.length + 1, this::measure);
        Cells.Finished<ScaleMemory.Errors> nets = cells().run(
                        ScaleMemory.networks(),
                        i -> ScaleMemory.train(i, integer("network steps"), seeds().child("networks")));
        boolean interrupted = runs.interrupted() || nets.interrupted();
        List<ScaleMemory.Errors> errors = nets.interrupted()
                ? List.of()
                : IntStream.range(0, ScaleMemory.networks()).mapToObj(nets::get).toList();
        int[] noisy = Arrays.stream(runs.indices()).filter(i -> i < GRID.length).toArray();
        double[] observed =
                Arrays.stream(noisy).mapToDouble(i -> runs.get(i).rate()).toArray();
        double[] predicted = Arrays.stream(noisy)
                .mapToDouble(i -> runs.get(i).predictedRate(GRID[i][0], GRID[i][1]))
                .toArray();
        Results table = Results.titled("Rates of forgetting a step")
                .numbers("η", column(noisy, 0))
                .numbers("λ", column(noisy, 1))
                .numbers("b", column(noisy, 2))
                .numbers("measured", observed)
                .numbers("2ηλ + η² E g²", predicted);
        Verdict verdict = verdict(noisy, runs, table);
        for (Check check : errors.isEmpty() ? List.<Check>of() : ScaleMemory.checks(errors)) {
            verdict = verdict.and(check);
        }
        Chart rates = chart(observed, predicted);
        return new Findings(
                errors.isEmpty() ? rates : Panels.of(rates, ScaleMemory.chart(errors)),
                interrupted ? table.partial() : table,
                verdict);
    }

    /** The last task is the contrast: no label noise, no decay. */
    private Forgetting measure(int task) {
        double[] options = task < GRID.length ? GRID[task] : new double[] {0.01, 0, 1};
        DiagonalNetwork net = network(task < GRID.length ? number("label noise") : 0);
        Seeds seeds = seeds().child("run").child(task);
        int steps = integer("steps");
        net.descend(steps, options[0], options[1], (int) options[2], seeds.child("approach"));
        return net.descend(steps, options[0], options[1], (int) options[2], seeds.child("measured"));
    }

    private DiagonalNetwork network(double noise) {
        int d = integer("dimension");
        int n = integer("samples");
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("data").stream());
        double[] teacher = normal.samples(d).toArray();
        double[] u = new double[d];
        double[] v = new double[d];
        for (int i = 0; i < d; i++) {
            // Layers of clearly different size, so that u² − v² stays well away from cancellation.
            u[i] = 1 + 0.3 * Math.abs(normal.sample());
            v[i] = 0.2 * normal.sample();
        }
        double[][] x = new double[n][d];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < d; i++) {
                x[k][i] = normal.sample();
                y[k] += teacher[i] * x[k][i];
            }
            y[k] += noise * normal.sample();
        }
        return DiagonalNetwork.on(x, y, u, v);
    }

    private static double[] column(int[] tasks, int index) {
        return Arrays.stream(tasks).mapToDouble(i -> GRID[i][index]).toArray();
    }

    private static Verdict verdict(int[] noisy, Cells.Finished<Forgetting> runs, Results table) {
        double identity = Arrays.stream(noisy)
                .mapToDouble(i -> runs.get(i).identityError())
                .max()
                .orElse(Double.NaN);
        Verdict verdict = Verdict.of(
                CARD.title(),
                Claim.that("log |Q| changes by Σ log[(1−ηλ)² − η²g²], largest deviation")
                        .predicts(0)
                        .observed(identity)
                        .within(1e-9));
        for (int i = 0; i < noisy.length; i++) {
            verdict = verdict.and(Claim.that(String.format(
                            "rate / (2ηλ + η² E g²) at η = %s, λ = %s, b = %s",
                            GRID[noisy[i]][0], GRID[noisy[i]][1], (int) GRID[noisy[i]][2]))
                    .predicts(1)
                    .observed(table.numbers("measured")[i] / table.numbers("2ηλ + η² E g²")[i])
                    .within(0.02));
        }
        if (noisy.length >= SAME_RATE) {
            double[] inverse = Arrays.stream(table.numbers("b"))
                    .limit(SAME_RATE)
                    .map(b -> 1 / b)
                    .toArray();
            double[] rates = Arrays.copyOf(table.numbers("measured"), SAME_RATE);
            verdict = verdict.and(Claim.that("without decay and at small η the rate is proportional to 1/b, exponent")
                    .predicts(1)
                    .observed(Slope.logLog(inverse, rates).value())
                    .within(0.05));
        }
        if (runs.has(GRID.length)) {
            verdict = verdict.and(Claim.that("at interpolation without decay nothing is forgotten, rate a step")
                    .predicts(0)
                    .observed(runs.get(GRID.length).rate())
                    .within(1e-12));
        }
        return verdict;
    }

    private static Chart chart(double[] observed, double[] predicted) {
        double low = Arrays.stream(predicted).min().orElse(1e-7);
        double high = Arrays.stream(predicted).max().orElse(1e-3);
        return Chart.titled("Rate at which initialization is forgotten")
                .x("2ηλ + η² E g², per step")
                .y("measured decay of log |u² − v²|, per step")
                .logX()
                .logY()
                .points("SGD on a diagonal network, eight settings of (η, λ, b)", predicted, observed)
                .theory("exact law to leading order in η", r -> r, low / 1.5, high * 1.5);
    }
}
