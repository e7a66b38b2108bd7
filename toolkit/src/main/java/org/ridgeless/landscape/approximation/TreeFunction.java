package org.ridgeless.landscape.approximation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.data.Data;
import org.ridgeless.random.Seeds;

/**
 * A function of d variables, d a power of two, composed of d − 1 functions of two variables along a binary tree; for d = 4 it is
 * g₃(g₁(x₁, x₂), g₂(x₃, x₄)). It is approximated constituent by constituent, which costs (d − 1)M² numbers for an accuracy that
 * does not depend on d, or as a whole, which costs M^d (H. Mhaskar, Q. Liao, T. Poggio, <i>Learning Functions: When Is Deep Better
 * Than Shallow</i>, 2016, arXiv:1603.00988, Theorems 1 and 2).
 */
public final class TreeFunction {
    private final int inputs;
    private final List<? extends Bivariate> constituents;

    /** @param constituents level by level, from the leaves to the root */
    private TreeFunction(int inputs, List<? extends Bivariate> constituents) {
        this.inputs = inputs;
        this.constituents = constituents;
    }

    /**
     * A random tree whose constituents all differ.
     *
     * @param inputs a power of two, at least 2
     * @param steepest the largest |a| and |b| of a constituent sin(2au + 2bv + c) cos(0.7uv); 1 makes about half a period
     * @param seeds of the constituents
     * @return the function
     * @throws IllegalArgumentException if d is no power of two, or the slope is not positive
     */
    public static TreeFunction distinct(int inputs, double steepest, Seeds seeds) {
        requirePowerOfTwo(inputs);
        if (!(steepest > 0)) {
            throw new IllegalArgumentException("the steepest slope must be a number > 0, got " + steepest);
        }
        return new TreeFunction(
                inputs,
                IntStream.range(0, inputs - 1)
                        .mapToObj(i -> Constituent.random(steepest, seeds.child(i)))
                        .toList());
    }

    /**
     * A random tree with one constituent for each level, so that log₂ d differ.
     *
     * @param inputs a power of two, at least 2
     * @param steepest the largest |a| and |b| of a constituent, &gt; 0
     * @param seeds of the constituents
     * @return the function
     * @throws IllegalArgumentException if d is no power of two, or the slope is not positive
     */
    public static TreeFunction shared(int inputs, double steepest, Seeds seeds) {
        return distinct(inputs, steepest, seeds).perLevel(level -> level.get(0));
    }

    private static void requirePowerOfTwo(int inputs) {
        if (inputs < 2 || Integer.bitCount(inputs) != 1) {
            throw new IllegalArgumentException("a binary tree has 2, 4, 8, … leaves, got " + inputs);
        }
    }

    /** The number of variables d. */
    public int inputs() {
        return inputs;
    }

    /** The number of levels, log₂ d. */
    public int levels() {
        return Integer.numberOfTrailingZeros(inputs);
    }

    /** How many constituents differ. */
    public int differing() {
        var seen = new IdentityHashMap<Bivariate, Boolean>();
        constituents.forEach(g -> seen.put(g, true));
        return seen.size();
    }

    /**
     * The values at points.
     *
     * @param points n × d, row by row, in [−1, 1]
     * @return n values in [−1, 1]
     */
    public double[] values(double[] points) {
        double[] result = new double[points.length / inputs];
        double[] level = new double[inputs];
        for (int i = 0; i < result.length; i++) {
            System.arraycopy(points, i * inputs, level, 0, inputs);
            result[i] = climb(level);
        }
        return result;
    }

    /**
     * Values at n points drawn uniformly from the cube [−1, 1]^d, as data to learn from or to test on.
     *
     * @param n samples, ≥ 1
     * @param seeds of the points
     * @return data with d inputs and one real target
     */
    public Data sample(int n, Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        double[][] x = new double[n][inputs];
        double[][] y = new double[n][];
        for (double[] point : x) {
            Arrays.setAll(point, k -> 2 * stream.nextDouble() - 1);
        }
        for (int i = 0; i < n; i++) {
            y[i] = values(x[i]);
        }
        return Data.regression(x, y);
    }

    /**
     * The root mean square error of approximations on a sample, over the standard deviation of the function there.
     *
     * @param values n approximations
     * @param sample n samples with exact targets
     * @return 0 for none; 1 is what the mean alone does
     */
    public static double relativeError(double[] values, Data sample) {
        double[] exact = sample.flatTargets();
        double mean = Arrays.stream(exact).average().orElseThrow();
        double error = 0;
        double variance = 0;
        for (int i = 0; i < exact.length; i++) {
            error += (values[i] - exact[i]) * (values[i] - exact[i]);
            variance += (exact[i] - mean) * (exact[i] - mean);
        }
        return Math.sqrt(error / variance);
    }

