package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.models.LinearDescent;
import org.ridgeless.models.LinearNetwork;
import org.ridgeless.models.LinearTask;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.sketching.Orthonormal;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** What gradient flow of a linear network conserves, where it ends and where it pauses. Card: balancedness.md. */
public final class Balancedness extends Experiment<Balancedness> {
    static final Option<Integer> STARTS = Option.count("starts")
            .help("random starts of descent for each shape")
            .atLeast(2)
            .tiny(4)
            .teaching(60)
            .paper(1000);
    static final Option<Double> DEVIATION = Option.number("deviation")
            .help("standard deviation of the weights at the start")
            .above(0)
            .atMost(0.6)
            .always(0.4);

    private static final int INPUTS = 6;
    private static final int OUTPUTS = 4;
    private static final int SAMPLES = 40;
    private static final double TIME = 4;
    private static final double STEP = 0.02;
    private static final double[] STEPS = {0.005, 0.0025, 0.00125};
    private static final int POINTS = 500;

    /** Widths from input to output. */
    enum Shape {
        TWO_LAYERS(6, 8, 4),
        THREE_LAYERS(6, 8, 8, 4),
        BOTTLENECK(6, 2, 4);

        final int[] widths;

        Shape(int... widths) {
            this.widths = widths;
        }

        int rank() {
            return Arrays.stream(widths).min().orElseThrow();
        }
    }

    /** Drifts of the conserved quantities at one time: of descent with steps η, η/2, η/4, of Runge–Kutta with h, h/2. */
    record Drifts(double[] descent, double[] flow) {}

    /** Losses along the flow, and those at which its gradient is smallest for a while. */
    record Path(double[] losses, double[] pauses) {}

    public static Balancedness study() {
        return new Balancedness();
    }

    /** Random starts of descent for each shape, at least 2. */
    public Balancedness starts(int count) {
        return with(STARTS, count);
    }

    /** Standard deviation of the weights at the start, above 0 and at most 0.6. */
    public Balancedness deviation(double value) {
        return with(DEVIATION, value);
    }

    @Override
    protected void run(Lab lab) {
        LinearTask task = task(lab.seeds(), false);
        LinearTask white = task(lab.seeds(), true);
        Lab few = lab.repeat(Math.max(2, get(STARTS) / 5));
        List<Shape> full = List.of(Shape.TWO_LAYERS, Shape.THREE_LAYERS);
        Rows<Shape, Double> ends =
                lab.repeat(get(STARTS)).each("end", List.of(Shape.values()), (shape, trial) -> end(task, shape, trial));
        Rows<Shape, Drifts> drifts = few.each("drift", full, (shape, trial) -> drifts(task, shape, trial));
        Rows<Shape, Path> paths = few.each("path", List.of(Shape.TWO_LAYERS), (shape, trial) -> path(white, trial));

        lab.check(Claim.that("descent drifts from the conserved quantities like a power of the step")
                .each(full, shape -> drifts.mean(shape, d -> Math.log(d.descent[1] / d.descent[2]) / Math.log(2)))
                .predicts(1)
                .rival("nothing is conserved", 0)
                .rival("second order, as if steps were symmetric", 2)
                .within(0.05));
        lab.check(Claim.that("the flow, integrated to order four, drifts like that power of the time step")
                .each(full, shape -> drifts.mean(shape, d -> Math.log(d.flow[0] / d.flow[1]) / Math.log(2)))
                .predicts(4)
                .rival("the flow does not conserve them", 0)
                .rival("as descent", 1)
                .within(0.5));
        lab.check(Claim.that("largest final loss over the best fit of its rank, from every start")
                .each(
                        ends.items(),
                        shape -> Estimate.largest(ends.numbers(shape, loss -> loss / task.minimum(shape.rank())))
                                .troubled(ends.problem(shape)))
                .predicts(1)
                .rival("the nearest saddle", shape -> task.criticalValues(shape.rank())[1] / task.minimum(shape.rank()))
                .rival("least squares whatever the widths", shape -> task.minimum(OUTPUTS) / task.minimum(shape.rank()))
                .within(1e-6));
        lab.check(Claim.that("losses at which the flow pauses from a small start, mode by mode, inputs white")
                .each(List.of(1, 2, 3), rank -> paths.mean(Shape.TWO_LAYERS, path -> pause(path, rank)))
                .predicts(white::minimum)
                .rival("the weakest modes first", rank -> weakestFirst(white, rank))
                .rival("the next mode learned as well", rank -> white.minimum(rank + 1))
                .withinRelative(0.02));
        show(lab, task, white, ends, drifts, paths);
    }

