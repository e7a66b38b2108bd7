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
    private final Manova manova;

    private Wachter(double first, double second, Manova manova) {
        this.first = first;
        this.second = second;
        this.manova = manova;
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
        return new Wachter((double) p / m, (double) p / n, Manova.of(m, n, p));
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

    /** From the MANOVA law: x = (n/m) t/(1 − t) gives \(\frac1{x-z}\) as a rational function of t. */
    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        // 1/(r t/(1−t) − z) = (1−t)/((r+z)t − z) = −1/s + (1 − w)/(s (t − w)), s = r + z, w = z/s.
        double r = first / second;
        Complex s = z.plus(r);
        if (s.abs() == 0) {
            // At z = −r the integrand is (1 − t)/r.
            return Complex.real((1 - manova.mean()) / r);
        }
        Complex w = z.over(s);
        Complex inner = manova.stieltjes(w.im() < 0 ? new Complex(w.re(), 0) : w);
        return inner.times(Complex.ONE.minus(w)).minus(1).over(s);
    }

    @Override
    public String toString() {
        return "Wachter's law of ratios " + first + " and " + second + " on [" + lower + ", " + upper + "]";
    }
}
