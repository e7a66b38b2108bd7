package org.ridgeless.spectra;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/**
 * A law of one real number. Immutable and thread-safe.
 *
 * <p>Every law of this package can be moved and scaled exactly: {@code law.scaled(3).shifted(1)} is the law of 3X + 1, and
 * nothing depends on the unit.
 */
public interface Distribution {
    /** The density at x, without atoms; 0 outside the support and NaN at NaN. */
    double density(double x);

    /** P(X ≤ x), atoms included; NaN at NaN. */
    double cdf(double x);

    /** P(X &gt; x), without cancellation where the law can offer that. */
    default double survival(double x) {
        return 1 - cdf(x);
    }

    /**
     * The smallest x with cdf(x) ≥ probability.
     *
     * @param probability strictly between 0 and 1
     * @throws IllegalArgumentException if it is not, with the number
     */
    double quantile(double probability);

    /** E X^k for k ≥ 0. */
    double moment(int k);

    default double median() {
        return quantile(0.5);
    }

    default double mean() {
        return moment(1);
    }

    /** E (X − E X)². */
    default double variance() {
        double mean = mean();
        return Math.max(0, shifted(-mean).moment(2));
    }

    /** Independent draws: quantiles at uniform numbers of the seed's stream. */
    default double[] sample(int count, Seeds seeds) {
        if (count < 1) {
            throw new IllegalArgumentException("a sample has at least 1 draw, got " + count);
        }
        UniformRandomProvider random = seeds.stream();
        double[] draws = new double[count];
        for (int i = 0; i < count; i++) {
            // The middle of one of 2^53 cells, never 0 or 1.
            draws[i] = quantile(((random.nextLong() >>> 11) + 0.5) * 0x1p-53);
        }
        return draws;
    }

    /**
     * The law of factor · X.
     *
     * @param factor finite, not 0
     */
    default Distribution scaled(double factor) {
        return Affine.of(this, factor, 0);
    }

    /** The law of X + offset. */
    default Distribution shifted(double offset) {
        return Affine.of(this, 1, offset);
    }
}
