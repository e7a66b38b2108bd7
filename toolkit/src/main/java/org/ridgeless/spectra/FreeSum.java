package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The free additive convolution of two laws by subordination: with \(H(w)=-1/m(w)-w\) for each law,
 * \(\omega=z+H_2(z+H_1(\omega))\) and \(m(z)=m_1(\omega)\).
 *
 * <p>Reference: S. Belinschi and H. Bercovici, <i>A new approach to subordination results in free probability</i>, J. Anal.
 * Math. 101 (2007) 357–365, Theorem 4.1; atoms: H. Bercovici and D. Voiculescu, <i>Regularity questions for free convolution</i>
 * (1998): a + b carries what the masses at a and b exceed 1 by.
 */
final class FreeSum extends TransformLaw {
    private static final double FAR = 1e4;
    private static final Complex NOWHERE = new Complex(Double.NaN, Double.NaN);

    private final SpectralLaw first;
    private final SpectralLaw second;
    private final Continuation equation;
    private final Continuation swapped;
    private final double centre;

    private FreeSum(SpectralLaw first, SpectralLaw second) {
        this.first = first;
        this.second = second;
        this.centre = first.mean() + second.mean();
        Interval enclosure = enclosure();
        double scale = enclosure.length();
        Shift one = Shift.of(first);
        Shift other = Shift.of(second);
        this.equation = new Continuation((u, z) -> image(one, other, u, z), scale, z -> new Complex[] {z}, true);
        this.swapped = new Continuation((u, z) -> image(other, one, u, z), scale, z -> new Complex[] {z}, true);
    }

    static SpectralLaw of(SpectralLaw first, SpectralLaw second) {
        return new FreeSum(first, second);
    }

    /** Not a number where a subordination function would lie below the axis, as a guess may and no solution does. */
    private static Complex[] image(Shift one, Shift other, Complex[] omega, Complex z) {
        if (omega[0].im() < 0) {
            return new Complex[] {NOWHERE};
        }
        Complex second = z.plus(one.at(omega[0]));
        return new Complex[] {second.im() < 0 ? NOWHERE : z.plus(other.at(second))};
    }

    /** A law with what H is made of far out. */
    private record Shift(SpectralLaw law, double size, double mean, double second, double third) {
        static Shift of(SpectralLaw law) {
            double mean = law.moment(1);
            double square = law.moment(2);
            double third = law.moment(3) - 2 * mean * square + mean * mean * mean;
            double size = Math.max(Math.abs(Ends.low(law)), Math.abs(Ends.high(law)));
            // Beyond 1e102 a cube is no number; without it H is wrong by 1e-12 of w where the series is used.
            return new Shift(law, size, mean, law.variance(), Double.isFinite(third) ? third : 0);
        }

        /** H(w) = −1/m(w) − w; far out by its series in 1/w, because there the two terms cancel. */
        Complex at(Complex w) {
            if (w.abs() > FAR * size) {
                Complex inverse = w.inverse();
                return inverse.times(-third).minus(second).times(inverse).minus(mean);
            }
            return law.stieltjes(w).inverse().negate().minus(w);
        }
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] solution, Complex z) {
        return first.stieltjes(solution[0]);
    }

    @Override
    Complex transform(Complex z) {
        try {
            return super.transform(z);
        } catch (ArithmeticException unbounded) {
            // Where m vanishes, in a gap, one of the two subordination functions has a pole: the other has not.
            return second.stieltjes(swapped.at(z)[0]);
        }
    }

    @Override
    Interval enclosure() {
        double low = Ends.low(first) + Ends.low(second);
        double high = Ends.high(first) + Ends.high(second);
        double margin = Math.max(high - low, 1e-12 * Math.max(Math.abs(low), Math.abs(high))) / 50;
        return new Interval(low - margin, high + margin);
    }

    @Override
    public List<Atom> atoms() {
        List<Atom> atoms = new ArrayList<>();
        for (Atom a : first.atoms()) {
            for (Atom b : second.atoms()) {
                double mass = a.mass() + b.mass() - 1;
                if (mass > 1e-12) {
                    atoms.add(new Atom(a.at() + b.at(), mass));
                }
            }
        }
        atoms.sort(Comparator.comparingDouble(Atom::at));
        return List.copyOf(atoms);
    }

    @Override
    public double mean() {
        return centre;
    }

    @Override
    public String toString() {
        return "free sum of (" + first + ") and (" + second + ")";
    }
}
