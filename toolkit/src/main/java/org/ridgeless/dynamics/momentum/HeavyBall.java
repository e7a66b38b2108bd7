package org.ridgeless.dynamics.momentum;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.random.Seeds;

/**
 * Heavy ball with weight decay, \( w_{t+1} = w_t + \beta(w_t - w_{t-1}) - \eta(\nabla L_B(w_t) + \lambda w_t) \), on the whole
 * data or on batches drawn with replacement; β = 0 and λ = 0 are gradient descent. Immutable.
 *
 * <p><i>Reference:</i> B. T. Polyak, <i>Some methods of speeding up the convergence of iteration methods</i>, 1964.
 */
public final class HeavyBall {
    private final Net net;
    private final Data data;
    private final Loss loss;
    private final double rate;
    private final double momentum;
    private final double decay;
    private final int batch;
    private final int warmUp;

    private HeavyBall(
            Net net, Data data, Loss loss, double rate, double momentum, double decay, int batch, int warmUp) {
        this.net = net;
        this.data = data;
        this.loss = loss;
        this.rate = rate;
        this.momentum = momentum;
        this.decay = decay;
        this.batch = batch;
        this.warmUp = warmUp;
    }

    /** Gradient descent with step η on the mean loss over the data. */
    public static HeavyBall of(Net net, Data data, Loss loss, double rate) {
        Risk.requireFit(net, data);
        loss.require(data.targets(), net.outputs());
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("descent needs a positive step, got η = " + rate);
        }
        return new HeavyBall(net, data, loss, rate, 0, 0, 0, 0);
    }

    /** The same with momentum β. */
    public HeavyBall momentum(double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("momentum needs 0 ≤ β < 1, got " + beta);
        }
        return new HeavyBall(net, data, loss, rate, beta, decay, batch, warmUp);
    }

    /** The same with weight decay λ, the gradient of λ‖w‖²/2. */
    public HeavyBall decay(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("weight decay needs λ ≥ 0, got " + lambda);
        }
        return new HeavyBall(net, data, loss, rate, momentum, lambda, batch, warmUp);
    }

    /** The same on batches of so many samples, drawn with replacement. */
    public HeavyBall batch(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch has at least 1 sample, got " + size);
        }
        return new HeavyBall(net, data, loss, rate, momentum, decay, size, warmUp);
    }

    /** The same with the step growing linearly from 0 to η over the first so many steps. */
    public HeavyBall warmUp(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("a warm-up takes 0 or more steps, got " + steps);
        }
        return new HeavyBall(net, data, loss, rate, momentum, decay, batch, steps);
    }

    /** What a run shows from time to time. */
    public interface Observer {
        void see(int step, Net now);
    }

    /**
     * Takes so many steps and shows the network at step 0, every {@code period} steps and at the end.
     *
     * @return the step before which the loss was no longer finite, or the thread interrupted; {@code steps} if neither was
     */
    public int run(int steps, int period, Seeds seeds, Observer observer) {
        double[] w = net.parameters();
        double[] velocity = new double[w.length];
        double[] gradient = new double[w.length];
        Samples samples = new Samples(seeds);
        for (int t = 0; t < steps; t++) {
            if (t % period == 0) {
                observer.see(t, net.withParameters(w));
            }
            if (!samples.gradient(w, gradient) || Thread.currentThread().isInterrupted()) {
                return t;
            }
            double eta = t < warmUp ? rate * (t + 1) / warmUp : rate;
            for (int i = 0; i < w.length; i++) {
                velocity[i] = momentum * velocity[i] - eta * (gradient[i] + decay * w[i]);
                w[i] += velocity[i];
            }
        }
        observer.see(steps, net.withParameters(w));
        return steps;
    }

    /** The gradient over the next batch. */
    private final class Samples {
        private final UniformRandomProvider random;
        private final double[] x = data.flatInputs();
        private final double[] y = data.flatTargets();
        private final int d = data.dimension();
        private final int c = data.outputs();
        private final int size = batch == 0 ? data.samples() : batch;
        private final double[] inputs = batch == 0 ? x : new double[size * d];
        private final double[] targets = batch == 0 ? y : new double[size * c];
        private final double[] residual = new double[size * c];
        private final Evaluator evaluator = net.engine().evaluator(net.architecture(), size);

        private final long seed;
        private long step;

        Samples(Seeds seeds) {
            this.random = seeds.stream();
            this.seed = seeds.value();
        }

        boolean gradient(double[] w, double[] into) {
            if (batch > 0) {
                draw();
            }
            evaluator.train(seed, step++);
            double value = loss.gradient(evaluator.forward(w, inputs, size), targets, size, c, residual);
            Arrays.fill(into, 0);
            evaluator.reverse(w, residual, 1.0 / size, into);
            return Double.isFinite(value);
        }

        private void draw() {
            for (int k = 0; k < size; k++) {
                int row = random.nextInt(data.samples());
                System.arraycopy(x, row * d, inputs, k * d, d);
                System.arraycopy(y, row * c, targets, k * c, c);
            }
        }
    }
}
