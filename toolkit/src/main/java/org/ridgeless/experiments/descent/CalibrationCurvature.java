package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.curvature.calibration.MarginTail;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** Calibration error and curvature are both governed by the tail of the margins. */
public final class CalibrationCurvature extends Experiment<CalibrationCurvature> {
    private static final int CLASSES = 3;
    private static final int BINS = 15;

    private static final Card CARD = Card.named("calibration-curvature")
            .entry("B16")
            .title("Calibration follows curvature")
            .claim(
                    "Once all training points are classified correctly, the calibration error and the Gauss–Newton sharpness are"
                            + " both controlled by the margin tail Q = E e^{−m}, so that one follows the other through training.")
            .formula(
                    "\\frac{Q}{K} \\le \\mathrm{ECE} \\le (K-1)\\,Q, \\qquad Q = \\frac1N\\sum_n e^{-m_n}",
                    "all N points correct, K classes, m = z_y − max_{j≠y} z_j")
            .formula(
                    "\\lambda_{\\max}(H_{GN}) \\le 2 C_J^2 (K-1)\\, Q",
                    "C_J bounds the norm of the Jacobian of one sample")
            .formula(
                    "\\mathrm{ECE} = \\frac1N\\sum_n (1 - p_{y_n})",
                    "exactly, for any binning, where all points are correct")
            .assumes("the training set is interpolated; softmax outputs with the cross-entropy loss")
            .remark("The expected calibration error is that of the training set, in " + BINS
                    + " equal bins of confidence.")
            .paper(Paper.by("Alessandro Morosini and Matea Gjika and Tomaso Poggio and Pierfrancesco Beneventano")
                    .titled("Too Sharp, Too Sure: When Calibration Follows Curvature")
                    .in(2026)
                    .arXiv("2604.20614"))
            .cost("3 s", "60 s");

    private CalibrationCurvature(Settings settings) {
        super(CARD, settings);
    }

    public static CalibrationCurvature study() {
        return new CalibrationCurvature(Settings.none());
    }

    /** The number of steps of gradient descent. */
    public CalibrationCurvature steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("training needs at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected CalibrationCurvature copy(Settings other) {
        return new CalibrationCurvature(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("samples", 120)
                .with("dimension", 10)
                .with("width", 30)
                .with("rate", 0.3)
                .with("record every", 50);
        return switch (size) {
            case TINY -> common.with("steps", 1500);
            case TEACHING -> common.with("steps", 6000);
            case PAPER -> common.with("steps", 100_000);
        };
    }

    @Override
    protected Findings simulate() {
        int d = integer("dimension");
        int width = integer("width");
        Data data = Data.teacherClasses(integer("samples"), d, CLASSES)
                .seed(seeds().child("data").value());
        Probe tail = Probe.named("Q", state -> tail(state.outputs(), data).value());
        Probe calibration =
                Probe.named("ECE", state -> tail(state.outputs(), data).calibrationError(BINS));
        Probe missing =
                Probe.named("1 − p", state -> tail(state.outputs(), data).missingConfidence());
        Probe sharpness = Probe.named(
                "sharpness",
                state -> Sharpness.of(state.net(), data, Loss.CROSS_ENTROPY).gaussNewton());
        Run run = Descent.of(
                        Nets.relu(d, width, width, CLASSES)
                                .biased()
                                .seed(seeds().child("net").value()),
                        data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(number("rate"))
                .record(tail, calibration, missing, sharpness, Probe.error())
                .at(Times.every(integer("record every")))
                .run(integer("steps"));
        Results table = interpolating(run, tail, calibration, missing, sharpness);
        return new Findings(
                Panels.of(curvature(table), sandwich(table)), run.partial() ? table.partial() : table, verdict(table));
    }

    private static MarginTail tail(double[] outputs, Data data) {
        return MarginTail.of(outputs, data);
    }

    /** The records at which every training point is classified correctly. */
    private static Results interpolating(Run run, Probe... probes) {
        double[] error = run.values(Probe.error());
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < error.length; k++) {
            if (error[k] == 0) {
                kept.add(k);
            }
        }
        Results table = Results.titled("Records with all points correct")
                .numbers("step", kept.stream().mapToInt(k -> run.steps()[k]).toArray());
        for (Probe probe : probes) {
            double[] values = run.values(probe);
            table = table.numbers(
                    probe.name(), kept.stream().mapToDouble(k -> values[k]).toArray());
        }
        return table;
    }

    private static Verdict verdict(Results table) {
        double[] q = table.numbers("Q");
        double[] ece = table.numbers("ECE");
        double[] missing = table.numbers("1 − p");
        double[] sharpness = table.numbers("sharpness");
        double[] below = new double[q.length];
        double[] above = new double[q.length];
        double difference = 0;
        for (int i = 0; i < q.length; i++) {
            below[i] = ece[i] - q[i] / CLASSES;
            above[i] = (CLASSES - 1) * q[i] - ece[i];
            difference = Math.max(difference, Math.abs(ece[i] - missing[i]));
        }
        return Verdict.of(
                CARD.title(),
                Claim.that("Q/K ≤ ECE at every interpolating record").holds(below),
                Claim.that("ECE ≤ (K−1) Q at every interpolating record").holds(above),
                Claim.that("ECE = mean(1 − p_y), largest deviation")
                        .predicts(0)
                        .observed(difference)
                        .within(1e-12),
                Claim.that("correlation of ECE with Gauss–Newton sharpness reaches 0.9")
                        .predicts(0.9)
                        .observed(q.length < 3 ? Double.NaN : Statistics.correlation(ece, sharpness))
                        .atLeast(),
                Claim.that("correlation of their logarithms reaches 0.98")
                        .predicts(0.98)
                        .observed(q.length < 3 ? Double.NaN : Statistics.correlation(log(ece), log(sharpness)))
                        .atLeast());
    }

    private static double[] log(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    private static Chart curvature(Results table) {
        return Chart.titled("Calibration error against sharpness, along training")
                .x("Gauss–Newton sharpness λ_max")
                .y("ECE")
                .logX()
                .logY()
                .points("records of one run", table.numbers("sharpness"), table.numbers("ECE"));
    }

    private static Chart sandwich(Results table) {
        double[] q = table.numbers("Q");
        double low = Arrays.stream(q).min().orElse(1e-3);
        double high = Arrays.stream(q).max().orElse(1);
        return Chart.titled("Calibration error between its bounds")
                .x("margin tail Q")
                .y("ECE")
                .logX()
                .logY()
                .points("records of one run", q, table.numbers("ECE"))
                .theory("(K − 1) Q", v -> (CLASSES - 1) * v, low, high)
                .theory("Q / K", v -> v / CLASSES, low, high);
    }
}
