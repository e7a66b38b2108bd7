package org.ridgeless.experiments.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.landscape.approximation.TreeFunction;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Functions composed along a tree are approximated at the rate of their constituents, whatever their dimension. */
public final class CompositionalRates extends Experiment<CompositionalRates> {
    private static final int[] CONSTITUENT_GRIDS = {8, 16, 32, 64, 128};
    private static final int[] FOUR_AXES = {6, 10, 16, 24, 36};
    private static final int[] EIGHT_AXES = {2, 3, 4, 5, 6};
    private static final int POINTS = 4000;
    private static final double STEEP = 1.25;
    private static final double GENTLE = 0.8;
    private static final int LEAVES = 8;
    private static final String[] NETWORKS = {"tree", "dense", "shallow", "wide shallow"};

    private static final Card CARD = Card.named("compositional-rates")
            .entry("S04")
            .title("When deep is better than shallow")
            .claim(
                    "A function of d variables that is composed of functions of two variables along a binary tree needs"
                            + " O((d − 1) ε^(−2/m)) numbers for an accuracy ε if the approximation has the same tree, and O(ε^(−d/m)) if it"
                            + " knows smoothness alone. Trained networks follow on average: the one with the tree of the target wins.")
            .formula(
                    "\\log \\varepsilon = -\\frac m2 \\log P + \\text{const}",
                    "tree of tables, P = (d − 1)M² numbers; m = 1: constant on cells, m = 2: bilinear; the slope is the same for every d")
            .formula(
                    "\\log \\varepsilon = -\\frac md \\log P + \\text{const}",
                    "one table for the whole function, P = M^d numbers: the curse of dimensionality")
            .formula(
                    "\\lVert f - \\hat f\\rVert_\\infty \\le \\varepsilon \\sum_{k < \\log_2 d} (2L)^k",
                    "constituents within ε, with Lipschitz constants L in each variable: only the constant depends on d")
            .assumes(
                    "constituents with m bounded derivatives on [−1, 1]², with values in [−1, 1], here"
                            + " sin(2au + 2bv + c) cos(0.7uv) with |a|, |b| up to 1.25 for tables and 0.8 for training; inputs uniform in the cube")
            .assumes(
                    "the rates are asymptotic: on a whole function of eight variables no table of feasible size reaches them")
            .remark(
                    "Slides write the tree of eight variables with the same two functions in both halves. That is the special case"
                            + " of shared weights; the theorem needs locality alone. A tree of tables with one table for each level does"
                            + " not converge to a target whose constituents differ. Errors are root mean squares over 4000 points, divided"
                            + " by the standard deviation of the target.")
            .remark(
                    "Networks are trained on 8000 samples with batches of 64, and the wide one has 2001 weights. On about one target in ten"
                            + " every start of the tree gets stuck: that the weights exist does not say that descent finds them. So each"
                            + " network is the better of two starts on its sample, and means over several targets are compared.")
            .paper(Paper.by("Hrushikesh Mhaskar and Qianli Liao and Tomaso Poggio")
                    .titled("Learning Functions: When Is Deep Better Than Shallow")
                    .in(2016)
                    .arXiv("1603.00988")
                    .where("Theorems 1 and 2"))
            .paper(Paper.by(
                            "Tomaso Poggio and Hrushikesh Mhaskar and Lorenzo Rosasco and Brando Miranda and Qianli Liao")
                    .titled(
                            "Why and When Can Deep – but Not Shallow – Networks Avoid the Curse of Dimensionality: a Review")
                    .in(2017)
                    .journal("International Journal of Automation and Computing 14, 503–519")
                    .arXiv("1611.00740"))
            .cost("15 s", "5 min");

    private CompositionalRates(Settings settings) {
        super(CARD, settings);
    }

    public static CompositionalRates study() {
        return new CompositionalRates(Settings.none());
    }

