package org.ridgeless.spectra;

/**
 * A p × n matrix \(Z/\sqrt n+\theta uv^{\mathsf T}\) with independent standard entries Z and unit vectors u, v: a signal of rank one in
 * noise.
 *
 * <p>For \(\theta^4>c=p/n\) a squared singular value at \((1+\theta^2)(c+\theta^2)/\theta^2\) with squared overlaps
 * \(1-\frac{c(1+\theta^2)}{\theta^2(\theta^2+c)}\) on the side of u and \(1-\frac{c+\theta^2}{\theta^2(\theta^2+1)}\) on that of v.
 * Reference: F. Benaych-Georges and R. R. Nadakuditi, <i>The singular values and vectors of low rank perturbations of large
 * rectangular random matrices</i>, J. Multivariate Anal. 111 (2012) 120–135, section 3.1.
 */
public final class SpikedRectangle {
    private final double ratio;

    private SpikedRectangle(double ratio) {
        this.ratio = ratio;
    }

    /**
     * The model for p × n matrices.
     *
     * @param p rows, ≥ 1
     * @param n columns, ≥ 1
     * @return the model for the ratio p/n
     * @throws IllegalArgumentException if p or n is below 1
     */
    public static SpikedRectangle of(int p, int n) {
        if (p < 1 || n < 1) {
            throw new IllegalArgumentException("the model needs p, n ≥ 1, got " + p + " × " + n);
        }
        return new SpikedRectangle((double) p / n);
    }

    /** The law of the other squared singular values, p of them: eigenvalues of XXᵀ. */
    public MarchenkoPastur bulk() {
        return MarchenkoPastur.ofRatio(ratio);
    }

    /** \(c^{1/4}\). */
    public double threshold() {
        return Math.sqrt(Math.sqrt(ratio));
    }

    /**
     * The squared singular value and the overlap of its left vector with u.
     *
     * @param theta θ, finite and &gt; 0
     * @return position and overlap; the deviation is NaN
     * @throws IllegalArgumentException if θ is not
     */
    public Outlier left(double theta) {
        double square = square(theta);
        return outlier(theta, 1 - ratio * (1 + square) / (square * (square + ratio)));
    }

    /**
     * The squared singular value and the overlap of its right vector with v.
     *
     * @param theta θ, finite and &gt; 0
     * @return position and overlap; the deviation is NaN
     * @throws IllegalArgumentException if θ is not
     */
    public Outlier right(double theta) {
        double square = square(theta);
        return outlier(theta, 1 - (ratio + square) / (square * (square + 1)));
    }

    private Outlier outlier(double theta, double overlap) {
        double square = theta * theta;
        if (!(square * square > ratio)) {
            return new Outlier(theta, false, bulk().upperEdge(), Double.NaN, 0);
        }
        return new Outlier(theta, true, (1 + square) * (ratio + square) / square, Double.NaN, overlap);
    }

    private static double square(double theta) {
        if (!(theta > 0) || Double.isInfinite(theta)) {
            throw new IllegalArgumentException("a singular value is positive and finite, got " + theta);
        }
        return theta * theta;
    }
}
