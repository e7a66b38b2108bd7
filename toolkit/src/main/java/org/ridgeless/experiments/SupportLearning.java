package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Stop;
import org.ridgeless.dynamics.Times;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.LeastSquares;
import org.ridgeless.models.SupportFlow;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Mini-batch SGD shrinks the weights of irrelevant inputs; full-batch descent does not. Card: support-learning.md. */
public final class SupportLearning extends Experiment<SupportLearning> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of SGD; the rate is taken from the last four fifths")
            .atLeast(1000)
            .tiny(1000)
            .teaching(6000)
            .paper(60_000);
    static final Option<Double> LABEL_NOISE = Option.number("label-noise")
            .help("standard deviation σ of the label noise; without it SGD stops and nothing shrinks")
            .above(0)
            .always(0.5);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples, many enough for a covariance of the inputs near the identity")
            .atLeast(100)
            .always(1000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks for each step and batch, with data of their own")
            .atLeast(2)
            .tiny(2)
            .teaching(24)
            .paper(20);

    private static final int INPUTS = 10;
    private static final int RELEVANT = 2;
    private static final int HIDDEN = 60;
    private static final int RECORDS = 50;
    private static final int LEARNT = RECORDS / 5;

    /** Rate η and batch b. */
    record Setting(double rate, int batch) {
        double clock() {
            return rate / batch;
        }

        @Override
        public String toString() {
            return "η = " + rate + ", b = " + batch;
        }
    }

    private static final Setting SLOWEST = new Setting(0.025, 8);
    private static final List<Setting> SETTINGS = List.of(
            new Setting(0.0125, 1), new Setting(0.0125, 2), new Setting(0.025, 2), new Setting(0.025, 4), SLOWEST);
    private static final Setting FULL = new Setting(0.05, 0);

    /**
     * The norm of the irrelevant columns along a run, as simulated and as predicted from the initial weights.
     *
     * @param variance σ² of the sample, the mean of e² x_j² at its least-squares minimum
     * @param excess κ at the start
     */
    record Shrinking(double[] time, double[] norm, double[] predicted, double variance, double excess) {
        double rate() {
            return rate(norm);
        }

        double predictedRate() {
            return rate(predicted);
        }

        private double rate(double[] values) {
            int last = values.length - 1;
            return Math.log(values[LEARNT] / values[last]) / (time[last] - time[LEARNT]);
        }
    }

    public static SupportLearning study() {
        return new SupportLearning();
    }

    /** Steps of SGD; the rate is taken from the last four fifths, at least 1000. */
    public SupportLearning steps(int count) {
        return with(STEPS, count);
    }

    /** Standard deviation σ of the label noise; without it SGD stops and nothing shrinks, above 0. */
    public SupportLearning labelNoise(double deviation) {
        return with(LABEL_NOISE, deviation);
    }

    /** Samples, many enough for a covariance of the inputs near the identity, at least 100. */
    public SupportLearning samples(int count) {
        return with(SAMPLES, count);
    }

    /** Networks for each step and batch, with data of their own, at least 2. */
    public SupportLearning networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab networks = lab.repeat(get(NETWORKS));
        Rows<Setting, Shrinking> runs = networks.each("sgd", SETTINGS, this::descend);
        Rows<Setting, Double> full = networks.each("full", List.of(FULL), this::rest);
        lab.check(Claim.that("rate at which irrelevant columns shrink over that of the flow from the same start")
                .each(SETTINGS, s -> runs.mean(s, r -> r.rate() / r.predictedRate()))
                .predicts(1)
                .rival(
                        "σ²/2, as if SGD stood at the minimum",
                        s -> runs.mean(s, r -> s.clock() * r.variance() / 2 / r.predictedRate())
                                .value())
                .rival(
                        "κ of the initial weights throughout",
                        s -> runs.mean(s, r -> s.clock() * r.variance() / (2 * (1 - r.excess()) * r.predictedRate()))
                                .value())
                .rival(
                        "a rate that does not depend on the batch",
                        s -> runs.mean(SETTINGS.get(0), Shrinking::predictedRate)
                                        .value()
                                / runs.mean(s, Shrinking::predictedRate).value())
                .within(0.05));
        lab.check(Claim.that(
                        "full batches come to rest with irrelevant columns as long as gradient flow leaves them, relative difference")
                .observed(full.mean(FULL, change -> change))
                .predicts(0)
                .rival(
                        "it shrinks in as long a time as with b = 8",
                        runs.mean(SLOWEST, r -> r.norm()[RECORDS] / r.norm()[0]).value() - 1)
                .within(0.01));
        show(lab, runs);
    }

    private Shrinking descend(Setting setting, Trial trial) {
        Net start = start(trial.paired());
        int stride = get(STEPS) / RECORDS;
        Probe irrelevant = Probe.named(
                "irrelevant columns", s -> norm(s.net().weights(1), s.net().weights(2)[0]));
        Data data = data(trial.paired());
        Run run = descent(start, data, setting.rate())
                .batch(setting.batch())
                .seed(trial.seeds().child("batches").value())
                .record(irrelevant)
                .at(Times.every(stride))
                .run(stride * RECORDS)
                .complete(setting);
        double[][] noise = LeastSquares.of(data.inputs(), data.flatTargets()).gradientCovariance();
        SupportFlow flow = SupportFlow.of(target(), setting.rate(), setting.batch(), noise);
        double[][] first = start.weights(1);
        double[] second = start.weights(2)[0];
        double excess = flow.excess(first, second);
        double[] predicted = new double[RECORDS + 1];
        double[] time = new double[RECORDS + 1];
        for (int k = 0; k <= RECORDS; k++) {
            time[k] = k * stride * setting.rate();
            predicted[k] = norm(first, second);
            flow.advance(first, second, stride * setting.rate());
        }
        return new Shrinking(time, run.values(irrelevant), predicted, variance(noise), excess);
    }

    /** The norm where full-batch descent is at rest, relative to that of gradient flow, less one. */
    private double rest(Setting setting, Trial trial) {
        Net start = start(trial.paired());
        Run run = descent(start, data(trial.paired()), setting.rate())
                .stop(Stop.gradientBelow(1e-8))
                .run(5000)
                .complete("full-batch descent");
        if (run.lastStep() == 5000) {
            throw new IllegalStateException("full-batch descent is not at rest: " + run);
        }
        double[][] first = start.weights(1);
        double[] second = start.weights(2)[0];
        SupportFlow.withoutNoise(target()).advance(first, second, run.lastStep() * setting.rate());
        return norm(run.net().weights(1), run.net().weights(2)[0]) / norm(first, second) - 1;
    }

    private static double[] target() {
        double[] target = new double[INPUTS];
        Arrays.fill(target, 0, RELEVANT, 1);
        return target;
    }

    private static Descent descent(Net start, Data data, double rate) {
        return Descent.of(start, data).loss(Loss.SQUARE).rate(rate);
    }

    private Data data(Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("data").stream());
        double[][] x = new double[get(SAMPLES)][INPUTS];
        double[][] y = new double[x.length][1];
        for (int n = 0; n < x.length; n++) {
            Arrays.setAll(x[n], j -> normal.sample());
            y[n][0] = Vectors.sum(Arrays.copyOf(x[n], RELEVANT)) + get(LABEL_NOISE) * normal.sample();
        }
        return Data.regression(x, y);
    }

    private static double variance(double[][] noise) {
        return IntStream.range(RELEVANT, INPUTS)
                .mapToDouble(j -> noise[j][j])
                .average()
                .orElseThrow();
    }

    /** A second layer of smaller scale, so that learning the target hardly moves the first. */
    private static Net start(Seeds seeds) {
        Net net = Nets.linear(INPUTS, HIDDEN, 1)
                .init(Init.gaussian(0.26))
                .seed(seeds.child("net").value());
        double[] w = net.parameters();
        Block second = net.architecture().weights().get(1);
        for (int i = second.offset(); i < second.end(); i++) {
            w[i] /= 1.4;
        }
        return net.withParameters(w);
    }

    /**
     * The norm of the irrelevant columns of the first layer, without their parts along the second layer a: those sum up to
     * the least-squares coefficients a·w_j, which fit the sample and do not decay.
     */
    private static double norm(double[][] first, double[] a) {
        double squares = 0;
        for (int j = RELEVANT; j < INPUTS; j++) {
            double[] column = new double[a.length];
            int input = j;
            Arrays.setAll(column, h -> first[h][input]);
            double along = Vectors.dot(column, a);
            squares += Vectors.squares(column) - along * along / Vectors.squares(a);
        }
        return Math.sqrt(squares);
    }

    private static void show(Lab lab, Rows<Setting, Shrinking> runs) {
        List<Setting> settings = runs.finished();
        Chart chart = Chart.titled("Irrelevant columns of the first layer, one network")
                .x("t = η × steps")
                .y("norm, relative to the start")
                .logY();
        for (Setting s : settings) {
            Shrinking one = runs.values(s).get(0);
            chart = chart.line(s.toString(), one.time(), Vectors.scale(one.norm(), 1 / one.norm()[0]))
                    .theory("flow", one.time(), Vectors.scale(one.predicted(), 1 / one.predicted()[0]));
        }
        lab.figure(chart);
        lab.table(Results.titled("Decay of irrelevant columns, means over the networks")
                .texts("SGD", settings.stream().map(Setting::toString).toArray(String[]::new))
                .numbers("κ at the start", column(runs, settings, Shrinking::excess))
                .numbers("rate in t", column(runs, settings, Shrinking::rate))
                .numbers("predicted", column(runs, settings, Shrinking::predictedRate)));
    }

    private static double[] column(
            Rows<Setting, Shrinking> runs, List<Setting> settings, ToDoubleFunction<Shrinking> measure) {
        return settings.stream().mapToDouble(s -> runs.mean(s, measure).value()).toArray();
    }
}
