package org.ridgeless.models;

/**
 * V(f) = k‖f‖²/2.
 *
 * @param curvature k &gt; 0
 * @param dimension n ≥ 1
 */
public record HarmonicWell(double curvature, int dimension) implements Potential {
    /**
     * Refuses a curvature or a dimension that makes no well.
     *
     * @throws IllegalArgumentException if k is not positive and finite, or n is below 1
     */
    public HarmonicWell {
        if (!(curvature > 0) || Double.isInfinite(curvature) || dimension < 1) {
            throw new IllegalArgumentException(
                    "a harmonic well needs a curvature k > 0 and a dimension of at least 1, got " + curvature + " and "
                            + dimension);
        }
    }

    @Override
    public double value(double[] f) {
        double squares = 0;
        for (double coordinate : f) {
            squares += coordinate * coordinate;
        }
        return curvature * squares / 2;
    }

    @Override
    public void gradient(double[] f, double[] into) {
        for (int i = 0; i < f.length; i++) {
            into[i] = curvature * f[i];
        }
    }

    /**
     * The stationary variance of one coordinate under {@link Langevin} at step γ and temperature T: T/(k(1 − γk/2)), from
     * v = (1 − γk)² v + 2γT. Boltzmann's T/k is its limit at small steps.
     *
     * @param temperature T ≥ 0, in the units of V
     * @param step γ, below 2/k
     * @return the variance
     * @throws IllegalArgumentException if the step is not between 0 and 2/k, where the scheme has a stationary law
     */
    public double variance(double temperature, double step) {
        if (!(temperature >= 0 && step > 0 && step < 2 / curvature)) {
            throw new IllegalArgumentException("a stationary variance needs T ≥ 0 and a step between 0 and 2/k = "
                    + 2 / curvature + ", got T = " + temperature + ", γ = " + step);
        }
        return temperature / (curvature * (1 - step * curvature / 2));
    }
}
