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
    /**
     * The density, without atoms.
     *
     * @param x any number
     * @return ≥ 0; 0 outside the support, infinite where the density is, NaN at NaN
     */
    double density(double x);

    /**
     * P(X ≤ x), atoms included.
     *
     * @param x any number
     * @return from 0 to 1; NaN at NaN
     */
    double cdf(double x);

    /**
     * P(X &gt; x), without cancellation where the law can offer that.
     *
     * @param x any number
     * @return from 0 to 1; NaN at NaN
     */
    default double survival(double x) {
        return 1 - cdf(x);
    }

    /**
     * The smallest x with cdf(x) ≥ probability.
     *
     * @param probability strictly between 0 and 1
     * @return the quantile, in the unit of X
     * @throws IllegalArgumentException if it is not, with the number
     */
    double quantile(double probability);

    /**
     * A moment about 0.
     *
     * @param k order, ≥ 0
     * @return E X^k; infinite where the law has no such moment
     */
    double moment(int k);

    /** The quantile at ½. */
    default double median() {
        return quantile(0.5);
    }

    /** E X. */
    default double mean() {
        return moment(1);
    }

    /** E (X − E X)². */
    default double variance() {
        double mean = mean();
        return Math.max(0, shifted(-mean).moment(2));
    }

    /**
     * Independent draws: quantiles at uniform numbers of the seed's stream. As many quantiles as draws.
     *
     * @param count number of draws, ≥ 1
     * @param seeds equal seeds give equal draws
     * @return the draws in order
     * @throws IllegalArgumentException if the count is below 1, with the number
     */
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
     * @return the exact law in the other unit
     * @throws IllegalArgumentException if the factor is 0 or not finite
     */
    default Distribution scaled(double factor) {
        return Affine.of(this, factor, 0);
    }

    /**
     * The law of X + offset.
     *
     * @param offset finite
     * @return the exact law
     */
    default Distribution shifted(double offset) {
        return Affine.of(this, 1, offset);
    }
}
