package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.ridgeless.models.MeanSquareThreshold;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** Where sharpness settles under momentum: far below 2/η in small batches, above it in large ones. */
public final class MomentumEdge extends Experiment<MomentumEdge> {
    private static final double[] MOMENTA = {0, 0.5, 0.9};
    private static final double[] NOISE = {0, 0.01, 0.1, 1, 10, 100, 1000};
    private static final int RECORDS = 60;

    /**
     * A run of the network; b = 0 is the full batch.
     *
     * @param length of the run, relative to the full batch without momentum
     * @param scale of the initial weights: sharpness should start near the plateau, far above it a run diverges
     * @param tolerance of the plateau, relative
     */
    private record Setting(double rate, double momentum, int batch, double length, double scale, double tolerance) {
        double plateau() {
            double sign = batch == 0 ? 1 : -1;
            return 2 * (1 + sign * momentum) / rate;
        }

        /** Full batches fit 200 labels before sharpness has settled, and then it stays where it is. */
        int samples() {
            return batch == 0 ? 400 : 200;
        }

        @Override
        public String toString() {
            String size = batch == 0 ? "full batch" : "b = " + batch;
            return "η = " + rate + ", β = " + momentum + ", " + size;
        }
    }

    private static final List<Setting> SETTINGS = List.of(
            new Setting(0.2, 0, 0, 1, 1, 0.03),
            new Setting(0.28, 0.5, 0, 1, 1, 0.03),
            new Setting(0.2, 0, 8, 4, 1, 0.12),
            new Setting(0.2, 0, 16, 4, 1, 0.12),
            new Setting(0.2, 0, 32, 2, 1, 0.12),
            new Setting(0.2, 0, 64, 2, 1, 0.12),
            new Setting(0.04, 0.9, 8, 2, 0.577, 0.25),
            new Setting(0.02, 0.9, 4, 4, 1, 0.25));

    private static final Card CARD = Card.named("momentum-edge")
            .entry("B13")
            .title("Momentum at the edge of stability")
            .claim(
                    "Batch sharpness settles at 2(1 − β)/η where the noise of small batches dominates and at 2(1 + β)/η in full"
                            + " batches; without momentum it settles at 2/η for every batch size, while the sharpness of the whole loss"
                            + " falls as batches shrink.")
            .formula(
                    "\\mathrm{BS} = \\mathbb E_B\\,\\frac{g_B^\\top H_B\\,g_B}{\\|g_B\\|^2}",
                    "batch sharpness: the curvature of a batch's loss along that batch's gradient")
            .formula(
                    "S(r) = \\frac{\\mathbb E\\,a^2}{\\mathbb E\\,a} ="
                            + " \\frac{2(1+\\beta)}{\\eta}\\,\\frac{1+r}{1+r\\,\\frac{1+\\beta}{1-\\beta}}",
                    "critical mean-square curvature of heavy ball in one direction with batch curvature a of mean ā and"
                            + " variance r ā²: 2(1+β)/η at r = 0, 2(1−β)/η as r → ∞, and 2/η for every r at β = 0")
            .assumes(
                    "a network whose sharpness would grow beyond the plateau; here 200 or 400 random labels, the loss ½ mean e² and"
                            + " 100 tanh units, which left alone would reach about 14")
            .assumes("a start below the plateau: above it the run diverges")
            .remark(
                    "The closed form is held against the spectral radius of the operator that moves second moments. Averages over"
                            + " simulated paths would not do: growth in the mean square is carried by paths too rare to be"
                            + " drawn. Nesterov's method shares the lower plateau, but its upper one is"
                            + " 2(1 + β)/(η(1 + 2β)).")
            .paper(Paper.by("Arseniy Andreyev and Advikar Ananthkumar and Marc Walden and Tomaso Poggio and"
                            + " Pierfrancesco Beneventano")
                    .titled("Momentum Further Constrains Sharpness at the Edge of Stochastic Stability")
                    .in(2026)
                    .arXiv("2604.14108"))
            .paper(Paper.by("Jeremy M. Cohen and Simran Kaur and Yuanzhi Li and J. Zico Kolter and Ameet Talwalkar")
                    .titled("Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability")
                    .in(2021)
                    .arXiv("2103.00065"))
            .cost("15 s", "5 min");

