package org.ridgeless.experiments.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.models.collapse.CollapseState;
import org.ridgeless.models.collapse.CrossEntropyCollapse;
import org.ridgeless.models.collapse.CrossPolytopeCollapse;
import org.ridgeless.models.collapse.FreeFeatures;
import org.ridgeless.models.collapse.SquareLossCollapse;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Neural collapse of a deep linear head on free features: gains, minority collapse, a first-order transition. */
public final class DeepLinearCollapse extends Experiment<DeepLinearCollapse> {
    private static final Card CARD = Card.named("deep-linear-collapse")
            .entry("HF-05")
            .title("Neural collapse in deep linear networks")
            .claim(
                    "Weight decay collapses a deep linear head on free features onto class means whose gains solve one scalar "
                            + "equation each; from two layers on the collapse to zero is a first-order transition with hysteresis.")
            .formula(
                    "y_k=\\arg\\min_y\\ \\tfrac{n_k}{2N}(y-1)^2+\\tfrac{M+1}{2}(n_k\\Lambda)^{\\frac1{M+1}}y^{\\frac2{M+1}},"
                            + "\\qquad \\Lambda=\\lambda_H\\textstyle\\prod_j\\lambda_j",
                    "square loss, no bias, widths of at least the number of classes; $n_k$ of $N$ samples in class $k$.")
            .formula(
                    "\\beta_k=\\tfrac N{n_k}(n_k\\Lambda)^{\\frac1{M+1}},\\quad"
                            + "\\beta_c=\\tfrac1M\\left(\\tfrac{M-1}M\\right)^{\\frac{M-1}{M+1}},\\quad"
                            + "\\beta_s=\\tfrac{M+1}{2M}\\left(\\tfrac{M-1}{2M}\\right)^{\\frac{M-1}{M+1}}",
                    "the load of a class, the load at which the global minimum jumps from $y=(M-1)/M$ to 0, and the load up "
                            + "to which the live branch survives as a local minimum ($M\\ge2$).")
            .formula(
                    "s=\\arg\\min_s\\ \\log(1+(K-1)e^{-s})+(K-1)\\tfrac{M+1}{2}(n\\Lambda)^{\\frac1{M+1}}s^{\\frac2{M+1}}",
                    "cross-entropy, $K$ balanced classes, on the simplex frame $s(I-\\mathbf 1\\mathbf 1^\\top/K)$ of logits.")
            .assumes("features are free parameters with their own weight decay")
            .assumes("the head is linear and has no biases")
            .remark(
                    "One layer is a soft threshold, $y_k=(1-\\beta_k)_+$: a class with $n_k\\le N^2\\Lambda$ is given up "
                            + "(minority collapse). From two layers on zero is a local minimum at every load, so a random start near "
                            + "$\\beta_c$ may lose some classes: such runs are shown as local minima and never lie below theory.")
            .remark(
                    "Under cross-entropy the simplex frame is the global minimum of one layer, but deep heads prefer a lower "
                            + "rank: with four classes and three layers here, antipodal pairs on two axes lie 8 % below it. Descent "
                            + "from random starts mostly ends on the simplex frame all the same, which stays a local minimum.")
            .paper(Paper.by("Hien Dang and Tho Tran and Stanley Osher and Hung Tran-The and Nhat Ho and Tan Nguyen")
                    .titled("Neural Collapse in Deep Linear Networks: From Balanced to Imbalanced Data")
                    .in(2023)
                    .journal("International Conference on Machine Learning")
                    .arXiv("2301.00437")
                    .where("Theorems 3.1, 3.3 and 4.1"))
            .paper(Paper.by("Connall Garrod and Jonathan P. Keating")
                    .titled("The Persistence of Neural Collapse Despite Low-Rank Bias")
                    .in(2025)
                    .journal("Advances in Neural Information Processing Systems")
                    .arXiv("2410.23169"))
            .cost("4 s", "60 s");
    static final int[] BALANCED = {25, 25, 25, 25};
    private static final int[] IMBALANCED = {40, 20, 10, 5};
    static final int[] MINORITY = {2, 4, 6, 8, 13, 16, 20, 30, 40};
    private static final double MOMENTUM = 0.9;
    private static final double WATCHED_DECAY = 8e-3;
    private static final int WATCHED_STEPS = 300;

    /** One class at the end of one run. */
    record Point(String panel, int depth, double load, double gain, double theory, Fit fit) {
        double error() {
            return Math.abs(gain - theory);
        }
    }

    /** What belongs to a run as a whole. */
    record Fit(double loss, double lossTheory, double offDiagonal, double variability) {}

    private record Run(List<Point> points, double[][] gains) {}

