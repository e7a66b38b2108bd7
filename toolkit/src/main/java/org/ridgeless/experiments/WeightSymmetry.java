package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Feedback;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Errors may be sent back through other matrices than the weights, if the signs agree. Card: weight-symmetry.md. */
public final class WeightSymmetry extends Experiment<WeightSymmetry> {
    static final Option<Integer> TEACHERS = Option.count("teachers")
            .help("teachers, each with its own sample and start")
            .atLeast(2)
            .tiny(4)
            .teaching(16)
            .paper(20);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training")
            .tiny(20)
            .teaching(400)
            .paper(5000);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the three hidden layers")
            .atLeast(4)
            .tiny(8)
            .teaching(24)
            .paper(64);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples")
            .atLeast(64)
            .tiny(200)
            .teaching(2000)
            .paper(4000);

    private static final int INPUTS = 20;
    private static final int CLASSES = 4;
    private static final int BATCH = 32;
    private static final int TEST = 2000;

    /** How errors are sent back, and the cosine between that and Gaussian weights. */
    enum Way {
        BACKPROPAGATION(null, 1),
        SIGNS(Feedback.UNIFORM_SIGN, Math.sqrt(2 / Math.PI)),
        MAGNITUDES(Feedback.FIXED_MAGNITUDE, 2 / Math.PI),
        THREE_QUARTERS(Feedback.concordance(0.75), 1 / Math.PI),
        HALF(Feedback.concordance(0.5), 0),
        NONE(Feedback.NONE, 0);

        final Feedback feedback;
        final double cosine;

        Way(Feedback feedback, double cosine) {
            this.feedback = feedback;
            this.cosine = cosine;
        }
    }

    private static final List<Way> WITH_COSINE = List.of(Way.SIGNS, Way.MAGNITUDES, Way.THREE_QUARTERS);

    /** Steps along gradients or their signs (Batch Manhattan), each with its rate for all ways. */
    enum Step {
        MANHATTAN(Optimizer.sign(), 0.002),
        GRADIENT(Optimizer.gradientDescent(), 0.1);

        final Optimizer optimizer;
        final double rate;

        Step(Optimizer optimizer, double rate) {
            this.optimizer = optimizer;
            this.rate = rate;
        }
    }

    /** A way of sending errors back with a kind of step. */
    record Training(Step step, Way way) {}

    public static WeightSymmetry study() {
        return new WeightSymmetry();
    }

    /** Teachers, each with its own sample and start, at least 2. */
    public WeightSymmetry teachers(int count) {
        return with(TEACHERS, count);
    }

    /** Steps of training, at least 1. */
    public WeightSymmetry steps(int count) {
        return with(STEPS, count);
    }

    /** Units of each of the three hidden layers, at least 4. */
    public WeightSymmetry width(int units) {
        return with(WIDTH, units);
    }

