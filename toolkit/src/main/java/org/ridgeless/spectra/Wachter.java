package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limit of the eigenvalues of \(S_2^{-1}S_1\) for the sample covariances of two independent samples of one population, m
 * and n of them in dimension p &lt; n: Wachter's law of the F matrix.
 *
 * <p>With \(\gamma_1=p/m\), \(\gamma_2=p/n\lt1\): density \(\frac{(1-\gamma_2)\sqrt{(b-x)(x-a)}}{2\pi x(\gamma_1+\gamma_2x)}\) between
 * \(\bigl((1\mp\sqrt{\gamma_1+\gamma_2-\gamma_1\gamma_2})/(1-\gamma_2)\bigr)^2\), and mass (1 − 1/γ₁)₊ at 0. Reference: J. W. Silverstein, <i>The
 * limiting eigenvalue distribution of a multivariate F matrix</i>, SIAM J. Math. Anal. 16 (1985) 641–646.
 */
public final class Wachter extends QuadratureLaw {
    private final double first;
    private final double second;
    private final double lower;
    private final double upper;

    private Wachter(double first, double second) {
        this.first = first;
        this.second = second;
        double root = Math.sqrt(first + second - first * second);
        lower = Math.pow((1 - root) / (1 - second), 2);
        upper = Math.pow((1 + root) / (1 - second), 2);
    }

    /**
     * The law for m and n samples in dimension p.
     *
     * @param m samples of the first covariance
     * @param n samples of the second, which is inverted
     * @param p dimension
     * @return the law
     * @throws IllegalArgumentException unless m, p ≥ 1 and p &lt; n, so that the second covariance can be inverted
     */
    public static Wachter of(int m, int n, int p) {
        if (m < 1 || p < 1 || p >= n) {
            throw new IllegalArgumentException(
                    "the law needs m, p ≥ 1 and p < n, got m = " + m + ", n = " + n + ", p = " + p);
        }
        return new Wachter((double) p / m, (double) p / n);
    }

    @Override
    public List<Interval> support() {
        return List.of(new Interval(lower, upper));
    }

    @Override
    public List<Atom> atoms() {
        return first > 1 ? List.of(new Atom(0, 1 - 1 / first)) : List.of();
    }

    @Override
    public double density(double x) {
        if (!(x > lower && x < upper)) {
            return Double.isNaN(x) ? x : 0;
        }
        return (1 - second) * Math.sqrt((upper - x) * (x - lower)) / (2 * Math.PI * x * (first + second * x));
    }

    /** \(m(z)=\frac{(1-\gamma_2)\sqrt{(z-a)(z-b)}-(1+\gamma_2)z+1-\gamma_1}{2z(\gamma_1+\gamma_2z)}\), with the root that is near z far out. */
    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        Complex root = z.minus(lower).sqrt().times(z.minus(upper).sqrt()).times(1 - second);
        Complex linear = z.times(1 + second).minus(1 - first);
        Complex sum = root.plus(linear);
        Complex difference = root.minus(linear);
        // Their product is −4z(γ₁ + γ₂z): two forms of one root of the quadratic, and the one without cancellation.
        return sum.abs() >= difference.abs()
                ? sum.inverse().times(-2)
                : difference.over(z).over(z.times(second).plus(first).times(2));
    }

    @Override
    public String toString() {
        return "Wachter's law of ratios " + first + " and " + second + " on [" + lower + ", " + upper + "]";
    }
}
