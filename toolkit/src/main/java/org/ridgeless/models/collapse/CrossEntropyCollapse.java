package org.ridgeless.models.collapse;

/**
 * The simplex frame of the cross-entropy of a deep linear head on free features with K balanced classes of n samples:
 * logits \(s(I - \mathbf{1}\mathbf{1}^\top/K)\) with the scale that minimizes
 * \( \log(1+(K-1)e^{-s}) + (K-1)\tfrac{M+1}{2}(n\Lambda)^{1/(M+1)}s^{2/(M+1)} \).
 *
 * <p>It is the global minimum for one layer. Deeper heads prefer a lower rank, and with many layers {@link
 * CrossPolytopeCollapse} lies below it although the simplex frame stays a local minimum.
 *
 * <p><b>Assumes</b> widths of at least K, no biases, equal class sizes; \(\Lambda=\lambda_H\prod_j\lambda_j\).
 *
 * <p><b>Reference</b> Dang, Tran, Osher, Tran-The, Ho, Nguyen, <i>Neural Collapse in Deep Linear Networks: From Balanced to
 * Imbalanced Data</i>, ICML 2023; C. Garrod, J. Keating, <i>The Persistence of Neural Collapse Despite Low-Rank Bias</i>,
 * NeurIPS 2025.
 */
public final class CrossEntropyCollapse {
    private final int depth;
    private final int classes;
    private final double pull;

    private CrossEntropyCollapse(int depth, int classes, double pull) {
        this.depth = depth;
        this.classes = classes;
        this.pull = pull;
    }

    /**
     * A head of M matrices with product Λ of all decays, on K classes of n samples each.
     *
     * @param depth M ≥ 1
     * @param decayProduct Λ &gt; 0
     * @param classes K ≥ 2
     * @param samplesPerClass n ≥ 1
     * @return the frame
     * @throws IllegalArgumentException if a number is not as said
     */
    public static CrossEntropyCollapse of(int depth, double decayProduct, int classes, int samplesPerClass) {
        Require.depth(depth);
        Require.counts(new int[] {classes > 1 ? samplesPerClass : 0, samplesPerClass});
        Require.positive("product of weight decays", decayProduct);
        return new CrossEntropyCollapse(depth, classes, Math.pow(samplesPerClass * decayProduct, 1.0 / (depth + 1)));
    }

    /** The scale s of the logits; 0 where the decay is too strong for any signal. */
    public double scale() {
        double top = steepest();
        if (force(top) <= pull) {
            return 0;
        }
        double high = Math.max(1, 2 * top);
        while (force(high) > pull) {
            high *= 2;
        }
        double live = Bisection.decreasing(s -> force(s) - pull, top, high);
        return loss(live) <= loss(0) ? live : 0;
    }

    /** The value of the loss on the simplex frame of that scale. */
    public double loss() {
        return loss(scale());
    }

    /**
     * The loss on the simplex frame of scale s.
     *
     * @param s ≥ 0
     * @return the loss in nats, with its decay terms
     */
    public double loss(double s) {
        return Math.log1p((classes - 1) * Math.exp(-s))
                + (classes - 1) * (depth + 1) / 2.0 * pull * Math.pow(s, 2.0 / (depth + 1));
    }

    /** The pull of the data that a critical scale must balance, in units of the pull of the decay. */
    private double force(double s) {
        return Math.exp(-s) * share(s) * Math.pow(s, (depth - 1.0) / (depth + 1.0));
    }

    private double share(double s) {
        return 1 / (1 + (classes - 1) * Math.exp(-s));
    }

    /** Where the force is largest: the root of s·share(s) = (M−1)/(M+1), unique since the left side increases. */
    private double steepest() {
        double exponent = (depth - 1.0) / (depth + 1.0);
        return depth == 1 ? 0 : Bisection.decreasing(s -> exponent - s * share(s), 0, classes);
    }
}
