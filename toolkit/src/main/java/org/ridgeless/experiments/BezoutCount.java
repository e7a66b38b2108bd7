package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.landscape.polynomials.Homotopy;
import org.ridgeless.landscape.polynomials.PolynomialSystem;
import org.ridgeless.landscape.polynomials.Zeros;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** N generic polynomial equations of degree k in N unknowns have k^N zeros. Card: bezout-count.md. */
public final class BezoutCount extends Experiment<BezoutCount> {
    static final Option<Integer> SYSTEMS = Option.count("systems")
            .help("random systems of each shape whose real zeros are counted")
            .atLeast(2)
            .tiny(8)
            .teaching(800)
            .paper(20_000);

    /** N equations of degree k. */
    record Shape(int equations, int degree) {
        double zeros() {
            return Math.pow(degree, equations);
        }

        @Override
        public String toString() {
            return "N = " + equations + ", k = " + degree;
        }
    }

    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 2),
            new Shape(1, 5),
            new Shape(2, 2),
            new Shape(2, 3),
            new Shape(2, 4),
            new Shape(3, 2),
            new Shape(3, 3),
            new Shape(4, 2),
            new Shape(5, 2));

    /** Where the average over many systems is taken: √kᴺ, k, N + 1 and k + 1 give 4, 4, 3, 5 at (2, 4) and 4, 2, 5, 3 at (4, 2). */
    private static final List<Shape> AVERAGED = List.of(new Shape(1, 5), new Shape(2, 4), new Shape(4, 2));

    /** Halfway from 4 to the nearest of these. */
    private static final double TOLERANCE = 0.125;

    public static BezoutCount study() {
        return new BezoutCount();
    }

    /** Random systems of each shape whose real zeros are counted, at least 2. */
    public BezoutCount systems(int count) {
        return with(SYSTEMS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Shape, Zeros> single = lab.each("single", SHAPES, this::solve);
        Rows<Shape, Zeros> many = lab.repeat(get(SYSTEMS)).each("many", AVERAGED, this::solve);

        lab.check(Claim.that("a system of each shape has kᴺ complex zeros")
                .each(SHAPES, shape -> single.exactly(shape, Zeros::count))
                .predicts(Shape::zeros)
                .rival("degrees add up, N k", shape -> shape.equations() * shape.degree())
                .within(0.5));
        lab.check(Claim.that("share of systems in which the continuation finds them all")
                .each(AVERAGED, shape -> many.share(shape, zeros -> zeros.count() == shape.zeros()))
                .atLeast(0.97));
        lab.check(Claim.that("√kᴺ of them are real on average")
                .each(AVERAGED, shape -> many.mean(shape, Zeros::real))
                .predicts(shape -> Math.sqrt(shape.zeros()))
                .rival("k", Shape::degree)
                .rival("N + 1", shape -> shape.equations() + 1)
                .rival("k + 1", shape -> shape.degree() + 1)
                .rival("half of all, kᴺ/2", shape -> shape.zeros() / 2)
                .withinRelative(TOLERANCE));
        show(lab, single, many);
    }

    private Zeros solve(Shape shape, Trial trial) {
        double angle = 2 * Math.PI * trial.seeds().child("homotopy").stream().nextDouble();
        return Homotopy.to(
                        PolynomialSystem.kostlan(
                                shape.equations(), shape.degree(), trial.seeds().child("system")),
                        angle)
                .solve();
    }

    private static void show(Lab lab, Rows<Shape, Zeros> single, Rows<Shape, Zeros> many) {
        double[] predicted = SHAPES.stream().mapToDouble(Shape::zeros).toArray();
        lab.table(Results.titled("Zeros of one system of each shape")
                .texts("shape", SHAPES.stream().map(Shape::toString).toArray(String[]::new))
                .numbers("zeros", single.column(Zeros::count))
                .numbers("k^N", predicted)
                .numbers("real", single.column(Zeros::real))
                .numbers("largest residual", single.column(Zeros::residual)));
        Chart counts = Chart.titled("Complex zeros of one system of each shape")
                .x("kᴺ")
                .y("zeros found")
                .logX()
                .logY()
                .points("systems", predicted, single.column(Zeros::count))
                .theory("Bézout, kᴺ", z -> z, 1.8, 36);
        double[] mean = AVERAGED.stream()
                .mapToDouble(shape -> Statistics.mean(many.numbers(shape, Zeros::real)))
                .toArray();
        double[] total = AVERAGED.stream().mapToDouble(Shape::zeros).toArray();
        Chart real = Chart.titled("Real zeros, average over the Kostlan ensemble")
                .x("kᴺ")
                .y("real zeros")
                .points("systems", total, mean)
                .theory("√kᴺ", Math::sqrt, 2, Arrays.stream(total).max().orElseThrow());
        lab.figure(counts, real);
    }
}
