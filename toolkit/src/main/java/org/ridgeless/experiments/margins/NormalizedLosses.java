package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.NormalizedLoss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** After division by the product of the norms, the test loss of interpolating networks is linear in their training loss. */
public final class NormalizedLosses extends Experiment<NormalizedLosses> {
    private static final int SAMPLES = 300;
    private static final int CLASSES = 3;
    private static final int INPUTS = 20;
    private static final String GENERATED = "generated";
    private static final String DIGITS = "digits";

    private static final Card CARD = Card.named("normalized-losses")
            .entry("B32")
            .title("A linear relation between normalized losses")
            .claim(
                    "Networks that reach the same training loss from different starts have very different test losses, which the"
                            + " training loss does not tell. Once each network is divided by the product of the norms of its layers,"
                            + " its test cross-entropy is a linear function of its training cross-entropy with a slope near 1, and"
                            + " orders the test errors.")
            .formula(
                    "\\tilde f = \\frac{f}{\\prod_k\\|W_k\\|_F}, \\qquad L_{\\rm test}(\\tilde f) \\simeq a + b\\,L_{\\rm"
                            + " train}(\\tilde f), \\quad b \\approx 1",
                    "bias-free ReLU networks of one architecture that fit one sample")
            .formula(
                    "L(\\tilde f) = \\log C - \\frac1N\\sum_n\\Big(\\tilde f_{y_n}(x_n) - \\frac1C\\sum_j\\tilde f_j(x_n)\\Big)"
                            + " + O(\\|\\tilde f\\|^2)",
                    "the cross-entropy of small outputs: the linear law relates mean normalized margins on both samples")
            .assumes("networks without biases, so that f = ∏‖W_k‖ f̃")
            .assumes("networks that fit the training sample")
            .remark(
                    "The networks differ in the scale of their initial weights, 0.3 to 5 times He's, and in the fraction of labels"
                            + " that was corrupted in a training before, 20 to 100 %. Normalized losses crowd just below log C;"
                            + " log C − L is what spreads, and what the figure shows on logarithmic axes. A large normalized"
                            + " margin on the sample then goes with one on new data, and the gap between the two losses stays"
                            + " small because both are small. The same on 300 handwritten digits of ten classes, centred and"
                            + " scaled to the mean length of the generated inputs.")
            .paper(Paper.by("Qianli Liao and Brando Miranda and Andrzej Banburski and Jack Hidary and Tomaso Poggio")
                    .titled("A Surprising Linear Relationship Predicts Test Performance in Deep Networks")
                    .in(2018)
                    .arXiv("1807.09659"))
            .cost("12 s", "3 min");

    private NormalizedLosses(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static NormalizedLosses study() {
        return new NormalizedLosses(Settings.none());
    }

    /** The number of hidden units in each of the two hidden layers. */
    public NormalizedLosses width(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("the number of hidden units must be at least 1, got " + units);
        }
        return set("width", units);
    }

    @Override
    protected NormalizedLosses copy(Settings other) {
        return new NormalizedLosses(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY ->
                Settings.none().with("width", 32).with("test samples", 200).with("repetitions", 1);
            case TEACHING ->
                Settings.none().with("width", 40).with("test samples", 10_000).with("repetitions", 2);
            case PAPER ->
                Settings.none().with("width", 100).with("test samples", 20_000).with("repetitions", 6);
        };
    }

    /** One trained network, with its losses before and after normalization. */
    private record Outcome(
            String data,
            int classes,
            AreaPart.Origin origin,
            double train,
            double test,
            NormalizedLoss unitTrain,
            NormalizedLoss unitTest,
            double error) {
        double left() {
            return Math.log(classes) - unitTrain.value();
        }

        double leftOnTest() {
            return Math.log(classes) - unitTest.value();
        }
    }

    @Override
    protected Findings simulate() {
        int origins = AreaPart.Origin.ALL.size();
        int generated = integer("repetitions") * origins;
        Task task = new Task(GENERATED, data(SAMPLES, "train"), data(integer("test samples"), "test"));
        Task digits = digits();
        Cells.Finished<Outcome> finished =
                cells().run(generated + origins, i -> train(i < generated ? task : digits, i));
        IntFunction<Outcome> get = finished::get;
        List<Outcome> outcomes = Arrays.stream(finished.indices()).mapToObj(get).toList();
        Results table = table(outcomes);
        return new Findings(
                figure(outcomes),
                finished.interrupted() ? table.partial() : table,
                Verdict.of(CARD.title(), finished.interrupted() ? List.of() : checks(outcomes)));
    }

    private record Task(String name, Data train, Data test) {}

    private Outcome train(Task task, int index) {
        AreaPart.Origin origin = AreaPart.Origin.ALL.get(index % AreaPart.Origin.ALL.size());
        Data train = task.train();
        Data test = task.test();
        Seeds own = seeds().child("network").child(index);
        Net net = AreaPart.interpolating(origin, train, integer("width"), own);
        return new Outcome(
                task.name(),
                train.outputs(),
                origin,
                Risk.of(net, train, Loss.CROSS_ENTROPY).value(net.parameters()),
                Risk.of(net, test, Loss.CROSS_ENTROPY).value(net.parameters()),
                NormalizedLoss.of(net, train),
                NormalizedLoss.of(net, test),
                Trained.error(net, test));
    }

    private Data data(int samples, String role) {
        return Data.teacherClasses(samples, INPUTS, CLASSES)
                .teacher(seeds().child("teacher").value())
                .seed(seeds().child(role).value());
    }

