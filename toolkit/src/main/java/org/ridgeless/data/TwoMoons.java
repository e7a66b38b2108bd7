package org.ridgeless.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/** Two interleaved half circles of radius 1 in the plane, with Gaussian noise; alternate samples get +1 and −1. */
public final class TwoMoons extends GeneratedData {
    private final double noise;

    TwoMoons(int n, double noise, long seed) {
        super(n, 2, seed);
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("the noise must be a number >= 0, got " + noise);
        }
        this.noise = noise;
    }

    /**
     * The standard deviation of the noise; 0.1 unless given.
     *
     * @param deviation finite and ≥ 0; the circles have radius 1
     * @return data with this noise
     * @throws IllegalArgumentException if the deviation is negative or not finite
     */
    public TwoMoons noise(double deviation) {
        return new TwoMoons(n(), deviation, seed());
    }

    /**
     * The seed of the samples.
     *
     * @param newSeed any number
     * @return another draw of the data
     */
    public TwoMoons seed(long newSeed) {
        return new TwoMoons(n(), noise, newSeed);
    }

    @Override
    Points draw(Seeds seeds) {
        UniformRandomProvider uniform = seeds.child("angle").stream();
        Gaussians normal = new Gaussians(seeds.child("noise"));
        double[] x = new double[2 * n()];
        double[] y = new double[n()];
        for (int i = 0; i < n(); i++) {
            double angle = Math.PI * uniform.nextDouble();
            boolean upper = i % 2 == 0;
            x[2 * i] = (upper ? Math.cos(angle) : 1 - Math.cos(angle)) + noise * normal.next();
            x[2 * i + 1] = (upper ? Math.sin(angle) : 0.5 - Math.sin(angle)) + noise * normal.next();
            y[i] = upper ? 1 : -1;
        }
        return new Points(n(), 2, 1, x, y, Targets.BINARY);
    }

    @Override
    public String name() {
        return "two moons";
    }
}
