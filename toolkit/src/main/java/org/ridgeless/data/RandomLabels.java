package org.ridgeless.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/** Standard normal inputs whose labels ±1 are fair coin flips: there is nothing to learn. */
public final class RandomLabels extends GeneratedData {
    RandomLabels(int n, int d, long seed) {
        super(n, d, seed);
    }

    /**
     * The seed of inputs and labels.
     *
     * @param newSeed any number
     * @return another draw of the data
     */
    public RandomLabels seed(long newSeed) {
        return new RandomLabels(n(), d(), newSeed);
    }

    @Override
    Points draw(Seeds seeds) {
        double[] x = new Gaussians(seeds.child("inputs")).vector(n() * d());
        UniformRandomProvider coin = seeds.child("labels").stream();
        double[] y = new double[n()];
        for (int i = 0; i < n(); i++) {
            y[i] = coin.nextBoolean() ? 1 : -1;
        }
        return new Points(n(), d(), 1, x, y, Targets.BINARY);
    }

    @Override
    public String name() {
        return "random labels";
    }
}
