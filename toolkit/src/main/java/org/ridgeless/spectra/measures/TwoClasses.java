package org.ridgeless.spectra.measures;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * Two Gaussian classes \(x = \pm\mu + \mathcal N(0, I)\): the first half of the samples carries the label +1, the second −1.
 *
 * @param x inputs × samples, row by row: one sample in each column
 * @param labels ±1
 * @param inputs the dimension
 */
public record TwoClasses(double[] x, double[] labels, int inputs) {
    /**
     * Draws samples for a class mean μ; the samples are of even number.
     *
     * @param mean μ, one number for each input
     * @param samples even, ≥ 2
     * @param seeds of the noise
     * @return the samples
     * @throws IllegalArgumentException if their number is odd or below 2, or the mean is not finite
     */
    public static TwoClasses sample(double[] mean, int samples, Seeds seeds) {
        if (samples < 2 || samples % 2 != 0) {
            throw new IllegalArgumentException(
                    "two classes of equal size need an even number of samples, got " + samples);
        }
        if (!Vectors.areFinite(mean)) {
            throw new IllegalArgumentException("the mean of a class is finite, got " + Arrays.toString(mean));
        }
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] labels = new double[samples];
        double[] x = new double[mean.length * samples];
        for (int j = 0; j < samples; j++) {
            labels[j] = j < samples / 2 ? 1 : -1;
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < samples; j++) {
                x[i * samples + j] = labels[j] * mean[i] + normal.sample();
            }
        }
        return new TwoClasses(x, labels, mean.length);
    }

    /**
     * A mean of the given norm, spread evenly over the coordinates.
     *
     * @param norm ‖μ‖
     * @param inputs the dimension, ≥ 1
     * @return μ
     */
    public static double[] evenMean(double norm, int inputs) {
        double[] mean = new double[inputs];
        java.util.Arrays.fill(mean, norm / Math.sqrt(inputs));
        return mean;
    }

    /**
     * The same samples times a factor.
     *
     * @param factor of all inputs
     * @return the scaled samples with the same labels
     */
    public TwoClasses scaled(double factor) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= factor;
        }
        return new TwoClasses(y, labels, inputs);
    }

    /** The number of samples. */
    public int samples() {
        return labels.length;
    }
}
