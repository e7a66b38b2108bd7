package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MarginTail;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Calibration error and curvature are both governed by the tail of the margins. Card: calibration-curvature.md. */
public final class CalibrationCurvature extends Experiment<CalibrationCurvature> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of gradient descent, enough to classify all samples correctly at every strength of decay")
            .atLeast(100)
            .because("calibration and curvature fall together only once all samples are classified correctly")
            .tiny(300)
            .teaching(1500)
            .paper(20_000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks, each with data of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(24);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .atLeast(4)
            .tiny(12)
            .teaching(16)
            .paper(30);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples")
            .atLeast(10)
            .tiny(30)
            .teaching(60)
            .paper(120);

    private static final int INPUTS = 10;
    private static final int CLASSES = 3;
    private static final int BINS = 15;
    private static final double RATE = 0.5;
    /** All of them at the same step, so that time cannot explain how they differ. */
    private static final double[] DECAYS = {0, 3e-4, 1e-3, 3e-3, 1e-2};

    /**
     * One network at the end of training with each strength of decay.
     *
     * @param jacobian C_J, the largest spectral norm of the Jacobian of one sample
     * @param meanSquare the mean square of these norms over the samples
     */
    record Ends(
            double[] tail,
            double[] calibration,
            double[] sharpness,
            double[] jacobian,
            double[] meanSquare,
            double[] error) {
        /** λ_max over the mean square of the Jacobian. */
        double[] perJacobian() {
            return IntStream.range(0, tail.length)
                    .mapToDouble(i -> sharpness[i] / meanSquare[i])
                    .toArray();
        }

        /** λ_max over 2 C_J² (K − 1) Q, the largest over the strengths. */
        double overBound() {
            return IntStream.range(0, tail.length)
                    .mapToDouble(i -> sharpness[i] / (2 * jacobian[i] * jacobian[i] * (CLASSES - 1) * tail[i]))
                    .max()
                    .orElseThrow();
        }
    }

    private static final String ALL = "all strengths of decay";

    public static CalibrationCurvature study() {
        return new CalibrationCurvature();
    }

    /** Steps of gradient descent, enough to classify all samples correctly at every strength of decay, at least 100. */
    public CalibrationCurvature steps(int count) {
        return with(STEPS, count);
    }

    /** Networks, each with data of its own, at least 2. */
    public CalibrationCurvature networks(int count) {
        return with(NETWORKS, count);
    }

    /** Units of each of the two hidden layers, at least 4. */
    public CalibrationCurvature width(int units) {
        return with(WIDTH, units);
    }

    /** Training samples, at least 10. */
    public CalibrationCurvature samples(int count) {
        return with(SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<String, Ends> runs = lab.repeat(get(NETWORKS)).each("network", List.of(ALL), this::train);
        lab.check(Claim.that(
                        "at one step, over strengths of decay: correlation of log ECE and log λ_max, mean over networks")
                .observed(fitted(runs, runs.mean(ALL, e -> correlation(e.calibration(), e.sharpness()))))
                .rival("time drives both: unrelated at one step", 0)
                .atLeast(0.9));
        lab.check(Claim.that("… exponent of λ_max/⟨‖J‖²⟩ as a power of ECE, median over networks")
                .observed(fitted(runs, runs.median(ALL, e -> slope(e.calibration(), e.perJacobian()))))
                .predicts(1)
                .rival("time drives both: unrelated at one step", 0)
                .rival(
                        "λ_max itself proportional to ECE",
                        runs.mean(ALL, e -> 1 - slope(e.calibration(), e.meanSquare()))
                                .value())
                .within(0.1));
        lab.check(Claim.that("λ_max over 2 C_J² (K − 1) Q, the largest")
                .observed(Estimate.largest(runs.numbers(ALL, Ends::overBound)).troubled(runs.problem(ALL)))
                .atMost(1));
        show(lab, runs);
    }

    private Ends train(String all, Trial trial) {
        Data data = Data.teacherClasses(get(SAMPLES), INPUTS, CLASSES)
                .seed(trial.seeds().child("data").value());
        Net start = Nets.relu(INPUTS, get(WIDTH), get(WIDTH), CLASSES)
                .biased()
                .seed(trial.seeds().child("net").value());
        double[][] ends = new double[DECAYS.length][];
        for (int i = 0; i < DECAYS.length; i++) {
            Run run = Descent.of(start, data)
                    .loss(Loss.CROSS_ENTROPY)
                    .rate(RATE)
                    .decay(DECAYS[i])
                    .run(get(STEPS))
                    .complete("λ = " + DECAYS[i]);
            ends[i] = measure(run.net(), data);
        }
        return new Ends(
                column(ends, 0), column(ends, 1), column(ends, 2), column(ends, 3), column(ends, 4), column(ends, 5));
    }

    private static double[] measure(Net net, Data data) {
        Risk risk = Risk.of(net, data, Loss.CROSS_ENTROPY);
        double[] w = net.parameters();
        MarginTail tail = MarginTail.of(risk.outputs(w), data);
        double[] squares = squaredNorms(risk.jacobian(w));
        return new double[] {
            tail.value(),
            tail.calibrationError(BINS),
            Sharpness.of(net, data, Loss.CROSS_ENTROPY).gaussNewton(),
            Math.sqrt(Arrays.stream(squares).max().orElseThrow()),
            Vectors.mean(squares),
            Margins.of(net, data).error()
        };
    }

    /** The squared spectral norm of the K rows that belong to each sample. */
    private static double[] squaredNorms(double[][] rows) {
        double[] squares = new double[rows.length / CLASSES];
        for (int n = 0; n < squares.length; n++) {
            double[] gram = new double[CLASSES * CLASSES];
            for (int k = 0; k < gram.length; k++) {
                gram[k] = Vectors.dot(rows[n * CLASSES + k / CLASSES], rows[n * CLASSES + k % CLASSES]);
            }
            squares[n] = SymmetricEigen.values(gram, CLASSES)[CLASSES - 1];
        }
        return squares;
    }

    /** An estimate about networks that must classify all their samples correctly. */
    private static Estimate fitted(Rows<String, Ends> runs, Estimate estimate) {
        long failing = runs.values(ALL).stream()
                .filter(e -> Arrays.stream(e.error()).anyMatch(error -> !(error == 0)))
                .count();
        return estimate.troubled(
                failing > 0 ? failing + " networks do not classify all samples correctly; give them more steps" : "");
    }

    private static double[] column(double[][] rows, int k) {
        return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }

    private static double[] log(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        return Statistics.correlation(log(x), log(y));
    }

    /** The slope of the least-squares line of log y on log x. */
    private static double slope(double[] x, double[] y) {
        return correlation(x, y) * Math.sqrt(Statistics.variance(log(y)) / Statistics.variance(log(x)));
    }

    private static void show(Lab lab, Rows<String, Ends> runs) {
        Chart curvature = Chart.titled("Calibration error against sharpness at the last step, one line a network")
                .x("ECE")
                .y("Gauss–Newton sharpness λ_max")
                .logX()
                .logY();
        for (Ends ends : runs.values(ALL)) {
            curvature = curvature
                    .line("strengths of decay", ends.calibration(), ends.sharpness())
                    .points("strengths of decay", ends.calibration(), ends.sharpness());
        }
        double[] q = runs.pooled(ALL, Ends::tail);
        double low = Arrays.stream(q).min().orElse(1e-3);
        double high = Arrays.stream(q).max().orElse(1);
        lab.figure(
                curvature,
                Chart.titled("Calibration error between its bounds")
                        .x("margin tail Q")
                        .y("ECE")
                        .logX()
                        .logY()
                        .points("networks at the last step", q, runs.pooled(ALL, Ends::calibration))
                        .theory("(K − 1) Q", v -> (CLASSES - 1) * v, low, high)
                        .theory("Q / K", v -> v / CLASSES, low, high));
        Results table =
                Results.titled("At the last step, means over the networks").numbers("λ", DECAYS);
        table = table.numbers("Q", means(runs, Ends::tail))
                .numbers("ECE", means(runs, Ends::calibration))
                .numbers("λ_max", means(runs, Ends::sharpness))
                .numbers("C_J", means(runs, Ends::jacobian))
                .numbers("training error", means(runs, Ends::error));
        lab.table(table);
    }

    private static double[] means(Rows<String, Ends> runs, Function<Ends, double[]> measure) {
        return IntStream.range(0, DECAYS.length)
                .mapToDouble(i -> runs.mean(ALL, e -> measure.apply(e)[i]).value())
                .toArray();
    }
}
