package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limiting law of the eigenvalues of AᵀA/n for an n × d matrix A of independent entries with variance σ², as d/n → γ.
 *
 * <p>Density \(\frac{\sqrt{(b-x)(x-a)}}{2\pi\sigma^2\gamma x}\) on [a, b] with edges \(\sigma^2(1\mp\sqrt\gamma)^2\), and for γ &gt; 1 a
 * mass 1 − 1/γ at 0; \(m(z)\) solves \(\gamma\sigma^2zm^2+(z-\sigma^2(1-\gamma))m+1=0\). Reference: V. A. Marchenko and L. A. Pastur, <i>Distribution of eigenvalues for some sets of random
 * matrices</i>, Math. USSR Sbornik 1 (1967) 457–483, example after Theorem 1.
 *
 * {@snippet file="SpectraTest.java" region="marchenko-pastur"}
 */
public final class MarchenkoPastur extends QuadratureLaw {
    /** Below this ratio 16 terms of a series in its root are exact to rounding. */
    private static final double THIN = 0.01;

    private static final int TERMS = 16;

    private final double ratio;
    private final double variance;
    private final double lower;
    private final double upper;

    private MarchenkoPastur(double ratio, double variance) {
        this.ratio = ratio;
        this.variance = variance;
        double root = Math.sqrt(ratio);
        lower = variance * (1 - root) * (1 - root);
        upper = variance * (1 + root) * (1 + root);
    }

    /**
     * The law for a ratio γ of columns to rows.
     *
     * @param ratio γ = d/n, positive and finite
     * @return the law for entries of variance 1
     * @throws IllegalArgumentException if it is not, with the number
     */
    public static MarchenkoPastur ofRatio(double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("the ratio d/n must be positive and finite, got " + ratio);
        }
        return new MarchenkoPastur(ratio, 1);
    }

    /**
     * The law for n × d matrices; two whole numbers, so that no integer division can slip in.
     *
     * @param rows n, ≥ 1
     * @param columns d, ≥ 1
     * @return the law for the ratio d/n
     * @throws IllegalArgumentException if the ratio is not positive and finite
     */
    public static MarchenkoPastur of(int rows, int columns) {
        return ofRatio((double) columns / rows);
    }

    /**
     * The law where the entries have another variance.
     *
     * @param variance σ², positive and finite
     * @return the law scaled by σ²
     * @throws IllegalArgumentException if it is not, with the number
     */
    public MarchenkoPastur variance(double variance) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("a variance is positive and finite, got " + variance);
        }
        return new MarchenkoPastur(ratio, variance);
    }

    /** γ = d/n. */
    public double ratio() {
        return ratio;
    }

    /** The lower edge a of the continuous part. */
    public double lowerEdge() {
        return lower;
    }

    /** The upper edge b. */
    public double upperEdge() {
        return upper;
    }

    /** The mass at zero. */
    public double massAtZero() {
        return Math.max(0, 1 - 1 / ratio);
    }

    @Override
    public List<Interval> support() {
        return List.of(new Interval(lower, upper));
    }

    @Override
    public List<Atom> atoms() {
        return ratio > 1 ? List.of(new Atom(0, massAtZero())) : List.of();
    }

    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        Complex root = z.minus(lower).sqrt().times(z.minus(upper).sqrt());
        Complex linear = z.minus(variance * (1 - ratio));
        Complex sum = linear.plus(root);
        Complex difference = root.minus(linear);
        // Two forms of one root of the quadratic; the one without cancellation.
        return sum.abs() >= difference.abs()
                ? sum.inverse().times(-2)
                : difference.over(z).times(1 / ratio / variance / 2);
    }

    /** The density of the continuous part. */
    @Override
    public double density(double x) {
        if (x <= lower || x >= upper) {
            return 0;
        }
        return Math.sqrt((upper - x) * (x - lower)) / (2 * Math.PI * ratio * variance * x);
    }

    /** The distribution function, in closed form. */
    @Override
    public double cdf(double x) {
        if (variance != 1) {
            return ofRatio(ratio).cdf(x / variance);
        }
        if (x < 0) {
            return 0;
        }
        if (ratio > 1) {
            // The eigenvalues that are not zero are those of AAᵀ/n, and AAᵀ/d follows the law of the ratio 1/γ.
            double share = 1 / ratio;
            return 1 - share + share * ofRatio(share).cdf(x / ratio);
        }
        if (x <= lower) {
            return 0;
        }
        return x >= upper ? 1 : ratio < THIN ? thin(x) : inside(x);
    }

    /**
     * For a small r = √γ, where the closed form divides differences by γ: with x = 1 + γ + 2r cos θ the mass from θ to π is
     * \(\frac2\pi\int\sum_k(-r)^k\sin\theta\sin(k+1)\theta\,d\theta\), term by term.
     */
    private double thin(double x) {
        double angle = Math.atan2(Math.sqrt((upper - x) * (x - lower)), x - 1 - ratio);
        double sum = (Math.PI - angle) / 2 + Math.sin(2 * angle) / 4;
        double power = 0.5;
        for (int k = 1; k <= TERMS; k++) {
            power *= -Math.sqrt(ratio);
            sum += power * (Math.sin((k + 2) * angle) / (k + 2) - Math.sin(k * angle) / k);
        }
        return Math.min(1, Math.max(0, 2 * sum / Math.PI));
    }

    private double inside(double x) {
        double root = Math.sqrt((upper - x) / (x - lower));
        double sum = Math.PI * ratio
                + Math.sqrt((upper - x) * (x - lower))
                - (1 + ratio) * Math.atan((root * root - 1) / (2 * root));
        if (ratio < 1) {
            double gap = 1 - ratio;
            sum += gap * Math.atan((lower * root * root - upper) / (2 * gap * root));
        }
        return sum / (2 * Math.PI * ratio);
    }

    /**
     * The limit of the condition number of A, \((1+\sqrt\gamma)/|1-\sqrt\gamma|\): the same for γ and 1/γ, and without
     * limit at γ = 1.
     */
    public double conditionNumber() {
        double root = Math.sqrt(ratio);
        return (1 + root) / Math.abs(1 - root);
    }

    @Override
    public String toString() {
        return "Marchenko–Pastur law of ratio " + ratio + (variance == 1 ? "" : ", variance " + variance) + " on ["
                + lower + ", " + upper + "]";
    }
}
