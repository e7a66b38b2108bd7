package org.ridgeless.experiments.descent;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.data.Separable;
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
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.tables.Results;

/** Long after separation the test loss grows without bound while the test error stands still. */
public final class TestLossPuzzle extends Experiment<TestLossPuzzle> {
    private static final int RECORDS = 100;

    private static final Card CARD = Card.named("test-loss-puzzle")
            .entry("S24")
            .title("The test loss grows, the test error does not")
            .claim(
                    "After separation ρ grows while the direction settles: the unnormalized test loss rises like log t although"
                            + " nothing changes in the classification; the normalized test loss and the test error stand still.")
            .formula(
                    "\\frac{d\\,L_{\\text{test}}}{d \\log t} \\to \\frac{1}{N_{\\text{test}}}"
                            + " \\sum_{x \\in \\text{test}} \\frac{\\max(0, -y\\,\\tilde f^*(x))}{\\gamma^*}",
                    "logistic test loss of a linear predictor; f̃* is the maximum-margin predictor of unit norm")
            .assumes("separable training data, test error above zero, gradient flow of the exponential loss")
            .paper(Paper.by(
                            "Tomaso Poggio and Kenji Kawaguchi and Qianli Liao and Brando Miranda and Lorenzo Rosasco and Xavier"
                                    + " Boix and Jack Hidary and Hrushikesh Mhaskar")
                    .titled("Theory of Deep Learning III: explaining the non-overfitting puzzle")
                    .in(2018)
                    .arXiv("1801.00173"))
            .paper(Paper.by(
                            "Daniel Soudry and Elad Hoffer and Mor Shpigel Nacson and Suriya Gunasekar and Nathan Srebro")
                    .titled("The Implicit Bias of Gradient Descent on Separable Data")
                    .in(2018)
                    .journal("Journal of Machine Learning Research 19(70), 1–57")
                    .where("Section 3"))
            .cost("1 s", "10 s");

    private TestLossPuzzle(Settings settings) {
        super(CARD, settings);
    }

    public static TestLossPuzzle study() {
        return new TestLossPuzzle(Settings.none());
    }

    /** The number of steps; log t at the end is proportional to it. */
    public TestLossPuzzle steps(int count) {
        if (count < RECORDS) {
            throw new IllegalArgumentException("the run is recorded " + RECORDS + " times, got " + count + " steps");
        }
        return set("steps", count);
    }

    /** The number of test samples. */
    public TestLossPuzzle testSamples(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a test needs at least 1 sample, got " + count);
        }
        return set("test samples", count);
    }

    @Override
    protected TestLossPuzzle copy(Settings other) {
        return new TestLossPuzzle(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("samples", 40)
                .with("dimension", 10)
                .with("gap", 0.2)
                .with("rate", 0.05)
                .with("test samples", 2000);
        return switch (size) {
            case TINY -> common.with("steps", 1000);
            case TEACHING -> common.with("steps", 40_000);
            case PAPER -> common.with("steps", 800_000);
        };
    }

    @Override
    protected Findings simulate() {
        Separable train = Data.separable(integer("samples"), integer("dimension"))
                .gap(number("gap"))
                .seed(seeds().child("train").value());
        Data test = test(train.separator());
        Probe loss = Probe.named("test loss", state -> logisticLoss(state.net(), test));
        Probe normalized = Probe.named(
                "normalized test loss", state -> logisticLoss(state.net().normalized(), test));
        Probe error = Probe.testError(test);
        int steps = integer("steps");
        Run run = Descent.of(
                        Nets.linear(integer("dimension"), 1)
                                .seed(seeds().child("net").value()),
                        train)
                .loss(Loss.EXPONENTIAL)
                .rate(number("rate"))
                .lossScaled()
                .record(loss, normalized, error)
                .at(Times.every(steps / RECORDS))
                .run(steps);
        Results table = Results.titled("Along the run")
                .numbers("log t", Arrays.copyOfRange(run.logTimes(), 1, run.logTimes().length))
                .numbers("test loss", tail(run.values(loss)))
                .numbers("normalized test loss", tail(run.values(normalized)))
                .numbers("test error", tail(run.values(error)));
        double slope = predictedSlope(MaxMargin.l2(train), test);
        return new Findings(
                Panels.of(losses(table, slope), standing(table)),
                run.partial() ? table.partial() : table,
                verdict(table, slope));
    }

    /** Test samples fill the gap too, as unseen inputs do. */
    private Data test(double[] separator) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("test").stream());
        double[][] x = new double[integer("test samples")][separator.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double projection = 0;
            for (int j = 0; j < separator.length; j++) {
                x[i][j] = normal.sample();
                projection += separator[j] * x[i][j];
            }
            y[i] = projection >= 0 ? 1 : -1;
        }
        return Data.of(x, y);
    }

    private static double logisticLoss(Net net, Data test) {
        return Loss.LOGISTIC.value(
                net.outputs(test.flatInputs(), test.samples()), test.flatTargets(), test.samples(), 1);
    }

    private static double predictedSlope(MaxMargin best, Data test) {
        double[] direction = best.direction();
        double[][] x = test.inputs();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double output = 0;
            for (int j = 0; j < direction.length; j++) {
                output += direction[j] * x[i][j];
            }
            sum += Math.max(0, -test.label(i) * output);
        }
        return sum / x.length / best.margin();
    }

    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private static Verdict verdict(Results table, double slope) {
        double[] logTime = table.numbers("log t");
        double[] loss = table.numbers("test loss");
        int n = logTime.length;
        double observed = Slope.linear(Arrays.copyOfRange(logTime, n / 2, n), Arrays.copyOfRange(loss, n / 2, n))
                .value();
        return Verdict.of(
                CARD.title(),
                Claim.that("slope of the test loss against log t")
                        .predicts(slope)
                        .observed(observed)
                        .withinRelative(0.02),
                Claim.that("change of the test error over the last half of log t")
                        .predicts(0)
                        .observed(change(table.numbers("test error")))
                        .within(0.005),
                Claim.that("relative change of the normalized test loss over the last half of log t")
                        .predicts(0)
                        .observed(change(table.numbers("normalized test loss"))
                                / table.numbers("normalized test loss")[n - 1])
                        .within(0.01));
    }

    private static double change(double[] values) {
        return values[values.length - 1] - values[values.length / 2];
    }

    private static Chart losses(Results table, double slope) {
        double[] logTime = table.numbers("log t");
        double[] loss = table.numbers("test loss");
        int n = logTime.length;
        double offset = loss[n - 1] - slope * logTime[n - 1];
        return Chart.titled("Test loss")
                .x("log t")
                .y("logistic test loss")
                .points("linear predictor", logTime, loss)
                .theory("predicted slope", t -> offset + slope * t, logTime[n / 10], logTime[n - 1]);
    }

    private static Chart standing(Results table) {
        double[] logTime = table.numbers("log t");
        return Chart.titled("What stands still")
                .x("log t")
                .y("test error, normalized test loss")
                .yRange(0, 0.8)
                .line("normalized test loss", logTime, table.numbers("normalized test loss"))
                .line("test error", logTime, table.numbers("test error"));
    }
}
