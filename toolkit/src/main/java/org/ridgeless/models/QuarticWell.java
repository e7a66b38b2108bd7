package org.ridgeless.models;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * V(x) = c x⁴/4 on the line: flat at the bottom, so that no quadratic approximation has its moments.
 *
 * @param strength c &gt; 0
 */
public record QuarticWell(double strength) implements Potential {
    /**
     * Refuses a strength that makes no well.
     *
     * @throws IllegalArgumentException if c is not positive and finite
     */
    public QuarticWell {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("a quartic well needs a strength c > 0, got " + strength);
        }
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public double value(double[] f) {
        double square = f[0] * f[0];
        return strength * square * square / 4;
    }

    @Override
    public void gradient(double[] f, double[] into) {
        into[0] = strength * f[0] * f[0] * f[0];
    }

    /**
     * E x² under \( e^{-V/T}/Z \): \( 2\sqrt{T/c}\,\Gamma(3/4)/\Gamma(1/4) \).
     *
     * @param temperature T ≥ 0, in the units of V
     * @return E x²
     */
    public double variance(double temperature) {
        return 2 * Math.sqrt(temperature / strength) * Math.exp(LogGamma.value(0.75) - LogGamma.value(0.25));
    }
}
