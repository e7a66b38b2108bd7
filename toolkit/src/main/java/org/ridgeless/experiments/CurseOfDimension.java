package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.landscape.approximation.NearestPoint;
import org.ridgeless.landscape.approximation.Table;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Smoothness alone needs a number of parameters that is exponential in the dimension. Card: curse-of-dimension.md. */
public final class CurseOfDimension extends Experiment<CurseOfDimension> {
    static final Option<Integer> TARGETS = Option.count("targets")
            .help("random samples of points of each dimension, and about half as many random functions")
            .atLeast(2)
            .tiny(2)
            .teaching(24)
            .paper(40);
    static final Option<Integer> PLACES = Option.count("places")
            .help("random places at which errors are measured")
            .atLeast(50)
            .tiny(100)
            .teaching(1000)
            .paper(10_000);
    static final Option<Integer> POINTS = Option.count("points")
            .help("largest number of points that a function is zero at")
            .atLeast(512)
            .tiny(512)
            .teaching(2048)
            .paper(16_384);

    private static final int WAVES = 6;
    private static final double FREQUENCY = 3;
    private static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 4);
    private static final List<Integer> FOOLED = List.of(1, 2, 3, 4, 6);
    private static final int[][] AXES = {
        {64, 128, 256, 512, 1024}, {16, 32, 64, 128, 256}, {10, 16, 24, 36, 48}, {8, 12, 16, 20, 24}
    };
    private static final int HIGH = 8;
    private static final int HIGH_AXIS = 4;
    private static final int LOW_AXIS = 256;

    /** A table of d axes, constant on cells (m = 1) or multilinear (m = 2). */
    record Tables(int inputs, int order) {
        int[] axes() {
            return AXES[inputs - 1];
        }

        double[] sizes() {
            return Arrays.stream(axes()).mapToDouble(m -> Math.pow(m, inputs)).toArray();
        }

        double rate() {
            return -(double) order / inputs;
        }

        @Override
        public String toString() {
            return "d = " + inputs + ", m = " + order;
        }
    }

    private static final List<Tables> TABLES = IntStream.of(1, 2)
            .boxed()
            .flatMap(m -> DIMENSIONS.stream().map(d -> new Tables(d, m)))
            .toList();

    public static CurseOfDimension study() {
        return new CurseOfDimension();
    }

    /** Random samples of points of each dimension, and about half as many random functions, at least 2. */
    public CurseOfDimension targets(int count) {
        return with(TARGETS, count);
    }

    /** Random places at which errors are measured, at least 50. */
    public CurseOfDimension places(int count) {
        return with(PLACES, count);
    }

    /** Largest number of points that a function is zero at, at least 512. */
    public CurseOfDimension points(int count) {
        return with(POINTS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(TARGETS));
        Rows<Tables, double[]> errors = lab.repeat((get(TARGETS) + 1) / 2 + 1).each("tables", TABLES, this::tabulate);
        Rows<Integer, double[]> fooled = repeated.each("fooled", FOOLED, this::fool);
        Rows<String, Double> same = repeated.each("same size", List.of("d = 8 over d = 2"), this::sameSize);

        lab.check(Claim.that("tables of smooth functions: exponent of the error in the number P of entries, −m/d")
                .each(
                        TABLES,
                        t -> errors.mean(t, e -> Estimate.exponent(t.sizes(), e).value()))
                .predicts(Tables::rate)
                .rival("−m/2, as for two variables", t -> -t.order() / 2.0)
                .rival("−½, as for means of random points", -0.5)
                .withinRelative(0.12));
        lab.check(Claim.that(
                        "N values seen, and nothing but a Lipschitz constant known: exponent of the mean error, −1/d")
                .each(
                        FOOLED,
                        d -> fooled.mean(d, e -> Estimate.exponent(sizes(), e).value()))
                .predicts(d -> -1.0 / d)
                .rival("−½, as for means of random points", -0.5)
                .withinRelative(0.08));
        lab.check(Claim.that("this error over V^(−1/d) Γ(1 + 1/d) Γ(N + 1)/Γ(N + 1 + 1/d), largest N")
                .each(FOOLED, d -> fooled.mean(d, e -> e[e.length - 1] / NearestPoint.mean(get(POINTS), d)))
                .predicts(1)
                .rival(
                        "half the spacing of a grid, N^(−1/d)/2",
                        d -> Math.pow(get(POINTS), -1.0 / d) / 2 / NearestPoint.mean(get(POINTS), d))
                .within(0.05));
        lab.check(Claim.that("65,536 numbers: log₁₀ of the error in eight dimensions over that in two")
                .observed(same.mean("d = 8 over d = 2", x -> x))
                .rival("the dimension does not matter", 0)
                .atLeast(2));
        show(lab, errors, fooled);
    }

    private double[] sizes() {
        double most = get(POINTS);
        return new double[] {most / 32, most / 16, most / 8, most / 4, most / 2, most};
    }

    private double[] tabulate(Tables tables, Trial trial) {
        Table.OfPoint wave = waves(tables.inputs(), trial.paired().child(tables.inputs()));
        return Arrays.stream(tables.axes())
                .mapToDouble(m -> error(
                        wave, tables.inputs(), m, tables.order(), trial.paired().child("places")))
                .toArray();
    }

    /** A sum of plane waves of random directions, of the same length in each dimension. */
    private static Table.OfPoint waves(int inputs, Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] directions = new double[WAVES][];
        double[] phases = new double[WAVES];
        double[] sizes = new double[WAVES];
        for (int j = 0; j < WAVES; j++) {
            directions[j] = Vectors.scale(Vectors.unit(normal.samples(inputs).toArray()), FREQUENCY);
            phases[j] = 2 * Math.PI * stream.nextDouble();
            sizes[j] = normal.sample();
        }
        return x -> {
            double sum = 0;
            for (int j = 0; j < WAVES; j++) {
                sum += sizes[j] * Math.cos(Vectors.dot(directions[j], x) + phases[j]);
            }
            return sum;
        };
    }

    /** The root mean square error of a table over the standard deviation of the function, at random places of the cube. */
    private double error(Table.OfPoint f, int inputs, int axis, int order, Seeds seeds) {
        Interruption.poll();
        Table table = Table.of(f, inputs, axis, order);
        UniformRandomProvider stream = seeds.stream();
        double error = 0;
        double sum = 0;
        double squares = 0;
        double[] x = new double[inputs];
        int places = get(PLACES);
        for (int i = 0; i < places; i++) {
            Arrays.setAll(x, k -> 2 * stream.nextDouble() - 1);
            double y = f.at(x);
            error += (table.at(x) - y) * (table.at(x) - y);
            sum += y;
            squares += y * y;
        }
        return Math.sqrt(error / (squares - sum * sum / places));
    }

    private double sameSize(String name, Trial trial) {
        Seeds places = trial.seeds().child("places");
        double high = error(waves(HIGH, trial.seeds().child(HIGH)), HIGH, HIGH_AXIS, 2, places);
        double low = error(waves(2, trial.seeds().child(2)), 2, LOW_AXIS, 2, places);
        return Math.log10(high / low);
    }

    /** Places run over a shifted lattice, which fills the torus more evenly than independent ones; each of them is uniform. */
    private double[] fool(int inputs, Trial trial) {
        double[] steps = lattice(inputs);
        int places = get(PLACES);
        return Arrays.stream(sizes())
                .map(n -> {
                    UniformRandomProvider stream = trial.seeds().child((long) n).stream();
                    NearestPoint nearest = NearestPoint.draw((int) n, inputs, stream);
                    double[] x = stream.doubles(inputs).toArray();
                    double sum = 0;
                    for (int i = 0; i < places; i++) {
                        Interruption.poll();
                        step(x, steps);
                        sum += nearest.at(x);
                    }
                    return sum / places;
                })
                .toArray();
    }

    /** Goes on around the torus; a remainder would be the same number and take ten times as long. */
    private static void step(double[] x, double[] steps) {
        for (int k = 0; k < x.length; k++) {
            double next = x[k] + steps[k];
            x[k] = next < 1 ? next : next - 1;
        }
    }

    /** Powers of the root φ of φ^{d+1} = φ + 1, the golden ratio for d = 1. */
    private static double[] lattice(int inputs) {
        double root = 1.5;
        for (int i = 0; i < 60; i++) {
            root = Math.pow(1 + root, 1.0 / (inputs + 1));
        }
        double ratio = root;
        return IntStream.rangeClosed(1, inputs)
                .mapToDouble(k -> Math.pow(ratio, -k))
                .toArray();
    }

    private void show(Lab lab, Rows<Tables, double[]> errors, Rows<Integer, double[]> fooled) {
        lab.table(Results.titled("Exponents")
                .texts("table", TABLES.stream().map(Tables::toString).toArray(String[]::new))
                .numbers(
                        "observed",
                        Estimates.of(
                                        TABLES,
                                        t -> errors.mean(
                                                t,
                                                e -> Estimate.exponent(t.sizes(), e)
                                                        .value()))
                                .values())
                .numbers("−m/d", TABLES.stream().mapToDouble(Tables::rate).toArray()));
        Chart tables = Chart.titled("Multilinear tables, m = 2")
                .x("numbers P")
                .y("relative error")
                .logX()
                .logY();
        for (int d : DIMENSIONS) {
            Tables t = new Tables(d, 2);
            double[] p = t.sizes();
            List<Integer> each = IntStream.range(0, p.length).boxed().toList();
            Estimates means = Estimates.of(each, i -> errors.mean(t, e -> e[i]));
            double last = means.values()[p.length - 1];
            tables = means.on(tables, "d = " + d, p)
                    .theory(
                            "P^(−2/" + d + "), scaled",
                            x -> last * Math.pow(x / p[p.length - 1], t.rate()),
                            p[0],
                            p[p.length - 1]);
        }
        Chart lower = Chart.titled("How wrong one may be after N values of a function with Lipschitz constant 1")
                .x("points N")
                .y("mean error")
                .logX()
                .logY();
        double[] n = sizes();
        for (int d : FOOLED) {
            List<Integer> each = IntStream.range(0, n.length).boxed().toList();
            lower = Estimates.of(each, i -> fooled.mean(d, e -> e[i]))
                    .on(lower, "d = " + d, n)
                    .theory(
                            "law, d = " + d,
                            n,
                            Arrays.stream(n)
                                    .map(count -> NearestPoint.mean((int) count, d))
                                    .toArray());
        }
        lab.figure(tables, lower);
    }
}
