package org.ridgeless.experiments.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.landscape.regions.ActivationPatterns;
import org.ridgeless.models.convex.ConvexReluSolution;
import org.ridgeless.models.convex.GatedRelu;
import org.ridgeless.models.convex.ReluRegression;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Descent on two-layer ReLU networks held against the certified optimum of a convex program. */
public final class ConvexReluOptimum extends Experiment<ConvexReluOptimum> {
    private static final Card CARD = Card.named("convex-relu-optimum")
            .entry("HF-01")
            .title("The global optimum of a two-layer ReLU network")
            .claim(
                    "Training a two-layer ReLU network with weight decay has the same optimal value as a convex program over "
                            + "activation patterns; wide networks descend to it, networks that are too narrow do not.")
            .formula(
                    "\\min_{u,\\alpha}\\ \\tfrac12\\Big\\lVert\\sum_j(Xu_j)_+\\alpha_j-y\\Big\\rVert^2+\\tfrac\\beta2\\sum_j"
                            + "(\\lVert u_j\\rVert^2+\\alpha_j^2)=\\min_{v,w\\text{ in cones}}\\ \\tfrac12\\Big\\lVert\\sum_iD_iX"
                            + "(v_i-w_i)-y\\Big\\rVert^2+\\beta\\sum_i(\\lVert v_i\\rVert+\\lVert w_i\\rVert)",
                    "widths of at least the number of non-zero blocks of a convex solution; cones $(2D_i-I)Xv_i\\ge0$.")
            .formula(
                    "P=2\\sum_{k<r}\\binom{n-1}k,\\qquad \\mathbb E\\,\\Pr(\\text{a fresh pattern improves})\\le\\frac n{P_s+1}",
                    "the number of patterns of $n$ points in general position, $r=\\mathrm{rank}\\,X$; and the scenario bound "
                            + "for the program sampled on $P_s$ Gaussian directions.")
            .assumes("square loss, weight decay on both layers, one output, no biases")
            .assumes("rows of $X$ in general position")
            .remark(
                    "The optimum is certified twice: from above by the network that the convex solution describes, from below "
                            + "by its dual point, a bound on networks of every width. The penalty ρ of the splitting decides its "
                            + "speed, and which one is best depends on the data: on five other draws 3000 iterations with ρ = 0.03 "
                            + "left errors from 1e-14 to 3e-5. Equal values do not mean that descent arrives: one draw with $d=3$ "
                            + "kept all descents of width 184 in local minima 0.5 % above the optimum (`.data(3)`).")
            .paper(Paper.by("Yatong Bai and Tanmay Gautam and Somayeh Sojoudi")
                    .titled("Efficient Global Optimization of Two-Layer ReLU Networks: Quadratic-Time Algorithms and "
                            + "Adversarial Training")
                    .in(2023)
                    .journal("SIAM Journal on Mathematics of Data Science 5(2), 446–474")
                    .arXiv("2201.01965")
                    .where("Algorithm 3.1 and Theorem 4.1"))
            .paper(Paper.by("Mert Pilanci and Tolga Ergen")
                    .titled(
                            "Neural Networks are Convex Regularizers: Exact Polynomial-time Convex Optimization Formulations "
                                    + "for Two-layer Networks")
                    .in(2020)
                    .journal("International Conference on Machine Learning")
                    .arXiv("2002.10553")
                    .where("Theorem 1"))
            .cost("6 s", "60 s");
    private static final int[][] SHAPES = {{6, 2}, {8, 3}, {10, 3}, {7, 4}, {9, 4}};
    private static final int[] DIRECTIONS = {5, 10, 20, 40, 80};
    /** Two units, too few; and twice the number of patterns, which the theorem never asks for. */
    private static final int NARROW = 2;

    private static final int[] WIDE = {32, 184};
    private static final int POINTS = 600;

    private interface Task extends Supplier<Object> {}

    /** A problem with its certified optimum. */
    private record Optimum(double value, double upper, double lower, int active, double[] curve) {
        double gap(int iteration) {
            return Math.abs(curve[Math.min(iteration, curve.length) - 1] / value - 1);
        }
    }

    private record Curve(int problem, int width, double[] objective) {
        double last() {
            return objective[objective.length - 1];
        }
    }

    private record Count(int found, long cover) {}

    private record Sampled(int directions, double improving) {}

    private record Slow(double[] curve) {}

    private ConvexReluOptimum(Settings settings) {
        super(CARD, settings);
    }

    public static ConvexReluOptimum study() {
        return new ConvexReluOptimum(Settings.none());
    }

    /** The number of random starts of descent at each width. */
    public ConvexReluOptimum starts(int count) {
        return set("starts", atLeastOne("start", count));
    }

    /** The number of steps of each descent. */
    public ConvexReluOptimum steps(int count) {
        return set("steps", atLeastOne("step", count));
    }

