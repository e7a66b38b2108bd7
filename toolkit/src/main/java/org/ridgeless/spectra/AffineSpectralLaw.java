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

    /** The place in the inner law, on the same side of each atom as x is of its image, which rounding alone does not assure. */
    private double inner(double x) {
        double inner = (x - offset) / factor;
        for (Atom atom : law.atoms()) {
            double side = Math.signum(x - outer(atom.at())) * Math.signum(factor);
            if (side == 0) {
                return atom.at();
            }
            if (side > 0 && inner <= atom.at()) {
                return Math.nextUp(atom.at());
            }
            if (side < 0 && inner >= atom.at()) {
                return Math.nextDown(atom.at());
            }
        }
        return inner;
    }

    @Override
    public double cdf(double x) {
        double inner = inner(x);
        if (factor > 0) {
            return law.cdf(inner);
        }
        double atom = law.atoms().stream()
                .filter(a -> a.at() == inner)
                .mapToDouble(Atom::mass)
                .sum();
        return Math.min(1, law.survival(inner) + atom);
    }

    @Override
    public double quantile(double probability) {
        double x = affine().quantile(probability);
        if (factor < 0) {
            // Where a mirrored step is as high as the probability, the other end of the step is the smallest.
            List<Atom> atoms = atoms();
            for (int i = atoms.size() - 1; i >= 0; i--) {
                double at = atoms.get(i).at();
                if (at < x) {
                    if (cdf(at) < probability) {
                        break;
                    }
                    x = at;
                }
            }
        }
        return x;
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
