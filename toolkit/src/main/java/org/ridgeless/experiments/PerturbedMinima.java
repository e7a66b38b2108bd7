package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.landscape.minima.LevenbergMarquardt;
import org.ridgeless.landscape.minima.Minimum;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** A perturbed minimum trains back to another zero of the loss, as far along the null space as it was pushed. Card: perturbed-minima.md. */
public final class PerturbedMinima extends Experiment<PerturbedMinima> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks, each with data and a perturbation of its own")
            .atLeast(2)
            .tiny(3)
            .teaching(60)
            .paper(200);
    static final Option<Integer> UNITS =
            Option.count("units").help("hidden units").always(8);
    static final Option<Integer> INPUTS = Option.count("inputs").help("inputs").always(8);
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples N, fewer than weights").always(30);

    private static final List<Double> SIZES = List.of(0.02, 0.05, 0.1, 0.3, 1.0);
    private static final List<Double> SMALL = List.of(0.02, 0.05, 0.1);
    private static final double SMALLEST = SIZES.get(0);
    private static final double ZERO_LOSS = 1e-20;
    private static final int STARTS = 20;
    private static final int STEPS = 1000;
    private static final int SEGMENT = 41;

    /**
     * A child of a minimum.
     *
     * @param pushed loss right after the perturbation, over N
     * @param loss after training, over N
     * @param along norm of the part of the displacement in the parent's null space, over that of the perturbation
     * @param distance from the parent over the length of the perturbation
     * @param barrier largest loss on the segment between parent and child, over N
     */
    record Child(double pushed, double loss, double along, double distance, double barrier, double[] segment) {}

    public static PerturbedMinima study() {
        return new PerturbedMinima();
    }

    /** Networks, each with data and a perturbation of its own, at least 2. */
    public PerturbedMinima networks(int count) {
        return with(NETWORKS, count);
    }

    /** Hidden units, at least 1. */
    public PerturbedMinima units(int count) {
        return with(UNITS, count);
    }

    /** Inputs, at least 1. */
    public PerturbedMinima inputs(int count) {
        return with(INPUTS, count);
    }

    /** Samples N, fewer than weights, at least 1. */
    public PerturbedMinima samples(int count) {
        return with(SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        int weights = get(UNITS) * (get(INPUTS) + 1);
        if (get(SAMPLES) > weights / 2) {
            throw new IllegalArgumentException(
                    "random labels are fitted surely where there are at least twice as many weights as samples, got W"
                            + " = units · (inputs + 1) = "
                            + weights + " and N = " + get(SAMPLES));
        }
        double kept = Math.sqrt((double) (weights - get(SAMPLES)) / weights);
        Rows<Double, Child> children = lab.repeat(get(NETWORKS)).each("child", SIZES, this::perturb);

        lab.check(Claim.that("every child fits its random labels: largest mean loss")
                .each(
                        SIZES,
                        size -> Estimate.largest(children.numbers(size, Child::loss))
                                .troubled(children.problem(size)))
                .rival(
                        "as right after the perturbation",
                        size -> Statistics.mean(children.numbers(size, Child::pushed)))
                .atMost(1e-8));
        lab.check(Claim.that("displacement along the parent's null space over that of the perturbation")
                .each(SMALL, size -> children.mean(size, Child::along))
                .predicts(1)
                .rival("back to the parent", 0)
                .rival("shrunk like the whole displacement, √((W − N)/W)", kept)
                .within(0.05));
        lab.check(Claim.that("smallest perturbation: distance from the parent over its length")
                .observed(children.mean(SMALLEST, Child::distance))
                .predicts(kept)
                .rival("back to the parent", 0)
                .rival("it stays where it was pushed", 1)
                .within(0.04));
        lab.check(Claim.that("barrier between parent and child: exponent in the size of the perturbation, each network")
                .observed(Estimate.mean(exponents(children)).troubled(children.problem()))
                .predicts(4)
                .rival("a quadratic basin", 2)
                .rival("no barrier that grows", 0)
                .within(0.2));
        show(lab, children, kept);
    }

    private Child perturb(double size, Trial trial) {
        Seeds seeds = trial.paired();
        double[][] inputs = normals(get(SAMPLES), get(INPUTS), seeds.child("inputs"));
        double[][] labels = normals(get(SAMPLES), 1, seeds.child("labels"));
        for (double[] label : labels) {
            label[0] = Math.signum(label[0]);
        }
        Data data = Data.regression(inputs, labels);
        Net net = Nets.tanh(get(INPUTS), get(UNITS), 1);
        Minimum parent = fit(net, data, seeds);
        double[] weights = parent.weights();
        double[] direction = normals(1, weights.length, seeds.child("direction"))[0];
        double[] push = Vectors.scale(Vectors.unit(direction), size * Vectors.norm(weights));
        Net pushed = net.withParameters(Vectors.add(weights, push));
        LevenbergMarquardt training = LevenbergMarquardt.of(pushed, data);
        Minimum child = training.run(ZERO_LOSS, STEPS);
        Interruption.poll();
        double[] displacement = Vectors.subtract(child.weights(), weights);
        int free = weights.length - get(SAMPLES);
        double[] segment = parent.lossOnSegment(child.weights(), SEGMENT);
        return new Child(
                training.start().loss() / get(SAMPLES),
                child.loss() / get(SAMPLES),
                Vectors.norm(parent.nullPart(displacement, free)) / Vectors.norm(parent.nullPart(push, free)),
                Vectors.norm(displacement) / Vectors.norm(push),
                Arrays.stream(segment).max().orElseThrow() / get(SAMPLES),
                segment);
    }

    private static Minimum fit(Net net, Data data, Seeds seeds) {
        for (int start = 0; start < STARTS; start++) {
            Interruption.poll();
            Net drawn = net.seed(seeds.child("weights").child(start).value());
            Minimum end = LevenbergMarquardt.of(drawn, data).run(ZERO_LOSS, STEPS);
            if (end.loss() <= ZERO_LOSS) {
                return end;
            }
        }
        throw new IllegalStateException("no zero-loss minimum from " + STARTS + " starts; more units make it easier");
    }

    private static double[][] normals(int rows, int columns, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] values = new double[rows][];
        Arrays.setAll(values, i -> normal.samples(columns).toArray());
        return values;
    }

    private static double[] exponents(Rows<Double, Child> children) {
        int networks = SMALL.stream()
                .mapToInt(size -> children.values(size).size())
                .min()
                .orElse(0);
        double[] sizes = SMALL.stream().mapToDouble(size -> size).toArray();
        return IntStream.range(0, networks)
                .mapToDouble(i -> Estimate.exponent(
                                sizes,
                                column(
                                        SMALL,
                                        size -> children.values(size).get(i).barrier()))
                        .value())
                .toArray();
    }

    private static void show(Lab lab, Rows<Double, Child> children, double kept) {
        double[] sizes = column(SIZES, size -> size);
        lab.table(Results.titled("Children of minima, means over the networks")
                .numbers("size of the perturbation / ‖w‖", sizes)
                .numbers(
                        "loss before training", column(SIZES, s -> Statistics.mean(children.numbers(s, Child::pushed))))
                .numbers(
                        "largest loss after",
                        column(
                                SIZES,
                                s -> Arrays.stream(children.numbers(s, Child::loss))
                                        .max()
                                        .orElse(Double.NaN)))
                .numbers(
                        "along the null space",
                        column(SIZES, s -> children.mean(s, Child::along).value()))
                .numbers(
                        "distance",
                        column(SIZES, s -> children.mean(s, Child::distance).value()))
                .numbers(
                        "barrier",
                        column(SIZES, s -> children.mean(s, Child::barrier).value())));
        Chart moved = Estimates.of(SIZES, s -> children.mean(s, Child::distance))
                .on(
                        Estimates.of(SIZES, s -> children.mean(s, Child::along))
                                .on(
                                        Chart.titled("How far a child is from its parent")
                                                .x("size of the perturbation / ‖w‖")
                                                .y("displacement over that of the perturbation")
                                                .logX(),
                                        "in the parent's null space",
                                        sizes),
                        "in all directions",
                        sizes)
                .horizontal("1", 1)
                .horizontal("√((W − N)/W)", kept);
        double unit = children.mean(SMALLEST, Child::barrier).value() / Math.pow(SMALLEST, 4);
        Chart barrier = Estimates.of(SIZES, s -> children.mean(s, Child::barrier))
                .on(
                        Chart.titled("The barrier between parent and child")
                                .x("size of the perturbation / ‖w‖")
                                .y("largest mean loss on the segment")
                                .logX()
                                .logY(),
                        "mean over networks",
                        sizes)
                .points(
                        "right after the perturbation",
                        sizes,
                        column(SIZES, s -> Statistics.mean(children.numbers(s, Child::pushed))));
        barrier = unit > 0 ? barrier.theory("fourth power, scaled", s -> unit * Math.pow(s, 4), 0.02, 0.3) : barrier;
        lab.figure(moved, barrier);
    }

    private static double[] column(List<Double> sizes, ToDoubleFunction<Double> value) {
        return sizes.stream().mapToDouble(value).toArray();
    }
}
