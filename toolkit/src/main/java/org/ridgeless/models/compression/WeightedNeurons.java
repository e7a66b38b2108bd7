package org.ridgeless.models.compression;

import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.dense.Tanh;

/**
 * A network \(f(x)=\sum_jp_ja_j\tanh(w_jx+b_j)\) of one input, whose neurons (a, w, b) carry weights p that stay: one of weight
 * p stands for many that are the same. Each neuron moves as if it were one of them,
 * \(\dot\theta_j=-\frac1n\sum_i(f(x_i)-y_i)\nabla_\theta\,a\tanh(wx_i+b)\), so that the motion depends on all others through f
 * alone: equal measures of neurons train equally, and close ones closely.
 */
public final class WeightedNeurons {
    private final double[][] neurons;
    private final double[] weights;

    private WeightedNeurons(double[][] neurons, double[] weights) {
        this.neurons = neurons;
        this.weights = weights;
    }

    /**
     * The network whose neurons are atoms of dimension 3.
     *
     * @param atoms (a, w, b), each a neuron, with its weight p
     * @return the network
     * @throws IllegalArgumentException if the atoms have another dimension
     */
    public static WeightedNeurons of(Atoms atoms) {
        if (atoms.dimension() != 3) {
            throw new IllegalArgumentException(
                    "a neuron is an atom (a, w, b) of dimension 3, got dimension " + atoms.dimension());
        }
        return new WeightedNeurons(atoms.points(), atoms.weights());
    }

    /**
     * f at each input.
     *
     * @param x n inputs
     * @return n outputs
     */
    public double[] outputs(double... x) {
        double[] f = new double[x.length];
        for (int j = 0; j < weights.length; j++) {
            double[] n = neurons[j];
            for (int i = 0; i < x.length; i++) {
                f[i] += weights[j] * n[0] * Tanh.of(n[1] * x[i] + n[2]);
            }
        }
        return f;
    }

    /**
     * The network after a step of gradient descent on ½ mean (f(x) − y)².
     *
     * @param rate η &gt; 0
     * @param x n ≥ 1 inputs
     * @param y n targets
     * @return a new network; this one stays as it is
     * @throws IllegalArgumentException if η is not above 0, or there is not a target for each input
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public WeightedNeurons step(double rate, double[] x, double[] y) {
        if (!(rate > 0) || x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("a step has a length above 0 and a target for each of some inputs, got "
                    + rate + ", " + x.length + " inputs and " + y.length + " targets");
        }
        Interruption.poll();
        double[] f = outputs(x);
        double[][] moved = new double[weights.length][];
        for (int j = 0; j < weights.length; j++) {
            double[] n = neurons[j];
            double[] next = n.clone();
            for (int i = 0; i < x.length; i++) {
                double t = Tanh.of(n[1] * x[i] + n[2]);
                double pull = -rate * (f[i] - y[i]) / x.length;
                double bent = pull * n[0] * (1 - t * t);
                next[0] += pull * t;
                next[1] += bent * x[i];
                next[2] += bent;
            }
            moved[j] = next;
        }
        return new WeightedNeurons(moved, weights);
    }
}
