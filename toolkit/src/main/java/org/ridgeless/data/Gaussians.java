package org.ridgeless.data;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/** Standard normal vectors from one stream. */
final class Gaussians {
    private final ZigguratSampler.NormalizedGaussian sampler;

    Gaussians(Seeds seeds) {
        this.sampler = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
    }

    double next() {
        return sampler.sample();
    }

    void fill(double[] a, int offset, int length) {
        for (int i = 0; i < length; i++) {
            a[offset + i] = sampler.sample();
        }
    }

    double[] vector(int length) {
        double[] v = new double[length];
        fill(v, 0, length);
        return v;
    }

    double[] unitVector(int length) {
        double[] v = vector(length);
        double norm = Math.sqrt(dot(v, v, 0));
        for (int i = 0; i < length; i++) {
            v[i] /= norm;
        }
        return v;
    }

    static double dot(double[] u, double[] x, int offset) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * x[offset + i];
        }
        return sum;
    }
}
