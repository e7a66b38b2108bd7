package org.ridgeless.experiments.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Feedback;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
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
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Errors may be sent back through other matrices than the weights, as long as the signs agree. */
public final class WeightSymmetry extends Experiment<WeightSymmetry> {
    private static final int INPUTS = 30;
    private static final int WIDTH = 64;
    private static final int CLASSES = 5;
    private static final int SAMPLES = 4000;

    private static final Card CARD = Card.named("weight-symmetry")
            .entry("B33")
            .title("How little symmetry backpropagation needs")
            .claim(
                    "Errors need not be sent back through the transposed weights. Matrices with the signs of the weights and any"
                            + " magnitudes train as well; the fewer signs agree the worse the result, and magnitudes do not matter.")
            .formula(
                    "\\bar h_{k-1} = B_k(\\bar h_k \\odot \\sigma'), \\qquad B = M \\odot F \\odot \\operatorname{sign}(W)",
                    "backpropagation is B = W; M ≥ 0 are magnitudes, F fixed signs, 1 with probability c, the concordance")
            .formula(
                    "\\cos(W, \\operatorname{sign} W) = \\sqrt{2/\\pi}, \\qquad \\cos(W, B) = (2c-1)\\,\\frac2\\pi",
                    "Gaussian weights; on the right M is independent of W with |Gaussian| entries")
            .assumes(
                    "batch normalization after each hidden layer; steps are gradients or their signs (Batch Manhattan), each with its"
                            + " own rate for all kinds of feedback")
            .remark(
                    "The cosines are theory, the rest is what the paper found on fifteen data sets, here with a teacher's classes."
                            + " There random magnitudes did as well as backpropagation or better; here they stay one or two per cent of"
                            + " the samples behind."
                            + " With half of the signs wrong, and kept wrong, the claim of equal errors must break. Fixed random feedback"
                            + " has no sign in common with the weights at first, but the weights align with it, so that it does better"
                            + " than that. The paper also finds that without normalization or signed steps sign symmetry can fail; that"
                            + " is not run.")
            .paper(Paper.by("Qianli Liao and Joel Z. Leibo and Tomaso Poggio")
                    .titled("How Important is Weight Symmetry in Backpropagation?")
                    .in(2016)
                    .journal("Proceedings of the AAAI Conference on Artificial Intelligence 30")
                    .arXiv("1510.05067"))
            .cost("20 s", "8 min");

    private enum Way {
        BACKPROPAGATION("backpropagation", null, 1),
        SIGN("signs", Feedback.UNIFORM_SIGN, Math.sqrt(2 / Math.PI)),
        MAGNITUDES("signs, random magnitudes", Feedback.FIXED_MAGNITUDE, 2 / Math.PI),
        THREE_QUARTERS("concordance 3/4", Feedback.concordance(0.75), 1 / Math.PI),
        HALF("concordance 1/2", Feedback.concordance(0.5), 0),
        RANDOM("fixed random", Feedback.RANDOM, 0),
        NONE("last layer alone", Feedback.NONE, 0);

        private final String label;
        private final Feedback feedback;
        /** Between Gaussian weights and what sends the errors back. */
        private final double cosine;

        Way(String label, Feedback feedback, double cosine) {
            this.label = label;
            this.feedback = feedback;
            this.cosine = cosine;
        }
    }

    private static final Way[] WAYS = Way.values();

    private enum Step {
        MANHATTAN("Batch Manhattan", 0.001),
        GRADIENT("SGD", 0.1);

        private final String label;
        private final double rate;

        Step(String label, double rate) {
            this.label = label;
            this.rate = rate;
        }
    }

    private static final Step[] STEPS = Step.values();

    private WeightSymmetry(Settings settings) {
        super(CARD, settings);
    }

    public static WeightSymmetry study() {
        return new WeightSymmetry(Settings.none());
    }

