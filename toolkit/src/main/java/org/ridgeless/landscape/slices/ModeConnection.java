package org.ridgeless.landscape.slices;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Quadrature;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;

/**
 * A path between two networks of one architecture and the loss along it: the straight line, or a quadratic Bézier curve
 * \(\varphi(t)=(1-t)^2a+2t(1-t)\theta+t^2b\) with the bend θ that makes \(\int_0^1L(\varphi(t))\,dt\) small.
 *
 * <p>{@link #barrier} is how far the loss rises above the line between its ends: 0 for linearly connected modes. Units of a hidden layer
 * may be in another order in the two networks; no order is looked for here. Immutable.
 *
 * <p><b>Reference</b> T. Garipov, P. Izmailov, D. Podoprikhin, D. Vetrov, A. Wilson, <i>Loss surfaces, mode connectivity, and fast
 * ensembling of DNNs</i>, NeurIPS 2018, equation (3); J. Frankle, G. Dziugaite, D. Roy, M. Carbin, ICML 2020, for the barrier.
 */
public final class ModeConnection implements Displayable {
    private static final int POINTS = 101;
    private static final double ARMIJO = 1e-4;

    private final Net net;
    private final Risk risk;
    private final double[] start;
    private final double[] bend;
    private final double[] end;

    private ModeConnection(Net net, Risk risk, double[] start, double[] bend, double[] end) {
        this.net = net;
        this.risk = risk;
        this.start = start;
        this.bend = bend;
        this.end = end;
    }

    /**
     * The straight line between two networks.
     *
     * @param from the network at t = 0
     * @param to the network at t = 1, of the same architecture, which only its number of parameters is asked for
     * @param data samples of the shape of the networks
     * @param loss defined for the targets
     * @return the line
     * @throws IllegalArgumentException if the numbers of parameters differ, or network, data and loss do not fit
     */
    public static ModeConnection line(Net from, Net to, Data data, Loss loss) {
        double[] start = from.parameters();
        double[] end = to.parameters();
        if (start.length != end.length) {
            throw new IllegalArgumentException("the networks have " + start.length + " and " + end.length
                    + " parameters; a path needs as many in both");
        }
        double[] middle = Vectors.scale(Vectors.add(start, end), 0.5);
        return new ModeConnection(from, Risk.of(from, data, loss), start, middle, end);
    }

    /**
     * The curve after so many steps of steepest descent for its bend, each as long as it falls enough (Armijo's rule). The
     * mean over t is that of 16 nodes of Gauss and Legendre, so that a step is 16 gradients or more.
     *
     * @param steps at least 1
     * @return the curve, no higher on the mean than this one
     * @throws java.util.concurrent.CancellationException if interrupted; nothing partial is returned
     * @throws IllegalArgumentException if there is no step
     */
    public ModeConnection bent(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a curve is bent by at least 1 step, got " + steps);
        }
        double[] theta = bend.clone();
        double[] slope = new double[theta.length];
        double value = mean(theta, slope);
        double rate = 1;
        for (int step = 0; step < steps && Vectors.squares(slope) > 0; step++) {
            Interruption.poll();
            double fall = Vectors.squares(slope);
            double[] next = null;
            double[] nextSlope = new double[theta.length];
            double nextValue = Double.NaN;
            for (int halving = 0; halving < 60 && !(nextValue <= value - ARMIJO * rate * fall); halving++) {
                rate *= halving == 0 ? 2 : 0.5;
                next = Vectors.addScaled(theta.clone(), -rate, slope);
                nextValue = mean(next, nextSlope);
            }
            if (!(nextValue < value)) {
                break; // as low as rounding lets it be told
            }
            theta = next;
            slope = nextSlope;
            value = nextValue;
        }
        return new ModeConnection(net, risk, start, theta, end);
    }

    /** The mean loss along the curve with the bend θ, and its gradient. */
    private double mean(double[] theta, double[] slope) {
        Quadrature nodes = Quadrature.on(0, 1, 1, 1);
        double[] t = nodes.nodes();
        double[] weights = nodes.weights();
        Arrays.fill(slope, 0);
        double[] gradient = new double[theta.length];
        double sum = 0;
        for (int i = 0; i < t.length; i++) {
            sum += weights[i] * risk.gradient(point(theta, t[i]), gradient);
            Vectors.addScaled(slope, weights[i] * 2 * t[i] * (1 - t[i]), gradient);
        }
        return sum;
    }

    private double[] point(double[] theta, double t) {
        double[] point = Vectors.scale(start, (1 - t) * (1 - t));
        Vectors.addScaled(point, 2 * t * (1 - t), theta);
        return Vectors.addScaled(point, t * t, end);
    }

    /**
     * The network at t in [0, 1].
     *
     * @param t from 0 to 1
     * @return the network on the path
     * @throws IllegalArgumentException if t is outside of [0, 1]
     */
    public Net at(double t) {
        if (!(t >= 0 && t <= 1)) {
            throw new IllegalArgumentException("a path goes from t = 0 to 1, got " + t);
        }
        return net.withParameters(point(bend, t));
    }

    /** The network at the bend, through which {@link LossSlice#through} draws the plane of the curve. */
    public Net bend() {
        return net.withParameters(bend);
    }

    /**
     * The loss at equal steps of t from 0 to 1.
     *
     * @param points ≥ 2, both ends included
     * @return as many losses
     * @throws IllegalArgumentException if there are fewer than 2 points
     */
    public double[] losses(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("a path has at least 2 points, both ends included, got " + points);
        }
        double[] losses = new double[points];
        for (int i = 0; i < points; i++) {
            Interruption.poll();
            losses[i] = risk.value(point(bend, i / (points - 1.0)));
        }
        return losses;
    }

    /** The largest rise of the loss over the line between its ends, at 101 points; 0 if it never rises above. */
    public double barrier() {
        double[] losses = losses(POINTS);
        double barrier = 0;
        for (int i = 0; i < POINTS; i++) {
            double t = i / (POINTS - 1.0);
            barrier = Math.max(barrier, losses[i] - (1 - t) * losses[0] - t * losses[POINTS - 1]);
        }
        return barrier;
    }

    /** The loss along the path against t. */
    public Chart chart() {
        double[] t = new double[POINTS];
        Arrays.setAll(t, i -> i / (POINTS - 1.0));
        return Chart.titled("The loss along a path").x("t").y("loss").line("path", t, losses(POINTS));
    }

    @Override
    public MimeBundle mime() {
        return chart().mime();
    }

    @Override
    public String toString() {
        return "path of barrier " + barrier();
    }
}