    /** Training samples, at least 64. */
    public WeightSymmetry samples(int count) {
        return with(SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Training> all = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Way way : Way.values()) {
                all.add(new Training(step, way));
            }
        }
        Rows<Training, Double> errors = lab.repeat(get(TEACHERS)).each("training", all, this::testError);
        Rows<Way, Double> cosines = lab.repeat(24).each("cosine", WITH_COSINE, WeightSymmetry::cosine);
        List<Step> steps = List.of(Step.values());
        lab.check(Claim.that("cos(W, B) of Gaussian weights: √(2/π) for signs, (2c − 1) 2/π with random magnitudes")
                .each(WITH_COSINE, way -> cosines.mean(way, cosine -> cosine))
                .predicts(way -> way.cosine)
                .rival(
                        "magnitudes cost nothing, (2c − 1) √(2/π)",
                        way -> way.cosine / (way == Way.SIGNS ? 1 : Math.sqrt(2 / Math.PI)))
                .rival(
                        "the concordance c instead of 2c − 1",
                        way -> way == Way.THREE_QUARTERS ? 0.75 * 2 / Math.PI : Double.NaN)
                .within(0.01));
        lab.check(Claim.that("signs with random magnitudes cost at most half of what half of the signs wrong cost")
                .each(steps, step -> excess(errors, step, Way.MAGNITUDES, Way.BACKPROPAGATION, Way.HALF, 0.5))
                .rival(
                        "as much as half of the signs wrong",
                        step -> excess(errors, step, Way.HALF, Way.BACKPROPAGATION, Way.HALF, 0.5)
                                .value())
                .atMost(0));
        lab.check(Claim.that("errors grow as the concordance falls from 1 to 1/2, test error")
                .each(steps, step -> excess(errors, step, Way.HALF, Way.MAGNITUDES, Way.HALF, 0))
                .rival("signs do not matter", 0)
                .atLeast(0.02));
        lab.check(Claim.that("training the last layer alone is worse still, test error")
                .each(steps, step -> excess(errors, step, Way.NONE, Way.HALF, Way.HALF, 0))
                .rival("feedback with half of the signs is as good as none", 0)
                .atLeast(0.02));
        show(lab, errors);
    }

    private static double cosine(Way way, Trial trial) {
        return way.feedback.cosine(
                Nets.linear(150, 150, 1).seed(trial.seeds().child("net").value()),
                trial.seeds().child("feedback").value());
    }

    private double testError(Training training, Trial trial) {
        int n = get(SAMPLES);
        Data both = Data.teacherClasses(n + TEST, INPUTS, CLASSES)
                .seed(trial.paired().child("data").value());
        Descent descent = Descent.of(
                        network().seed(trial.paired().child("net").value()),
                        both.subset(IntStream.range(0, n).toArray()))
                .loss(Loss.CROSS_ENTROPY)
                .rate(training.step().rate)
                .optimizer(training.step().optimizer)
                .batch(BATCH)
                .seed(trial.paired().child("batches").value());
        Feedback feedback = training.way().feedback;
        Run run = (feedback == null ? descent : descent.feedback(feedback))
                .run(get(STEPS))
                .complete(training);
        return Margins.of(run.net(), both.subset(IntStream.range(n, n + TEST).toArray()))
                .error();
    }

    private Net network() {
        int width = get(WIDTH);
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            layers.add(Dense.of(k == 0 ? INPUTS : width, width, Activations.LINEAR));
            layers.add(new Standardize(width, 1e-5, Standardize.Over.BATCH));
            layers.add(new Affine(width, true));
            layers.add(new Elementwise(width, Activations.RELU));
        }
        layers.add(Dense.of(width, CLASSES, Activations.LINEAR).biased());
        return Nets.chain(layers.toArray(new Layer[0]));
    }

    /** The mean over teachers of error(way) − error(base) − part · (error(scale) − error(base)). */
    private static Estimate excess(
            Rows<Training, Double> errors, Step step, Way way, Way base, Way scale, double part) {
        double[] here = numbers(errors, step, way);
        double[] there = numbers(errors, step, base);
        double[] most = numbers(errors, step, scale);
        int whole = Math.min(here.length, Math.min(there.length, most.length));
        double[] excess = Vectors.subtract(Arrays.copyOf(here, whole), Arrays.copyOf(there, whole));
        Arrays.setAll(excess, t -> excess[t] - part * (most[t] - there[t]));
        return Estimate.mean(excess).troubled(errors.problem());
    }

    private static double[] numbers(Rows<Training, Double> errors, Step step, Way way) {
        return errors.numbers(new Training(step, way), error -> error);
    }

    private static void show(Lab lab, Rows<Training, Double> errors) {
        Chart chart = Chart.titled("Test error against the angle of the feedback at the start, means ± 2 SE")
                .x("cos(W, B) for Gaussian weights")
                .y("test error")
                .note(
                        "from right to left: backpropagation, signs, random magnitudes, concordance 3/4 and 1/2; last layer"
                                + " alone at −0.1");
        Results table = Results.titled("Test errors, means over the teachers")
                .texts(
                        "feedback",
                        Arrays.stream(Way.values()).map(Way::toString).toArray(String[]::new));
        for (Step step : Step.values()) {
            Estimate[] means = Arrays.stream(Way.values())
                    .map(way -> errors.mean(new Training(step, way), error -> error))
                    .toArray(Estimate[]::new);
            double[] mean = Arrays.stream(means).mapToDouble(Estimate::value).toArray();
            double[] low = new double[mean.length];
            double[] high = new double[mean.length];
            Arrays.setAll(low, i -> mean[i] - 2 * means[i].standardError());
            Arrays.setAll(high, i -> mean[i] + 2 * means[i].standardError());
            double[] cosine = Arrays.stream(Way.values())
                    .mapToDouble(way -> way == Way.NONE ? -0.1 : way.cosine)
                    .toArray();
            String name = step == Step.MANHATTAN ? "Batch Manhattan" : "SGD";
            chart = chart.errors(name, cosine, mean, low, high);
            table = table.numbers(name, mean);
        }
        lab.figure(chart);
        lab.table(table);
    }
}