    /** The digits in place of the generated data; what is not trained on is for the test. */
    private Task digits() {
        Data all = images().centered().shuffled(seeds().child(DIGITS).value());
        double square = Arrays.stream(all.flatInputs()).map(v -> v * v).sum() / all.samples();
        Data scaled = all.scaled(Math.sqrt(INPUTS / square));
        int last = Math.min(scaled.samples(), SAMPLES + integer("test samples"));
        return new Task(DIGITS, scaled.range(0, SAMPLES), scaled.range(SAMPLES, last));
    }

    private static List<Outcome> on(String data, List<Outcome> outcomes) {
        return outcomes.stream().filter(o -> o.data().equals(data)).toList();
    }

    private static List<Check> checks(List<Outcome> outcomes) {
        List<Outcome> generated = on(GENERATED, outcomes);
        List<Check> checks = new ArrayList<>(checks("", generated));
        checks.add(reaches(
                "normalized test cross-entropy and test error: correlation",
                0.6,
                column(generated, o -> o.unitTest().value()),
                column(generated, Outcome::error)));
        List<Outcome> digits = on(DIGITS, outcomes);
        checks.addAll(checks("digits, ", digits));
        checks.add(Claim.that("digits, normalized test cross-entropy and test error: rank correlation")
                .predicts(0.6)
                .observed(Statistics.rankCorrelation(
                        column(digits, o -> o.unitTest().value()), column(digits, Outcome::error)))
                .atLeast()
                .note(digits.size() + " networks"));
        return checks;
    }

    private static List<Check> checks(String on, List<Outcome> outcomes) {
        double[] train = column(outcomes, o -> o.unitTrain().value());
        double[] test = column(outcomes, o -> o.unitTest().value());
        double gap = outcomes.stream()
                .mapToDouble(o -> Math.abs(o.unitTest().value() - o.unitTrain().value()))
                .max()
                .orElse(Double.NaN);
        List<Check> checks = new ArrayList<>();
        checks.add(reaches(on + "normalized: correlation of training and test cross-entropy", 0.99, train, test));
        checks.add(Claim.that(on + "normalized: slope of test against training cross-entropy")
                .predicts(1)
                .observed(slope(train, test))
                .between(0.6, 1.1));
        checks.add(Claim.that(on + "normalized: largest gap between test and training cross-entropy")
                .predicts(0)
                .observed(gap)
                .within(0.02));
        checks.add(reaches(
                        on + "as trained: correlation of training and test cross-entropy",
                        0.99,
                        column(outcomes, Outcome::train),
                        column(outcomes, Outcome::test))
                .mustBreak());
        checks.add(reaches(
                on + "normalized test cross-entropy and its expansion to first order: correlation",
                0.999,
                test,
                column(outcomes, o -> o.unitTest().taylor())));
        return checks;
    }

    private static Check reaches(String claim, double least, double[] x, double[] y) {
        return Claim.that(claim)
                .predicts(least)
                .observed(Statistics.correlation(x, y))
                .atLeast()
                .note(x.length + " networks");
    }

    /** The least-squares slope: a property of these networks, not an estimate. */
    private static double slope(double[] x, double[] y) {
        return Statistics.correlation(x, y) * Math.sqrt(Statistics.variance(y) / Statistics.variance(x));
    }

    private static double[] column(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).toArray();
    }

    private static Panels figure(List<Outcome> outcomes) {
        Stream<Chart> generated = charts("", on(GENERATED, outcomes));
        Stream<Chart> digits = charts(" (digits)", on(DIGITS, outcomes));
        return Panels.of(Stream.concat(generated, digits).toArray(Plot[]::new)).columns(2);
    }

    private static Stream<Chart> charts(String on, List<Outcome> outcomes) {
        Chart raw = Chart.titled("As trained" + on)
                .x("training cross-entropy")
                .y("test cross-entropy")
                .logX()
                .logY()
                .size(520, 400);
        Chart unit = Chart.titled("Divided by the product of norms" + on)
                .x("log C − training cross-entropy of f̃")
                .y("log C − test cross-entropy of f̃")
                .logX()
                .logY()
                .size(520, 400);
        for (String label :
                outcomes.stream().map(o -> o.origin().label()).distinct().toList()) {
            List<Outcome> some = outcomes.stream()
                    .filter(o -> o.origin().label().equals(label))
                    .toList();
            raw = raw.points(label, column(some, Outcome::train), column(some, Outcome::test));
            unit = unit.points(label, column(some, Outcome::left), column(some, Outcome::leftOnTest));
        }
        double[] left = column(outcomes, Outcome::left);
        double low = Arrays.stream(left).min().orElse(1e-3);
        double high = Arrays.stream(left).max().orElse(1);
        double[] expanded =
                column(outcomes, o -> Math.log(o.classes()) - o.unitTest().taylor());
        unit = unit.points("test, expansion to first order", left, expanded);
        return Stream.of(raw, unit.theory("equal losses, slope 1", x -> x, low, high));
    }

    private static Results table(List<Outcome> outcomes) {
        return Results.titled("Losses before and after normalization")
                .texts("data", outcomes.stream().map(Outcome::data).toArray(String[]::new))
                .texts(
                        "origin",
                        outcomes.stream().map(o -> o.origin().toString()).toArray(String[]::new))
                .numbers("train CE", column(outcomes, Outcome::train))
                .numbers("test CE", column(outcomes, Outcome::test))
                .numbers("log C − train CE of f̃", column(outcomes, Outcome::left))
                .numbers("log C − test CE of f̃", column(outcomes, Outcome::leftOnTest))
                .numbers("test error", column(outcomes, Outcome::error));
    }
}
