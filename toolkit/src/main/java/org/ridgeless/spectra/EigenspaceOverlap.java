package org.ridgeless.spectra;

import org.ridgeless.spectra.measures.Complex;

/**
 * How much of a population eigenvector lies in the span of the sample eigenvectors of a part of the spectrum. For a unit eigenvector of
 * the population eigenvalue t the squared overlaps with the sample eigenvectors have the law with Stieltjes transform
 * \(-\frac1{z(1+t\tilde m(z))}\), whose density at x is \(\frac{t\operatorname{Im}\alpha}{\pi x|\alpha-t|^2}\) with α = −1/m̃ of {@link SampleCovariance}. t
 * need not belong to the population law: a spike of no weight leaves the bulk as an atom. Reference: O. Ledoit and S. Péché,
 * <i>Eigenvectors of some large sample covariance matrix ensembles</i>, Probab. Theory Related Fields 151 (2011) 233–264; X. Mestre, IEEE
 * Trans. Inform. Theory 54 (2008) 5113–5129.
 */
public final class EigenspaceOverlap {
    private static final int NODES = 200;
    private static final double ABOVE = 1e-10;

    private final SampleCovariance law;
    private final double eigenvalue;

    private EigenspaceOverlap(SampleCovariance law, double eigenvalue) {
        this.law = law;
        this.eigenvalue = eigenvalue;
    }

    /**
     * The overlaps of a population eigenvector.
     *
     * @param law of the sample covariance
     * @param eigenvalue of the population, positive
     * @return the overlaps
     * @throws IllegalArgumentException if the eigenvalue is not positive and finite
     */
    public static EigenspaceOverlap of(SampleCovariance law, double eigenvalue) {
        if (!(eigenvalue > 0) || Double.isInfinite(eigenvalue)) {
            throw new IllegalArgumentException("a population eigenvalue is positive and finite, got " + eigenvalue);
        }
        return new EigenspaceOverlap(law, eigenvalue);
    }

    /**
     * The density of the overlaps at an eigenvalue x of a bulk; 0 outside of the bulks.
     *
     * @param x a sample eigenvalue
     * @return ≥ 0
     */
    public double density(double x) {
        if (law.support().stream().noneMatch(i -> i.holds(x)) || x <= 0) {
            return 0;
        }
        Complex alpha = law.alpha(new Complex(x, ABOVE * law.rightEdge()));
        double away = alpha.minus(eigenvalue).abs();
        return eigenvalue / away * (alpha.im() / away) / (Math.PI * x);
    }

    /**
     * The share of the vector in the span of the eigenvectors of a bulk, by an integral over the bulk.
     *
     * @param bulk its number in the support of the law, from 0
     * @return from 0 to 1
     */
    public double inBulk(int bulk) {
        Interval interval = law.support().get(bulk);
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            double angle = Math.PI * (k + 0.5) / NODES;
            double x = (interval.low() + interval.high()) / 2 - interval.length() / 2 * Math.cos(angle);
            sum += density(x) * interval.length() / 2 * Math.sin(angle) * Math.PI / NODES;
        }
        return sum;
    }

    /**
     * The share of the vector in the span of the eigenvectors between two real numbers, by an integral along a circle through both.
     *
     * @param low outside of the bulks, positive
     * @param high outside of the bulks
     * @return from 0 to 1; the sum over all bulks and outliers is 1, but for the mass at 0
     * @throws IllegalArgumentException unless 0 &lt; low &lt; high
     */
    public double between(double low, double high) {
        if (!(low > 0 && high > low)) {
            throw new IllegalArgumentException(
                    "a contour goes around positive eigenvalues, got " + low + " to " + high);
        }
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            Complex turn = Complex.polar((high - low) / 2, Math.PI * (k + 0.5) / NODES);
            Complex z = turn.plus((high + low) / 2);
            Complex alpha = law.alpha(z);
            // dz = i (z − centre) dθ; the half circle below is the mirror image, so that the real part is doubled.
            sum += alpha.over(z.times(alpha.minus(eigenvalue))).times(turn).re() / NODES;
        }
        return sum;
    }
}