    private double climb(double[] level) {
        int node = 0;
        for (int width = inputs / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                level[i] = constituents.get(node++).at(level[2 * i], level[2 * i + 1]);
            }
        }
        return level[0];
    }

    /**
     * The same tree of tables, one for each constituent that differs: M² numbers each.
     *
     * @param perAxis M
     * @param order 1 or 2
     * @return the tree of tables
     * @throws IllegalArgumentException if the order is not 1 or 2, or M is below it
     */
    public TreeFunction tabulated(int perAxis, int order) {
        Map<Bivariate, Bivariate> tables = new IdentityHashMap<>();
        return new TreeFunction(
                inputs,
                constituents.stream()
                        .map(g -> tables.computeIfAbsent(g, one -> table(one, perAxis, order)::at))
                        .toList());
    }

    /**
     * A tree with one table for each level, the mean of the tables of that level: a model that shares weights.
     *
     * @param perAxis M
     * @param order 1 or 2
     * @return the tree of tables, log₂ d of which differ
     * @throws IllegalArgumentException if the order is not 1 or 2, or M is below it
     */
    public TreeFunction tabulatedPerLevel(int perAxis, int order) {
        return perLevel(level ->
                Table.mean(level.stream().map(g -> table(g, perAxis, order)).toList())::at);
    }

    private static Table table(Bivariate g, int perAxis, int order) {
        return Table.of(x -> g.at(x[0], x[1]), 2, perAxis, order);
    }

    private TreeFunction perLevel(Function<List<? extends Bivariate>, Bivariate> choice) {
        List<Bivariate> all = new ArrayList<>();
        int node = 0;
        for (int width = inputs / 2; width > 0; width /= 2) {
            Bivariate one = choice.apply(constituents.subList(node, node + width));
            IntStream.range(0, width).forEach(i -> all.add(one));
            node += width;
        }
        return new TreeFunction(inputs, all);
    }

    /**
     * The function as a whole on a grid of M^d values, with nothing known of its tree; evaluated at points.
     *
     * @param perAxis M
     * @param order 1 or 2
     * @param points n × d, row by row
     * @return n values
     * @throws IllegalArgumentException if the order is not 1 or 2, M is below it, or M^d exceeds 2²⁷
     */
    public double[] gridValues(int perAxis, int order, double[] points) {
        double[] level = new double[inputs];
        Table table = Table.of(
                x -> {
                    System.arraycopy(x, 0, level, 0, inputs);
                    return climb(level);
                },
                inputs,
                perAxis,
                order);
        double[] result = new double[points.length / inputs];
        double[] x = new double[inputs];
        for (int i = 0; i < result.length; i++) {
            System.arraycopy(points, i * inputs, x, 0, inputs);
            result[i] = table.at(x);
        }
        return result;
    }

    /**
     * The largest distance between constituents of this tree and those of another at M² points of the square.
     *
     * @param other a tree on as many variables
     * @param perAxis M ≥ 2
     * @return the largest modulus of a difference
     */
    public double furthestConstituent(TreeFunction other, int perAxis) {
        double furthest = 0;
        for (int node = 0; node < constituents.size(); node++) {
            for (int i = 0; i < perAxis * perAxis; i++) {
                double u = -1 + 2.0 * (i / perAxis) / (perAxis - 1);
                double v = -1 + 2.0 * (i % perAxis) / (perAxis - 1);
                double distance = constituents.get(node).at(u, v)
                        - other.constituents.get(node).at(u, v);
                furthest = Math.max(furthest, Math.abs(distance));
            }
        }
        return furthest;
    }

    /**
     * How far errors ε of the constituents can grow on their way up: Σ_{k &lt; levels} (2L)^k, with L a Lipschitz constant in each
     * variable. The error of a tree is at most this times ε.
     *
     * @throws IllegalStateException for tables, whose Lipschitz constants are not known
     */
    public double amplification() {
        double lipschitz = constituents.stream()
                .mapToDouble(g -> {
                    if (g instanceof Constituent known) {
                        return known.lipschitz();
                    }
                    throw new IllegalStateException(
                            "only random trees know the Lipschitz constants of their constituents");
                })
                .max()
                .orElseThrow();
        return IntStream.range(0, levels())
                .mapToDouble(k -> Math.pow(2 * lipschitz, k))
                .sum();
    }
}