    /** The number of random targets that are tabulated. */
    public CompositionalRates targets(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a mean slope with its error needs at least 2 targets, got " + count);
        }
        return set("targets", count);
    }

    /** The number of random targets on which networks are trained. */
    public CompositionalRates trained(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("networks are trained on at least 1 target, got " + count);
        }
        return set("trained", count);
    }

    @Override
    protected CompositionalRates copy(Settings other) {
        return new CompositionalRates(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings none = Settings.none();
        return switch (size) {
            case TINY -> none.with("targets", 2).with("trained", 1).with("steps", 20);
            case TEACHING -> none.with("targets", 4).with("trained", 3).with("steps", 4000);
            case PAPER -> none.with("targets", 30).with("trained", 10).with("steps", 16_000);
        };
    }

    /** Errors by dimension (4, 8), order (1, 2) and size; slack of the bound on the largest error; test errors of networks. */
    private record Outcome(double[][] tree, double[][] whole, double[] shared, double[] slacks, double[] networks) {
        static Outcome ofNetworks(double[] errors) {
            return new Outcome(null, null, null, null, errors);
        }
    }

    @Override
    protected Findings simulate() {
        int targets = integer("targets");
        Cells.Finished<Outcome> runs = cells().run(
                        targets + integer("trained") * NETWORKS.length,
                        i -> i < targets ? tabulate(seeds().child("target").child(i)) : train(i - targets));
        List<Outcome> tables = IntStream.range(0, targets)
                .filter(runs::has)
                .mapToObj(runs::get)
                .toList();
        double[][] trained = IntStream.range(0, integer("trained"))
                .filter(t ->
                        IntStream.range(0, NETWORKS.length).allMatch(k -> runs.has(targets + t * NETWORKS.length + k)))
                .mapToObj(t -> IntStream.range(0, NETWORKS.length)
                        .mapToDouble(
                                k -> runs.get(targets + t * NETWORKS.length + k).networks()[0])
                        .toArray())
                .toArray(double[][]::new);
        Results table = table(tables);
        return new Findings(
                Panels.of(constituents(tables), wholes(tables), networks(trained)),
                runs.interrupted() ? table.partial() : table,
                runs.interrupted() ? Verdict.of(CARD.title()) : Verdict.of(CARD.title(), checks(tables, trained)));
    }

    private Outcome tabulate(Seeds seeds) {
        double[][] tree = new double[4][];
        List<Double> slacks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int order = 1 + i % 2;
            TreeFunction target = TreeFunction.distinct(i < 2 ? 4 : 8, STEEP, seeds.child(i / 2));
            Data sample = target.sample(POINTS, seeds.child("points"));
            tree[i] = Arrays.stream(CONSTITUENT_GRIDS)
                    .mapToDouble(m -> {
                        TreeFunction tables = target.tabulated(m, order);
                        double[] values = tables.values(sample.flatInputs());
                        double local = target.furthestConstituent(tables, 4 * m + 1);
                        slacks.add(target.amplification() * local - largest(sample.flatTargets(), values));
                        return TreeFunction.relativeError(values, sample);
                    })
                    .toArray();
        }
        TreeFunction four = TreeFunction.distinct(4, STEEP, seeds.child(0));
        TreeFunction eight = TreeFunction.distinct(8, STEEP, seeds.child(1));
        Data sample = eight.sample(POINTS, seeds.child("points"));
        double[][] whole = {
            wholeErrors(four, FOUR_AXES, 1, four.sample(POINTS, seeds.child("points"))),
            wholeErrors(four, FOUR_AXES, 2, four.sample(POINTS, seeds.child("points"))),
            wholeErrors(eight, EIGHT_AXES, 2, sample)
        };
        double[] shared = Arrays.stream(CONSTITUENT_GRIDS)
                .mapToDouble(m ->
                        TreeFunction.relativeError(eight.tabulatedPerLevel(m, 2).values(sample.flatInputs()), sample))
                .toArray();
        return new Outcome(
                tree, whole, shared, slacks.stream().mapToDouble(s -> s).toArray(), null);
    }

    private static double[] wholeErrors(TreeFunction target, int[] axes, int order, Data sample) {
        return Arrays.stream(axes)
                .mapToDouble(m -> TreeFunction.relativeError(target.gridValues(m, order, sample.flatInputs()), sample))
                .toArray();
    }

    private static double largest(double[] exact, double[] values) {
        return IntStream.range(0, exact.length)
                .mapToDouble(i -> Math.abs(values[i] - exact[i]))
                .max()
                .orElseThrow();
    }

    /** Of two starts the one that fits the sample better; the test sample has no say. */
    private Outcome train(int cell) {
        int kind = cell % NETWORKS.length;
        Seeds seeds = seeds().child("trained").child(cell / NETWORKS.length);
        TreeFunction target = TreeFunction.distinct(LEAVES, GENTLE, seeds.child("target"));
        Data data = target.sample(8000, seeds.child("sample"));
        Net best = IntStream.range(0, 2)
                .mapToObj(start -> trained(kind, data, seeds.child("start").child(start)))
                .min(Comparator.comparingDouble(
                        net -> Risk.of(net, data, Loss.SQUARE).value(net.parameters())))
                .orElseThrow();
        Data test = target.sample(POINTS, seeds.child("test"));
        return Outcome.ofNetworks(
                new double[] {TreeFunction.relativeError(best.outputs(test.flatInputs(), POINTS), test)});
    }

    private Net trained(int kind, Data data, Seeds seeds) {
        int steps = integer("steps");
        Run run = Descent.of(network(kind).seed(seeds.child("net").value()), data)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.adam())
                .rate(0.02)
                .schedule(Schedule.cosine(steps))
                .batch(64)
                .seed(seeds.child("descent").value())
                .run(steps);
        if (run.diverged()) {
            throw new IllegalStateException("the " + NETWORKS[kind] + " network diverged at step " + run.lastStep());
        }
        return run.net();
    }

    /** 343, 433, 341 and 2001 parameters. */
    private static Net network(int kind) {
        return switch (kind) {
            case 0 -> Nets.tree(Activations.TANH, LEAVES, 12).biased();
            case 1 -> Nets.tanh(LEAVES, 16, 16, 1).biased();
            case 2 -> Nets.tanh(LEAVES, 34, 1).biased();
            default -> Nets.tanh(LEAVES, 200, 1).biased();
        };
    }

    private static double[] counts(int[] axes, ToDoubleFunction<Integer> parameters) {
        return Arrays.stream(axes).mapToDouble(parameters::applyAsDouble).toArray();
    }

    private static double[] treeCounts(int inputs) {
        return counts(CONSTITUENT_GRIDS, m -> (inputs - 1.0) * m * m);
    }

    private static double[] slopes(List<Outcome> tables, double[] parameters, Function<Outcome, double[]> errors) {
        return tables.stream()
                .mapToDouble(t -> Slope.logLog(parameters, errors.apply(t)).value())
                .toArray();
    }

    private static List<Check> checks(List<Outcome> tables, double[][] trained) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int part = i;
            int inputs = i < 2 ? 4 : 8;
            int order = 1 + i % 2;
            checks.add(Claim.that("tree of tables, d = " + inputs + ", m = " + order + ": slope −m/2")
                    .predicts(-order / 2.0)
                    .mean(slopes(tables, treeCounts(inputs), t -> t.tree()[part]))
                    .within(order == 1 ? 0.04 : 0.06));
        }
        double[] four = counts(FOUR_AXES, m -> Math.pow(m, 4));
        double[] eight = counts(EIGHT_AXES, m -> Math.pow(m, 8));
        checks.add(Claim.that("one table of four variables, m = 1: slope −m/4")
                .predicts(-0.25)
                .mean(slopes(tables, four, t -> t.whole()[0]))
                .within(0.03));
        double[] bilinear = slopes(tables, four, t -> t.whole()[1]);
        checks.add(Claim.that("one table of four variables, m = 2: slope −m/4")
                .predicts(-0.5)
                .mean(bilinear)
                .within(0.05));
        checks.add(Claim.that("one table of four variables has the slope of the tree")
                .predicts(-1)
                .mean(bilinear)
                .within(0.06)
                .mustBreak());
        checks.add(Claim.that("one table of eight variables is flatter than −0.15; what is left")
                .holds(Arrays.stream(slopes(tables, eight, t -> t.whole()[2]))
                        .map(s -> s + 0.15)
                        .toArray()));
        checks.add(Claim.that("shared tables on distinct constituents, m = 2: slope −m/2")
                .predicts(-1)
                .mean(slopes(tables, treeCounts(8), Outcome::shared))
                .within(0.06)
                .mustBreak());
        checks.add(Claim.that("errors of a tree stay below ε Σ (2L)^k")
                .holds(tables.stream()
                        .flatMapToDouble(t -> Arrays.stream(t.slacks()))
                        .toArray()));
        double[] means = IntStream.range(0, NETWORKS.length)
                .mapToDouble(k ->
                        Arrays.stream(trained).mapToDouble(e -> e[k]).average().orElse(Double.NaN))
                .toArray();
        checks.add(
                Claim.that("trained, mean test error: tree < dense < shallow").increases(means[0], means[1], means[2]));
        checks.add(Claim.that("trained: 2001 weights side by side make up for the tree; mean gap")
                .holds(new double[] {means[0] - means[3]})
                .mustBreak());
        return checks;
    }

    private static double[] geometricMean(List<Outcome> tables, Function<Outcome, double[]> errors, int length) {
        return IntStream.range(0, length)
                .mapToDouble(k -> Math.exp(tables.stream()
                        .mapToDouble(t -> Math.log(errors.apply(t)[k]))
                        .average()
                        .orElse(Double.NaN)))
                .toArray();
    }

    private static Results table(List<Outcome> tables) {
        return Results.titled("Relative errors, geometric means over the targets")
                .numbers("M", counts(CONSTITUENT_GRIDS, m -> m))
                .numbers("tree, d = 4, m = 1", geometricMean(tables, t -> t.tree()[0], 5))
                .numbers("tree, d = 4, m = 2", geometricMean(tables, t -> t.tree()[1], 5))
                .numbers("tree, d = 8, m = 1", geometricMean(tables, t -> t.tree()[2], 5))
                .numbers("tree, d = 8, m = 2", geometricMean(tables, t -> t.tree()[3], 5))
                .numbers("shared tables, d = 8, m = 2", geometricMean(tables, Outcome::shared, 5));
    }

    private static Chart constituents(List<Outcome> tables) {
        Chart chart = Chart.titled("A table for each constituent: the rate of two variables")
                .x("numbers P = (d − 1) M²")
                .y("relative error ε")
                .logX()
                .logY();
        for (int i = 0; i < 4; i++) {
            int part = i;
            int order = 1 + i % 2;
            double[] p = treeCounts(i < 2 ? 4 : 8);
            double[] errors = geometricMean(tables, t -> t.tree()[part], p.length);
            chart = chart.points("d = " + (i < 2 ? 4 : 8) + ", m = " + order, p, errors)
                    .theory("slope −m/2", x -> errors[4] * Math.pow(x / p[4], -order / 2.0), p[0], p[4]);
        }
        return chart.line(
                "d = 8, m = 2, tables shared by level", treeCounts(8), geometricMean(tables, Outcome::shared, 5));
    }

    private static Chart wholes(List<Outcome> tables) {
        double[] four = counts(FOUR_AXES, m -> Math.pow(m, 4));
        double[] eight = counts(EIGHT_AXES, m -> Math.pow(m, 8));
        double[] errors = geometricMean(tables, t -> t.whole()[1], 5);
        return Chart.titled("One table for the whole function: the curse of dimensionality")
                .x("numbers P = M^d")
                .y("relative error ε")
                .logX()
                .logY()
                .points("d = 4, m = 2", four, errors)
                .points("d = 8, m = 2", eight, geometricMean(tables, t -> t.whole()[2], 5))
                .theory("slope −m/4", x -> errors[4] * Math.pow(x / four[4], -0.5), four[0], four[4])
                .theory("slope −m/2 of the tree", x -> errors[0] * Math.pow(x / four[0], -1), four[0], four[4]);
    }

    private static Chart networks(double[][] trained) {
        Chart chart = Chart.titled("Trained on 8000 samples of a function of eight variables")
                .x("parameters")
                .y("relative test error")
                .logX()
                .xRange(200, 4000)
                .yRange(0, 1.1);
        double[] parameters = IntStream.range(0, NETWORKS.length)
                .mapToDouble(k -> network(k).parameters().length)
                .toArray();
        for (int k = 0; k < NETWORKS.length; k++) {
            int kind = k;
            double[] same = new double[trained.length];
            Arrays.fill(same, parameters[k]);
            chart = chart.points(
                    NETWORKS[k],
                    same,
                    Arrays.stream(trained).mapToDouble(e -> e[kind]).toArray());
        }
        return chart;
    }
}
