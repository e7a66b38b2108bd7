package org.ridgeless.dynamics.width;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Layer;

/**
 * How the outputs of every layer, and their changes after a few steps of training, grow with the width: powers of the width, one
 * for each layer, which tell whether initialization, parametrization and rates keep their order.
 *
 * {@snippet file="DynamicsTest.java" region="coordinate-check"}
 *
 * <p>In the maximal-update parametrization all exponents of the change are 0 and the output starts at width^(−½); in the NTK
 * parametrization with one rate the hidden layers change like width^(−½) and the output like 1; in the standard one with one
 * rate the output grows with the width. Each size is the root mean square over units, samples and seeds. Reference: G. Yang et
 * al., <i>Tensor programs V</i>, 2022, section D.1 and the coordinate check of its code.
 */
public final class CoordinateCheck {
    private static final double LOUD = 0.25;

    private final IntFunction<Net> net;
    private final Data data;
    private final Loss loss;
    private final Optimizer optimizer;
    private final double rate;
    private final int[] widths;
    private final int steps;
    private final int seeds;

    private CoordinateCheck(
            IntFunction<Net> net,
            Data data,
            Loss loss,
            Optimizer optimizer,
            double rate,
            int[] widths,
            int steps,
            int seeds) {
        this.net = net;
        this.data = data;
        this.loss = loss;
        this.optimizer = optimizer;
        this.rate = rate;
        this.widths = widths;
        this.steps = steps;
        this.seeds = seeds;
    }

    /**
     * A check of a family of networks, by width, on data; 3 steps, 4 seeds, widths 64, 128, 256, 512 unless told otherwise.
     *
     * @param net from a width to a network; the seed is set here
     * @param data samples of the shape of the networks
     * @return a check that lacks loss and rate
     */
    public static CoordinateCheck of(IntFunction<Net> net, Data data) {
        int[] widths = {64, 128, 256, 512};
        return new CoordinateCheck(net, data, null, Optimizer.gradientDescent(), Double.NaN, widths, 3, 4);
    }

    /**
     * The loss to be trained with.
     *
     * @param loss defined for the targets
     * @return the check with it
     */
    public CoordinateCheck loss(Loss loss) {
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths, steps, seeds);
    }

    /**
     * The optimizer to be trained with; gradient descent unless given.
     *
     * @param optimizer with rates by the width, for example {@link Optimizer#maximalUpdate}
     * @return the check with it
     */
    public CoordinateCheck optimizer(Optimizer optimizer) {
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths, steps, seeds);
    }

    /**
     * The step size, the same at every width.
     *
     * @param rate &gt; 0
     * @return the check with it
     */
    public CoordinateCheck rate(double rate) {
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths, steps, seeds);
    }

    /**
     * The widths that are compared.
     *
     * @param widths at least two different ones, each ≥ 1
     * @return the check with them
     * @throws IllegalArgumentException if there are fewer than two, or one is below 1
     */
    public CoordinateCheck widths(int... widths) {
        if (widths.length < 2
                || Arrays.stream(widths).distinct().count() < 2
                || Arrays.stream(widths).min().orElse(0) < 1) {
            throw new IllegalArgumentException(
                    "an exponent needs two different widths of at least 1, got " + Arrays.toString(widths));
        }
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths.clone(), steps, seeds);
    }

    /**
     * The number of steps of training.
     *
     * @param steps ≥ 1
     * @return the check with it
     * @throws IllegalArgumentException if it is below 1
     */
    public CoordinateCheck steps(int steps) {
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths, requirePositive("step", steps), seeds);
    }

    /**
     * The number of seeds, over which sizes are averaged: 0, 1, ….
     *
     * @param seeds ≥ 1
     * @return the check with it
     * @throws IllegalArgumentException if it is below 1
     */
    public CoordinateCheck seeds(int seeds) {
        return new CoordinateCheck(net, data, loss, optimizer, rate, widths, steps, requirePositive("seed", seeds));
    }

    private static int requirePositive(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a check takes at least one " + what + ", got " + count);
        }
        return count;
    }

    /**
     * Trains every width with every seed.
     *
     * @throws IllegalStateException if loss or rate are missing, or a training diverges: then the rate is too large
     */
    public CoordinateReport run() {
        if (loss == null || !(rate > 0)) {
            throw new IllegalStateException("a check needs a loss and a positive rate, got " + loss + " and " + rate);
        }
        double[][] start = new double[widths.length][];
        double[][] change = new double[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            Interruption.poll();
            double[][] squares = measure(widths[i]);
            start[i] = roots(squares[0]);
            change[i] = roots(squares[1]);
        }
        return new CoordinateReport(widths.clone(), start, change, LOUD);
    }

    private double[] roots(double[] squares) {
        return Arrays.stream(squares).map(s -> Math.sqrt(s / seeds)).toArray();
    }

    /** Mean squares of the outputs of each layer, and of their changes, summed over seeds. */
    private double[][] measure(int width) {
        double[][] squares = null;
        for (int seed = 0; seed < seeds; seed++) {
            Net before = net.apply(width).seed(seed);
            Run run = Descent.of(before, data)
                    .loss(loss)
                    .rate(rate)
                    .optimizer(optimizer)
                    .run(steps)
                    .complete("training at width " + width);
            int layers = before.architecture().layers().size();
            squares = squares == null ? new double[2][layers] : squares;
            for (int k = 0; k < layers; k++) {
                double[][] first = part(before, k).applyAll(data.inputs());
                double[][] second = part(run.net(), k).applyAll(data.inputs());
                squares[0][k] += meanSquare(first, null);
                squares[1][k] += meanSquare(second, first);
            }
        }
        return squares;
    }

    /** The network up to layer k with its parameters. */
    private static Net part(Net net, int k) {
        List<Layer> layers = net.architecture().layers().subList(0, k + 1);
        Net part = Nets.chain(layers.toArray(Layer[]::new));
        return part.withParameters(Arrays.copyOf(net.parameters(), part.parameterCount()));
    }

    private static double meanSquare(double[][] values, double[][] less) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                double value = values[i][j] - (less == null ? 0 : less[i][j]);
                sum += value * value;
            }
        }
        return sum / values.length / values[0].length;
    }
}
