package org.ridgeless.models;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * \( f(x) = \sum_i u_i v_i x_i \) under SGD on \( \frac12 (f-y)^2 \) with weight decay:
 * \( u^+ = (1-\eta\lambda)u - \eta g v \), \( v^+ = (1-\eta\lambda)v - \eta g u \), with g_i the batch gradient of the product u_i v_i.
 *
 * <p>The imbalance \( Q_i = u_i^2 - v_i^2 \), which gradient flow conserves, obeys for each coordinate and each step exactly
 * \[ Q_i^+ = Q_i\,[(1-\eta\lambda)^2 - \eta^2 g_i^2], \]
 * so that initialization is forgotten at the rate \( 2\eta\lambda + \eta^2\,\mathbb E g_i^2 \) a step to leading order.
 * The state changes in place; a value is one run and not for several threads.
 */
public final class DiagonalNetwork {
    private static final int POLL_EVERY = 1000;

    private final double[][] x;
    private final double[] y;
    private final double[] u;
    private final double[] v;
    private final double[] gradient;

    private DiagonalNetwork(double[][] x, double[] y, double[] u, double[] v) {
        this.x = x;
        this.y = y;
        this.u = u.clone();
        this.v = v.clone();
        this.gradient = new double[u.length];
    }

    /**
     * A network with the given first and second layer, on the given data with one sample a row.
     *
     * @param x n × d, one sample a row
     * @param y n targets
     * @param first u, d weights
     * @param second v, d weights
     * @return a network that {@link #descend} changes
     * @throws IllegalArgumentException if the shapes differ; the message has them
     */
    public static DiagonalNetwork on(double[][] x, double[] y, double[] first, double[] second) {
        if (x.length == 0 || x.length != y.length || first.length != x[0].length || second.length != first.length) {
            throw new IllegalArgumentException("a diagonal network needs one target a row and one weight a column, got "
                    + x.length + " rows, " + y.length + " targets, and " + first.length + " and " + second.length
                    + " weights");
        }
        return new DiagonalNetwork(x, y, first, second);
    }

    /**
     * Takes so many steps of SGD with batches drawn with replacement.
     *
     * @param steps ≥ 1
     * @param rate η &gt; 0
     * @param decay λ ≥ 0
     * @param batch b ≥ 1
     * @param seeds of the batches
     * @return what the steps added up to
     * @throws IllegalArgumentException if η, λ or b are not as said; the message has them
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Forgetting descend(int steps, double rate, double decay, int batch, Seeds seeds) {
        if (!(rate > 0) || !(decay >= 0) || batch < 1) {
            throw new IllegalArgumentException(
                    "SGD needs η > 0, λ ≥ 0 and b ≥ 1, got η = " + rate + ", λ = " + decay + ", b = " + batch);
        }
        UniformRandomProvider random = seeds.stream();
        double[] start = logImbalance();
        LogProducts exact = new LogProducts(u.length);
        double[] squares = new double[u.length];
        for (int t = 0; t < steps; t++) {
            if (t % POLL_EVERY == 0) {
                Interruption.poll();
            }
            drawGradient(batch, random);
            move(rate, decay);
            for (int i = 0; i < u.length; i++) {
                double push = rate * gradient[i];
                exact.multiply(i, Math.abs((1 - rate * decay) * (1 - rate * decay) - push * push));
                squares[i] += gradient[i] * gradient[i] / steps;
            }
        }
        double[] change = logImbalance();
        for (int i = 0; i < change.length; i++) {
            change[i] -= start[i];
        }
        return new Forgetting(steps, change, exact.logarithms(), squares);
    }

    /**
     * The mean of E g_i² over the coordinates that SGD without decay has in the long run about the least-squares minimum w*,
     * from the second moments of u v − w* to leading order in η. There u v moves like w under SGD with the inputs
     * \( x_i\sqrt{u_i^2 + v_i^2} \), and \( u_i^2 + v_i^2 = \sqrt{Q_i^2 + 4 w_i^{*2}} \) as long as Q has not faded much. Where the
     * samples fit exactly it is 0.
     *
     * @param rate η &gt; 0
     * @param batch b ≥ 1
     * @return E g², averaged over the d coordinates
     */
    public double stationaryNoise(double rate, int batch) {
        double[] minimum = LeastSquares.of(x, y).minimum();
        double[] scale = new double[u.length];
        for (int i = 0; i < scale.length; i++) {
            double q = u[i] * u[i] - v[i] * v[i];
            scale[i] = Math.sqrt(Math.sqrt(q * q + 4 * minimum[i] * minimum[i]));
        }
        double[][] scaled = new double[x.length][u.length];
        for (int n = 0; n < x.length; n++) {
            for (int i = 0; i < scale.length; i++) {
                scaled[n][i] = x[n][i] * scale[i];
            }
        }
        double[] second =
                StationaryCovariance.of(LeastSquares.of(scaled, y), rate, batch).gradientSquares();
        double sum = 0;
        for (int i = 0; i < scale.length; i++) {
            sum += second[i] / (scale[i] * scale[i]) / scale.length;
        }
        return sum;
    }

    private void drawGradient(int batch, UniformRandomProvider random) {
        Arrays.fill(gradient, 0);
        for (int k = 0; k < batch; k++) {
            int n = random.nextInt(x.length);
            double error = output(x[n]) - y[n];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += error * x[n][i] / batch;
            }
        }
    }

    private void move(double rate, double decay) {
        double shrink = 1 - rate * decay;
        for (int i = 0; i < u.length; i++) {
            double first = shrink * u[i] - rate * gradient[i] * v[i];
            v[i] = shrink * v[i] - rate * gradient[i] * u[i];
            u[i] = first;
        }
    }

    private double output(double[] input) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i] * input[i];
        }
        return sum;
    }

    /** The mean of (f − y)²/2 over the data. */
    public double loss() {
        double sum = 0;
        for (int n = 0; n < x.length; n++) {
            double error = output(x[n]) - y[n];
            sum += error * error / 2;
        }
        return sum / x.length;
    }

    /** log |u² − v²| of each coordinate, in the factored form that does not cancel. */
    public double[] logImbalance() {
        double[] q = new double[u.length];
        Arrays.setAll(q, i -> Math.log(Math.abs(u[i] - v[i])) + Math.log(Math.abs(u[i] + v[i])));
        return q;
    }
}