    /** The number of teachers, each with its own sample and start. */
    public WeightSymmetry teachers(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("means with their errors need at least 2 teachers, got " + count);
        }
        return set("teachers", count);
    }

    /** The number of steps of training. */
    public WeightSymmetry steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("training needs at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected WeightSymmetry copy(Settings other) {
        return new WeightSymmetry(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings none = Settings.none();
        return switch (size) {
            case TINY -> none.with("teachers", 2).with("steps", 10);
            case TEACHING -> none.with("teachers", 3).with("steps", 1500);
            case PAPER -> none.with("teachers", 20).with("steps", 5000);
        };
    }

    @Override
    protected Findings simulate() {
        int teachers = integer("teachers");
        int runsOfOne = STEPS.length * WAYS.length;
        Cells.Finished<Double> runs = cells().run(teachers * runsOfOne, i -> {
            int kind = i % runsOfOne;
            return testError(STEPS[kind / WAYS.length], WAYS[kind % WAYS.length], seeds().child(i / runsOfOne));
        });
        int[] whole = IntStream.range(0, teachers)
                .filter(t -> IntStream.range(t * runsOfOne, (t + 1) * runsOfOne).allMatch(runs::has))
                .toArray();
        double[][] errors = IntStream.range(0, runsOfOne)
                .mapToObj(kind -> Arrays.stream(whole)
                        .mapToDouble(t -> runs.get(t * runsOfOne + kind))
                        .toArray())
                .toArray(double[][]::new);
        Results table = Results.titled("Test errors, means over the teachers")
                .texts("feedback", Arrays.stream(WAYS).map(way -> way.label).toArray(String[]::new))
                .numbers("Batch Manhattan", means(errors, Step.MANHATTAN))
                .numbers("SGD", means(errors, Step.GRADIENT));
        return new Findings(
                Panels.of(angles(errors), concordances(errors)),
                runs.interrupted() ? table.partial() : table,
                runs.interrupted() ? Verdict.of(CARD.title()) : Verdict.of(CARD.title(), checks(errors)));
    }

    private double testError(Step step, Way way, Seeds seeds) {
        Data both = Data.teacherClasses(2 * SAMPLES, INPUTS, CLASSES)
                .seed(seeds.child("data").value());
        Descent descent = Descent.of(
                        network().seed(seeds.child("net").value()),
                        both.subset(IntStream.range(0, SAMPLES).toArray()))
                .loss(Loss.CROSS_ENTROPY)
                .rate(step.rate)
                .batch(64)
                .seed(seeds.child("descent").value());
        if (step == Step.MANHATTAN) {
            descent = descent.optimizer(Optimizer.sign());
        }
        Run run = (way.feedback == null ? descent : descent.feedback(way.feedback)).run(integer("steps"));
        if (run.diverged()) {
            throw new IllegalStateException(step.label + " with " + way.label + " diverged at step " + run.lastStep());
        }
        Data test = both.subset(IntStream.range(SAMPLES, 2 * SAMPLES).toArray());
        return Margins.of(run.net(), test).error();
    }

    private static Net network() {
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            layers.add(Dense.of(k == 0 ? INPUTS : WIDTH, WIDTH, Activations.LINEAR));
            layers.add(new Standardize(WIDTH, 1e-5, Standardize.Over.BATCH));
            layers.add(new Affine(WIDTH, true));
            layers.add(new Elementwise(WIDTH, Activations.RELU));
        }
        layers.add(Dense.of(WIDTH, CLASSES, Activations.LINEAR).biased());
        return Nets.chain(layers.toArray(new Layer[0]));
    }

    private static double[] of(double[][] errors, Step step, Way way) {
        return errors[step.ordinal() * WAYS.length + way.ordinal()];
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double[] means(double[][] errors, Step step) {
        return Arrays.stream(WAYS)
                .mapToDouble(way -> mean(of(errors, step, way)))
                .toArray();
    }

    private static double[] excess(double[][] errors, Step step, Way way) {
        double[] here = of(errors, step, way);
        double[] exact = of(errors, step, Way.BACKPROPAGATION);
        return IntStream.range(0, here.length)
                .mapToDouble(t -> here[t] - exact[t])
                .toArray();
    }

    private List<Check> checks(double[][] errors) {
        List<Check> checks = new ArrayList<>();
        checks.add(cosine("cos(W, sign W) = √(2/π)", Feedback.UNIFORM_SIGN, Way.SIGN.cosine));
        checks.add(cosine(
                "cos(W, B) = 2/π with magnitudes of their own", Feedback.FIXED_MAGNITUDE, Way.MAGNITUDES.cosine));
        checks.add(cosine("cos(W, B) = 1/π at concordance 3/4", Feedback.concordance(0.75), Way.THREE_QUARTERS.cosine));
        for (Step step : STEPS) {
            for (Way way : List.of(Way.SIGN, Way.MAGNITUDES)) {
                checks.add(Claim.that(step.label + ": test error, " + way.label + " − backpropagation")
                        .predicts(0)
                        .mean(excess(errors, step, way))
                        .within(0.03));
            }
            checks.add(Claim.that(step.label + ": the error grows as the concordance falls, 1, 3/4, 1/2")
                    .increases(
                            mean(of(errors, step, Way.MAGNITUDES)),
                            mean(of(errors, step, Way.THREE_QUARTERS)),
                            mean(of(errors, step, Way.HALF))));
            checks.add(Claim.that(step.label + ": test error, concordance 1/2 − backpropagation")
                    .predicts(0)
                    .mean(excess(errors, step, Way.HALF))
                    .within(0.03)
                    .mustBreak());
            double[] means = means(errors, step);
            checks.add(Claim.that(step.label + ": the last layer alone is worst; lead over the next")
                    .holds(new double[] {
                        means[Way.NONE.ordinal()]
                                - Arrays.stream(means, 0, Way.NONE.ordinal())
                                        .max()
                                        .orElse(Double.NaN)
                    }));
        }
        return checks;
    }

    private Check cosine(String claim, Feedback feedback, double predicted) {
        Seeds seeds = seeds().child("cosine");
        return Claim.that(claim)
                .predicts(predicted)
                .mean(IntStream.range(0, 8)
                        .mapToDouble(i -> feedback.cosine(
                                Nets.linear(150, 150, 1).seed(seeds.child(i).value()), i))
                        .toArray())
                .within(0.005);
    }

    private static Chart angles(double[][] errors) {
        Way[] shown = Arrays.copyOf(WAYS, Way.NONE.ordinal());
        double[] cosines = Arrays.stream(shown).mapToDouble(way -> way.cosine).toArray();
        Chart chart = Chart.titled("Test error against the angle of the feedback at the start")
                .x("cos(W, B) for Gaussian weights")
                .y("test error")
                .note(
                        "from right to left: backpropagation, signs, random magnitudes, concordance 3/4; at 0 concordance 1/2 and fixed"
                                + " random feedback");
        for (Step step : STEPS) {
            chart = chart.points(step.label, cosines, Arrays.copyOf(means(errors, step), shown.length));
        }
        for (Step step : STEPS) {
            chart = chart.points(
                    step.label + ", last layer alone", new double[] {0}, new double[] {mean(of(errors, step, Way.NONE))
                    });
        }
        return chart.yRange(0.2, 0.65);
    }

    private static Chart concordances(double[][] errors) {
        double[] concordance = {0.5, 0.75, 1};
        Way[] ways = {Way.HALF, Way.THREE_QUARTERS, Way.MAGNITUDES};
        Chart chart = Chart.titled("Signs matter: test error against concordance")
                .x("concordance of signs c")
                .y("test error");
        for (Step step : STEPS) {
            double[] error = Arrays.stream(ways)
                    .mapToDouble(way -> mean(of(errors, step, way)))
                    .toArray();
            chart = chart.line(step.label, concordance, error);
        }
        for (Step step : STEPS) {
            double error = mean(of(errors, step, Way.BACKPROPAGATION));
            chart = chart.points(step.label + ", backpropagation", new double[] {1}, new double[] {error});
        }
        return chart;
    }
}
