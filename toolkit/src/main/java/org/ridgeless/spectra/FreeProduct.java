package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The free multiplicative convolution of two laws on [0, ∞) by subordination. With \(h(w)=w+1/m(w)\) for each law, so that
 * \(\eta(1/w)=h(w)/w\), the points \(w_1,w_2\) with \(w_1h_2(w_2)=w_2h_1(w_1)=z\) give \(\eta(1/z)=h_1(w_1)/w_1=:k\) and
 * \(m(z)=1/(z(k-1))\).
 *
 * <p>Reference: S. Belinschi and H. Bercovici, J. Anal. Math. 101 (2007) 357–365, Theorem 3.2 and corollary; atoms: S.
 * Belinschi, <i>The atoms of the free multiplicative convolution of two probability distributions</i>, Integral Equations
 * Operator Theory 46 (2003) 377–386.
 */
final class FreeProduct extends TransformLaw {
    private final SpectralLaw first;
    private final SpectralLaw second;
    private final Continuation equation;

    private FreeProduct(SpectralLaw first, SpectralLaw second) {
        this.first = first;
        this.second = second;
        double size = Ends.high(first) * Ends.high(second);
        double mean = second.mean();
        this.equation = new Continuation(this::image, size, z -> new Complex[] {z.times(1 / mean)}, true);
    }

    static SpectralLaw of(SpectralLaw first, SpectralLaw second) {
        for (SpectralLaw law : List.of(first, second)) {
            if (!(Ends.low(law) >= 0) || !(Ends.high(law) > 0)) {
                throw new IllegalArgumentException(
                        "a free product is computed for laws on [0, ∞) that are not the point 0, got a law from "
                                + Ends.low(law) + " to " + Ends.high(law));
            }
        }
        return new FreeProduct(first, second);
    }

    private Complex[] image(Complex[] w, Complex z) {
        Complex other = z.over(weight(first, w[0]));
        return new Complex[] {z.over(weight(second, other))};
    }

    /** h(w), near the mean far out. */
    private static Complex weight(SpectralLaw law, Complex w) {
        if (w.im() < 0) {
            // Across the negative axis, where m is analytic; Newton's steps may go there for a moment.
            Complex mirrored = weight(law, new Complex(w.re(), -w.im()));
            return new Complex(mirrored.re(), -mirrored.im());
        }
        return w.plus(law.stieltjes(w).inverse());
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] solution, Complex z) {
        Complex w = solution[0];
        Complex k = weight(first, w).over(w);
        return z.times(k.minus(1)).inverse();
    }

    @Override
    Interval enclosure() {
        double low = Ends.low(first) * Ends.low(second);
        double high = Ends.high(first) * Ends.high(second);
        return new Interval(low - high / 100, high * 1.01);
    }

    @Override
    public List<Atom> atoms() {
        List<Atom> atoms = new ArrayList<>();
        double zero = Math.max(massAtZero(first), massAtZero(second));
        if (zero > 0) {
            atoms.add(new Atom(0, zero));
        }
        for (Atom a : first.atoms()) {
            for (Atom b : second.atoms()) {
                double mass = a.mass() + b.mass() - 1;
                if (mass > 1e-12 && a.at() * b.at() > 0) {
                    atoms.add(new Atom(a.at() * b.at(), mass));
                }
            }
        }
        atoms.sort(Comparator.comparingDouble(Atom::at));
        return List.copyOf(atoms);
    }

    private static double massAtZero(SpectralLaw law) {
        return law.atoms().stream()
                .filter(a -> a.at() == 0)
                .mapToDouble(Atom::mass)
                .sum();
    }

    @Override
    public double mean() {
        return first.mean() * second.mean();
    }

    @Override
    public String toString() {
        return "free product of (" + first + ") and (" + second + ")";
    }
}
