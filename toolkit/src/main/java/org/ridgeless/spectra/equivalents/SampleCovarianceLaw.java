package org.ridgeless.spectra.equivalents;

import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;

/**
 * The limiting spectrum of a sample covariance \(\frac1n X X^{\mathsf T}\), \(X = C^{1/2}Z\) of size \(p\times n\) with
 * independent standard entries: the generalized Marčenko–Pastur law.
 *
 * <p>{@link SampleCovariance} as a table and by its outer edges alone.
 */
public final class SampleCovarianceLaw {
    private final SampleCovariance law;

    private SampleCovarianceLaw(SampleCovariance law) {
        this.law = law;
    }

    /**
     * The law for a population spectrum and the ratio c = p/n of dimension to samples.
     *
     * @param population the eigenvalues of C with their weights, none negative, not all zero
     */
    public static SampleCovarianceLaw of(Law population, double ratio) {
        return new SampleCovarianceLaw(SampleCovariance.of(population, ratio));
    }

    /** The companion transform \(\tilde m(z)\), Im z > 0. */
    public Complex companion(Complex z) {
        return law.companion(z);
    }

    /** The Stieltjes transform \(m(z)\) of the p×p matrix, Im z > 0. */
    public Complex stieltjes(Complex z) {
        return law.stieltjes(z);
    }

    /** The density of the continuous part at x > 0. */
    public double density(double x) {
        return law.density(x);
    }

    /** The mass at zero: \((1-1/c)_+\) or the zeros of the population, whichever is more. */
    public double atomAtZero() {
        return law.atoms().isEmpty() ? 0 : law.atoms().get(0).mass();
    }

    /** The right edge of the support. */
    public double rightEdge() {
        return law.rightEdge();
    }

    /** The left edge of the continuous part of the support, zero when c = 1. */
    public double leftEdge() {
        return law.leftEdge();
    }

    /** The law between its outer edges as a table, with the atom at zero. */
    public TabulatedLaw tabulate(int points) {
        double left = law.ratio() == 1 ? 1e-6 * rightEdge() : leftEdge();
        TabulatedLaw table = TabulatedLaw.between(left, rightEdge(), points, this::density);
        return TabulatedLaw.of(table.abscissae(), table.densities(), atomAtZero());
    }
}