    private DeepLinearCollapse(Settings settings) {
        super(CARD, settings);
    }

    public static DeepLinearCollapse study() {
        return new DeepLinearCollapse(Settings.none());
    }

    /** The number of steps of each descent. */
    public DeepLinearCollapse steps(int count) {
        if (count < 100) {
            throw new IllegalArgumentException("a descent here needs at least 100 steps, got " + count);
        }
        return set("steps", count);
    }

    /** The width of features and hidden layers. */
    public DeepLinearCollapse width(int units) {
        FreeFeatures.classes(BALANCED).width(units);
        return set("width", units);
    }

    @Override
    protected DeepLinearCollapse copy(Settings other) {
        return new DeepLinearCollapse(other);
    }

    @Override
    protected Settings preset(Size size) {
        int steps = switch (size) {
            case TINY -> 300;
            case TEACHING -> 3000;
            case PAPER -> 30_000;
        };
        return Settings.none().with("steps", steps).with("width", size == Size.PAPER ? 64 : 16);
    }

    @Override
    protected Findings simulate() {
        List<Supplier<Run>> tasks = new ArrayList<>();
        for (int depth = 1; depth <= 3; depth++) {
            int m = depth;
            tasks.add(() -> squareLoss(m, BALANCED));
            tasks.add(() -> squareLoss(m, IMBALANCED));
            tasks.add(() -> simplex(m));
            tasks.add(() -> m == 1 ? minority() : hysteresis(m));
        }
        tasks.add(this::lowRank);
        tasks.add(this::watched);
        tasks.add(this::nearTheTransition);
        Cells.Finished<Run> runs = cells().run(tasks.size(), i -> tasks.get(i).get());
        List<Point> points = new ArrayList<>();
        double[][] gains = {};
        for (int i : runs.indices()) {
            points.addAll(runs.get(i).points());
            gains = runs.get(i).gains().length > 0 ? runs.get(i).gains() : gains;
        }
        Results table = table(points);
        return new Findings(figure(points, gains), runs.interrupted() ? table.partial() : table, verdict(points));
    }

    private FreeFeatures model(int depth, int... counts) {
        return FreeFeatures.classes(counts).depth(depth).width(integer("width"));
    }

    /** Small steps first: large ones throw some random starts into a local minimum with a dead class. */
    private CollapseState fromStart(FreeFeatures model, String panel, int index) {
        long seed = seeds().child(panel).child(index).value();
        return descend(model.start(seed).descend(0.1, MOMENTUM, 300));
    }

    private CollapseState descend(CollapseState from) {
        return from.descend(0.5, MOMENTUM, integer("steps"));
    }

    private Run squareLoss(int depth, int[] counts) {
        FreeFeatures model = model(depth, counts).decay(1e-3);
        CollapseState end = fromStart(model, "square", depth);
        return new Run(points("square loss", depth, model, end, false), new double[0][]);
    }

    /** A stronger decay, so that the classes part, seen during the first steps. */
    private Run watched() {
        FreeFeatures model = model(2, IMBALANCED).decay(WATCHED_DECAY);
        List<double[]> gains = new ArrayList<>();
        CollapseState early = model.start(seeds().child("watched").value())
                .descend(0.2, MOMENTUM, WATCHED_STEPS, 2, state -> gains.add(state.gains()));
        return new Run(points("square loss", 2, model, descend(early), false), gains.toArray(new double[0][]));
    }

    private Run minority() {
        List<Point> points = new ArrayList<>();
        for (int n : MINORITY) {
            int[] counts = {40, 40, 40, n};
            FreeFeatures model = model(1, counts).decay(Math.sqrt(10) / 130);
            CollapseState end = fromStart(model, "minority", n);
            points.add(points("minority", 1, model, end, false).get(3));
        }
        return new Run(points, new double[0][]);
    }

    /** Raises the load in eight steps to the spinodal, a ninth beyond it, and lowers it again below the transition. */
    private Run hysteresis(int depth) {
        double critical = SquareLossCollapse.criticalLoad(depth);
        double spinodal = SquareLossCollapse.spinodalLoad(depth);
        List<Point> points = new ArrayList<>();
        FreeFeatures light = model(depth, BALANCED).decay(decayAt(depth, 0.1 * critical));
        // Under a light load every class comes to life, from a random start too.
        CollapseState state = fromStart(light, "hysteresis", depth);
        for (int i = 0; i < 9; i++) {
            double load = i == 0 ? 0.9 * critical : critical + (i - 0.5) / 8 * (spinodal - critical);
            FreeFeatures model = model(depth, BALANCED).decay(decayAt(depth, load));
            state = descend(state.under(model));
            points.addAll(points("rising", depth, model, state, true));
        }
        for (double load : new double[] {1.03 * spinodal, 0.98 * spinodal, critical, 0.8 * critical, 0.6 * critical}) {
            FreeFeatures model = model(depth, BALANCED).decay(decayAt(depth, load));
            state = descend(state.under(model));
            points.addAll(points(load > spinodal ? "beyond" : "falling", depth, model, state, false));
        }
        return new Run(points, new double[0][]);
    }

