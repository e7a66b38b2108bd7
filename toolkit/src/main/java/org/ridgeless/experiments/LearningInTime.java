package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.learning.LearningCurve;
import org.ridgeless.spectra.learning.LeastSquaresDescent;
import org.ridgeless.spectra.learning.Training;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** How training and test error of a linear classifier move while descent trains it. Card: learning-in-time.md. */
public final class LearningInTime extends Experiment<LearningInTime> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p of the inputs, even; there are 2p samples with small steps, p with large ones")
            .atLeast(16)
            .tiny(32)
            .teaching(200)
            .paper(512);
    static final Option<Double> INITIAL_VARIANCE = Option.number("initial-variance")
            .help("variance σ² of the weights at the start")
            .above(0)
            .always(0.1);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets")
            .atLeast(2)
            .tiny(4)
            .teaching(160)
            .paper(160);

    private static final double TOLERANCE = 0.012;
    /** Of smaller training errors hardly one data set has a sample. */
    private static final double COUNTABLE = 1e-3;

    /** A problem, and the steps at which it is looked at. */
    enum Setup {
        SMALL_STEPS(2, 1, 0.01, 0, 10, 40, 100, 300),
        LARGE_STEPS(1, 2, 0.1, 0, 1, 4, 8, 16, 40, 120),
        WEIGHT_DECAY(1, 2, 0.1, 0.1, 1, 4, 8, 16, 40, 120);

        final int samplesForEach;
        final double signal;
        final double rate;
        final double decay;
        final int[] steps;

        Setup(int samplesForEach, double signal, double rate, double decay, int... steps) {
            this.samplesForEach = samplesForEach;
            this.signal = signal;
            this.rate = rate;
            this.decay = decay;
            this.steps = steps;
        }
    }

    /** Errors after each of the steps of a setup. */
    record Errors(double[] test, double[] train) {}

    /** A place of the learning curves. */
    record Moment(Setup setup, int index, boolean test) {
        int step() {
            return setup.steps[index];
        }

        double of(Errors errors) {
            return (test ? errors.test : errors.train)[index];
        }

        @Override
        public String toString() {
            return setup.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + (test ? "test" : "training")
                    + " error, t = " + step();
        }
    }

    public static LearningInTime study() {
        return new LearningInTime();
    }

    /** Dimension p of the inputs, even; there are 2p samples with small steps, p with large ones, at least 16. */
    public LearningInTime dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Variance σ² of the weights at the start, above 0. */
    public LearningInTime initialVariance(double sigmaSquared) {
        return with(INITIAL_VARIANCE, sigmaSquared);
    }

    /** Independent data sets, at least 2. */
    public LearningInTime draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        if (get(DIMENSION) % 2 != 0) {
            throw new IllegalArgumentException(
                    "dimension must be even, for two classes of equal size, got " + get(DIMENSION));
        }
        List<Setup> setups = List.of(Setup.values());
        Rows<Setup, Errors> runs = lab.repeat(get(DRAWS)).each("descent", setups, this::train);
        Rows<Setup, Errors> theory =
                lab.each("theory", setups, (s, trial) -> curve(s, Training.descent(s.rate), s.decay));
        Rows<Setup, Errors> flow = lab.each("flow", setups, (s, trial) -> curve(s, Training.flow(s.rate), s.decay));
        Rows<Setup, Errors> free = lab.each("free", setups, (s, trial) -> curve(s, Training.descent(s.rate), 0));

        List<Moment> moments = setups.stream()
                .flatMap(s -> Stream.concat(moments(s, true), moments(s, false)))
                .filter(m -> m.test || !(theory.number(m.setup, m::of) < COUNTABLE))
                .toList();
        lab.check(Claim.that("errors on their way, test and training")
                .each(moments, m -> runs.mean(m.setup, m::of))
                .predicts(m -> theory.number(m.setup, m::of))
                .rival("gradient flow instead of steps", m -> flow.number(m.setup, m::of))
                .rival("no weight decay", m -> free.number(m.setup, m::of))
                .rival("the best classifier, as if n ≫ p", m -> Gauss.tail(Math.sqrt(m.setup.signal)))
                .within(TOLERANCE));
        int last = Setup.LARGE_STEPS.steps.length - 1;
        double[] curve = theory.first(Setup.LARGE_STEPS).map(Errors::test).orElseThrow();
        int best = IntStream.rangeClosed(0, last).reduce(0, (i, j) -> curve[j] < curve[i] ? j : i);
        lab.check(Claim.that("test error at the last step over that at t = " + Setup.LARGE_STEPS.steps[best])
                .observed(runs.mean(Setup.LARGE_STEPS, errors -> errors.test[last] - errors.test[best]))
                .predicts(curve[last] - curve[best])
                .rival("no overfitting", 0)
                .within(TOLERANCE));
        show(lab, runs, theory, flow, moments);
    }

    private static Stream<Moment> moments(Setup setup, boolean test) {
        return IntStream.range(0, setup.steps.length).mapToObj(i -> new Moment(setup, i, test));
    }

    private Errors curve(Setup setup, Training training, double decay) {
        LearningCurve curve = LearningCurve.of(1.0 / setup.samplesForEach, setup.signal, training)
                .initialVariance(get(INITIAL_VARIANCE))
                .ridge(decay);
        return new Errors(
                Arrays.stream(setup.steps)
                        .mapToDouble(t -> curve.test(t).error())
                        .toArray(),
                Arrays.stream(setup.steps)
                        .mapToDouble(t -> curve.train(t).error())
                        .toArray());
    }

    private Errors train(Setup setup, Trial trial) {
        int p = get(DIMENSION);
        double[] mean = TwoClasses.evenMean(Math.sqrt(setup.signal), p);
        TwoClasses data =
                TwoClasses.sample(mean, p * setup.samplesForEach, trial.seeds().child("data"));
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().child("weights").stream());
        double size = Math.sqrt(get(INITIAL_VARIANCE) / p);
        double[] start = normal.samples(p).map(v -> size * v).toArray();
        LeastSquaresDescent descent = LeastSquaresDescent.of(data, setup.rate, setup.decay);
        // The mirrored start is as likely, and takes out the luck of the first guess.
        double[][] one = descent.run(start, setup.steps);
        double[][] other = descent.run(Arrays.stream(start).map(v -> -v).toArray(), setup.steps);
        return new Errors(
                IntStream.range(0, one.length)
                        .mapToDouble(k -> (testError(one[k], mean) + testError(other[k], mean)) / 2)
                        .toArray(),
                IntStream.range(0, one.length)
                        .mapToDouble(k -> (trainingError(one[k], data) + trainingError(other[k], data)) / 2)
                        .toArray());
    }

    private static double testError(double[] weights, double[] mean) {
        double signal = Products.multiply(weights, mean, 1, mean.length, 1)[0];
        return Gauss.tail(signal / Math.sqrt(Products.multiply(weights, weights, 1, mean.length, 1)[0]));
    }

    private static double trainingError(double[] weights, TwoClasses data) {
        double[] scores = Products.multiply(weights, data.x(), 1, data.inputs(), data.samples());
        return IntStream.range(0, scores.length)
                        .filter(j -> !(scores[j] * data.labels()[j] > 0))
                        .count()
                / (double) scores.length;
    }

    private void show(
            Lab lab,
            Rows<Setup, Errors> runs,
            Rows<Setup, Errors> theory,
            Rows<Setup, Errors> flow,
            List<Moment> moments) {
        Chart small = chart("Small steps, c = ½, ‖μ‖² = 1");
        Chart large = chart("Steps of 0.1, c = 1, ‖μ‖² = 2");
        for (Setup setup : Setup.values()) {
            double[] t = Arrays.stream(setup.steps).asDoubleStream().toArray();
            for (boolean test : new boolean[] {true, false}) {
                List<Moment> here = moments(setup, test).toList();
                double[] line = here.stream()
                        .mapToDouble(m -> theory.number(setup, m::of))
                        .toArray();
                String label = (test ? "test" : "training") + (setup == Setup.WEIGHT_DECAY ? ", decay 0.1" : "");
                Estimates means = Estimates.of(here, m -> runs.mean(setup, m::of));
                if (setup == Setup.SMALL_STEPS) {
                    small = means.on(small, label, t).theory("theory", t, line);
                } else if (test) {
                    large = means.on(large, label, t).theory("theory", t, line);
                }
            }
        }
        double[] t = Arrays.stream(Setup.LARGE_STEPS.steps).asDoubleStream().toArray();
        double[] missed = flow.first(Setup.LARGE_STEPS).map(Errors::test).orElse(new double[t.length]);
        lab.figure(small, large.line("formula of gradient flow", t, missed));
        lab.table(Results.titled(card().title())
                .texts("moment", moments.stream().map(Moment::toString).toArray(String[]::new))
                .numbers(
                        "error",
                        Estimates.of(moments, m -> runs.mean(m.setup, m::of)).values())
                .numbers(
                        "theory",
                        moments.stream()
                                .mapToDouble(m -> theory.number(m.setup, m::of))
                                .toArray()));
    }

    private static Chart chart(String title) {
        return Chart.titled(title)
                .x("gradient step t")
                .y("probability of error")
                .logX();
    }
}
