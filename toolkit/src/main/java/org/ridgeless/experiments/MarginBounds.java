package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.bounds.complexity.MarginBound;
import org.ridgeless.bounds.complexity.NormBound;
import org.ridgeless.bounds.complexity.ParameterCount;
import org.ridgeless.data.Data;
import org.ridgeless.data.Split;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Margins at unit norm bound the error, most often loosely, and follow it where counting parameters cannot. Card: margin-bounds.md. */
public final class MarginBounds extends Experiment<MarginBounds> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("samples and networks of each setting")
            .atLeast(2)
            .tiny(2)
            .teaching(8)
            .paper(30);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of the training of each network, enough to fit flipped labels")
            .atLeast(100)
            .tiny(100)
            .teaching(200)
            .paper(3000);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples on which the networks are trained; with fewer the confidence term alone is above the error")
            .atLeast(100)
            .tiny(100)
            .teaching(200)
            .paper(1000);
    static final Option<Double> CONFIDENCE = Option.number("confidence")
            .help("probability δ with which a bound may fail")
            .atLeast(0.001)
            .below(1)
            .always(0.05);

    private static final int INPUTS = 15;
    private static final double GAP = 0.3;
    private static final List<String> GROUPS = List.of("linear", "flipped labels", "several widths", "digits");
    private static final int MOST_DIGITS = 200;
    private static final int LEAST_TEST = 50;
    private static final int TEST = 2000;
    private static final int[] SIZES = {50, 200, 800, 3200};
    private static final int[] WIDTHS = {8, 32, 96};
    private static final double[] NOISE = {0, 0.1, 0.2, 0.4};
    private static final int WIDTH = 32;

    /** What is trained on what: width 0 is a linear function. */
    record Setting(String data, int samples, int width, double noise) {
        boolean linear() {
            return width == 0;
        }

        int parameters(int inputs) {
            return linear() ? inputs : width * (inputs + 1);
        }

        @Override
        public String toString() {
            return (linear() ? "linear" : "width " + width) + ", " + data + ", N = " + samples
                    + (noise > 0 ? ", " + Math.round(100 * noise) + " % flipped" : "");
        }
    }

    /**
     * A trained classifier.
     *
     * @param bounds on the probability of an error with the best scale, one for each kind of norm
     * @param atMedian the same with the median margin as the scale, which does not level off above 1
     * @param printed the mean of e^{−m} and the confidence term, what the slide leaves of the bound as η → ∞
     */
    record Trained(double testError, double trainError, double[] bounds, double[] atMedian, double printed) {
        double bound(NormBound kind) {
            return bounds[kind.ordinal()];
        }

        double atMedian(NormBound kind) {
            return atMedian[kind.ordinal()];
        }

        double largestOverBound() {
            return testError / Arrays.stream(bounds).min().orElseThrow();
        }
    }

    public static MarginBounds study() {
        return new MarginBounds();
    }

    /** Samples and networks of each setting, at least 2. */
    public MarginBounds repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Steps of the training of each network, enough to fit flipped labels, at least 100. */
    public MarginBounds steps(int count) {
        return with(STEPS, count);
    }

    /** Samples on which the networks are trained; with fewer the confidence term alone is above the error, at least 100. */
    public MarginBounds samples(int count) {
        return with(SAMPLES, count);
    }

    /** Probability δ with which a bound may fail, at least 0.001 and below 1. */
    public MarginBounds confidence(double delta) {
        return with(CONFIDENCE, delta);
    }

    @Override
    protected void run(Lab lab) {
        int n = get(SAMPLES);
        List<Setting> linear = Arrays.stream(SIZES)
                .mapToObj(size -> new Setting("gap", size, 0, 0))
                .toList();
        List<Setting> noisy = Arrays.stream(NOISE)
                .mapToObj(noise -> new Setting("gap", n, WIDTH, noise))
                .toList();
        List<Setting> wide = Arrays.stream(WIDTHS)
                .mapToObj(width -> new Setting("gap", n, width, 0.1))
                .toList();
        int shown = Math.min(n, MOST_DIGITS);
        List<Setting> digits = List.of(new Setting("3 or 8", shown, 0, 0), new Setting("3 or 8", shown, WIDTH, 0));
        Lab repeated = lab.repeat(get(REPETITIONS));
        Rows<Setting, Trained> lines = repeated.each("linear", linear, this::train);
        Rows<Setting, Trained> noise = repeated.each("noise", noisy, this::train);
        Rows<Setting, Trained> widths = repeated.each("width", wide, this::train);
        Rows<Setting, Trained> images = repeated.each("digits", digits, this::train);

        lab.check(Claim.that("the probability of an error over the least of the margin bounds, each classifier")
                .each(
                        GROUPS,
                        group -> largestRatio(
                                List.of(lines, noise, widths, images).get(GROUPS.indexOf(group))))
                .atMost(1));
        Setting most = linear.get(linear.size() - 1);
        lab.check(Claim.that("linear, N = 3200: the bound says something")
                .observed(lines.mean(most, t -> t.bound(NormBound.FROBENIUS)))
                .rival(
                        "norm bounds are vacuous, as that of the networks",
                        noise.mean(noisy.get(0), t -> t.bound(NormBound.FROBENIUS))
                                .value())
                .atMost(0.9));
        lab.check(Claim.that("networks that fit flipped labels: correlation of bound and error over the part flipped")
                .observed(correlation(noise))
                .rival("counting parameters, which are the same", 0)
                .atLeast(0.8));
        lab.check(Claim.that("the gap does not grow with the number of parameters P: exponent")
                .observed(exponent(widths))
                .rival("½, as √(P/N)", 0.5)
                .atMost(0.1));
        lab.check(Claim.that("the error over the bound as printed, with e^{−m} in the place of e^{−m/η}, 40 % flipped")
                .observed(noise.mean(noisy.get(noisy.size() - 1), t -> t.testError() / t.printed()))
                .atMost(1)
                .mustBreak());
        show(lab, lines, noise, widths, images);
    }

    private Trained train(Setting setting, Trial trial) {
        Split split = split(setting, trial);
        Data data = split.train();
        Net start =
                setting.linear() ? Nets.linear(data.dimension(), 1) : Nets.relu(data.dimension(), setting.width(), 1);
        Descent descent =
                Descent.of(start.seed(trial.seeds().child("net").value()), data).loss(Loss.LOGISTIC);
        Run run = descent.optimizer(Optimizer.adam()).rate(0.03).run(get(STEPS));
        if (run.diverged()) {
            throw new IllegalStateException("training diverged at step " + run.lastStep() + ": " + setting);
        }
        return judge(run.net(), data, split.test());
    }

    /** A sample and a test sample of the same law, flipped labels included. */
    private Split split(Setting setting, Trial trial) {
        long seed = trial.paired().child("data").value();
        if (setting.data().equals("3 or 8")) {
            Data images = images().oneAgainstOther(3, 8);
            if (images.samples() < setting.samples() + LEAST_TEST) {
                throw new IllegalArgumentException("the images of 3 and 8 are " + images.samples() + ", of which "
                        + setting.samples() + " are for training and at least " + LEAST_TEST + " for testing");
            }
            return images.split((double) setting.samples() / images.samples(), seed);
        }
        Data all = Data.separable(setting.samples() + TEST, INPUTS).gap(GAP).seed(seed);
        Data noisy = setting.noise() > 0 ? all.corrupted(setting.noise(), seed) : all;
        return new Split(noisy.range(0, setting.samples()), noisy.range(setting.samples(), noisy.samples()));
    }

    private Trained judge(Net net, Data data, Data test) {
        double delta = get(CONFIDENCE);
        double[] margins = Margins.of(net, data).values();
        double[] bounds = new double[NormBound.values().length];
        double[] atMedian = new double[bounds.length];
        for (NormBound kind : NormBound.values()) {
            Margins normalized = Margins.normalized(net, data).by(kind.norm());
            MarginBound bound = MarginBound.of(normalized.values(), kind.normalized(net, data), delta);
            bounds[kind.ordinal()] = bound.best(kind == NormBound.PATH ? 1 : Math.sqrt(data.dimension()));
            double median = normalized.quantile(0.5);
            atMedian[kind.ordinal()] = median > 0 ? bound.at(median) : Double.POSITIVE_INFINITY;
        }
        double exponential =
                Arrays.stream(margins).map(m -> Math.exp(-m)).average().orElseThrow();
        double printed = exponential + MarginBound.of(margins, 0, delta).gap(1);
        return new Trained(Margins.of(net, test).error(), Margins.error(margins), bounds, atMedian, printed);
    }

    private static Estimate largestRatio(Rows<Setting, Trained> rows) {
        return Estimate.largest(rows.values().stream()
                        .mapToDouble(Trained::largestOverBound)
                        .toArray())
                .troubled(rows.problem());
    }

    /** Of the Frobenius bound and the error, one number for each repetition. */
    private static Estimate correlation(Rows<Setting, Trained> noise) {
        return perRepetition(
                noise,
                runs -> Estimate.correlation(
                                runs.stream()
                                        .mapToDouble(t -> t.atMedian(NormBound.FROBENIUS))
                                        .toArray(),
                                runs.stream().mapToDouble(Trained::testError).toArray())
                        .value());
    }

    private static Estimate exponent(Rows<Setting, Trained> widths) {
        double[] parameters =
                widths.items().stream().mapToDouble(s -> s.parameters(INPUTS)).toArray();
        return perRepetition(
                widths,
                runs -> Estimate.exponent(
                                parameters,
                                runs.stream()
                                        .mapToDouble(t -> t.testError() - t.trainError())
                                        .toArray())
                        .value());
    }

    private static Estimate perRepetition(
            Rows<Setting, Trained> rows, java.util.function.ToDoubleFunction<List<Trained>> number) {
        int complete =
                rows.items().stream().mapToInt(s -> rows.values(s).size()).min().orElse(0);
        double[] numbers = IntStream.range(0, complete)
                .mapToDouble(i -> number.applyAsDouble(
                        rows.items().stream().map(s -> rows.values(s).get(i)).toList()))
                .toArray();
        return Estimate.mean(numbers).troubled(rows.problem());
    }

    private void show(
            Lab lab,
            Rows<Setting, Trained> lines,
            Rows<Setting, Trained> noise,
            Rows<Setting, Trained> widths,
            Rows<Setting, Trained> images) {
        List<Setting> settings = new ArrayList<>();
        List<Rows<Setting, Trained>> all = List.of(lines, noise, widths, images);
        all.forEach(rows -> settings.addAll(rows.items()));
        Results table = Results.titled("Errors and bounds; a bound of 1 or more says nothing")
                .texts("classifier", settings.stream().map(Setting::toString).toArray(String[]::new));
        List<Estimate> errors = new ArrayList<>();
        all.forEach(rows -> rows.items().forEach(s -> errors.add(rows.mean(s, Trained::testError))));
        List<Double> training = new ArrayList<>();
        all.forEach(rows -> rows.items()
                .forEach(s -> training.add(rows.mean(s, Trained::trainError).value())));
        table = table.numbers(
                        "error on the sample",
                        training.stream().mapToDouble(e -> e).toArray())
                .numbers(
                        "probability of an error",
                        errors.stream().mapToDouble(Estimate::value).toArray());
        for (NormBound kind : NormBound.values()) {
            List<Double> bounds = new ArrayList<>();
            all.forEach(rows -> rows.items()
                    .forEach(s -> bounds.add(rows.mean(s, t -> t.bound(kind)).value())));
            List<Double> loose = new ArrayList<>();
            all.forEach(rows -> rows.items()
                    .forEach(s -> loose.add(rows.mean(s, t -> t.atMedian(kind)).value())));
            table = table.numbers(
                            kind.label() + ", best scale",
                            bounds.stream().mapToDouble(b -> b).toArray())
                    .numbers(
                            kind.label() + ", median margin",
                            loose.stream().mapToDouble(b -> b).toArray());
        }
        lab.table(table);
        double[] sizes = Arrays.stream(SIZES).asDoubleStream().toArray();
        Chart linear = Chart.titled("Linear functions on data with a gap")
                .x("samples N")
                .y("probability of an error, or bound")
                .logX()
                .logY();
        linear = bounds(linear, lines, sizes)
                .theory(
                        "counting parameters",
                        sizes,
                        Arrays.stream(SIZES)
                                .mapToDouble(n -> ParameterCount.gap(INPUTS, n, get(CONFIDENCE)))
                                .toArray())
                .horizontal("vacuous above", 1);
        Chart flipped = Chart.titled("Networks that fit flipped labels")
                .x("part of the labels that is flipped")
                .y("probability of an error, or bound")
                .logY()
                .horizontal("vacuous above", 1);
        double[] wide =
                widths.items().stream().mapToDouble(s -> s.parameters(INPUTS)).toArray();
        Chart parameters = Chart.titled("Networks of several widths")
                .x("parameters P")
                .y("probability of an error, or bound")
                .logX()
                .logY()
                .horizontal("vacuous above", 1);
        double first = widths.mean(widths.items().get(0), Trained::testError).value();
        lab.figure(
                linear,
                bounds(flipped, noise, NOISE),
                bounds(parameters, widths, wide)
                        .theory("√P, scaled", p -> first * Math.sqrt(p / wide[0]), wide[0], wide[2]));
    }

    private static Chart bounds(Chart chart, Rows<Setting, Trained> rows, double[] places) {
        Chart with = Estimates.of(rows.items(), s -> rows.mean(s, Trained::testError))
                .on(chart, "error", places);
        for (NormBound kind : NormBound.values()) {
            with = Estimates.of(rows.items(), s -> rows.mean(s, t -> t.atMedian(kind)))
                    .on(with, kind.label(), places);
        }
        return with;
    }
}
