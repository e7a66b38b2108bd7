package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.landscape.approximation.TreeFunction;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.plots.Chart;
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

/** Functions composed along a tree are approximated at the rate of their pieces. Card: compositional-rates.md. */
public final class CompositionalRates extends Experiment<CompositionalRates> {
    static final Option<Integer> TARGETS = Option.count("targets")
            .help("random targets that are tabulated")
            .atLeast(2)
            .tiny(2)
            .teaching(8)
            .paper(60);
    static final Option<Integer> TRAINED = Option.count("trained")
            .help("random targets on which networks are trained")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(16);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each training")
            .tiny(20)
            .teaching(2000)
            .paper(16_000);

    private static final int[] CONSTITUENT_AXES = {8, 16, 32, 64, 128};
    private static final int[] WHOLE_AXES = {6, 10, 16, 24, 36};
    private static final int POINTS = 4000;
    private static final double STEEP = 1.25;
    private static final double GENTLE = 0.8;
    private static final int LEAVES = 8;

    /** Tables for constituents, or one table for the whole, of a function of so many variables; m is 1 or 2. */
    record Tables(boolean tree, int variables, int order) {
        double numbers(int axis) {
            return tree ? (variables - 1.0) * axis * axis : Math.pow(axis, variables);
        }

        int[] axes() {
            return tree ? CONSTITUENT_AXES : WHOLE_AXES;
        }

        double[] sizes() {
            return Arrays.stream(axes()).mapToDouble(this::numbers).toArray();
        }

        @Override
        public String toString() {
            return (tree ? "tree of tables" : "one table") + ", d = " + variables + ", m = " + order;
        }
    }

    private static final List<Tables> TABLES = List.of(
            new Tables(true, 4, 1),
            new Tables(true, 4, 2),
            new Tables(true, 8, 1),
            new Tables(true, 8, 2),
            new Tables(false, 4, 1),
            new Tables(false, 4, 2));

    /** Relative errors at each number of axes; the largest error over its bound, for trees. */
    record Errors(double[] relative, double overBound) {
        double last() {
            return relative[relative.length - 1];
        }
    }

    /** Networks with 343, 433, 341 and 2001 parameters. Only trees get stuck so often that one start says little. */
    enum Network {
        TREE("tree", 4, () -> Nets.tree(Activations.TANH, LEAVES, 12)),
        DENSE("dense, two layers", 1, () -> Nets.tanh(LEAVES, 16, 16, 1)),
        SHALLOW("shallow", 1, () -> Nets.tanh(LEAVES, 34, 1)),
        WIDE("wide shallow", 1, () -> Nets.tanh(LEAVES, 200, 1));

        final String label;
        final int starts;
        final Supplier<Net> make;

        Network(String label, int starts, Supplier<Net> make) {
            this.label = label;
            this.starts = starts;
            this.make = make;
        }
    }

    public static CompositionalRates study() {
        return new CompositionalRates();
    }

    /** Random targets that are tabulated, at least 2. */
    public CompositionalRates targets(int count) {
        return with(TARGETS, count);
    }

    /** Random targets on which networks are trained, at least 2. */
    public CompositionalRates trained(int count) {
        return with(TRAINED, count);
    }

    /** Steps of each training, at least 1. */
    public CompositionalRates steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Tables, Errors> errors = lab.repeat(get(TARGETS)).each("tables", TABLES, CompositionalRates::tabulate);
        Rows<Integer, Double> shared = lab.repeat(get(TARGETS)).each("shared", new int[] {LEAVES}, this::sharedExcess);
        Rows<Network, Double> trained =
                lab.repeat(get(TRAINED)).each("trained", List.of(Network.values()), this::train);

