package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limiting law of the eigenvalues of a large random matrix: a density on one or several intervals, and perhaps atoms.
 *
 * <p>Every law says how good it is: {@link #residual} is the mass that its density and atoms miss. Immutable, thread-safe and
 * equivariant: {@code law.scaled(s)} is exact for any s other than 0.
 */
public interface SpectralLaw extends Distribution {
    /** The intervals that carry the density, ascending and disjoint: the bulks. */
    List<Interval> support();

    /** The points that carry mass, ascending. */
    List<Atom> atoms();

    /**
     * The Stieltjes transform \(m(z)=\int\mu(dt)/(t-z)\).
     *
     * @param z with Im z &gt; 0, or real and outside the support and the atoms
     * @return a number with positive imaginary part where z has one
     * @throws IllegalArgumentException if z lies on the support or below the real axis
     */
    Complex stieltjes(Complex z);

    /**
     * The transform at a real point.
     *
     * @param x outside the support and the atoms, for example −λ for a ridge λ
     * @return \(\int\mu(dt)/(t-x)\)
     * @throws IllegalArgumentException if x lies on the support
     */
    default double stieltjes(double x) {
        return stieltjes(Complex.real(x)).re();
    }

    /** The ends of the bulks, ascending: two for each. */
    default double[] edges() {
        return support().stream()
                .flatMapToDouble(i -> java.util.stream.DoubleStream.of(i.low(), i.high()))
                .toArray();
    }

    /** The left end of the leftmost bulk. */
    default double leftEdge() {
        return support().get(0).low();
    }

    /** The right end of the rightmost bulk. */
    default double rightEdge() {
        return support().get(support().size() - 1).high();
    }

    /** |1 − mass|, the mass by quadrature of the density between the edges plus the atoms. */
    double residual();

    @Override
    default SpectralLaw scaled(double factor) {
        return AffineSpectralLaw.of(this, factor, 0);
    }

    @Override
    default SpectralLaw shifted(double offset) {
        return AffineSpectralLaw.of(this, 1, offset);
    }

    /**
     * The law of A + B for free A and B, for example independent and one of them rotationally invariant.
     *
     * @param other the law of B
     * @return their free additive convolution, solved for point by point
     */
    default SpectralLaw plus(SpectralLaw other) {
        return FreeSum.of(this, other);
    }

    /**
     * The law of \(A^{1/2}BA^{1/2}\) for free A ≥ 0 and B ≥ 0.
     *
     * @param other the law of B, on [0, ∞)
     * @return their free multiplicative convolution, solved for point by point
     * @throws IllegalArgumentException if either law reaches below 0 or is the point 0
     */
    default SpectralLaw times(SpectralLaw other) {
        return FreeProduct.of(this, other);
    }
}
