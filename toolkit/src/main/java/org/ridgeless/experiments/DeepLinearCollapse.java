package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.models.collapse.CollapseState;
import org.ridgeless.models.collapse.CrossEntropyCollapse;
import org.ridgeless.models.collapse.CrossPolytopeCollapse;
import org.ridgeless.models.collapse.FreeFeatures;
import org.ridgeless.models.collapse.SquareLossCollapse;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Neural collapse of a deep linear head on free features, with its first-order transition. Card: deep-linear-collapse.md. */
public final class DeepLinearCollapse extends Experiment<DeepLinearCollapse> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each descent, after 300 smaller ones")
            .atLeast(1000)
            .tiny(1000)
            .teaching(3000)
            .paper(30_000);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("width of features and hidden layers, at least the number of classes")
            .atLeast(4)
            .tiny(8)
            .teaching(16)
            .paper(64);
    static final Option<Integer> STARTS = Option.count("starts")
            .help("random starts below the transition and under cross-entropy")
            .tiny(2)
            .teaching(6)
            .paper(20);

    private static final int[] BALANCED = {25, 25, 25, 25};
    private static final int[] IMBALANCED = {40, 20, 10, 5};
    private static final List<Integer> MINORITY = List.of(2, 4, 6, 8, 13, 16, 20, 30, 40);
    private static final List<Integer> DEEP = List.of(2, 3);
    private static final double DECAY = 1e-3;
    private static final double MINORITY_DECAY = Math.sqrt(10) / 130;
    private static final double MOMENTUM = 0.9;
    /** Loads of a warm-started sweep: raised to the spinodal in nine steps, beyond it, and lowered again. */
    private static final int RISING = 9;

    /** A head of so many layers on classes of these sizes. */
    record Head(int depth, boolean balanced) {
        int[] counts() {
            return balanced ? BALANCED : IMBALANCED;
        }
    }

    /** Class k of the data of a head. */
    record Member(Head head, int k) {
        double gain(int depth) {
            return SquareLossCollapse.of(depth, Math.pow(DECAY, depth + 1), head.counts())
                    .gains()[k];
        }

        @Override
        public String toString() {
            return "depth " + head.depth() + ", n = " + head.counts()[k];
        }
    }

    /** A load of the sweep with a head of so many layers. */
    record Stage(int depth, int index) {
        double load() {
            double critical = SquareLossCollapse.criticalLoad(depth);
            double spinodal = SquareLossCollapse.spinodalLoad(depth);
            return index == 0
                    ? 0.9 * critical
                    : index < RISING
                            ? critical + (index - 0.5) / (RISING - 1) * (spinodal - critical)
                            : new double[] {1.03 * spinodal, 0.98 * spinodal, critical, 0.8 * critical, 0.6 * critical}
                                    [index - RISING];
        }

        double live() {
            return SquareLossCollapse.of(depth, product(), BALANCED).liveGain(0);
        }

        double product() {
            return SquareLossCollapse.decayProductAtLoad(depth, load(), BALANCED[0], 100);
        }

        @Override
        public String toString() {
            return "depth " + depth + ", β = " + Math.round(1000 * load()) / 1000.0;
        }
    }

    /** Where a descent ended, over its theoretical loss. */
    record End(double[] gains, double loss, double diagonal, double variability, double before) {}

    public static DeepLinearCollapse study() {
        return new DeepLinearCollapse();
    }

    /** Steps of each descent, after 300 smaller ones, at least 1000. */
    public DeepLinearCollapse steps(int count) {
        return with(STEPS, count);
    }

    /** Width of features and hidden layers, at least the number of classes, at least 4. */
    public DeepLinearCollapse width(int units) {
        return with(WIDTH, units);
    }

    /** Random starts below the transition and under cross-entropy, at least 1. */
    public DeepLinearCollapse starts(int count) {
        return with(STARTS, count);
    }

    @Override
    protected void run(Lab lab) {
        List<Head> heads = IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(m -> List.of(new Head(m, true), new Head(m, false)).stream())
                .toList();
        List<Member> members = heads.stream()
                .flatMap(head -> IntStream.range(0, 4).mapToObj(k -> new Member(head, k)))
                .toList();
        Rows<Head, End> square = lab.each("square loss", heads, this::squareLoss);
        Rows<Integer, Double> minority = lab.each("minority", MINORITY, this::minority);
        Rows<Integer, double[]> sweeps = lab.each("sweep", DEEP, this::sweep);
        Rows<Integer, End> entropy = lab.repeat(get(STARTS)).each("cross-entropy", List.of(1, 2, 3), this::simplex);
        Rows<Integer, End> axes = lab.each("two axes", List.of(3), this::lowRank);
        Rows<Integer, End> near = lab.repeat(get(STARTS)).each("near the transition", DEEP, this::near);

        lab.check(Claim.that("square loss: gain of each class")
                .each(members, m -> square.exactly(m.head(), end -> end.gains()[m.k()]))
                .predicts(m -> m.gain(m.head().depth()))
                .rival("no shrinkage", 1)
                .rival("the soft threshold of one layer at every depth", m -> m.gain(1))
                .rival(
                        "classes alike, N/4 samples each",
                        m -> new Member(new Head(m.head().depth(), true), 0)
                                .gain(m.head().depth()))
                .within(1e-4));
        lab.check(Claim.that("square loss over its theoretical minimum")
                .each(heads, head -> square.exactly(head, End::loss))
                .predicts(1)
                .within(1e-4));
        lab.check(Claim.that("variability within classes over that between")
                .each(heads, head -> square.exactly(head, End::variability))
                .rival("as at the start", head -> square.number(head, End::before))
                .atMost(1e-2));
        lab.check(Claim.that("one layer: gain of a minority class of n samples")
                .each(MINORITY, n -> minority.exactly(n, gain -> gain))
                .predicts(DeepLinearCollapse::minorityGain)
                .rival(
                        "it shrinks like ridge regression, 1/(1 + β), and never vanishes",
                        n -> 1 / (1 + minorityLoad(n)))
                .within(1e-4));
        lab.check(Claim.that("raised load: gain on the branch that is a local minimum only, 0.9 β_c to β_s")
                .each(stages(0, RISING), s -> gain(sweeps, s))
                .predicts(Stage::live)
                .rival("it jumps to the global minimum, 0 above β_c", s -> s.index() == 0 ? s.live() : 0)
                .within(1e-4));
        lab.check(Claim.that("gain at 1.03 β_s")
                .each(stages(RISING, RISING + 1), s -> gain(sweeps, s))
                .predicts(0)
                .rival("it stays where the branch ends", s -> (s.depth() - 1.0) / (2 * s.depth()))
                .within(1e-4));
        lab.check(Claim.that("lowered load: below β_c the gain of the global minimum is found again")
                .each(stages(RISING + 3, RISING + 5), s -> gain(sweeps, s))
                .predicts(Stage::live)
                .within(0.01)
                .mustBreak());
        lab.check(Claim.that("cross-entropy, lowest of the random starts: logit of the own class on the simplex frame")
                .each(List.of(1, 2), m -> ofLowest(entropy, m))
                .predicts(m -> 0.75 * entropy(m).scale())
                .rival(
                        "the scale of one layer at every depth",
                        m -> 0.75
                                * CrossEntropyCollapse.of(1, DECAY * DECAY, 4, 25)
                                        .scale())
                .within(1e-3));
        lab.check(Claim.that("cross-entropy, lowest of the random starts, over that of the simplex frame")
                .each(List.of(1, 2), m -> entropy.estimate(m, End::loss, Estimate::smallest))
                .predicts(1)
                .within(1e-4));
        lab.check(Claim.that(
                        "one layer, cross-entropy: every random start ends at the simplex frame, whose loss is exceeded by at most")
                .observed(entropy.estimate(1, end -> Math.abs(end.loss() - 1), Estimate::largest))
                .atMost(1e-4));
        lab.check(Claim.that("three layers, cross-entropy: antipodal pairs on two axes over the simplex frame")
                .observed(axes.exactly(3, End::loss))
                .predicts(polytope().loss() / entropy(3).loss())
                .rival("the simplex frame is the global minimum", 1)
                .within(1e-4));
        lab.check(Claim.that("three layers, cross-entropy: no random start ends below the two axes")
                .observed(entropy.estimate(3, End::loss, Estimate::smallest)
                        .over(polytope().loss() / entropy(3).loss()))
                .atLeast(1 - 1e-6));
        lab.check(Claim.that("0.95 β_c: no random start ends below the theoretical minimum")
                .each(DEEP, m -> near.estimate(m, End::loss, Estimate::smallest))
                .atLeast(1 - 1e-6));
        lab.check(Claim.that("0.95 β_c: sum of the gains over that of the branch is whole, off by at most")
                .each(
                        DEEP,
                        m -> near.estimate(
                                m, end -> Math.abs(lost(m, end) - Math.rint(lost(m, end))), Estimate::largest))
                .rival("gains shrink by degrees", 0.25)
                .atMost(0.01));
        show(lab, members, square, minority, sweeps, near);
    }

    private static List<Stage> stages(int from, int to) {
        return DEEP.stream()
                .flatMap(m -> IntStream.range(from, to).mapToObj(i -> new Stage(m, i)))
                .toList();
    }

    private static Estimate gain(Rows<Integer, double[]> sweeps, Stage stage) {
        return sweeps.exactly(stage.depth(), gains -> gains[stage.index()]);
    }

    /** The logit of the own class where the loss came to be the lowest of all starts. */
    private static Estimate ofLowest(Rows<Integer, End> ends, int depth) {
        double logit = ends.values(depth).stream()
                .min(Comparator.comparingDouble(End::loss))
                .map(End::diagonal)
                .orElse(Double.NaN);
        return Estimate.exactly(logit).troubled(ends.problem(depth));
    }

    private static double minorityLoad(int n) {
        return (120 + n) * MINORITY_DECAY / Math.sqrt(n);
    }

    private static double minorityGain(int n) {
        return Math.max(0, 1 - minorityLoad(n));
    }

    private static CrossEntropyCollapse entropy(int depth) {
        return CrossEntropyCollapse.of(depth, Math.pow(DECAY, depth + 1), 4, 25);
    }

    private static CrossPolytopeCollapse polytope() {
        return CrossPolytopeCollapse.of(3, Math.pow(DECAY, 4), 4, 25);
    }

    private FreeFeatures model(int depth, int... counts) {
        return FreeFeatures.classes(counts).depth(depth).width(get(WIDTH)).decay(DECAY);
    }

    /** Small steps first: large ones throw some random starts into a local minimum with a dead class. */
    private CollapseState fromStart(CollapseState start) {
        return descend(start.descend(0.1, MOMENTUM, 300));
    }

    private CollapseState descend(CollapseState from) {
        return from.descend(0.5, MOMENTUM, get(STEPS));
    }

    private End end(CollapseState start, double theory) {
        CollapseState end = fromStart(start);
        double[][] outputs = end.meanOutputs();
        double[] diagonal = IntStream.range(0, outputs.length)
                .mapToDouble(k -> outputs[k][k])
                .toArray();
        return new End(diagonal, end.loss() / theory, Vectors.mean(diagonal), end.variability(), start.variability());
    }

    private End squareLoss(Head head, Trial trial) {
        FreeFeatures model = model(head.depth(), head.counts());
        return end(model.start(trial.seeds().value()), model.squareLossMinimum().loss());
    }

    private End simplex(int depth, Trial trial) {
        return end(
                model(depth, BALANCED).crossEntropy().start(trial.seeds().value()),
                entropy(depth).loss());
    }

    /** Three layers from the square: antipodal pairs of classes on two axes, half the rank of the simplex frame. */
    private End lowRank(int depth, Trial trial) {
        FreeFeatures model = model(depth, BALANCED).crossEntropy();
        return end(
                model.startOn(1, new double[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}),
                entropy(depth).loss());
    }

    private End near(int depth, Trial trial) {
        FreeFeatures model = model(depth, BALANCED).decay(root(nearProduct(depth), depth));
        return end(model.start(trial.seeds().value()), model.squareLossMinimum().loss());
    }

    private static double nearProduct(int depth) {
        return SquareLossCollapse.decayProductAtLoad(depth, 0.95 * SquareLossCollapse.criticalLoad(depth), 25, 100);
    }

    /** How many directions of the outputs of balanced classes are at 0: their mean outputs are a gain times a projection. */
    private static double lost(int depth, End end) {
        return 4
                - Vectors.sum(end.gains())
                        / SquareLossCollapse.of(depth, nearProduct(depth), BALANCED)
                                .liveGain(0);
    }

    private double minority(int n, Trial trial) {
        FreeFeatures model = model(1, 40, 40, 40, n).decay(MINORITY_DECAY);
        return fromStart(model.start(trial.seeds().value())).gains()[3];
    }

    /** The mean gain of the balanced classes at each load; under the light load of the start every class comes to life. */
    private double[] sweep(int depth, Trial trial) {
        Seeds seeds = trial.seeds();
        double light =
                SquareLossCollapse.decayProductAtLoad(depth, 0.1 * SquareLossCollapse.criticalLoad(depth), 25, 100);
        CollapseState state =
                fromStart(model(depth, BALANCED).decay(root(light, depth)).start(seeds.value()));
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < RISING + 5; i++) {
            state = descend(state.under(model(depth, BALANCED).decay(root(new Stage(depth, i).product(), depth))));
            gains.add(Vectors.mean(state.gains()));
        }
        return gains.stream().mapToDouble(gain -> gain).toArray();
    }

    private static double root(double product, int depth) {
        return Math.pow(product, 1.0 / (depth + 1));
    }

    private static void show(
            Lab lab,
            List<Member> members,
            Rows<Head, End> square,
            Rows<Integer, Double> minority,
            Rows<Integer, double[]> sweeps,
            Rows<Integer, End> near) {
        double[] sizes = MINORITY.stream().mapToDouble(n -> n).toArray();
        Chart collapse = panel("Minority collapse, one layer")
                .x("samples n of the minority class")
                .y("gain y")
                .points("descent", sizes, minority.column(gain -> gain))
                .theory("(1 − N√(Λ/n))₊", n -> Math.max(0, 1 - (120 + n) * MINORITY_DECAY / Math.sqrt(n)), 2, 40);
        Chart hysteresis =
                panel("Warm-started sweeps of the load").x("load β").y("gain y").yRange(-0.05, 1);
        for (int m : sweeps.finished()) {
            double[] gains = sweeps.first(m).orElseThrow();
            double[] loads = IntStream.range(0, gains.length)
                    .mapToDouble(i -> new Stage(m, i).load())
                    .toArray();
            hysteresis = hysteresis
                    .points("rising, depth " + m, Arrays.copyOf(loads, RISING + 1), Arrays.copyOf(gains, RISING + 1))
                    .theory(
                            "non-zero branch",
                            b -> SquareLossCollapse.of(
                                            m, SquareLossCollapse.decayProductAtLoad(m, b, 25, 100), BALANCED)
                                    .liveGain(0),
                            0.15,
                            SquareLossCollapse.spinodalLoad(m))
                    .points(
                            "falling, depth " + m,
                            Arrays.copyOfRange(loads, RISING + 1, loads.length),
                            Arrays.copyOfRange(gains, RISING + 1, loads.length))
                    .vertical("$\\beta_c$, depth " + m, SquareLossCollapse.criticalLoad(m));
        }
        double[] theory =
                members.stream().mapToDouble(m -> m.gain(m.head().depth())).toArray();
        double[] found = members.stream()
                .mapToDouble(m -> square.number(m.head(), end -> end.gains()[m.k()]))
                .toArray();
        Chart gains = panel("Gains of all classes, square loss")
                .x("predicted gain")
                .y("gain after descent")
                .points("classes", theory, found)
                .theory("equal", y -> y, Arrays.stream(theory).min().orElse(0), 1);
        Chart starts = panel("Random starts at $0.95\\,\\beta_c$")
                .x("directions at 0, of 4")
                .y("loss / theoretical minimum")
                .xRange(-0.5, 4.5);
        for (int m : near.finished()) {
            starts = starts.points("depth " + m, near.numbers(m, end -> lost(m, end)), near.numbers(m, End::loss));
        }
        lab.figure(Panels.of(gains, hysteresis, collapse, starts).columns(2));
        lab.table(Results.titled("Gains under the square loss")
                .texts("class", members.stream().map(Member::toString).toArray(String[]::new))
                .numbers("gain", found)
                .numbers("theory", theory));
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
