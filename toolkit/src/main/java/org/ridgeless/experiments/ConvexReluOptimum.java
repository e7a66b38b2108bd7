package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ridgeless.landscape.regions.ActivationPatterns;
import org.ridgeless.models.convex.ConvexReluSolution;
import org.ridgeless.models.convex.GatedRelu;
import org.ridgeless.models.convex.ReluRegression;
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

/** Descent on two-layer ReLU networks held against the certified optimum of a convex program. Card: convex-relu-optimum.md. */
public final class ConvexReluOptimum extends Experiment<ConvexReluOptimum> {
    static final Option<Integer> SETS = Option.count("sets")
            .help("data sets of each shape")
            .atLeast(2)
            .tiny(2)
            .teaching(24)
            .paper(40);
    static final Option<Integer> STARTS = Option.count("starts")
            .help("random starts of descent at each width, of which the best counts")
            .tiny(1)
            .teaching(3)
            .paper(10);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each descent")
            .atLeast(100)
            .tiny(300)
            .teaching(3000)
            .paper(40_000);
    static final Option<Integer> ITERATIONS = Option.count("iterations")
            .help("iterations of the convex program with each penalty of its splitting")
            .atLeast(100)
            .tiny(1500)
            .teaching(5000)
            .paper(40_000);
    static final Option<Integer> PROGRAMS = Option.count("programs")
            .help("sampled programs of each number of directions")
            .atLeast(2)
            .tiny(3)
            .teaching(24)
            .paper(100);

    private static final int NARROW = 2;
    private static final int POINTS = 300;
    private static final int SCENARIO_SAMPLES = 20;
    private static final int[] DIRECTIONS = {20, 40, 80};
    /** Penalties of the splitting in the order in which they are tried; which one is fast depends on the data. */
    private static final double[] PENALTIES = {0.03, 0.1, 0.01, 0.3};
    /** The relative gap at which the solver rests, and the largest with which a value is taken for the optimum. */
    private static final double CERTIFIED = 1e-4;

    private static final double ACCEPTED = 1e-3;
    /** How many times as many iterations the rare program gets that rests with no penalty. */
    private static final int LONGER = 10;

    /** Points in general position. */
    record Points(int count, int dimension) {
        /** Cover's number of patterns with so many terms of the sum. */
        double patterns(int terms) {
            return ActivationPatterns.coverCount(count, terms);
        }

        @Override
        public String toString() {
            return "n = " + count + ", d = " + dimension;
        }
    }

    private static final List<Points> CLOUDS =
            List.of(new Points(6, 2), new Points(8, 3), new Points(10, 3), new Points(7, 4), new Points(9, 4));
    private static final Points PLANE = new Points(8, 2);
    private static final Points SPACE = new Points(8, 3);
    private static final List<Points> PROBLEMS = List.of(PLANE, SPACE);

    /** A data set: its optimum from both sides, its non-zero blocks, and the descents of narrow and wide networks. */
    record Solved(
            double upper, double lower, double program, int active, double[] narrow, double[] wide, double[] curve) {
        double narrowExcess() {
            return Arrays.stream(narrow).min().orElse(Double.NaN) / upper - 1;
        }

        double wideExcess() {
            return Arrays.stream(wide).min().orElse(Double.NaN) / upper - 1;
        }

        double gap() {
            return 1 - lower / upper;
        }

        double lowest() {
            return DoubleStream.concat(Arrays.stream(narrow), Arrays.stream(wide))
                            .min()
                            .orElse(Double.NaN)
                    / lower;
        }
    }

    public static ConvexReluOptimum study() {
        return new ConvexReluOptimum();
    }

    /** Data sets of each shape, at least 2. */
    public ConvexReluOptimum sets(int count) {
        return with(SETS, count);
    }

    /** Random starts of descent at each width, of which the best counts, at least 1. */
    public ConvexReluOptimum starts(int count) {
        return with(STARTS, count);
    }

    /** Steps of each descent, at least 100. */
    public ConvexReluOptimum steps(int count) {
        return with(STEPS, count);
    }

    /** Iterations of the convex program with each penalty of its splitting, at least 100. */
    public ConvexReluOptimum iterations(int count) {
        return with(ITERATIONS, count);
    }