    /** Inputs and outputs with modes of well separated strengths 4, 2, 1 and ½, and some noise. */
    private static LinearTask task(Seeds seeds, boolean white) {
        double[] drawn = LinearNetwork.random(1 / Math.sqrt(SAMPLES), seeds.child("inputs"), SAMPLES, INPUTS)
                .product();
        double[] x = white ? whitened(drawn) : drawn;
        double[] left =
                LinearNetwork.balanced(1, seeds.child("left"), OUTPUTS, OUTPUTS).product();
        double[] right =
                LinearNetwork.balanced(1, seeds.child("right"), INPUTS, INPUTS).product();
        double[] y = LinearNetwork.random(0.05, seeds.child("noise"), SAMPLES, OUTPUTS)
                .product();
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < OUTPUTS; k++) {
                for (int l = 0; l < INPUTS; l++) {
                    y[i] += left[i / SAMPLES * OUTPUTS + k]
                            * Math.pow(2, 2 - k)
                            * right[k * INPUTS + l]
                            * x[l * SAMPLES + i % SAMPLES];
                }
            }
        }
        return LinearTask.of(x, INPUTS, y, OUTPUTS);
    }

    /** So that the second moments of the inputs are the identity. */
    private static double[] whitened(double[] x) {
        double[] columns = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            columns[i % SAMPLES * INPUTS + i / SAMPLES] = x[i];
        }
        double[] orthonormal = Orthonormal.columns(columns, INPUTS);
        double[] rows = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rows[i] = orthonormal[i % SAMPLES * INPUTS + i / SAMPLES];
        }
        return rows;
    }

    private Drifts drifts(LinearTask task, Shape shape, Trial trial) {
        LinearNetwork start = LinearNetwork.random(get(DEVIATION), trial.seeds(), shape.widths);
        double[] descent = Arrays.stream(STEPS)
                .map(step -> drift(LinearDescent.descent(task, step), start, TIME / step))
                .toArray();
        double[] flow = DoubleStream.of(TIME / 160, TIME / 320)
                .map(step -> drift(LinearDescent.rungeKutta(task, step), start, TIME / step))
                .toArray();
        return new Drifts(descent, flow);
    }

    private static double drift(LinearDescent descent, LinearNetwork start, double steps) {
        return descent.advance(start, (int) Math.round(steps)).imbalanceDistance(start);
    }

    /** The loss that descent reaches: a part of 10⁻¹⁰ above the minimum, or what is left after very many steps. */
    private double end(LinearTask task, Shape shape, Trial trial) {
        LinearNetwork network = LinearNetwork.random(get(DEVIATION), trial.seeds(), shape.widths);
        LinearDescent descent = LinearDescent.descent(task, STEP);
        double aim = task.minimum(shape.rank()) * (1 + 1e-10);
        for (int k = 0; k < 120 && task.loss(network) > aim; k++) {
            Interruption.poll();
            network = descent.advance(network, 500);
        }
        return task.loss(network);
    }

    private static Path path(LinearTask task, Trial trial) {
        LinearNetwork network = LinearNetwork.balanced(1e-9, trial.seeds(), Shape.TWO_LAYERS.widths);
        LinearDescent flow = LinearDescent.rungeKutta(task, STEP);
        double[] losses = new double[POINTS];
        double[] gradients = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            Interruption.poll();
            losses[k] = task.loss(network);
            gradients[k] = task.gradientNorm(network);
            network = flow.advance(network, 5);
        }
        // A dip of the gradient over several points; what is smaller than 10⁻⁹ is the end.
        double[] pauses = IntStream.range(2, POINTS - 2)
                .filter(k -> gradients[k] < gradients[k - 1] && gradients[k - 1] < gradients[k - 2])
                .filter(k -> gradients[k] <= gradients[k + 1] && gradients[k + 1] <= gradients[k + 2])
                .filter(k -> gradients[k] > 1e-9)
                .mapToDouble(k -> losses[k])
                .toArray();
        return new Path(losses, pauses);
    }

    /** Counted from the end: some starts come nearer to the saddle at 0 first, and pause there as well. */
    private static double pause(Path path, int rank) {
        int place = path.pauses.length - OUTPUTS + rank;
        return path.pauses.length >= OUTPUTS - 1 && path.pauses.length <= OUTPUTS ? path.pauses[place] : Double.NaN;
    }

    private static double weakestFirst(LinearTask task, int rank) {
        double[] modes = task.modes();
        return task.minimum(OUTPUTS)
                + IntStream.range(0, OUTPUTS - rank)
                        .mapToDouble(i -> modes[i] / 2)
                        .sum();
    }

    private void show(
            Lab lab,
            LinearTask task,
            LinearTask white,
            Rows<Shape, Double> ends,
            Rows<Shape, Drifts> drifts,
            Rows<Shape, Path> paths) {
        double[] time =
                IntStream.range(0, POINTS).mapToDouble(k -> 5 * STEP * k).toArray();
        Chart path = Chart.titled("Flow of a 6-8-4 network from a small balanced start")
                .x("time t")
                .y("loss L")
                .logY();
        List<Path> all = paths.values(Shape.TWO_LAYERS);
        path = all.isEmpty() ? path : path.line("gradient flow", time, all.get(0).losses);
        for (int rank = 1; rank <= OUTPUTS; rank++) {
            double level = white.minimum(rank);
            path = path.theory("best fits of ranks 1 to 4", t -> level, 0, time[POINTS - 1]);
        }
        Chart drift = Chart.titled("Drift of the conserved quantities at t = 4")
                .x("step η")
                .y("‖C(t) − C(0)‖")
                .logX()
                .logY();
        for (Shape shape : drifts.items()) {
            Estimates means = Estimates.of(List.of(0, 1, 2), k -> drifts.mean(shape, d -> d.descent[k]));
            double last = means.values()[2];
            drift = means.on(
                            drift,
                            shape.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                            STEPS)
                    .theory("slope 1, scaled", eta -> last * eta / STEPS[2], STEPS[2], STEPS[0]);
        }
        lab.figure(path, drift);
        lab.table(Results.titled(card().title())
                .texts(
                        "shape",
                        ends.items().stream()
                                .map(shape -> Arrays.toString(shape.widths))
                                .toArray(String[]::new))
                .numbers(
                        "best fit of its rank",
                        ends.items().stream()
                                .mapToDouble(shape -> task.minimum(shape.rank()))
                                .toArray())
                .numbers(
                        "largest final loss",
                        ends.items().stream()
                                .mapToDouble(shape -> Arrays.stream(ends.numbers(shape, loss -> loss))
                                        .max()
                                        .orElse(Double.NaN))
                                .toArray()));
    }
}
