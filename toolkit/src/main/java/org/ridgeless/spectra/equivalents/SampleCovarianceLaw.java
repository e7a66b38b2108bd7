package org.ridgeless.spectra.equivalents;

import java.util.function.Function;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.spectra.solvers.NewtonBranch;
import org.ridgeless.spectra.solvers.NewtonBranch.Jet;

/**
 * The limiting spectrum of a sample covariance \(\frac1n X X^{\mathsf T}\), \(X = C^{1/2}Z\) of size \(p\times n\) with
 * independent standard entries: the generalized Marčenko–Pastur law.
 *
 * <p>The transform of the companion \(\frac1n X^{\mathsf T}X\) solves
 * \[\tilde m(z) = \Bigl(-z + c\int\frac{t\,\nu(dt)}{1+t\tilde m(z)}\Bigr)^{-1},\qquad c = p/n,\]
 * with ν the spectrum of C, and \(m = \tilde m/c + (1-c)/(cz)\). Assumes \(p, n\) large and comparable, four moments.
 * One evaluation costs a few Newton steps of one pass over ν each.
 *
 * <p>Reference: Silverstein and Bai, <i>On the empirical distribution of eigenvalues of a class of large dimensional
 * random matrices</i>, J. Multivariate Analysis 54 (1995), equation (1.3); edges: Silverstein and Choi, ibid.
 */
public final class SampleCovarianceLaw {
    private static final double FAR = 4;

    private final Law population;
    private final double ratio;

    private SampleCovarianceLaw(Law population, double ratio) {
        this.population = population;
        this.ratio = ratio;
    }

    /**
     * The law for a population spectrum and the ratio c = p/n of dimension to samples.
     *
     * @param population the eigenvalues of C with their weights, none negative, not all zero
     */
    public static SampleCovarianceLaw of(Law population, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("the ratio p/n must be positive and finite, got " + ratio);
        }
        if (population.min() < 0 || population.max() == 0) {
            throw new IllegalArgumentException(
                    "population eigenvalues must be at least 0 and not all 0, got values from " + population.min()
                            + " to " + population.max());
        }
        return new SampleCovarianceLaw(population, ratio);
    }

    /** The companion transform \(\tilde m(z)\), Im z > 0. */
    public Complex companion(Complex z) {
        double height = Math.max(FAR * population.max() * (1 + ratio), z.im());
        Complex start = new Complex(z.re(), height).inverse().negate();
        return NewtonBranch.continued(this::equation, z, height, start);
    }

    private Function<Complex, Jet> equation(Complex z) {
        return m -> {
            double re = 0;
            double im = 0;
            double slopeRe = 0;
            double slopeIm = 0;
            for (int i = 0; i < population.size(); i++) {
                double t = population.node(i);
                double w = population.weight(i);
                double a = 1 + t * m.re();
                double b = t * m.im();
                double square = a * a + b * b;
                double ir = a / square;
                double ii = -b / square;
                re += w * t * ir;
                im += w * t * ii;
                slopeRe += w * t * (ir * ir - ii * ii);
                slopeIm += w * t * 2 * ir * ii;
            }
            // F(m) = m(−z + c∫t/(1+tm)) − 1 and F′(m) = −z + c∫t/(1+tm)².
            Complex bracket = z.negate().plus(new Complex(ratio * re, ratio * im));
            Complex slope = z.negate().plus(new Complex(ratio * slopeRe, ratio * slopeIm));
            return new Jet(m.times(bracket).minus(1), slope);
        };
    }

    /** The Stieltjes transform \(m(z)\) of the p×p matrix, Im z > 0. */
    public Complex stieltjes(Complex z) {
        return companion(z).plus(z.inverse().times(1 - ratio)).times(1 / ratio);
    }

    /** The density of the continuous part at x > 0. */
    public double density(double x) {
        double size = population.max() * (1 + ratio);
        double height = FAR * size;
        Complex start = new Complex(x, height).inverse().negate();
        return NewtonBranch.density(this::equation, x, size, height, start, (z, m) -> m.times(1 / ratio));
    }

    /** The mass at zero: \((1-1/c)_+\) or the zeros of the population, whichever is more. */
    public double atomAtZero() {
        double zeros = population.expect(t -> t == 0 ? 1 : 0);
        return Math.max(zeros, 1 - 1 / ratio);
    }

    /** The right edge of the support. */
    public double rightEdge() {
        // x(m) falls, then rises on (−1/t_max, 0): its minimum is the edge.
        double top = population.max();
        double u = Bracket.minimum(s -> inverse(-s / top), 0, 1);
        return inverse(-u / top);
    }

    /** The left edge of the continuous part of the support, zero when c = 1. */
    public double leftEdge() {
        if (ratio == 1) {
            return 0;
        }
        if (population.min() == 0) {
            throw new IllegalArgumentException("the left edge needs positive population eigenvalues, got a 0");
        }
        if (ratio > 1) {
            double scale = 1 / population.mean();
            double u = Bracket.minimum(s -> -inverse(scale * s / (1 - s)), 0, 1);
            return inverse(scale * u / (1 - u));
        }
        double bottom = population.min();
        double u = Bracket.minimum(s -> -inverse(-1 / (bottom * s)), 0, 1);
        return inverse(-1 / (bottom * u));
    }

    /** The law between its outer edges as a table, with the atom at zero. */
    public TabulatedLaw tabulate(int points) {
        double left = ratio == 1 ? 1e-6 * rightEdge() : leftEdge();
        TabulatedLaw law = TabulatedLaw.between(left, rightEdge(), points, this::density);
        return TabulatedLaw.of(law.abscissae(), law.densities(), atomAtZero());
    }

    /** The inverse \(x(\tilde m) = -1/\tilde m + c\int t/(1+t\tilde m)\,\nu(dt)\) on the real line. */
    private double inverse(double m) {
        return -1 / m + ratio * population.expect(t -> t / (1 + t * m));
    }
}
