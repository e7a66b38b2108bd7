package org.ridgeless.models;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * {@link TwoWells} as the mean loss of 2D samples, a regression in D directions whose curvature is k(x): sample (j, ±) has the
 * input √D e_j and the residual ∓σ at z = 0, so that its loss is
 * \( h (x^2-1)^2 + \tfrac12 k(x) (D z_j^2 \mp 2\sigma\sqrt D\, z_j) \), up to the constant that would tilt the wells.
 * Without noise (σ = 0) every sample is fitted at z = 0, and gradients of samples vanish there.
 *
 * @param wells the mean, with D ≥ 1
 * @param noise σ
 */
public record SampledWells(TwoWells wells, double noise) {
    /**
     * Refuses wells that no samples have as their mean.
     *
     * @throws IllegalArgumentException if D is 0, or σ is negative or not finite
     */
    public SampledWells {
        if (wells.flat() < 1 || !(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException(
                    "samples need D ≥ 1 directions and a noise σ ≥ 0, got D = " + wells.flat() + ", σ = " + noise);
        }
    }

    /** 2D, the number of samples. */
    public int samples() {
        return 2 * wells.flat();
    }

    /**
     * The gradient of one sample's loss at f = (x, z).
     *
     * @param sample from 0 to 2D − 1
     * @param f (x, z), 1 + D numbers, which stay as they are
     * @param into 1 + D numbers that are overwritten
     */
    public void gradient(int sample, double[] f, double[] into) {
        int d = wells.flat();
        int j = 1 + sample / 2;
        double residual = (sample % 2 == 0 ? 1 : -1) * noise * Math.sqrt(d);
        double x = f[0];
        Arrays.fill(into, 0);
        into[0] = 4 * wells.barrier() * x * (x * x - 1) + wells.slope(x) * f[j] * (d * f[j] - 2 * residual) / 2;
        into[j] = wells.curvature(x) * (d * f[j] - residual);
    }

    /**
     * Stochastic gradient descent with batches of one sample, drawn with replacement; changes f.
     *
     * @param f (x, z), 1 + D numbers: the start, and then the end
     * @param steps ≥ 0
     * @param rate η &gt; 0
     * @param seeds of the order of the samples
     * @throws IllegalArgumentException if η is not positive and finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted before the last step
     */
    public void descend(double[] f, int steps, double rate, Seeds seeds) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the rate must be positive, got " + rate);
        }
        UniformRandomProvider random = seeds.stream();
        double[] g = new double[f.length];
        for (int t = 0; t < steps; t++) {
            Interruption.poll();
            gradient(random.nextInt(samples()), f, g);
            for (int i = 0; i < f.length; i++) {
                f[i] -= rate * g[i];
            }
        }
    }
}