    /** Sampled programs of each number of directions, at least 2. */
    public ConvexReluOptimum programs(int count) {
        return with(PROGRAMS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Points, Integer> patterns = lab.each("patterns", CLOUDS, ConvexReluOptimum::count);
        Rows<Points, Solved> solved = lab.repeat(get(SETS)).each("problem", PROBLEMS, this::solve);
        Rows<Integer, Double> sampled =
                lab.repeat(get(PROGRAMS)).each("sampled", DIRECTIONS, ConvexReluOptimum::sample);

        lab.check(Claim.that("number of activation patterns")
                .each(CLOUDS, points -> patterns.exactly(points, count -> count))
                .predicts(points -> points.patterns(points.dimension()))
                .rival("every pattern, 2ⁿ", points -> Math.pow(2, points.count()))
                .rival("one term less of the sum", points -> points.patterns(points.dimension() - 1))
                .within(0.5));
        lab.check(Claim.that("value of the convex program over that of the network it describes, each data set")
                .each(
                        PROBLEMS,
                        points -> solved.estimate(points, s -> Math.abs(s.program() / s.upper() - 1), Estimate::largest)
                                .troubled(unsolved(solved, points)))
                .atMost(ACCEPTED));
        lab.check(Claim.that("how far that is above the dual bound on networks of every width, each data set")
                .each(
                        PROBLEMS,
                        points -> solved.estimate(points, Solved::gap, Estimate::largest)
                                .troubled(unsolved(solved, points)))
                .rival(
                        "the best of the narrow networks is optimal",
                        points -> Arrays.stream(solved.numbers(points, Solved::narrowExcess))
                                .max()
                                .orElse(Double.NaN))
                .atMost(ACCEPTED));
        lab.check(Claim.that("lowest objective of all descents over the dual bound")
                .each(PROBLEMS, points -> solved.estimate(points, Solved::lowest, Estimate::smallest))
                .atLeast(1));
        lab.check(Claim.that("wide networks: median excess of the best descent over the optimum")
                .each(
                        PROBLEMS,
                        points -> solved.median(points, Solved::wideExcess).troubled(unsolved(solved, points)))
                .rival(
                        "two units are enough",
                        points -> solved.median(points, Solved::narrowExcess).value())
                .atMost(0.02));
        lab.check(Claim.that("the same with two units, " + SPACE)
                .observed(solved.median(SPACE, Solved::narrowExcess))
                .atMost(0.02)
                .mustBreak());
        lab.check(Claim.that("fresh patterns that would improve a program of Pₛ sampled ones, over n/(Pₛ + 1)")
                .each(sampled.items(), count -> sampled.mean(count, share -> share / bound(count)))
                .atMost(1));
        show(lab, solved, sampled);
    }

    /** A value that is not known to be the optimum is not judged as one. */
    private static String unsolved(Rows<Points, Solved> solved, Points points) {
        long count = solved.values(points).stream()
                .filter(s -> !(s.gap() <= ACCEPTED))
                .count();
        return count == 0
                ? ""
                : count + " convex programs are not solved to " + ACCEPTED + "; more iterations would do it";
    }

    private static double bound(int directions) {
        return GatedRelu.scenarioBound(SCENARIO_SAMPLES, directions);
    }

    private static int count(Points points, Trial trial) {
        return ReluRegression.gaussian(points.count(), points.dimension(), 1, trial.seeds())
                .patterns()
                .all()
                .length;
    }

    private Solved solve(Points points, Trial trial) {
        ReluRegression problem = ReluRegression.gaussian(
                points.count(), points.dimension(), 0.1, trial.seeds().child("data"));
        ConvexReluSolution solution = certified(problem);
        int wide = (int) points.patterns(points.dimension());
        double[][] curves = IntStream.range(0, 2 * get(STARTS))
                .mapToObj(i -> descend(
                        problem,
                        i % 2 == 0 ? NARROW : wide,
                        trial.seeds().child("start").child(i)))
                .toArray(double[][]::new);
        double[] objectives = solution.objectives();
        return new Solved(
                solution.upperBound(),
                solution.lowerBound(),
                objectives[objectives.length - 1],
                solution.activeBlocks(),
                ends(curves, 0),
                ends(curves, 1),
                curves[1]);
    }

    /** Tries penalties until one is fast enough, and where none is lets the best of them run on for long. */
    private ConvexReluSolution certified(ReluRegression problem) {
        ConvexReluSolution best = null;
        double fastest = Double.NaN;
        for (double penalty : PENALTIES) {
            ConvexReluSolution found = problem.convex().splitting(penalty).solve(get(ITERATIONS));
            if (best == null || found.gap() < best.gap()) {
                best = found;
                fastest = penalty;
            }
            if (best.gap() <= CERTIFIED) {
                return best;
            }
        }
        if (best.gap() <= ACCEPTED) {
            return best;
        }
        ConvexReluSolution longer = problem.convex().splitting(fastest).solve(LONGER * get(ITERATIONS));
        return longer.gap() < best.gap() ? longer : best;
    }

    private double[] descend(ReluRegression problem, int width, Seeds seeds) {
        double[] curve = problem.descent(width).run(get(STEPS), Math.max(1, get(STEPS) / POINTS), 0.02, 1e-6, seeds);
        if (!Double.isFinite(curve[curve.length - 1])) {
            throw new ArithmeticException("a descent of width " + width + " diverged");
        }
        return curve;
    }

    private static double[] ends(double[][] curves, int parity) {
        return IntStream.range(0, curves.length)
                .filter(i -> i % 2 == parity)
                .mapToDouble(i -> curves[i][curves[i].length - 1])
                .toArray();
    }

    private static double sample(int directions, Trial trial) {
        GatedRelu program =
                ReluRegression.gaussian(SCENARIO_SAMPLES, 5, 0.1, trial.seeds()).gated(directions, trial.seeds());
        return program.improvementProbability(500, trial.seeds());
    }

    private void show(Lab lab, Rows<Points, Solved> solved, Rows<Integer, Double> sampled) {
        Chart descents = panel("Descent of a network as wide as there are patterns")
                .x("step")
                .y("objective / optimum")
                .logX();
        Chart excess = panel("Best descent on each data set")
                .x("active blocks of the convex solution")
                .y("objective / optimum − 1")
                .logY();
        for (Points points : PROBLEMS) {
            int every = Math.max(1, get(STEPS) / POINTS);
            if (solved.first(points).isPresent()) {
                Solved first = solved.first(points).get();
                double[] ratio =
                        Arrays.stream(first.curve()).map(v -> v / first.upper()).toArray();
                double[] step = IntStream.range(0, ratio.length)
                        .mapToDouble(i -> Math.max(1, i * every))
                        .toArray();
                descents = descents.line(points.toString(), step, ratio);
            }
            double[] active = solved.numbers(points, Solved::active);
            excess = excess.points(
                            "width 2, " + points,
                            active,
                            solved.numbers(points, s -> Math.max(1e-10, s.narrowExcess())))
                    .points("wide, " + points, active, solved.numbers(points, s -> Math.max(1e-10, s.wideExcess())));
        }
        double[] size = Arrays.stream(DIRECTIONS).asDoubleStream().toArray();
        double[][] ends = new double[3][];
        ends[0] = Arrays.stream(DIRECTIONS)
                .mapToDouble(d -> sampled.mean(d, v -> v).value())
                .toArray();
        ends[1] = Arrays.stream(DIRECTIONS)
                .mapToDouble(d -> sampled.mean(d, v -> v).interval(0.99).low())
                .toArray();
        ends[2] = Arrays.stream(DIRECTIONS)
                .mapToDouble(d -> sampled.mean(d, v -> v).interval(0.99).high())
                .toArray();
        Chart scenarios = panel("Fresh patterns that would improve, n = 20, d = 5")
                .x("sampled directions Pₛ")
                .y("probability")
                .logX()
                .errors("mean and 99 % interval", size, ends[0], ends[1], ends[2])
                .theory("bound n/(Pₛ + 1)", p -> SCENARIO_SAMPLES / (p + 1), 20, 80);
        lab.figure(Panels.of(descents.horizontal("convex optimum", 1), excess, scenarios)
                .columns(2));
        List<Points> rows = PROBLEMS.stream()
                .flatMap(points -> solved.values(points).stream().map(s -> points))
                .toList();
        List<Solved> values = solved.values();
        lab.table(Results.titled("Data sets")
                .texts("data", rows.stream().map(Points::toString).toArray(String[]::new))
                .numbers(
                        "network of the program",
                        values.stream().mapToDouble(Solved::upper).toArray())
                .numbers(
                        "dual bound", values.stream().mapToDouble(Solved::lower).toArray())
                .numbers(
                        "active blocks",
                        values.stream().mapToDouble(Solved::active).toArray())
                .numbers(
                        "excess, width 2",
                        values.stream().mapToDouble(Solved::narrowExcess).toArray())
                .numbers(
                        "excess, wide",
                        values.stream().mapToDouble(Solved::wideExcess).toArray()));
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
