package org.ridgeless.models.collapse;

/**
 * The cross-polytope frame of the cross-entropy of a deep linear head on free features: K balanced classes in K/2
 * antipodal pairs on orthogonal axes, with logits t for the class itself, −t for its antipode and 0 for the others. Its
 * loss is \( \log(1+(K-2)e^{-t}+e^{-2t}) + \tfrac K2\tfrac{M+1}2(n\Lambda)^{1/(M+1)}(2t)^{2/(M+1)} \): half the rank of
 * the simplex frame, which pays off in deep heads.
 *
 * <p><b>Reference</b> C. Garrod, J. Keating, <i>The Persistence of Neural Collapse Despite Low-Rank Bias</i>, NeurIPS 2025,
 * arXiv:2410.23169.
 */
public final class CrossPolytopeCollapse {
    /** No logits are larger: a product of decays is at least 10⁻³²⁴, and its root is far above the pull e^{−700} of the data. */
    private static final double LARGEST = 700;

    private final int depth;
    private final int classes;
    private final double pull;

    private CrossPolytopeCollapse(int depth, int classes, double pull) {
        this.depth = depth;
        this.classes = classes;
        this.pull = pull;
    }

    /**
     * A head of M matrices with product Λ of all decays, on an even number K of classes of n samples each.
     *
     * @param depth M ≥ 1
     * @param decayProduct Λ &gt; 0
     * @param classes K, even and ≥ 2
     * @param samplesPerClass n ≥ 1
     * @return the frame
     * @throws IllegalArgumentException if a number is not as said
     */
    public static CrossPolytopeCollapse of(int depth, double decayProduct, int classes, int samplesPerClass) {
        Require.depth(depth);
        Require.positive("product of weight decays", decayProduct);
        if (classes < 2 || classes % 2 != 0) {
            throw new IllegalArgumentException("antipodal pairs need an even number of classes, got " + classes);
        }
        Require.counts(samplesPerClass, samplesPerClass);
        return new CrossPolytopeCollapse(depth, classes, Math.pow(samplesPerClass * decayProduct, 1.0 / (depth + 1)));
    }

    /**
     * The scale t of the logits: the largest critical point, or 0 where there is none.
     *
     * @throws ArithmeticException if t is beyond 700, where the exponentials of the loss underflow
     */
    public double scale() {
        double high = LARGEST;
        while (high > 1e-9) {
            double low = 0.99 * high;
            if (slope(low) < 0) {
                return Bisection.decreasing(t -> -slope(t), low, high);
            }
            high = low;
        }
        return 0;
    }

    /** The value of the loss on the frame of that scale. */
    public double loss() {
        return loss(scale());
    }

    /**
     * The loss on the frame of scale t.
     *
     * @param t of the logits, ≥ 0
     * @return the loss in nats, with its decay terms
     */
    public double loss(double t) {
        return Math.log1p((classes - 2) * Math.exp(-t) + Math.exp(-2 * t))
                + classes / 2.0 * (depth + 1) / 2 * pull * Math.pow(2 * t, 2.0 / (depth + 1));
    }

    private double slope(double t) {
        double others = (classes - 2) * Math.exp(-t);
        double antipode = Math.exp(-2 * t);
        return -(others + 2 * antipode) / (1 + others + antipode)
                + classes * pull * Math.pow(2 * t, (1.0 - depth) / (depth + 1));
    }
}