    /** Which draw of the data is fitted. How wide a network must be, and how fast the splitting is, depends on it. */
    public ConvexReluOptimum data(int draw) {
        return set("data", draw);
    }

    private static int atLeastOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least one " + what + ", got " + count);
        }
        return count;
    }

    @Override
    protected ConvexReluOptimum copy(Settings other) {
        return new ConvexReluOptimum(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> options(2, 300, 200, 4);
            case TEACHING -> options(10, 12_000, 8000, 24);
            case PAPER -> options(20, 40_000, 20_000, 100);
        };
    }

    private static Settings options(int starts, int steps, int iterations, int programs) {
        return Settings.none()
                .with("starts", starts)
                .with("steps", steps)
                .with("iterations", iterations)
                .with("programs", programs)
                .with("data", 2);
    }

    /** The data are one draw for every seed of the study, which moves only the starts and the samples. */
    private ReluRegression problem(int index) {
        Seeds seeds =
                Seeds.of(integer("data")).child(CARD.name()).child("problem").child(index);
        return index == 0 ? ReluRegression.gaussian(8, 2, 0.1, seeds) : ReluRegression.gaussian(10, 3, 0.05, seeds);
    }

    @Override
    protected Findings simulate() {
        List<Task> tasks = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            int p = index;
            tasks.add(() -> optimum(problem(p)));
            for (int width : new int[] {NARROW, 6, WIDE[p]}) {
                for (int start = 0; start < integer("starts"); start++) {
                    int trial = start;
                    tasks.add(() -> descend(p, width, trial));
                }
            }
        }
        tasks.add(() -> new Slow(
                problem(0).convex().splitting(0.3).solve(integer("iterations")).objectives()));
        IntStream.range(0, SHAPES.length).forEach(i -> tasks.add(() -> count(SHAPES[i][0], SHAPES[i][1])));
        for (int directions : DIRECTIONS) {
            IntStream.range(0, integer("programs")).forEach(i -> tasks.add(() -> sample(directions, i)));
        }
        Cells.Finished<Object> runs =
                cells().run(tasks.size(), i -> tasks.get(i).get());
        List<Object> results = Arrays.stream(runs.indices()).mapToObj(runs::get).toList();
        List<Curve> curves = of(Curve.class, results);
        Results table = Results.titled("descent")
                .numbers("problem", curves.stream().mapToDouble(Curve::problem).toArray())
                .numbers("width", curves.stream().mapToDouble(Curve::width).toArray())
                .numbers("objective", curves.stream().mapToDouble(Curve::last).toArray());
        boolean whole = of(Optimum.class, results).size() == 2
                && !of(Slow.class, results).isEmpty();
        Verdict verdict = whole ? verdict(results) : Verdict.of(CARD.title());
        Panels figure = whole ? figure(results) : Panels.of(panel("interrupted before the optimum was known"));
        return new Findings(figure, runs.interrupted() ? table.partial() : table, verdict);
    }

    private Optimum optimum(ReluRegression problem) {
        ConvexReluSolution solution = problem.convex().solve(integer("iterations"));
        return new Optimum(
                solution.objective(),
                problem.objective(solution.network()),
                solution.lowerBound(),
                solution.activeBlocks(),
                solution.objectives());
    }

    private Curve descend(int index, int width, int trial) {
        int steps = integer("steps");
        Seeds seeds = seeds().child("descent").child(index).child(width).child(trial);
        int every = Math.max(1, steps / POINTS);
        return new Curve(index, width, problem(index).descent(width).run(steps, every, 0.02, 1e-6, seeds));
    }

    private Count count(int points, int dimension) {
        Seeds seeds = seeds().child("patterns").child(points).child(dimension);
        ActivationPatterns patterns =
                ReluRegression.gaussian(points, dimension, 1, seeds).patterns();
        return new Count(patterns.all().length, ActivationPatterns.coverCount(points, dimension));
    }

    private Sampled sample(int directions, int trial) {
        Seeds seeds = seeds().child("sampled").child(directions).child(trial);
        GatedRelu program = ReluRegression.gaussian(20, 5, 0.1, seeds).gated(directions, seeds);
        return new Sampled(directions, program.improvementProbability(500, seeds));
    }

    private Verdict verdict(List<Object> results) {
        List<Check> checks = new ArrayList<>();
        long exact = of(Count.class, results).stream()
                .filter(c -> c.found() == c.cover())
                .count();
        checks.add(Claim.that("shapes of data whose pattern count is Cover's number")
                .predicts(SHAPES.length)
                .observed(exact)
                .within(0.5));
        for (int p = 0; p < 2; p++) {
            Optimum optimum = of(Optimum.class, results).get(p);
            String where = p == 0 ? ", n = 8, d = 2" : ", n = 10, d = 3";
            checks.add(Claim.that("objective of the mapped-back network" + where)
                    .predicts(optimum.value())
                    .observed(optimum.upper())
                    .identity(1e-6));
            checks.add(Claim.that("dual bound on every network" + where)
                    .predicts(optimum.value())
                    .observed(optimum.lower())
                    .identity(1e-6));
            checks.add(Claim.that("best of " + integer("starts") + " descents at width " + WIDE[p] + where)
                    .predicts(optimum.value())
                    .observed(best(results, p, WIDE[p]))
                    .between(optimum.value() * (1 - 1e-6), optimum.value() * (1 + 1e-4))
                    .note(optimum.active() + " active blocks"));
            checks.add(Claim.that("best descent at width 2 reaches the optimum within 1 %" + where)
                    .predicts(optimum.value())
                    .observed(best(results, p, NARROW))
                    .identity(0.01)
                    .mustBreak());
        }
        Optimum small = of(Optimum.class, results).get(0);
        checks.add(Claim.that("relative error of the splitting after 3000 iterations, ρ = 0.03")
                .predicts(0)
                .observed(small.gap(3000))
                .within(1e-6));
        for (int directions : DIRECTIONS) {
            checks.add(scenario(results, directions));
        }
        return Verdict.of(CARD.title(), checks);
    }

    private static Check scenario(List<Object> results, int directions) {
        double[] draws = improving(results, directions);
        double mean = Arrays.stream(draws).average().orElse(Double.NaN);
        double square = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
        double error = Math.sqrt(square / (draws.length - 1.0) / draws.length);
        double bound = GatedRelu.scenarioBound(20, directions);
        return Claim.that("bound n/(P_s+1) − Pr(improve) at P_s = " + directions)
                .predicts(0)
                .observed(bound - mean, error)
                .atLeast();
    }

    private static double[] improving(List<Object> results, int directions) {
        return of(Sampled.class, results).stream()
                .filter(s -> s.directions() == directions)
                .mapToDouble(Sampled::improving)
                .toArray();
    }

    private static double best(List<Object> results, int problem, int width) {
        return of(Curve.class, results).stream()
                .filter(c -> c.problem() == problem && c.width() == width)
                .mapToDouble(Curve::last)
                .min()
                .orElse(Double.NaN);
    }

    private static <T> List<T> of(Class<T> type, List<Object> results) {
        return results.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Panels figure(List<Object> results) {
        return Panels.of(descents(results, 0), descents(results, 1), splitting(results), scenarios(results))
                .columns(2);
    }

    private Chart descents(List<Object> results, int problem) {
        Optimum optimum = of(Optimum.class, results).get(problem);
        Chart chart = panel(problem == 0 ? "Descent, n = 8, d = 2" : "Descent, n = 10, d = 3")
                .x("step")
                .y("objective")
                .logX()
                .yRange(0.9 * optimum.value(), 2.5 * optimum.value());
        int every = Math.max(1, integer("steps") / POINTS);
        for (Curve curve : of(Curve.class, results)) {
            if (curve.problem() == problem) {
                double[] step = IntStream.range(0, curve.objective().length)
                        .mapToDouble(i -> Math.max(1, i * every))
                        .toArray();
                chart = chart.line("width " + curve.width(), step, curve.objective());
            }
        }
        return chart.theory("convex optimum", x -> optimum.value(), 1, integer("steps"));
    }

    private static Chart splitting(List<Object> results) {
        Optimum optimum = of(Optimum.class, results).get(0);
        double[] fast = optimum.curve();
        double[] slow = of(Slow.class, results).get(0).curve();
        double[] iteration =
                IntStream.rangeClosed(1, fast.length).asDoubleStream().toArray();
        return panel("Splitting method, n = 8, d = 2")
                .x("iteration")
                .y("|objective / optimum − 1|")
                .logY()
                .line("ρ = 0.03", iteration, gaps(fast, optimum.value()))
                .line("ρ = 0.3", iteration, gaps(slow, optimum.value()))
                .horizontal("tolerance 10⁻⁶", 1e-6);
    }

    private static double[] gaps(double[] curve, double value) {
        return Arrays.stream(curve)
                .map(v -> Math.max(1e-14, Math.abs(v / value - 1)))
                .toArray();
    }

    private static Chart scenarios(List<Object> results) {
        double[] size = Arrays.stream(DIRECTIONS).asDoubleStream().toArray();
        double[] mean = Arrays.stream(DIRECTIONS)
                .mapToDouble(d -> Arrays.stream(improving(results, d)).average().orElse(Double.NaN))
                .toArray();
        return panel("Fresh patterns that would improve, n = 20, d = 5")
                .x("sampled directions Pₛ")
                .y("probability")
                .logX()
                .points("mean over sampled programs", size, mean)
                .theory("bound min(1, n/(Pₛ+1))", p -> Math.min(1, 20 / (p + 1)), 5, 80);
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
