package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The law of a symmetric rational expression in Gaussian and fixed matrices, from the matrix Dyson equation of its linear pencil
 * ({@link PencilEquation}): the pencil is solved far from the spectrum and continued to the real axis.
 *
 * <p>References: U. Haagerup and S. Thorbjørnsen, Ann. of Math. 162 (2005) 711–775; S. Belinschi, T. Mai and R. Speicher,
 * <i>Analytic subordination theory of operator-valued free additive convolution and the solution of a general random matrix
 * problem</i>, J. reine angew. Math. 732 (2017) 21–53.
 */
final class PencilLaw extends TransformLaw {
    private static final double ATOM_HEIGHT = 1e-10;
    private static final double LEAST_ATOM = 1e-4;

    private final PencilEquation pencil;
    private final Continuation equation;
    private final Interval enclosure;
    private final String name;
    private final List<Atom> atoms;

    private PencilLaw(PencilEquation pencil, Interval enclosure, String name) {
        this.pencil = pencil;
        this.enclosure = enclosure;
        this.name = name;
        double size = Math.max(Math.abs(enclosure.low()), Math.abs(enclosure.high()));
        this.equation = new Continuation(pencil, size, pencil::start, false);
        this.atoms = atomAtZero(size);
    }

    static PencilLaw of(MatrixExpression expression) {
        return new PencilLaw(PencilEquation.of(expression), Enclosure.of(expression), expression.toString());
    }

    /** Close to the real axis −z m(z) is the mass at 0, but for terms of the order of the root of the height. */
    private List<Atom> atomAtZero(double size) {
        double height = ATOM_HEIGHT * size;
        double mass = transform(new Complex(0, height)).im() * height;
        return mass > LEAST_ATOM ? List.of(new Atom(0, mass)) : List.of();
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] solution, Complex z) {
        return pencil.transform(solution, z);
    }

    @Override
    Complex transform(Complex z) {
        Complex m = super.transform(z);
        // The sign alone tells the branch; outside the support Im m is as small as the height.
        if (!(m.im() > -1e-9 * m.abs())) {
            throw new ArithmeticException("the transform at " + z.re() + " + " + z.im()
                    + "i left the upper half plane: " + m.re() + " + " + m.im() + "i");
        }
        return m;
    }

    @Override
    Interval enclosure() {
        return enclosure;
    }

    @Override
    public List<Atom> atoms() {
        return atoms;
    }

    @Override
    public String toString() {
        return "law of a " + name;
    }
}
