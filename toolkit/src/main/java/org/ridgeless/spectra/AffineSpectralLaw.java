package org.ridgeless.spectra;

import java.util.Comparator;
import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/** The law of factor · X + offset for a spectral law. */
record AffineSpectralLaw(SpectralLaw law, double factor, double offset) implements SpectralLaw {
    static SpectralLaw of(SpectralLaw law, double factor, double offset) {
        Affine.of(law, factor, offset);
        return factor == 1 && offset == 0 ? law : new AffineSpectralLaw(law, factor, offset);
    }

    @Override
    public SpectralLaw scaled(double other) {
        return of(law, factor * other, offset * other);
    }

    @Override
    public SpectralLaw shifted(double other) {
        return of(law, factor, offset + other);
    }

    private Affine affine() {
        return new Affine(law, factor, offset);
    }

    private double outer(double x) {
        return factor * x + offset;
    }

    @Override
    public List<Interval> support() {
        return law.support().stream()
                .map(i -> factor > 0
                        ? new Interval(outer(i.low()), outer(i.high()))
                        : new Interval(outer(i.high()), outer(i.low())))
                .sorted(Comparator.comparingDouble(Interval::low))
                .toList();
    }

    @Override
    public List<Atom> atoms() {
        return law.atoms().stream()
                .map(a -> new Atom(outer(a.at()), a.mass()))
                .sorted(Comparator.comparingDouble(Atom::at))
                .toList();
    }

    @Override
    public Complex stieltjes(Complex z) {
        // For a negative factor the point moves to the other half plane, where m is conjugate.
        Complex inner = z.minus(offset).times(1 / factor);
        if (factor > 0) {
            return law.stieltjes(inner).times(1 / factor);
        }
        Complex m = law.stieltjes(new Complex(inner.re(), -inner.im()));
        return new Complex(m.re(), -m.im()).times(1 / factor);
    }

    @Override
    public double residual() {
        return law.residual();
    }

    @Override
    public double density(double x) {
        return affine().density(x);
    }

    @Override
    public double cdf(double x) {
        if (factor > 0) {
            return affine().cdf(x);
        }
        double inner = (x - offset) / factor;
        double atom = law.atoms().stream()
                .filter(a -> outer(a.at()) == x)
                .mapToDouble(Atom::mass)
                .sum();
        return Math.min(1, law.survival(inner) + atom);
    }

    @Override
    public double quantile(double probability) {
        return affine().quantile(probability);
    }

    @Override
    public double moment(int k) {
        return affine().moment(k);
    }

    @Override
    public double variance() {
        return affine().variance();
    }

    @Override
    public String toString() {
        return affine().toString();
    }
}
