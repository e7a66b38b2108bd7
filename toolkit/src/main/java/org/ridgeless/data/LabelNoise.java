package org.ridgeless.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/** Replaces the labels of a fixed number of random samples by wrong ones, and adds noise to real targets. */
final class LabelNoise {
    private LabelNoise() {}

    static Data add(Data data, double level, Seeds seeds) {
        Points p = data.points();
        if (p.targets() != Targets.REAL) {
            return corrupt(data, level, seeds);
        }
        if (!(level >= 0) || Double.isInfinite(level)) {
            throw new IllegalArgumentException(
                    "the standard deviation of the noise must be a number of at least 0, got " + level);
        }
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] y = p.y().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] += level * normal.sample();
        }
        return new FixedData(data.name() + ", noise " + level, new Points(p.n(), p.d(), p.c(), p.x(), y, p.targets()));
    }

    static Data corrupt(Data data, double fraction, Seeds seeds) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the fraction of corrupted labels must be in [0, 1], got " + fraction);
        }
        Points p = data.points();
        if (p.targets() == Targets.REAL) {
            throw new IllegalStateException("only labels and classes can be corrupted; these data have real targets");
        }
        int count = (int) Math.round(fraction * p.n());
        if (count > 0 && p.targets() == Targets.CLASSES && p.c() < 2) {
            throw new IllegalArgumentException("a wrong label needs a second class; these data have 1 class");
        }
        UniformRandomProvider stream = seeds.stream();
        int[] order = PermutationSampler.natural(p.n());
        PermutationSampler.shuffle(stream, order);
        double[] y = p.y().clone();
        for (int k = 0; k < count; k++) {
            replace(y, order[k], p, stream);
        }
        return new FixedData(
                data.name() + ", " + count + " labels corrupted",
                new Points(p.n(), p.d(), p.c(), p.x(), y, p.targets()));
    }

    private static void replace(double[] y, int row, Points p, UniformRandomProvider stream) {
        if (p.targets() == Targets.BINARY) {
            y[row] = -y[row];
            return;
        }
        int old = 0;
        while (y[row * p.c() + old] != 1) {
            old++;
        }
        int other = (old + 1 + stream.nextInt(p.c() - 1)) % p.c();
        y[row * p.c() + old] = 0;
        y[row * p.c() + other] = 1;
    }
}
