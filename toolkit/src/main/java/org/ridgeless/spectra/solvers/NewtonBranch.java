package org.ridgeless.spectra.solvers;

import java.util.function.Function;
import org.ridgeless.spectra.measures.Complex;

/**
 * Newton's method for the Stieltjes transform of a law, following the branch with positive imaginary part from far above
 * the real axis down to the point asked for.
 */
public final class NewtonBranch {
    private static final double TOLERANCE = 1e-12;
    private static final int MOST_STEPS = 60;
    private static final double SHRINK = 0.1;

    /** A function and its derivative at one point. */
    public record Jet(Complex value, Complex derivative) {}

    /** The equation for the transform at one point: zero at the solution. */
    @FunctionalInterface
    public interface Equation {
        Function<Complex, Jet> at(Complex z);
    }

    private NewtonBranch() {}

    /**
     * The solution at z, continued from the same abscissa at the given height, where the transform is close to −1/z.
     *
     * @throws ArithmeticException when Newton's method does not converge or leaves the branch, with the residual
     */
    public static Complex continued(Equation equation, Complex z, double fromHeight, Complex start) {
        if (!(z.im() > 0)) {
            throw new IllegalArgumentException(
                    "a Stieltjes transform is continued through the upper half plane, got Im z = " + z.im());
        }
        double height = Math.max(fromHeight, z.im());
        Complex solution = polish(equation, new Complex(z.re(), height), start);
        while (height > z.im()) {
            double factor = SHRINK;
            while (true) {
                double next = Math.max(z.im(), height * factor);
                try {
                    solution = polish(equation, new Complex(z.re(), next), solution);
                    height = next;
                    break;
                } catch (ArithmeticException offBranch) {
                    factor = Math.sqrt(factor);
                    if (factor > 0.999) {
                        throw offBranch;
                    }
                }
            }
        }
        return solution;
    }

    /** Newton's method at one point from a start on the branch. */
    private static Complex polish(Equation equation, Complex z, Complex start) {
        Function<Complex, Jet> f = equation.at(z);
        Complex m = start;
        double residual = Double.NaN;
        for (int k = 0; k < MOST_STEPS; k++) {
            Jet jet = f.apply(m);
            Complex step = jet.value().over(jet.derivative());
            // Half steps keep the iterate in the upper half plane, where the solution is unique.
            Complex next = m.minus(step);
            for (int halving = 0; next.im() <= 0 && halving < 40; halving++) {
                step = step.times(0.5);
                next = m.minus(step);
            }
            m = next;
            residual = step.abs() / (1 + m.abs());
            if (!m.isFinite()) {
                break;
            }
            if (residual < TOLERANCE) {
                return checked(m, z);
            }
        }
        throw new ArithmeticException("Newton's method for the transform at z = " + z.re() + " + " + z.im()
                + "i did not converge: relative step " + residual + " after " + MOST_STEPS + " steps");
    }

    private static Complex checked(Complex m, Complex z) {
        if (!(m.im() > 0)) {
            throw new ArithmeticException("the transform at z = " + z.re() + " + " + z.im()
                    + "i left its branch: Im m = " + m.im() + " must be positive");
        }
        return m;
    }
}
