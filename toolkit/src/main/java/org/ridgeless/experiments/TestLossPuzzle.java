package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.data.Separable;
import org.ridgeless.display.Numbers;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Long after separation the test loss grows without bound, the test error stands still. Card: test-loss-puzzle.md. */
public final class TestLossPuzzle extends Experiment<TestLossPuzzle> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of descent; log t at the end is proportional to them")
            .atLeast(1000)
            .tiny(10_000)
            .teaching(150_000)
            .paper(800_000);
    static final Option<Integer> SETS = Option.count("sets")
            .help("data sets, each judged")
            .tiny(2)
            .teaching(4)
            .paper(8);
    static final Option<Integer> TEST_SAMPLES = Option.count("test-samples")
            .help("test samples of each data set")
            .atLeast(100)
            .always(2000);

    private static final int SAMPLES = 40;
    private static final int DIMENSION = 10;
    private static final double GAP = 0.2;
    private static final double RATE = 0.05;
    private static final int RECORDS = 100;
    private static final double TOLERANCE = 0.03;

    /**
     * One descent.
     *
     * @param predicted the slope of the test loss against log t
     * @param alike the slope if every misclassified sample counted alike, its share over the largest margin
     */
    record Path(double[] logTime, double[] loss, double[] normalized, double[] error, double predicted, double alike) {
        double slope() {
            return slope(logTime.length / 2, logTime.length);
        }

        /** How much the slope still changed, from the third quarter to the last, relative to the last. */
        double unrest() {
            int n = logTime.length;
            double late = slope(3 * n / 4, n);
            return Math.abs(late - slope(n / 2, 3 * n / 4)) / late;
        }

        private double slope(int from, int to) {
            return Estimate.slope(Arrays.copyOfRange(logTime, from, to), Arrays.copyOfRange(loss, from, to))
                    .value();
        }
    }

    public static TestLossPuzzle study() {
        return new TestLossPuzzle();
    }

    /** Steps of descent; log t at the end is proportional to them, at least 1000. */
    public TestLossPuzzle steps(int count) {
        return with(STEPS, count);
    }

    /** Data sets, each judged, at least 1. */
    public TestLossPuzzle sets(int count) {
        return with(SETS, count);
    }

    /** Test samples of each data set, at least 100. */
    public TestLossPuzzle testSamples(int count) {
        return with(TEST_SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Integer, Path> paths =
                lab.each("set", IntStream.range(0, get(SETS)).toArray(), this::descend);

        lab.check(Claim.that("slope of the test loss against log t, in each data set")
                .each(paths.items(), set -> settled(paths, set))
                .predicts(set -> paths.number(set, Path::predicted))
                .rival("it stands still, as the error does", 0)
                .rival("every error counts alike", set -> paths.number(set, Path::alike))
                .withinRelative(TOLERANCE));
        lab.check(Claim.that("change of the test error over the last half of log t")
                .each(paths.items(), set -> paths.exactly(set, path -> change(path.error())))
                .predicts(0)
                .within(0.01));
        lab.check(Claim.that("relative change of the normalized test loss meanwhile")
                .each(
                        paths.items(),
                        set -> paths.exactly(set, path -> change(path.normalized()) / last(path.normalized())))
                .predicts(0)
                .rival(
                        "it grows as the test loss does",
                        set -> paths.number(set, path -> change(path.loss()) / last(path.loss())))
                .within(0.02));
        show(lab, paths);
    }

    /**
     * What a slope is off by falls like 1/log t or faster. Where it is c/log t, the slopes of the last two quarters differ by a third
     * of what their mean is off by: while that is more than a third of the tolerance, the direction has not settled.
     */
    private static Estimate settled(Rows<Integer, Path> paths, int set) {
        double unrest = paths.number(set, Path::unrest);
        String problem = unrest <= TOLERANCE / 3
                ? ""
                : "the direction has not settled, the slope still changed by " + Numbers.show(100 * unrest)
                        + " %; give it more steps";
        return paths.exactly(set, Path::slope).troubled(paths.problem(set)).troubled(problem);
    }

    private Path descend(int set, Trial trial) {
        Separable train = Data.separable(SAMPLES, DIMENSION)
                .gap(GAP)
                .seed(trial.seeds().child("train").value());
        Data test = test(train.separator(), trial.seeds().child("test"));
        Probe loss = Probe.named("test loss", state -> logisticLoss(state.net(), test));
        Probe normalized =
                Probe.named("normalized", state -> logisticLoss(state.net().normalized(), test));
        Probe error = Probe.testError(test);
        Run run = Descent.of(
                        Nets.linear(DIMENSION, 1)
                                .seed(trial.seeds().child("net").value()),
                        train)
                .loss(Loss.EXPONENTIAL)
                .rate(RATE)
                .lossScaled()
                .record(loss, normalized, error)
                .at(Times.every(get(STEPS) / RECORDS))
                .run(get(STEPS));
        double[] misfits = misfits(MaxMargin.l2(train), test);
        double share = Arrays.stream(misfits).filter(m -> m > 0).count() / (double) misfits.length;
        double margin = MaxMargin.l2(train).margin();
        return new Path(
                tail(run.logTimes()),
                tail(run.values(loss)),
                tail(run.values(normalized)),
                tail(run.values(error)),
                Arrays.stream(misfits).sum() / misfits.length / margin,
                share / margin);
    }

    /** Test samples fill the gap too, as unseen inputs do. */
    private Data test(double[] separator, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] x = new double[get(TEST_SAMPLES)][separator.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Arrays.setAll(x[i], j -> normal.sample());
            y[i] = Vectors.dot(separator, x[i]) >= 0 ? 1 : -1;
        }
        return Data.of(x, y);
    }

    private static double logisticLoss(Net net, Data test) {
        return Loss.LOGISTIC.value(
                net.outputs(test.flatInputs(), test.samples()), test.flatTargets(), test.samples(), 1);
    }

    /** How far each test sample lies on the wrong side of the predictor of largest margin. */
    private static double[] misfits(MaxMargin best, Data test) {
        double[][] x = test.inputs();
        return IntStream.range(0, x.length)
                .mapToDouble(i -> Math.max(0, -test.label(i) * Vectors.dot(best.direction(), x[i])))
                .toArray();
    }

    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private static double change(double[] values) {
        return last(values) - values[values.length / 2];
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private static void show(Lab lab, Rows<Integer, Path> paths) {
        lab.table(Results.titled("Slopes of the test loss against log t")
                .numbers("set", paths.items().stream().mapToDouble(set -> set).toArray())
                .numbers("observed", paths.column(Path::slope))
                .numbers("predicted", paths.column(Path::predicted))
                .numbers("test error", paths.column(path -> last(path.error()))));
        Chart losses = Chart.titled("Test loss").x("log t").y("logistic test loss");
        Chart standing = Chart.titled("What stands still")
                .x("log t")
                .y("test error, normalized test loss")
                .yRange(0, 0.8);
        for (int set : List.of(0, 1)) {
            Path path = paths.items().contains(set) ? paths.first(set).orElse(null) : null;
            if (path != null) {
                double[] t = path.logTime();
                double offset = last(path.loss()) - path.predicted() * last(t);
                losses = losses.points("data set " + set, t, path.loss())
                        .theory("predicted slope", x -> offset + path.predicted() * x, t[t.length / 10], last(t));
                standing = standing.line("normalized test loss, set " + set, t, path.normalized())
                        .line("test error, set " + set, t, path.error());
            }
        }
        lab.figure(losses, standing);
    }
}
