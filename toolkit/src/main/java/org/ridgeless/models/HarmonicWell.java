package org.ridgeless.models;

/**
 * V(f) = k‖f‖²/2.
 *
 * @param curvature k &gt; 0
 * @param dimension n ≥ 1
 */
public record HarmonicWell(double curvature, int dimension) implements Potential {
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
     */
    public double variance(double temperature, double step) {
        return temperature / (curvature * (1 - step * curvature / 2));
    }
}
