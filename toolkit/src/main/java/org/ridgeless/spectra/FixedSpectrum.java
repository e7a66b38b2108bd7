package org.ridgeless.spectra;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/** The law of given eigenvalues: atoms alone. For free sums and products with a matrix that is not random. */
public final class FixedSpectrum implements SpectralLaw {
    private final List<Atom> atoms;

    private FixedSpectrum(List<Atom> atoms) {
        this.atoms = atoms;
    }

    /**
     * Equal mass at each eigenvalue.
     *
     * @param eigenvalues at least one, in any order
     * @return the law, with one atom for equal ones
     */
    public static FixedSpectrum of(double... eigenvalues) {
        return of(Law.uniform(eigenvalues));
    }

    /**
     * The nodes and weights of a law.
     *
     * @param law of any measure with finitely many nodes
     * @return the law; nodes of weight 0 are left out
     */
    public static FixedSpectrum of(Law law) {
        TreeMap<Double, Double> masses = new TreeMap<>();
        for (int i = 0; i < law.size(); i++) {
            masses.merge(law.node(i) + 0.0, law.weight(i), Double::sum);
        }
        return new FixedSpectrum(masses.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new Atom(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble(Atom::at))
                .toList());
    }

    @Override
    public List<Interval> support() {
        return List.of();
    }

    @Override
    public List<Atom> atoms() {
        return atoms;
    }

    @Override
    public Complex stieltjes(Complex z) {
        if (!(z.im() >= 0) || (z.im() == 0 && atoms.stream().anyMatch(a -> a.at() == z.re()))) {
            throw new IllegalArgumentException("the transform needs Im z > 0, or a real z that is no eigenvalue, got "
                    + z.re() + " + " + z.im() + "i");
        }
        Complex sum = Complex.ZERO;
        for (Atom atom : atoms) {
            sum = sum.minus(z.minus(atom.at()).inverse().times(atom.mass()));
        }
        return sum;
    }

    @Override
    public double leftEdge() {
        return atoms.get(0).at();
    }

    @Override
    public double rightEdge() {
        return atoms.get(atoms.size() - 1).at();
    }

    @Override
    public double residual() {
        return Math.abs(1 - atoms.stream().mapToDouble(Atom::mass).sum());
    }

    @Override
    public double density(double x) {
        return Double.isNaN(x) ? x : 0;
    }

    @Override
    public double cdf(double x) {
        return Double.isNaN(x)
                ? x
                : atoms.stream()
                        .filter(a -> a.at() <= x)
                        .mapToDouble(Atom::mass)
                        .sum();
    }

    @Override
    public double quantile(double probability) {
        Probability.require(probability);
        double below = 0;
        for (Atom atom : atoms) {
            below += atom.mass();
            if (probability <= below) {
                return atom.at();
            }
        }
        return rightEdge();
    }

    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        return atoms.stream().mapToDouble(a -> a.mass() * Math.pow(a.at(), k)).sum();
    }

    @Override
    public String toString() {
        return atoms.size() + " fixed eigenvalues from " + leftEdge() + " to " + rightEdge();
    }
}
