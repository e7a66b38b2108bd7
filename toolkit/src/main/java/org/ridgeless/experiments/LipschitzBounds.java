package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.bounds.lipschitz.GroupSort;
import org.ridgeless.bounds.lipschitz.LipschitzCertificate;
import org.ridgeless.bounds.lipschitz.ReluSlopes;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Lipschitz constants of networks, certified without a solver for semidefinite programs. Card: lipschitz-bounds.md. */
public final class LipschitzBounds extends Experiment<LipschitzBounds> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("random networks of each shape")
            .tiny(1)
            .teaching(5)
            .paper(60);
    static final Option<Integer> PAIRS = Option.count("pairs")
            .help("pairs of points at which the constraints of sorting are evaluated")
            .tiny(200)
            .teaching(2000)
            .paper(200_000);
    static final Option<Integer> INPUTS = Option.count("inputs")
            .help("inputs at which the Jacobian of a network is sampled")
            .tiny(50)
            .teaching(2000)
            .paper(20_000);

    private static final int ENUMERABLE = 12;

    /** Inputs, hidden units and outputs of a network. */
    record Shape(int inputs, int hidden, int outputs) {
        @Override
        public String toString() {
            return inputs + "–" + hidden + "–" + outputs;
        }
    }

    private static final List<Shape> SHAPES = List.of(new Shape(4, 10, 1), new Shape(6, 12, 2), new Shape(10, 40, 3));

    /** The bounds of one network, each at least as large as the one before; patterns only where all can be walked through. */
    record Bounds(double sampled, double patterns, double dual, double certificate, double product) {}

    /** The quadratic forms of sorting at a pair of points, over their size: λ ≥ 0, λ &lt; 0, and slopes in [0, 1]. */
    record Forms(double rightSign, double wrongSign, double slopes) {}

    public static LipschitzBounds study() {
        return new LipschitzBounds();
    }

    /** Random networks of each shape, at least 1. */
    public LipschitzBounds networks(int count) {
        return with(NETWORKS, count);
    }

    /** Pairs of points at which the constraints of sorting are evaluated, at least 1. */
    public LipschitzBounds pairs(int count) {
        return with(PAIRS, count);
    }

    /** Inputs at which the Jacobian of a network is sampled, at least 1. */
    public LipschitzBounds inputs(int count) {
        return with(INPUTS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Shape, Bounds> networks = lab.repeat(get(NETWORKS)).each("network", SHAPES, this::measure);
        Rows<Integer, Forms> sorting =
                lab.repeat(get(PAIRS)).each("sorting", new int[] {2, 3, 4}, LipschitzBounds::sort);
        Rows<String, double[]> skip = lab.each("skip", List.of("MaxMin"), LipschitzBounds::rewriting);
        List<Shape> small =
                SHAPES.stream().filter(s -> s.hidden() <= ENUMERABLE).toList();

        lab.check(worst("the certificate over the dual program", networks, SHAPES, b -> b.certificate() / b.dual())
                .predicts(1)
                .rival("product of the spectral norms", shape -> networks.number(shape, b -> b.product() / b.dual()))
                .within(1e-3));
        lab.check(worst(
                        "all patterns of active units over the certificate",
                        networks,
                        small,
                        b -> b.patterns() / b.certificate())
                .atMost(1));
        lab.check(
                worst("Jacobians at sampled inputs over all patterns", networks, small, b -> b.sampled() / b.patterns())
                        .atMost(1 + 1e-9));
        lab.check(worst(
                        "the certificate over the product of the spectral norms",
                        networks,
                        SHAPES,
                        b -> b.certificate() / b.product())
                .rival("the product can be reached", 1)
                .atMost(0.95));
        lab.check(Claim.that("sorting groups of so many: its quadratic constraint with λ ≥ 0")
                .each(sorting.items(), group -> smallest(sorting, group, Forms::rightSign))
                .atLeast(-1e-12));
        lab.check(Claim.that("the same with λ < 0")
                .each(sorting.items(), group -> smallest(sorting, group, Forms::wrongSign))
                .atLeast(-1e-12)
                .mustBreak());
        lab.check(Claim.that("sorting has slopes in [0, 1] on each unit")
                .each(sorting.items(), group -> smallest(sorting, group, Forms::slopes))
                .atLeast(-1e-12)
                .mustBreak());
        lab.check(Claim.that("MaxMin between orthonormal layers, certified through ReLU and a skip connection")
                .observed(skip.exactly("MaxMin", bounds -> bounds[0]))
                .predicts(1)
                .rival("norms of its pieces multiplied and added", skip.number("MaxMin", bounds -> bounds[1]))
                .within(1e-3)
                .note("the constraint of sorting certifies 1 exactly"));
        show(lab, networks);
    }

    private Bounds measure(Shape shape, Trial trial) {
        Matrix inner = normal(shape.hidden(), shape.inputs(), trial.seeds().child("inner"));
        Matrix outer = normal(shape.outputs(), shape.hidden(), trial.seeds().child("outer"));
        LipschitzCertificate certificate = LipschitzCertificate.of(inner, outer);
        return new Bounds(
                ReluSlopes.sampled(inner, outer, get(INPUTS), trial.seeds().child("inputs").stream()),
                shape.hidden() <= ENUMERABLE ? ReluSlopes.everyPattern(inner, outer) : Double.NaN,
                certificate.lower(),
                certificate.upper(),
                norm(inner) * norm(outer));
    }

    private static Forms sort(int group, Trial trial) {
        GroupSort sort = new GroupSort(group);
        int count = 3;
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().stream());
        double[] x = normal.samples((long) count * group).toArray();
        double[] y = normal.samples((long) count * group).toArray();
        double[][] multipliers = new double[count][];
        double[][] wrong = new double[count][];
        double size = 0;
        for (int g = 0; g < count; g++) {
            multipliers[g] = normal.samples(4).toArray();
            multipliers[g][0] = Math.abs(multipliers[g][0]);
            wrong[g] = multipliers[g].clone();
            wrong[g][0] = -wrong[g][0];
            size = Math.max(
                    size, Arrays.stream(multipliers[g]).map(Math::abs).max().orElseThrow());
        }
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            square += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return new Forms(
                sort.constraint(x, y, multipliers) / (size * square),
                sort.constraint(x, y, wrong) / (size * square),
                sort.slopeConstraint(x, y) / square);
    }

    /** MaxMin between orthonormal layers as ReLU with a skip connection: its certificate, and the sum of products of norms. */
    private static double[] rewriting(String name, Trial trial) {
        int h = 8;
        int outputs = 2;
        Matrix inner =
                Matrix.wrap(normal(h, h, trial.seeds().child("inner")).svd().left(), h, h);
        Matrix rotation =
                Matrix.wrap(normal(h, h, trial.seeds().child("outer")).svd().left(), h, h);
        Matrix outer = Matrix.of(Arrays.copyOf(rotation.toArray(), outputs));
        double[][] difference = new double[h / 2][h];
        double[][] spread = new double[h][h / 2];
        for (int g = 0; g < h / 2; g++) {
            difference[g][2 * g] = 1;
            difference[g][2 * g + 1] = -1;
            spread[2 * g][g] = -1;
            spread[2 * g + 1][g] = 1;
        }
        Matrix into = Matrix.of(difference).times(inner);
        Matrix out = outer.times(Matrix.of(spread));
        Matrix skip = outer.times(inner);
        return new double[] {LipschitzCertificate.of(into, out, skip).upper(), norm(into) * norm(out) + norm(skip)};
    }

    private static Matrix normal(int rows, int columns, Seeds seeds) {
        double[] entries = ZigguratSampler.NormalizedGaussian.of(seeds.stream())
                .samples((long) rows * columns)
                .toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] /= Math.sqrt(columns);
        }
        return Matrix.wrap(entries, rows, columns);
    }

    private static double norm(Matrix matrix) {
        return matrix.singularValues()[0];
    }

    /** A claim about the largest value among the networks of each shape. */
    private static org.ridgeless.verdict.Observation<Shape> worst(
            String claim, Rows<Shape, Bounds> networks, List<Shape> shapes, ToDoubleFunction<Bounds> ratio) {
        return Claim.that(claim).each(shapes, shape -> networks.estimate(shape, ratio, Estimate::largest));
    }

    private static Estimate smallest(Rows<Integer, Forms> sorting, int group, ToDoubleFunction<Forms> form) {
        return sorting.estimate(group, form, Estimate::smallest);
    }

    private static void show(Lab lab, Rows<Shape, Bounds> networks) {
        List<Bounds> rows = SHAPES.stream()
                .flatMap(shape ->
                        networks.values(shape).stream().sorted(Comparator.comparingDouble(Bounds::certificate)))
                .toList();
        double[] place = new double[rows.size()];
        Arrays.setAll(place, i -> i + 1);
        lab.table(Results.titled("Bounds on the Lipschitz constant")
                .numbers("sampled", column(rows, Bounds::sampled))
                .numbers("all patterns", column(rows, Bounds::patterns))
                .numbers("dual", column(rows, Bounds::dual))
                .numbers("certificate", column(rows, Bounds::certificate))
                .numbers("product of norms", column(rows, Bounds::product)));
        List<Bounds> small =
                rows.stream().filter(b -> !Double.isNaN(b.patterns())).toList();
        lab.figure(Chart.titled("Lipschitz constants of random ReLU networks")
                .x("network, by hidden units (10, 12, 40), then by certificate")
                .y("Lipschitz constant, output / input")
                .points("Jacobians at sampled inputs", place, column(rows, Bounds::sampled))
                .points("all 2ʰ patterns, h ≤ 12", Arrays.copyOf(place, small.size()), column(small, Bounds::patterns))
                .points("product of spectral norms", place, column(rows, Bounds::product))
                .theory("certificate L, equal to its dual bound", place, column(rows, Bounds::certificate)));
    }

    private static double[] column(List<Bounds> rows, ToDoubleFunction<Bounds> value) {
        return rows.stream().mapToDouble(value).toArray();
    }
}
