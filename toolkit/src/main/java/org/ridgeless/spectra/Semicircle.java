package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * Wigner's semicircle: the limit of the eigenvalues of a symmetric matrix with independent entries of mean 0 and variance
 * σ²/n.
 *
 * <p>Density \(\sqrt{4\sigma^2-x^2}/(2\pi\sigma^2)\) on [−2σ, 2σ]; \(m(z)\) solves \(\sigma^2m^2+zm+1=0\). Reference: E. P. Wigner,
 * <i>On the distribution of the roots of certain symmetric matrices</i>, Ann. of Math. 67 (1958) 325–327.
 *
 * {@snippet file="SpectraTest.java" region="semicircle"}
 */
public final class Semicircle extends QuadratureLaw {
    private final double sigma;

    private Semicircle(double sigma) {
        this.sigma = sigma;
    }

    /** σ² = 1: support [−2, 2]. */
    public static Semicircle standard() {
        return ofVariance(1);
    }

    /**
     * The law of a variance.
     *
     * @param variance σ², positive and finite
     * @return support [−2σ, 2σ]
     * @throws IllegalArgumentException if it is not, with the number
     */
    public static Semicircle ofVariance(double variance) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("a variance is positive and finite, got " + variance);
        }
        return new Semicircle(Math.sqrt(variance));
    }

    @Override
    public List<Interval> support() {
        return List.of(new Interval(-2 * sigma, 2 * sigma));
    }

    @Override
    public List<Atom> atoms() {
        return List.of();
    }

    @Override
    public double density(double x) {
        double t = x / sigma;
        return t * t >= 4 ? 0 : Math.sqrt((2 - t) * (2 + t)) / (2 * Math.PI * sigma);
    }

    /** ½ + (t√(4 − t²)/2 + 2 arcsin(t/2))/(2π), t = x/σ. */
    @Override
    public double cdf(double x) {
        double t = x / sigma;
        if (t * t >= 4) {
            return t > 0 ? 1 : 0;
        }
        return 0.5 + (t * Math.sqrt((2 - t) * (2 + t)) / 2 + 2 * Math.asin(t / 2)) / (2 * Math.PI);
    }

    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        Complex w = z.times(1 / sigma);
        // The product of roots has its cut on [−2, 2] and behaves like w at infinity.
        Complex root = w.minus(2).sqrt().times(w.plus(2).sqrt());
        // 2/(w + root) in place of (w − root)/2: no cancellation far out.
        return w.plus(root).inverse().times(-2 / sigma);
    }

    @Override
    public String toString() {
        return "semicircle law of variance " + sigma * sigma;
    }
}
