package org.ridgeless.spectra.learning;

import org.ridgeless.spectra.measures.Complex;

/**
 * How far training has shrunk the error along an eigenvalue x of the sample covariance: \(f_t(x)\).
 *
 * <p>Gradient flow at time \(\alpha t\) gives \(e^{-\alpha x t}\); gradient descent, t exact steps of length α, gives
 * \((1-\alpha x)^t\). They are the same to first order in α only.
 */
public final class Training {
    private final double rate;
    private final boolean discrete;

    private Training(double rate, boolean discrete) {
        this.rate = rate;
        this.discrete = discrete;
    }

    /**
     * Gradient flow, with α as the time that one step stands for.
     *
     * @param rate α, finite and &gt; 0
     * @return the flow
     * @throws IllegalArgumentException if α is not
     */
    public static Training flow(double rate) {
        return new Training(positive(rate), false);
    }

    /**
     * Gradient descent with steps of length α.
     *
     * @param rate α, finite and &gt; 0
     * @return the descent
     * @throws IllegalArgumentException if α is not
     */
    public static Training descent(double rate) {
        return new Training(positive(rate), true);
    }

    private static double positive(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the step size must be positive and finite, got " + rate);
        }
        return rate;
    }

    /** The step size α. */
    public double rate() {
        return rate;
    }

    /** Refuses steps with which descent diverges: α must stay below 2 over the largest eigenvalue. */
    void requireStable(double largestEigenvalue) {
        if (discrete && !(rate < 2 / largestEigenvalue)) {
            throw new IllegalArgumentException("gradient descent needs a step size below 2/λ_max = "
                    + 2 / largestEigenvalue + " to converge, got " + rate);
        }
    }

    /** \(f_t(x)\). */
    double factor(double x, int steps) {
        return discrete ? Math.pow(1 - rate * x, steps) : Math.exp(-rate * x * steps);
    }

    /** \((1 - f_t(x))/x\), accurate at small x. */
    double filter(double x, int steps) {
        if (x == 0) {
            return rate * steps;
        }
        if (discrete && rate * x >= 0.5) {
            return (1 - factor(x, steps)) / x;
        }
        double exponent = discrete ? steps * Math.log1p(-rate * x) : -rate * x * steps;
        return -Math.expm1(exponent) / x;
    }

    /** \(f_t(z)\) off the real line. */
    Complex factor(Complex z, int steps) {
        if (!discrete) {
            return z.times(-rate * steps).exp();
        }
        return Complex.ONE.minus(z.times(rate)).log().times(steps).exp();
    }
}
