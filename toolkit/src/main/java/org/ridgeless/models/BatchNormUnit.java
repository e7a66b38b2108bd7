package org.ridgeless.models;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * One logistic unit behind batch normalization: z = w·x, \( \hat z = (z - \mu_B)/\sigma_B \) over the batch, loss
 * \( \mathrm{mean}\,\log(1+e^{-y\hat z}) \), trained by \( w^+ = (1-\eta\lambda)w - \eta\nabla L \) on batches drawn with replacement.
 *
 * <p>The loss depends on the direction of w alone, so ⟨w, ∇L⟩ = 0 and
 * \( \|w^+\|^2 = (1-\eta\lambda)^2\|w\|^2 + \eta^2\|\nabla L\|^2 \). With \( \tilde g = \|w\|\nabla L \), which does not depend on
 * ‖w‖: without decay \( \|w\|^4 - \|w_0\|^4 \approx 2\eta^2\sum\|\tilde g\|^2 \), that is ‖w‖ ~ t^{1/4}; with decay
 * \( \|w\|^4 \to \eta\,\mathbb E\|\tilde g\|^2/(2\lambda) \) and the root mean square angle of a step tends to √(2ηλ).
 *
 * <p><i>Reference:</i> R. Wan, Z. Zhu, X. Zhang and J. Sun, <i>Spherical motion dynamics</i>, NeurIPS 2021.
 */
public final class BatchNormUnit {
    private final double[][] x;
    private final double[] y;
    private final double[] w;
    private final double[] gradient;

    private BatchNormUnit(double[][] x, double[] y, double[] w) {
        this.x = x;
        this.y = y;
        this.w = w.clone();
        this.gradient = new double[w.length];
    }

    /**
     * A unit with the given weights on data with one sample a row and labels ±1.
     *
     * @param x n × d, one sample a row
     * @param y n labels ±1
     * @param weights w, d numbers, not 0
     * @return a unit that {@link #descend} changes
     * @throws IllegalArgumentException if the shapes differ; the message has them
     */
    public static BatchNormUnit on(double[][] x, double[] y, double[] weights) {
        if (x.length == 0 || x.length != y.length || x[0].length != weights.length) {
            throw new IllegalArgumentException("a unit needs one label a row and one weight a column, got " + x.length
                    + " rows, " + y.length + " labels and " + weights.length + " weights");
        }
        return new BatchNormUnit(x, y, weights);
    }

    /**
     * A run's record, one entry a step.
     *
     * @param norm ‖w‖ before the step
     * @param squaredGradient ‖g̃‖²
     * @param angle by which w turned, in radians
     */
    public record Path(double[] norm, double[] squaredGradient, double[] angle) {}

    /**
     * Takes so many steps and records each.
     *
     * @param steps ≥ 0
     * @param rate η &gt; 0
     * @param decay λ ≥ 0
     * @param batch b ≥ 2, drawn with replacement
     * @param seeds of the batches
     * @return one entry a step
     * @throws IllegalArgumentException if η, λ or b are not as said; the message has them
     * @throws ArithmeticException if all samples of a batch give the same z, such as one sample drawn b times: z then has no variance to be
     *     divided by
     */
    public Path descend(int steps, double rate, double decay, int batch, Seeds seeds) {
        if (!(rate > 0) || !(decay >= 0) || batch < 2) {
            throw new IllegalArgumentException("batch normalization needs η > 0, λ ≥ 0 and b ≥ 2, got η = " + rate
                    + ", λ = " + decay + ", b = " + batch);
        }
        UniformRandomProvider random = seeds.stream();
        Path path = new Path(new double[steps], new double[steps], new double[steps]);
        double[] before = new double[w.length];
        int[] chosen = new int[batch];
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < batch; k++) {
                chosen[k] = random.nextInt(x.length);
            }
            gradient(chosen);
            System.arraycopy(w, 0, before, 0, w.length);
            double squares = Vectors.dot(w, w);
            path.norm[t] = Math.sqrt(squares);
            path.squaredGradient[t] = squares * Vectors.dot(gradient, gradient);
            for (int j = 0; j < w.length; j++) {
                w[j] = (1 - rate * decay) * w[j] - rate * gradient[j];
            }
            path.angle[t] = Vectors.angle(before, w);
        }
        return path;
    }

    /** The weights now; a copy. */
    public double[] weights() {
        return w.clone();
    }

    /**
     * ∇L over the given samples; a copy. Throws as {@link #descend}.
     *
     * @param samples numbers of samples from 0, a batch of at least 2
     * @return d numbers, orthogonal to w
     */
    public double[] gradientOn(int... samples) {
        gradient(samples);
        return gradient.clone();
    }

    /**
     * L over the given samples.
     *
     * @param samples numbers of samples from 0, a batch of at least 2
     * @return the mean loss in nats
     */
    public double lossOn(int... samples) {
        double[] z = normalized(samples);
        double sum = 0;
        for (int k = 0; k < samples.length; k++) {
            sum += Math.log1p(Math.exp(-y[samples[k]] * z[k]));
        }
        return sum / samples.length;
    }

    /** ẑ of each sample and, behind them, σ. */
    private double[] normalized(int[] samples) {
        int b = samples.length;
        double[] z = new double[b + 1];
        double mean = 0;
        double largest = 0;
        for (int k = 0; k < b; k++) {
            z[k] = Vectors.dot(w, x[samples[k]]);
            mean += z[k] / b;
            largest = Math.max(largest, Math.abs(z[k]));
        }
        double variance = 0;
        for (int k = 0; k < b; k++) {
            z[k] -= mean;
            variance += z[k] * z[k] / b;
        }
        z[b] = Math.sqrt(variance);
        if (!(z[b] > b * Math.ulp(largest))) {
            throw new ArithmeticException("the batch " + Arrays.toString(samples)
                    + " has no variance to be divided by: its standard deviation is " + z[b] + " next to " + largest);
        }
        for (int k = 0; k < b; k++) {
            z[k] /= z[b];
        }
        return z;
    }

    private void gradient(int[] samples) {
        int b = samples.length;
        double[] z = normalized(samples);
        double[] pull = new double[b];
        double mean = 0;
        double along = 0;
        for (int k = 0; k < b; k++) {
            double label = y[samples[k]];
            pull[k] = -label / (b * (1 + Math.exp(label * z[k])));
            mean += pull[k] / b;
            along += pull[k] * z[k] / b;
        }
        Arrays.fill(gradient, 0);
        for (int k = 0; k < b; k++) {
            double back = (pull[k] - mean - along * z[k]) / z[b];
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += back * x[samples[k]][j];
            }
        }
    }
}
