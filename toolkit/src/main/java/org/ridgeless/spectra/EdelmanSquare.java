package org.ridgeless.spectra;

/**
 * Edelman's limit laws for a square n × n matrix of independent standard normal entries as n grows.
 *
 * <p>The condition number divided by n has distribution function \(F(x)=\exp(-2/x-2/x^2)\): a tail \(2/x\), hence no mean;
 * and \(n\sigma_{\min}^2\) has \(1-\exp(-x/2-\sqrt x)\). Reference: A. Edelman, <i>Eigenvalues and condition numbers of random
 * matrices</i>, SIAM J. Matrix Anal. Appl. 9 (1988) 543–560, Theorems 5.1 and 6.1 and Corollary 3.1.
 *
 * {@snippet file="SpectraTest.java" region="edelman"}
 */
public final class EdelmanSquare {
    private static final double FIRST = -45;
    private static final double LAST = 3;
    private static final int NODES = 2000;

    private EdelmanSquare() {}

    /**
     * The distribution function of κ/n.
     *
     * @param x κ/n
     * @return from 0 to 1
     */
    public static double cdf(double x) {
        return x <= 0 ? 0 : Math.exp(-2 / x - 2 / (x * x));
    }

    /**
     * The density of κ/n.
     *
     * @param x κ/n
     * @return ≥ 0; 0 for x ≤ 0
     */
    public static double density(double x) {
        double at = cdf(x);
        return at == 0 ? 0 : (2 + 4 / x) / x / x * at;
    }

    /**
     * The quantile function of κ/n.
     *
     * @param probability strictly between 0 and 1
     * @return κ/n
     * @throws IllegalArgumentException if the probability is not
     */
    public static double quantile(double probability) {
        requireProbability(probability);
        // With s² = 1 − 2 log p this is 2/(s − 1), which loses its digits where p is near 1.
        double logarithm = Math.log(probability);
        return (Math.sqrt(1 - 2 * logarithm) + 1) / -logarithm;
    }

    /** The median of κ/n, \((1+\sqrt{1+2\ln 2})/\ln 2\) = 3.671. */
    public static double median() {
        return quantile(0.5);
    }

    /**
     * The mean of log(κ/n), 1.537: with κ/n as the quantile at \(e^{-(s^2-1)/2}\) it is
     * \(\ln 2-\int_1^\infty s\,e^{-(s^2-1)/2}\ln(s-1)\,ds\), by the trapezoidal rule in t = ln(s − 1), which converges
     * exponentially fast.
     */
    public static double meanLog() {
        double step = (LAST - FIRST) / NODES;
        double sum = 0;
        for (int i = 0; i <= NODES; i++) {
            double t = FIRST + i * step;
            double s = 1 + Math.exp(t);
            sum += s * Math.exp(-(s * s - 1) / 2) * t * Math.exp(t);
        }
        return Math.log(2) - step * sum;
    }

    /**
     * The mean of log(κ/n) of an n × n matrix: what the limit owes to σ_max = 2√n is put right by the Tracy–Widom law of
     * σ_max², \(\tfrac12E\log\sigma_{\max}^2-\log2\sqrt n\), which is −0.021 at n = 100 and falls like \(n^{-2/3}\).
     *
     * @param n at least 2
     * @return the mean, for standard normal entries
     * @throws IllegalArgumentException if n is below 2
     */
    public static double meanLog(int n) {
        Distribution largest = WishartEdges.of(n, n).largest();
        double mean = largest.mean();
        double logMean = Math.log(mean) - largest.variance() / (2 * mean * mean);
        return meanLog() + logMean / 2 - Math.log(2 * Math.sqrt(n));
    }

    /**
     * The distribution function of n σ_min².
     *
     * @param x n σ_min²
     * @return from 0 to 1
     */
    public static double smallestCdf(double x) {
        return x <= 0 ? 0 : -Math.expm1(-x / 2 - Math.sqrt(x));
    }

    /**
     * The quantile function of n σ_min².
     *
     * @param probability strictly between 0 and 1
     * @return n σ_min²
     * @throws IllegalArgumentException if the probability is not
     */
    public static double smallestQuantile(double probability) {
        requireProbability(probability);
        // With s² = 1 − 2 log(1 − p) this is (s − 1)², which loses its digits where p is small.
        double logarithm = Math.log1p(-probability);
        double root = -2 * logarithm / (Math.sqrt(1 - 2 * logarithm) + 1);
        return root * root;
    }

    private static void requireProbability(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability lies strictly between 0 and 1, got " + probability);
        }
    }
}