    private static double decayAt(int depth, double load) {
        return Math.pow(SquareLossCollapse.decayProductAtLoad(depth, load, 25, 100), 1.0 / (depth + 1));
    }

    private Run simplex(int depth) {
        FreeFeatures model = entropyModel(depth);
        CrossEntropyCollapse theory = CrossEntropyCollapse.of(depth, model.decayProduct(), 4, 25);
        CollapseState end = fromStart(model, "cross-entropy", depth);
        String panel = depth < 3 ? "cross-entropy" : "cross-entropy, deep";
        return entropyRun(panel, depth, end, theory.loss(), (k, c) -> theory.scale() * ((k == c ? 1 : 0) - 0.25));
    }

    /** Three layers from the square: antipodal pairs of classes on two axes, half the rank of the simplex frame. */
    private Run lowRank() {
        FreeFeatures model = entropyModel(3);
        CrossPolytopeCollapse theory = CrossPolytopeCollapse.of(3, model.decayProduct(), 4, 25);
        CollapseState start = model.startOn(1, new double[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}});
        CollapseState end = descend(start.descend(0.1, MOMENTUM, 300));
        return entropyRun(
                "low rank",
                3,
                end,
                theory.loss(),
                (k, c) -> k / 2 != c / 2 ? 0 : k == c ? theory.scale() : -theory.scale());
    }

    private FreeFeatures entropyModel(int depth) {
        return model(depth, BALANCED).decay(1e-3).crossEntropy();
    }

    private interface Frame {
        double logit(int k, int c);
    }

    private static Run entropyRun(String panel, int depth, CollapseState end, double loss, Frame frame) {
        Fit fit = new Fit(end.loss(), loss, 0, end.variability());
        double[][] outputs = end.meanOutputs();
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < outputs.length; k++) {
            for (int c = 0; c < outputs.length; c++) {
                points.add(new Point(panel, depth, Double.NaN, outputs[k][c], frame.logit(k, c), fit));
            }
        }
        return new Run(points, new double[0][]);
    }

    /** Random starts just below the critical load: some classes stay dead, and the loss tells. */
    private Run nearTheTransition() {
        List<Point> points = new ArrayList<>();
        FreeFeatures model = model(2, BALANCED).decay(decayAt(2, 0.95 * SquareLossCollapse.criticalLoad(2)));
        for (int trial = 0; trial < 6; trial++) {
            CollapseState end = fromStart(model, "near", trial);
            points.addAll(points("random start", 2, model, end, false));
        }
        return new Run(points, new double[0][]);
    }

    private static List<Point> points(String panel, int depth, FreeFeatures model, CollapseState end, boolean live) {
        SquareLossCollapse minimum = model.squareLossMinimum();
        double[] gains = end.gains();
        Fit fit = new Fit(end.loss(), minimum.loss(), end.offDiagonal(), end.variability());
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < gains.length; k++) {
            double theory = live ? minimum.liveGain(k) : minimum.gains()[k];
            points.add(new Point(panel, depth, minimum.load(k), gains[k], theory, fit));
        }
        return points;
    }

    private static Verdict verdict(List<Point> points) {
        List<Point> square = of(points, "square loss");
        List<Point> entropy = of(points, "cross-entropy");
        return Verdict.of(
                CARD.title(),
                gains("gain of each class, depth 1–3, balanced and imbalanced", square),
                gains("gain of a minority class of 2–40 samples, depth 1", of(points, "minority")),
                Claim.that("output for other classes")
                        .predicts(0)
                        .observed(worst(square, p -> p.fit().offDiagonal()))
                        .within(1e-3),
                Claim.that("loss over its theoretical minimum")
                        .predicts(1)
                        .observed(1 + worst(square, DeepLinearCollapse::excess))
                        .within(1e-3),
                Claim.that("variability within classes over that between")
                        .predicts(0)
                        .observed(worst(square, p -> p.fit().variability()))
                        .within(1e-2),
                gains("gain on the live branch from 0.9 β_c to β_s, depth 2 and 3", of(points, "rising")),
                Claim.that("gain at 1.03 β_s")
                        .predicts(0)
                        .observed(worst(of(points, "beyond"), Point::gain))
                        .within(1e-4),
                gains("hysteresis: below β_c the dead network finds the global minimum again", belowCritical(points))
                        .mustBreak(),
                Claim.that("logits on the simplex frame, cross-entropy, depth 1 and 2")
                        .predicts(0)
                        .observed(worst(entropy, Point::error))
                        .within(1e-3),
                Claim.that("cross-entropy over that of the simplex frame, depth 1 and 2")
                        .predicts(1)
                        .observed(1 + worst(entropy, DeepLinearCollapse::excess))
                        .within(1e-6),
                Claim.that("logits on the square, cross-entropy, depth 3")
                        .predicts(0)
                        .observed(worst(of(points, "low rank"), Point::error))
                        .within(1e-3),
                Claim.that("at depth 3 no state lies below the simplex frame")
                        .holds(1e-9, worst(of(points, "low rank"), p -> p.fit().loss()) - simplexLoss(3))
                        .mustBreak(),
                Claim.that("at depth 3 a random start ends on the simplex frame or on the square")
                        .predicts(0)
                        .observed(deepExcess(points))
                        .within(1e-6),
                Claim.that("random starts near β_c stay above the theoretical minimum")
                        .holds(
                                1e-9,
                                of(points, "random start").stream()
                                        .mapToDouble(
                                                p -> p.fit().loss() - p.fit().lossTheory())
                                        .toArray())
                        .note(local(points)));
    }

    private static double simplexLoss(int depth) {
        return CrossEntropyCollapse.of(depth, Math.pow(1e-3, depth + 1), 4, 25).loss();
    }

    private static double deepExcess(List<Point> points) {
        double simplex = simplexLoss(3);
        double square = CrossPolytopeCollapse.of(3, 1e-12, 4, 25).loss();
        return worst(
                of(points, "cross-entropy, deep"),
                p -> Math.min(
                        Math.abs(p.fit().loss() / simplex - 1), Math.abs(p.fit().loss() / square - 1)));
    }

    private static String local(List<Point> points) {
        List<Point> starts = of(points, "random start");
        long dead = starts.stream().filter(p -> p.gain() < 0.1).count();
        return dead + " of " + starts.size() + " classes ended in the local minimum 0";
    }

    private static org.ridgeless.oldverdict.Check gains(String claim, List<Point> points) {
        Point worst = points.stream()
                .max((a, b) -> Double.compare(a.error(), b.error()))
                .orElse(new Point("", 0, 0, Double.NaN, 0, null));
        return Claim.that(claim)
                .predicts(worst.theory())
                .observed(worst.gain())
                .within(1e-4)
                .note("worst of " + points.size());
    }

    private static List<Point> belowCritical(List<Point> points) {
        return of(points, "falling").stream()
                .filter(p -> p.load() < 0.9 * SquareLossCollapse.criticalLoad(p.depth()))
                .toList();
    }

    private static double excess(Point point) {
        return Math.abs(point.fit().loss() / point.fit().lossTheory() - 1);
    }

    private static double worst(List<Point> points, ToDoubleFunction<Point> error) {
        return points.stream().mapToDouble(error).map(Math::abs).max().orElse(Double.NaN);
    }

    static List<Point> of(List<Point> points, String panel) {
        return points.stream().filter(p -> p.panel().equals(panel)).toList();
    }

    static double[] column(List<Point> points, ToDoubleFunction<Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    private static Results table(List<Point> points) {
        return Results.titled("gains at the end of each run")
                .texts("panel", points.stream().map(Point::panel).toArray(String[]::new))
                .numbers("depth", column(points, Point::depth))
                .numbers("load", column(points, Point::load))
                .numbers("gain", column(points, Point::gain))
                .numbers("theory", column(points, Point::theory))
                .numbers("loss", column(points, p -> p.fit().loss()))
                .numbers("minimal loss", column(points, p -> p.fit().lossTheory()));
    }

    private Panels figure(List<Point> points, double[][] gains) {
        return Panels.of(
                        overTime(gains),
                        GainFigures.branches(points),
                        GainFigures.hysteresis(points),
                        GainFigures.minorities(points))
                .columns(2);
    }

    private Chart overTime(double[][] gains) {
        double[] step = new double[gains.length];
        Arrays.setAll(step, i -> 2 * i);
        Chart chart = panel("Gains during descent, two layers").x("step").y("gain y");
        double[] theory =
                model(2, IMBALANCED).decay(WATCHED_DECAY).squareLossMinimum().gains();
        for (int k = 0; k < IMBALANCED.length; k++) {
            int column = k;
            double[] gain = Arrays.stream(gains).mapToDouble(g -> g[column]).toArray();
            chart = chart.line("n = " + IMBALANCED[k], step, gain)
                    .theory("theory", x -> theory[column], 0, WATCHED_STEPS);
        }
        return chart;
    }

    static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
