package org.ridgeless.models;

/**
 * A chain of K factors that is to have the product c, with decay:
 * \( \tfrac12(\prod_ks_k-c)^2+\tfrac\lambda2\sum_ks_k^2 \), in its balanced states \(s_1=\dots=s_K=s\). The singular values of a deep
 * linear network with decay behave like it, one by one, where inputs are white.
 *
 * <p>A state with s > 0 is stationary where \( s^{2K-2}-cs^{K-2}+\lambda=0 \). For K = 2 that is \(s^2=c-\lambda\), which goes to 0
 * continuously at λ = c with exponent ½. For K ≥ 3 two branches with s > 0 merge and vanish at a λ* at which s is still positive, and s = 0
 * is stable at every λ > 0: the transition is discontinuous. What is here was derived for this library; L. Ziyin, B. Li and X. Meng,
 * <i>Exact solutions of a deep linear network</i>, NeurIPS 2022, treat the global minimum.
 *
 * @param depth K, at least 2
 * @param target c > 0
 */
public record DecayedChain(int depth, double target) {
    private static final int BISECTIONS = 200;

    /**
     * Refuses chains for which there is no theory here.
     *
     * @throws IllegalArgumentException if K is below 2 or c is not positive and finite
     */
    public DecayedChain {
        if (depth < 2 || !(target > 0) || Double.isInfinite(target)) {
            throw new IllegalArgumentException(
                    "a chain needs a depth of at least 2 and a target c > 0, got " + depth + " and " + target);
        }
    }

    /** s at λ*, below which no stable state with s > 0 has its s: \( (c(K-2)/(2K-2))^{1/K} \), 0 for K = 2. */
    public double jump() {
        return Math.pow(target * (depth - 2) / (2.0 * depth - 2), 1.0 / depth);
    }

    /** λ*, beyond which 0 is the only stationary state: c for K = 2, \( \tfrac34c(c/4)^{1/3} \) for K = 3. */
    public double critical() {
        return depth == 2 ? target : decay(jump());
    }

    /** The decay at which the state with s > 0 ceases to be the lowest, \( s^K=c(K-2)/(K-1) \) there: λ* for K = 2, less than it otherwise. */
    public double coexistence() {
        return depth == 2 ? target : decay(Math.pow(target * (depth - 2) / (depth - 1.0), 1.0 / depth));
    }

    /**
     * The stable s > 0 at a decay, or 0 where there is none.
     *
     * @param decay λ ≥ 0
     * @return s, to the last bits
     * @throws IllegalArgumentException if λ is negative or NaN
     */
    public double state(double decay) {
        if (!(decay >= 0)) {
            throw new IllegalArgumentException("decay is a number λ ≥ 0, got " + decay);
        }
        if (decay >= critical()) {
            return 0;
        }
        double low = jump();
        double high = Math.pow(target, 1.0 / depth);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            boolean above = decay(middle) < decay;
            high = above ? middle : high;
            low = above ? low : middle;
        }
        return (low + high) / 2;
    }

    /**
     * The value of the objective at s in every factor.
     *
     * @param s the factor, the same K times
     * @param decay λ
     * @return the objective, ≥ 0
     */
    public double objective(double s, double decay) {
        double miss = Math.pow(s, depth) - target;
        return (miss * miss + decay * depth * s * s) / 2;
    }

    /** The supremum of the steps with which descent is stable at the end without decay: \( 2/(Kc^{2-2/K}) \). */
    public double largestStep() {
        return 2 / (depth * Math.pow(target, 2 - 2.0 / depth));
    }

    /** The λ at which s > 0 is stationary. */
    private double decay(double s) {
        return (target - Math.pow(s, depth)) * Math.pow(s, depth - 2.0);
    }
}
