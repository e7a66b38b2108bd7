package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.models.collapse.CollapseSigns;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** With weight decay the last features and weights of a classifier become a simplex. Card: neural-collapse.md. */
public final class NeuralCollapse extends Experiment<NeuralCollapse> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks for each loss and decay, each with data of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(8)
            .paper(20);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training")
            .atLeast(300)
            .tiny(300)
            .teaching(1200)
            .paper(20_000);
    static final Option<Double> DECAY = Option.number("decay")
            .help("weight decay λ of the networks that are to collapse; above 0.02 they no longer fit the sample")
            .above(0)
            .atMost(0.02)
            .always(5e-3);

    private static final int CLASSES = 4;
    private static final int INPUTS = 16;
    private static final int SAMPLES = 40;
    private static final double SIMPLEX = -1.0 / (CLASSES - 1);
    private static final int DIGITS_PER_CLASS = 10;
    private static final double MEAN_SQUARE = 4;

    /** What is trained on which data; the decay is λ or 0. */
    record Kind(boolean digits, boolean square, boolean decay) {
        Loss loss() {
            return square ? Loss.SQUARE : Loss.CROSS_ENTROPY;
        }

        Kind without() {
            return new Kind(digits, square, false);
        }

        @Override
        public String toString() {
            return (digits ? "digits, " : "")
                    + (square ? "square" : "cross-entropy")
                    + (decay ? ", decay" : ", no decay");
        }
    }

    private static final Kind SQUARE = new Kind(false, true, true);
    private static final Kind ENTROPY = new Kind(false, false, true);
    private static final Kind DIGITS = new Kind(true, true, true);
    private static final List<Kind> KINDS =
            List.of(SQUARE, SQUARE.without(), ENTROPY, ENTROPY.without(), DIGITS, DIGITS.without());

    /** What is left of a network at the end, and the variation within its classes at the start. */
    record Signs(
            double within,
            double cosine,
            double spread,
            double lengths,
            double duality,
            double nearest,
            double error,
            double start) {}

    public static NeuralCollapse study() {
        return new NeuralCollapse();
    }

    /** Networks for each loss and decay, each with data of its own, at least 2. */
    public NeuralCollapse networks(int count) {
        return with(NETWORKS, count);
    }

    /** Steps of training, at least 300. */
    public NeuralCollapse steps(int count) {
        return with(STEPS, count);
    }

    /** Weight decay λ of the networks that are to collapse; above 0.02 they no longer fit the sample, above 0 and at most 0.02. */
    public NeuralCollapse decay(double lambda) {
        return with(DECAY, lambda);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Kind, Signs> runs = lab.repeat(get(NETWORKS)).each("network", KINDS, this::train);
        List<Kind> collapsed = List.of(SQUARE, ENTROPY);

        lab.check(Claim.that("NC1: variation of the features within classes over that between them")
                .each(collapsed, kind -> runs.mean(kind, Signs::within))
                .rival("as at the start", kind -> runs.mean(kind, Signs::start).value())
                .atMost(0.015));
        lab.check(Claim.that("NC1, digits: its log₁₀ less that without decay")
                .observed(contrast(runs, DIGITS, s -> Math.log10(s.within())))
                .rival("decay has no part in it", 0)
                .atMost(-0.3));
        lab.check(Claim.that("NC2: spread of the cosines of the class means about −1/3, square loss")
                .observed(runs.mean(SQUARE, Signs::spread))
                .rival(
                        "as without decay",
                        runs.mean(SQUARE.without(), Signs::spread).value())
                .atMost(0.06));
        lab.check(Claim.that("NC2: variation of the lengths of the class means, square loss")
                .observed(runs.mean(SQUARE, Signs::lengths))
                .rival(
                        "as without decay",
                        runs.mean(SQUARE.without(), Signs::lengths).value())
                .atMost(0.06));
        lab.check(Claim.that("NC3: log₁₀ of the distance of last weights and class means, less that without decay")
                .each(List.of(SQUARE, ENTROPY, DIGITS), kind -> contrast(runs, kind, s -> Math.log10(s.duality())))
                .rival("decay has no part in it", 0)
                .atMost(-0.3));
        lab.check(Claim.that("NC4: the nearest mean is not that of the largest output, and samples are not fitted")
                .each(
                        collapsed,
                        kind -> runs.estimate(kind, s -> Math.max(1 - s.nearest(), s.error()), Estimate::largest))
                .atMost(0));
        show(lab, runs);
    }

    /** The mean over networks of what decay changes, with the same data and start. */
    private static Estimate contrast(Rows<Kind, Signs> runs, Kind kind, ToDoubleFunction<Signs> sign) {
        double[] with = runs.numbers(kind, sign);
        double[] without = runs.numbers(kind.without(), sign);
        int pairs = Math.min(with.length, without.length);
        return Estimate.mean(Vectors.subtract(Arrays.copyOf(with, pairs), Arrays.copyOf(without, pairs)))
                .troubled(runs.problem());
    }

    private Signs train(Kind kind, Trial trial) {
        Seeds seeds = trial.paired().child(kind.digits() ? "digits" : "clusters");
        Data data = kind.digits() ? digits(seeds.child("data")) : clusters(seeds.child("data"));
        Net start = Nets.relu(data.dimension(), 32, 32, CLASSES)
                .biased()
                .seed(seeds.child("net").value());
        Run run = Descent.of(start, data)
                .loss(kind.loss())
                .optimizer(Optimizer.heavyBall(0.9))
                .rate(0.1)
                .decay(kind.decay() ? get(DECAY) : 0)
                .at(Times.at(0))
                .run(get(STEPS))
                .complete(kind);
        CollapseSigns signs = CollapseSigns.of(run.net(), data);
        double[] cosines = signs.cosines();
        return new Signs(
                signs.withinClass(),
                Vectors.mean(cosines),
                Math.sqrt(Arrays.stream(cosines)
                        .map(c -> (c - SIMPLEX) * (c - SIMPLEX))
                        .average()
                        .orElseThrow()),
                signs.variationOfLengths(),
                signs.distanceOfWeightsToMeans(),
                signs.nearestMeanAgreement(),
                Margins.error(Margins.of(run.net(), data).values()),
                CollapseSigns.of(start, data).withinClass());
    }

    private static Data clusters(Seeds seeds) {
        return Data.gaussianMixture(SAMPLES, INPUTS, CLASSES)
                .orthogonal()
                .separation(12)
                .seed(seeds.value())
                .scaled(1.0 / 6);
    }

    /** As many zeros, ones, twos and threes, about as long as the generated inputs. */
    private Data digits(Seeds seeds) {
        Data all = images().shuffled(seeds.value());
        int[] rows = IntStream.range(0, CLASSES)
                .flatMap(k -> IntStream.range(0, all.samples())
                        .filter(i -> all.label(i) == k)
                        .limit(DIGITS_PER_CLASS))
                .toArray();
        if (rows.length < CLASSES * DIGITS_PER_CLASS) {
            throw new IllegalArgumentException("each of the classes 0–3 must have " + DIGITS_PER_CLASS
                    + " images, found " + rows.length + " in all in " + all.name());
        }
        int[] classes = Arrays.stream(rows).map(i -> (int) all.label(i)).toArray();
        Data chosen = Data.classes(all.subset(rows).inputs(), classes).centered();
        return chosen.scaled(Math.sqrt(MEAN_SQUARE * rows.length / Vectors.squares(chosen.flatInputs())));
    }

    private static void show(Lab lab, Rows<Kind, Signs> runs) {
        lab.table(Results.titled("Signs of collapse, means over the networks")
                .texts("loss and decay", KINDS.stream().map(Kind::toString).toArray(String[]::new))
                .numbers("NC1 at the start", means(runs, Signs::start))
                .numbers("NC1", means(runs, Signs::within))
                .numbers("mean cosine", means(runs, Signs::cosine))
                .numbers("NC2 spread", means(runs, Signs::spread))
                .numbers("NC2 lengths", means(runs, Signs::lengths))
                .numbers("NC3", means(runs, Signs::duality))
                .numbers("NC4", means(runs, Signs::nearest))
                .numbers("training error", means(runs, Signs::error)));
        lab.figure(Panels.of(
                        chart("NC1: variation within classes", runs, Signs::within),
                        chart("NC2: spread of the cosines about −1/3", runs, Signs::spread)
                                .vertical("accepted below", 0.06),
                        chart("NC3: distance of weights and class means", runs, Signs::duality))
                .columns(2));
    }

    private static double[] means(Rows<Kind, Signs> runs, ToDoubleFunction<Signs> sign) {
        return KINDS.stream()
                .mapToDouble(kind -> Statistics.mean(runs.numbers(kind, sign)))
                .toArray();
    }

    private static Chart chart(String title, Rows<Kind, Signs> runs, ToDoubleFunction<Signs> sign) {
        Chart chart =
                Chart.titled(title).x("with decay").y("without").logX().logY().size(480, 340);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Kind kind : List.of(SQUARE, ENTROPY, DIGITS)) {
            double[] with = runs.numbers(kind, sign);
            double[] without = runs.numbers(kind.without(), sign);
            int pairs = Math.min(with.length, without.length);
            chart = chart.points(
                    (kind.digits() ? "digits, " : "") + kind.loss(),
                    Arrays.copyOf(with, pairs),
                    Arrays.copyOf(without, pairs));
            for (double value :
                    Stream.of(with, without).flatMapToDouble(Arrays::stream).toArray()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        // Both axes alike, so that the line of equal values is the diagonal.
        chart = high > low ? chart.xRange(low / 1.3, 1.3 * high).yRange(low / 1.3, 1.3 * high) : chart;
        return chart.theory("equal", x -> x);
    }
}
