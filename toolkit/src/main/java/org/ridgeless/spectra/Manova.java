package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limit of the eigenvalues of \((A+B)^{-1}A\) with \(A=X^{\mathsf T}X\), \(B=Y^{\mathsf T}Y\) for X of size m × p and Y of
 * size n × p with independent entries of one variance: the MANOVA or Jacobi ensemble.
 *
 * <p>With y = p/(m + n) ≤ 1 and a = m/(m + n) the density is \(\sqrt{(\lambda_+-x)(x-\lambda_-)}/(2\pi y\,x(1-x))\) between
 * \(\lambda_\pm=(\sqrt{a(1-y)}\pm\sqrt{y(1-a)})^2\), with mass (1 − a/y)₊ at 0 and (1 − (1 − a)/y)₊ at 1. The eigenvalues are the
 * squared cosines of the angles between two random subspaces. References: K. W. Wachter, <i>The limiting empirical measure of
 * multiple discriminant ratios</i>, Ann. Statist. 8 (1980) 937–957; L. Erdős and B. Farrell, J. Stat. Phys. 152 (2013)
 * 1003–1032.
 *
 * {@snippet file="SpectraTest.java" region="manova"}
 */
public final class Manova extends QuadratureLaw {
    private final double share;
    private final double ratio;
    private final double lower;
    private final double upper;

    private Manova(double share, double ratio) {
        this.share = share;
        this.ratio = ratio;
        double one = Math.sqrt(share * (1 - ratio));
        double other = Math.sqrt(ratio * (1 - share));
        lower = (one - other) * (one - other);
        upper = Math.min(1, (one + other) * (one + other));
    }

    /**
     * The law for m rows of X, n rows of Y and p columns of both.
     *
     * @param m rows of X
     * @param n rows of Y
     * @param p columns of both
     * @return the law, on [0, 1]
     * @throws IllegalArgumentException unless all are positive and p &lt; m + n, so that A + B can be inverted
     */
    public static Manova of(int m, int n, int p) {
        if (m < 1 || n < 1 || p < 1 || p >= m + n) {
            throw new IllegalArgumentException(
                    "the law needs m, n, p ≥ 1 and p < m + n, got m = " + m + ", n = " + n + ", p = " + p);
        }
        return new Manova((double) m / (m + n), (double) p / (m + n));
    }

    @Override
    public List<Interval> support() {
        return List.of(new Interval(lower, upper));
    }

    @Override
    public List<Atom> atoms() {
        double zero = 1 - share / ratio;
        double one = 1 - (1 - share) / ratio;
        if (zero > 0) {
            return one > 0 ? List.of(new Atom(0, zero), new Atom(1, one)) : List.of(new Atom(0, zero));
        }
        return one > 0 ? List.of(new Atom(1, one)) : List.of();
    }

    @Override
    public double density(double x) {
        if (!(x > lower && x < upper)) {
            return Double.isNaN(x) ? x : 0;
        }
        return Math.sqrt((upper - x) * (x - lower)) / (2 * Math.PI * ratio * x * (1 - x));
    }

    /** \(m(z)=\frac{\sqrt{(z-\lambda_-)(z-\lambda_+)}+a-y-(1-2y)z}{2y\,z(1-z)}\), with the root that is near z far out. */
    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        Complex root = z.minus(lower).sqrt().times(z.minus(upper).sqrt());
        Complex linear = z.times(1 - 2 * ratio).minus(share - ratio);
        Complex quadratic = z.times(Complex.ONE.minus(z)).times(2 * ratio);
        Complex difference = root.minus(linear);
        Complex sum = root.plus(linear);
        // The product of both is 4y(1−y) z(z−1).
        return difference.abs() >= sum.abs()
                ? difference.over(quadratic)
                : sum.inverse().times(-2 * (1 - ratio));
    }

    @Override
    public String toString() {
        return "MANOVA law of p/(m+n) = " + ratio + " and m/(m+n) = " + share + " on [" + lower + ", " + upper + "]";
    }
}