        List<Tables> trees = TABLES.stream().filter(Tables::tree).toList();
        List<Tables> wholes = TABLES.stream().filter(tables -> !tables.tree()).toList();
        lab.check(Claim.that("a tree of tables has the rate of two variables, log ε ~ −(m/2) log P")
                .each(trees, tables -> errors.mean(tables, e -> slope(tables, e)))
                .predicts(tables -> -tables.order() / 2.0)
                .rival("the rate of all variables, −m/d", tables -> -(double) tables.order() / tables.variables())
                .withinRelative(0.08));
        lab.check(Claim.that("one table for the whole has the rate of all its variables, −m/4")
                .each(wholes, tables -> errors.mean(tables, e -> slope(tables, e)))
                .predicts(tables -> -tables.order() / 4.0)
                .rival("the rate of two variables, −m/2", tables -> -tables.order() / 2.0)
                .withinRelative(0.12));
        lab.check(Claim.that("the largest error of a tree over ε Σ (2L)ᵏ")
                .each(
                        trees,
                        tables -> Estimate.largest(errors.numbers(tables, Errors::overBound))
                                .troubled(errors.problem(tables)))
                .atMost(1));
        lab.check(Claim.that("one table for each level does not do: log₁₀ of its error over that of distinct tables")
                .observed(shared.mean(LEAVES, x -> x))
                .rival("sharing weights is harmless", 0)
                .atLeast(1));
        lab.check(Claim.that("trained: log₂ of the test error over that of the tree of the target")
                .each(List.of(Network.SHALLOW, Network.WIDE), other -> behind(trained, other))
                .rival("the tree is of no use", 0)
                .atLeast(0.1));
        show(lab, errors, trained);
    }

    private static Errors tabulate(Tables tables, Trial trial) {
        TreeFunction target =
                TreeFunction.distinct(tables.variables(), STEEP, trial.paired().child(tables.variables()));
        Data sample = target.sample(POINTS, trial.paired().child("points"));
        int[] axes = tables.axes();
        double[] relative = new double[axes.length];
        double worst = 0;
        for (int i = 0; i < axes.length; i++) {
            if (tables.tree()) {
                TreeFunction approximation = target.tabulated(axes[i], tables.order());
                double[] values = approximation.values(sample.flatInputs());
                relative[i] = TreeFunction.relativeError(values, sample);
                double bound = target.amplification() * target.furthestConstituent(approximation, 4 * axes[i] + 1);
                worst = Math.max(worst, largestDifference(sample.flatTargets(), values) / bound);
            } else {
                relative[i] = TreeFunction.relativeError(
                        target.gridValues(axes[i], tables.order(), sample.flatInputs()), sample);
            }
        }
        return new Errors(relative, worst);
    }

    /** How many decades one table for each level is worse than distinct ones, at the finest grid. */
    private double sharedExcess(int variables, Trial trial) {
        TreeFunction target = TreeFunction.distinct(variables, STEEP, trial.seeds());
        Data sample = target.sample(POINTS, trial.seeds().child("points"));
        int axes = CONSTITUENT_AXES[CONSTITUENT_AXES.length - 1];
        double[] inputs = sample.flatInputs();
        double shared =
                TreeFunction.relativeError(target.tabulatedPerLevel(axes, 2).values(inputs), sample);
        double distinct = TreeFunction.relativeError(target.tabulated(axes, 2).values(inputs), sample);
        return Math.log10(shared / distinct);
    }

    /** The test error of the best of some starts; the training sample chooses, the test sample has no say. */
    private double train(Network network, Trial trial) {
        TreeFunction target =
                TreeFunction.distinct(LEAVES, GENTLE, trial.paired().child("target"));
        Data data = target.sample(8000, trial.paired().child("sample"));
        Data test = target.sample(POINTS, trial.paired().child("test"));
        Net best = IntStream.range(0, network.starts)
                .mapToObj(start -> trained(network, data, trial.seeds().child(start)))
                .min(Comparator.comparingDouble(
                        net -> Risk.of(net, data, Loss.SQUARE).value(net.parameters())))
                .orElseThrow();
        return TreeFunction.relativeError(best.outputs(test.flatInputs(), POINTS), test);
    }

    private Net trained(Network network, Data data, Seeds seeds) {
        int steps = get(STEPS);
        Run run = Descent.of(network.make.get().biased().seed(seeds.child("net").value()), data)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.adam())
                .rate(0.02)
                .schedule(Schedule.cosine(steps))
                .batch(64)
                .seed(seeds.child("descent").value())
                .run(steps);
        if (run.diverged()) {
            throw new IllegalStateException("the " + network.label + " network diverged at step " + run.lastStep());
        }
        return run.net();
    }

    private static Estimate behind(Rows<Network, Double> trained, Network other) {
        double[] tree = trained.numbers(Network.TREE, x -> x);
        double[] error = trained.numbers(other, x -> x);
        return Estimate.mean(IntStream.range(0, Math.min(tree.length, error.length))
                        .mapToDouble(i -> Math.log(error[i] / tree[i]) / Math.log(2))
                        .toArray())
                .troubled(trained.problem());
    }

    private static double slope(Tables tables, Errors errors) {
        return Estimate.exponent(tables.sizes(), errors.relative()).value();
    }

    private static double largestDifference(double[] exact, double[] values) {
        return IntStream.range(0, exact.length)
                .mapToDouble(i -> Math.abs(values[i] - exact[i]))
                .max()
                .orElseThrow();
    }

    private static double[] geometricMeans(Rows<Tables, Errors> errors, Tables tables) {
        return IntStream.range(0, tables.axes().length)
                .mapToDouble(i -> Math.exp(Statistics.mean(errors.numbers(tables, e -> Math.log(e.relative()[i])))))
                .toArray();
    }

    private static void show(Lab lab, Rows<Tables, Errors> errors, Rows<Network, Double> trained) {
        Results table = Results.titled("Relative errors, geometric means over the targets")
                .texts("approximation", TABLES.stream().map(Tables::toString).toArray(String[]::new));
        for (int i = 0; i < CONSTITUENT_AXES.length; i++) {
            int axis = i;
            table = table.numbers(
                    "size " + (i + 1),
                    TABLES.stream()
                            .mapToDouble(tables -> geometricMeans(errors, tables)[axis])
                            .toArray());
        }
        lab.table(table);
        Chart rates = Chart.titled("Tables for each piece or for the whole")
                .x("numbers P")
                .y("relative error ε")
                .logX()
                .logY();
        for (Tables tables : errors.finished()) {
            double[] p = tables.sizes();
            double[] e = geometricMeans(errors, tables);
            double rate = -(double) tables.order() / (tables.tree() ? 2 : tables.variables());
            rates = rates.points(tables.toString(), p, e)
                    .theory(
                            tables.tree() ? "slope −m/2, scaled" : "slope −m/4, scaled",
                            x -> e[4] * Math.pow(x / p[4], rate),
                            p[0],
                            p[4]);
        }
        Chart networks = Chart.titled("Trained on 8000 samples of a function of eight variables")
                .x("parameters")
                .y("relative test error")
                .logX()
                .xRange(200, 4000)
                .yRange(0, 1.1);
        for (Network network : trained.finished()) {
            double[] values = trained.numbers(network, x -> x);
            double[] sizes = new double[values.length];
            Arrays.fill(sizes, network.make.get().biased().parameters().length);
            networks = networks.points(network.label, sizes, values);
        }
        lab.figure(rates, networks);
    }
}
