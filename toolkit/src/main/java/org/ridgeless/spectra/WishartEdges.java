package org.ridgeless.spectra;

/**
 * The largest and the smallest eigenvalue of AᵀA for an n × d matrix A of independent standard normal entries, by the
 * Tracy–Widom law with second-order centring and scaling.
 *
 * {@snippet file="SpectraTest.java" region="edges"}
 *
 * <p>With \(N=\sqrt{n-1/2}\), \(D=\sqrt{d-1/2}\) and n ≥ d (otherwise n and d change places: the eigenvalues other than 0 are the
 * same), \((\lambda_{\max}-\mu)/\sigma\to F_1\) with \(\mu=(N+D)^2\), \(\sigma=(N+D)(1/N+1/D)^{1/3}\). At the lower edge
 * \((\nu-\log\lambda_{\min})/\tau\to F_1\) with \(\mu_-=(N-D)^2\), \(\sigma_-=(N-D)(1/D-1/N)^{1/3}\), \(\tau=\sigma_-/\mu_-\),
 * \(\nu=\log\mu_-+\tau^2/8\). Errors are of order \(\min(n,d)^{-2/3}\), where the classical centring with n − 1 and d leaves
 * \(\min(n,d)^{-1/3}\).
 *
 * <p>Valid range of the lower edge: n − d large, so that the edge is soft. {@link #smallest} refuses τ &gt; ½ (at n = 100 from
 * d = 97); at n = d the laws of {@link EdelmanSquare} hold.
 *
 * <p>References: I. M. Johnstone, <i>On the distribution of the largest eigenvalue in principal components analysis</i>, Ann.
 * Statist. 29 (2001) 295–327; Z. Ma, <i>Accuracy of the Tracy–Widom limits for the extreme eigenvalues in white Wishart
 * matrices</i>, Bernoulli 18 (2012) 322–359, Theorems 1 and 2; O. N. Feldheim and S. Sodin, Geom. Funct. Anal. 20 (2010)
 * 88–123, for entries of other laws. The two ends are asymptotically independent: F. Bornemann, J. Math. Phys. 51 (2010)
 * 023514.
 */
public final class WishartEdges {
    private static final double SOFT = 0.5;

    private final int larger;
    private final int smaller;
    private final double variance;

    private WishartEdges(int larger, int smaller, double variance) {
        this.larger = larger;
        this.smaller = smaller;
        this.variance = variance;
    }

    /**
     * The edges for n × d matrices.
     *
     * @param rows n ≥ 2
     * @param columns d ≥ 2
     * @return the edges, the same for n and d exchanged
     * @throws IllegalArgumentException if n or d is less than 2
     */
    public static WishartEdges of(int rows, int columns) {
        if (rows < 2 || columns < 2) {
            throw new IllegalArgumentException(
                    "the edges need at least 2 rows and 2 columns, got " + rows + " × " + columns);
        }
        return new WishartEdges(Math.max(rows, columns), Math.min(rows, columns), 1);
    }

    /**
     * The edges where the entries have this variance σ² in place of 1: all eigenvalues times σ².
     *
     * @param variance σ², positive and finite
     * @return the edges in that unit
     * @throws IllegalArgumentException if it is not
     */
    public WishartEdges variance(double variance) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("a variance is positive and finite, got " + variance);
        }
        return new WishartEdges(larger, smaller, variance);
    }

    /** The law of the largest eigenvalue of AᵀA, for any shape. */
    public Distribution largest() {
        double n = Math.sqrt(larger - 0.5);
        double d = Math.sqrt(smaller - 0.5);
        double centre = (n + d) * (n + d);
        double scale = (n + d) * Math.cbrt(1 / n + 1 / d);
        return TracyWidom.real().scaled(scale * variance).shifted(centre * variance);
    }

    /**
     * The law of the smallest of the min(n, d) eigenvalues.
     *
     * @throws IllegalArgumentException if n and d are so close that the edge is hard
     */
    public Distribution smallest() {
        return new Exponential(logSmallest());
    }

    /** Whether n and d are far enough apart for {@link #smallest}. */
    public boolean isSoftBelow() {
        return tau() <= SOFT;
    }

    private double tau() {
        double n = Math.sqrt(larger - 0.5);
        double d = Math.sqrt(smaller - 0.5);
        return Math.cbrt(1 / d - 1 / n) / (n - d);
    }

    /** The law of log λ_min. */
    private Distribution logSmallest() {
        double n = Math.sqrt(larger - 0.5);
        double d = Math.sqrt(smaller - 0.5);
        double centre = (n - d) * (n - d);
        double tau = tau();
        if (!(tau <= SOFT)) {
            throw new IllegalArgumentException("the lower edge of a " + larger + " × " + smaller
                    + " matrix is hard: its relative width is " + tau + ", and the Tracy–Widom law holds up to " + SOFT
                    + "; for square matrices see EdelmanSquare");
        }
        return TracyWidom.real().scaled(-tau).shifted(Math.log(centre) + tau * tau / 8 + Math.log(variance));
    }

    /**
     * The law of the condition number σ_max/σ_min of A: both edges, as if independent.
     *
     * @throws IllegalArgumentException where {@link #smallest} refuses
     */
    public Distribution conditionNumber() {
        return new Exponential(HalfGap.of(largest(), logSmallest()));
    }

    @Override
    public String toString() {
        return "edges of AᵀA for a Gaussian " + larger + " × " + smaller + " matrix A";
    }
}
