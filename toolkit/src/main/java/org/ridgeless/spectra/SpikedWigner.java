package org.ridgeless.spectra;

/**
 * A symmetric matrix W + θ u uᵀ with W Wigner of entries' variance σ²/n and a unit vector u.
 *
 * <p>For |θ| &gt; σ an eigenvalue at θ + σ²/θ with squared overlap 1 − σ²/θ² and, for the Gaussian orthogonal ensemble, variance
 * \(2\sigma^2(1-\sigma^2/\theta^2)/n\). References: S. Péché, <i>The largest eigenvalue of small rank perturbations of Hermitian
 * random matrices</i>, Probab. Theory Related Fields 134 (2006) 127–173; F. Benaych-Georges and R. R. Nadakuditi, Adv. Math. 227
 * (2011) 494–521, section 3.1.
 */
public final class SpikedWigner {
    private final double variance;
    private final int n;

    private SpikedWigner(double variance, int n) {
        this.variance = variance;
        this.n = n;
    }

    /**
     * A standard Wigner matrix of order n: bulk on [−2, 2].
     *
     * @param n order, ≥ 1
     * @return the model for σ = 1
     * @throws IllegalArgumentException if n is below 1
     */
    public static SpikedWigner of(int n) {
        return of(n, 1);
    }

    /**
     * A Wigner matrix of order n whose entries have variance σ²/n.
     *
     * @param n order, ≥ 1
     * @param variance σ², positive and finite
     * @return the model
     * @throws IllegalArgumentException if n is below 1, or the variance is not positive and finite
     */
    public static SpikedWigner of(int n, double variance) {
        if (n < 1 || !(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException(
                    "the model needs n ≥ 1 and a positive variance, got n = " + n + " and " + variance);
        }
        return new SpikedWigner(variance, n);
    }

    /** The law of all other eigenvalues, on [−2σ, 2σ]. */
    public Semicircle bulk() {
        return Semicircle.ofVariance(variance);
    }

    /** σ: smaller spikes leave no trace. */
    public double threshold() {
        return Math.sqrt(variance);
    }

    /**
     * What becomes of a spike θ ≠ 0 of either sign.
     *
     * @param theta θ, finite, not 0
     * @return position, deviation and overlap
     * @throws IllegalArgumentException if θ is 0 or not finite
     */
    public Outlier outlier(double theta) {
        if (!(Math.abs(theta) > 0) || Double.isInfinite(theta)) {
            throw new IllegalArgumentException("a spike is finite and not 0, got " + theta);
        }
        double kept = 1 - variance / (theta * theta);
        if (!(kept > 0)) {
            double edge = Math.copySign(2 * Math.sqrt(variance), theta);
            return new Outlier(theta, false, edge, Double.NaN, 0);
        }
        return new Outlier(theta, true, theta + variance / theta, Math.sqrt(2 * variance * kept / n), kept);
    }
}