    /** What was seen along a run: batch sharpness (sharpness for full batches) and sharpness of the whole loss. */
    private record Trace(int[] steps, double[] batch, double[] whole, int last) {
        /** The second half. */
        double[] late(double[] values) {
            return Arrays.copyOfRange(values, values.length / 2, values.length);
        }
    }

    private MomentumEdge(Settings settings) {
        super(CARD, settings);
    }

    public static MomentumEdge study() {
        return new MomentumEdge(Settings.none());
    }

    /** The number of hidden tanh units. */
    public MomentumEdge width(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("the number of hidden units must be at least 1, got " + units);
        }
        return set("width", units);
    }

    /** The number of steps of a full batch without momentum; other runs take up to four times as many. */
    public MomentumEdge steps(int count) {
        if (count < RECORDS) {
            throw new IllegalArgumentException("a run is recorded " + RECORDS + " times, got " + count + " steps");
        }
        return set("steps", count);
    }

    @Override
    protected MomentumEdge copy(Settings other) {
        return new MomentumEdge(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("width", 10).with("steps", 120).with("draws", 5);
            case TEACHING ->
                Settings.none().with("width", 100).with("steps", 4000).with("draws", 100);
            case PAPER ->
                Settings.none().with("width", 200).with("steps", 60_000).with("draws", 1000);
        };
    }

    @Override
    protected Findings simulate() {
        Cells.Finished<Trace> runs = cells().run(SETTINGS.size(), this::run);
        Verdict verdict = Verdict.of(CARD.title()).and(operator()).and(nesterov());
        List<Setting> done = new ArrayList<>();
        List<Trace> traces = new ArrayList<>();
        for (int i : runs.indices()) {
            done.add(SETTINGS.get(i));
            traces.add(runs.get(i));
        }
        for (int i = 0; i < done.size(); i++) {
            Setting setting = done.get(i);
            Trace trace = traces.get(i);
            verdict = verdict.and(Claim.that((setting.batch() == 0 ? "sharpness, " : "batch sharpness, ") + setting)
                    .predicts(setting.plateau())
                    .observed(mean(trace, trace.batch()))
                    .withinRelative(setting.tolerance()));
        }
        if (!runs.interrupted()) {
            verdict = verdict.and(ordering(done, traces))
                    .and(Claim.that("the lower plateau is not that of full batches: b = 4, β = 0.9 against 2(1 + β)/η")
                            .predicts(2 * 1.9 / 0.02)
                            .observed(mean(traces.get(7), traces.get(7).batch()))
                            .withinRelative(0.25)
                            .mustBreak());
        }
        Results table = Results.titled("Plateaus")
                .texts("run", done.stream().map(Setting::toString).toArray(String[]::new))
                .numbers("plateau", done.stream().mapToDouble(Setting::plateau).toArray())
                .numbers(
                        "batch sharpness",
                        traces.stream().mapToDouble(t -> mean(t, t.batch())).toArray())
                .numbers(
                        "sharpness",
                        traces.stream().mapToDouble(t -> mean(t, t.whole())).toArray());
        return new Findings(
                Panels.of(threshold(), plateaus(done, traces)), runs.interrupted() ? table.partial() : table, verdict);
    }

    private static double mean(Trace trace, double[] values) {
        return values.length == 0 ? Double.NaN : Statistics.mean(trace.late(values));
    }

    private Trace run(int index) {
        Setting setting = SETTINGS.get(index);
        Seeds seeds = seeds();
        Data data = Data.randomLabels(setting.samples(), 10)
                .seed(seeds.child("data").value());
        HeavyBall descent = HeavyBall.of(
                        Nets.tanh(10, integer("width"), 1)
                                .biased()
                                .seed(seeds.child("net").value())
                                .scaled(setting.scale()),
                        data,
                        Loss.SQUARE,
                        setting.rate())
                .momentum(setting.momentum())
                .warmUp(integer("steps") / (setting.batch() == 0 ? 40 : 4));
        if (setting.batch() > 0) {
            descent = descent.batch(setting.batch());
        }
        int steps = (int) Math.round(integer("steps") * setting.length());
        List<double[]> rows = new ArrayList<>();
        int last = descent.run(
                steps, Math.max(1, steps / RECORDS), seeds.child("batches").child(index), (step, now) -> {
                    Sharpness sharpness = Sharpness.of(now, data, Loss.SQUARE);
                    double whole = sharpness.hessian();
                    double batch = setting.batch() == 0
                            ? whole
                            : sharpness.batch(
                                    setting.batch(),
                                    integer("draws"),
                                    seeds.child("draws").child(index).child(step));
                    rows.add(new double[] {step, batch, whole});
                });
        if (last < steps && !Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the run with " + setting + " diverged at step " + last);
        }
        return new Trace(rows.stream().mapToInt(row -> (int) row[0]).toArray(), column(rows, 1), column(rows, 2), last);
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static Check operator() {
        double worst = 0;
        for (double beta : MOMENTA) {
            MeanSquareThreshold threshold = MeanSquareThreshold.heavyBall(0.1, beta);
            for (double r : NOISE) {
                worst = Math.max(worst, Math.abs(threshold.bisection(r) - threshold.closedForm(r)));
            }
        }
        return Claim.that("S(r) against the second-moment operator, worst of " + MOMENTA.length * NOISE.length)
                .predicts(0)
                .observed(worst)
                .within(1e-6);
    }

    private static Check nesterov() {
        return Claim.that("Nesterov's upper plateau at η = 0.1, β = 0.9, from the operator")
                .predicts(2 * 1.9 / (0.1 * 2.8))
                .observed(MeanSquareThreshold.nesterov(0.1, 0.9).bisection(0))
                .within(1e-6);
    }

    private static Check ordering(List<Setting> settings, List<Trace> traces) {
        double[] whole = new double[4];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = mean(traces.get(2 + k), traces.get(2 + k).whole());
        }
        return Claim.that("β = 0: the sharpness of the whole loss grows with the batch, b = 8, 16, 32, 64")
                .increases(whole);
    }

    private static Chart threshold() {
        Chart chart = Chart.titled("Critical mean-square curvature in one direction, η = 0.1")
                .x("noise ratio r = Var a / (E a)²")
                .y("E a² / E a")
                .logX()
                .logY();
        for (double beta : MOMENTA) {
            MeanSquareThreshold threshold = MeanSquareThreshold.heavyBall(0.1, beta);
            double[] positive = Arrays.copyOfRange(NOISE, 1, NOISE.length);
            chart = chart.points(
                            "operator, β = " + beta,
                            positive,
                            Arrays.stream(positive).map(threshold::bisection).toArray())
                    .theory("S(r), β = " + beta, threshold::closedForm, 0.01, 1000);
        }
        return chart;
    }

    private static Chart plateaus(List<Setting> settings, List<Trace> traces) {
        Chart chart = Chart.titled("Batch sharpness along the runs, in units of its plateau")
                .x("part of the run")
                .y("batch sharpness / plateau");
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).batch() == 0 || settings.get(i).batch() <= 8) {
                Trace trace = traces.get(i);
                double end = Math.max(1, trace.steps()[trace.steps().length - 1]);
                double plateau = settings.get(i).plateau();
                chart = chart.line(
                        settings.get(i).toString(),
                        Arrays.stream(trace.steps()).mapToDouble(s -> s / end).toArray(),
                        Arrays.stream(trace.batch()).map(v -> v / plateau).toArray());
            }
        }
        return chart.horizontal("plateau", 1);
    }
}
