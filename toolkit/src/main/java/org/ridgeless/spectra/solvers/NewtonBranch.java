package org.ridgeless.spectra.solvers;

import java.util.function.Function;
import org.ridgeless.spectra.measures.Complex;

/**
 * Newton's method for the Stieltjes transform of a law, following the branch with positive imaginary part from far above
 * the real axis down to the point asked for.
 */
public final class NewtonBranch {
    private static final double TOLERANCE = 1e-12;
    /** At an edge of the support, where the derivative vanishes, rounding allows no more. */
    private static final double STALLED = 1e-8;

    /** No step takes more of the imaginary part away. */
    private static final double LARGEST_FALL = 0.9;

    /** How much of itself a transform changes at most from one point to the next, next to both of its powers of z. */
    private static final double LARGEST_MOVE = 0.5;

    private static final double NEAR = 1e-10;
    /** What an imaginary part has to be next to the modulus of a transform to be more than rounding. */
    private static final double ROUNDING = 1e-12;

    private static final int MOST_STEPS = 60;
    private static final double SHRINK = 0.1;

    /**
     * A function and its derivative at one point.
     *
     * @param value of the function
     * @param derivative of the function
     */
    public record Jet(Complex value, Complex derivative) {}

    /** The equation for the transform at one point: zero at the solution. */
    @FunctionalInterface
    public interface Equation {
        /**
         * The equation at a point.
         *
         * @param z with Im z &gt; 0
         * @return a function of the transform with its derivative
         */
        Function<Complex, Jet> at(Complex z);
    }

    /** The Stieltjes transform at z from the solution of its equation there. */
    @FunctionalInterface
    public interface Transform {
        /**
         * The transform at a point.
         *
         * @param z with Im z &gt; 0
         * @param solution of the equation there
         * @return m(z)
         */
        Complex at(Complex z, Complex solution);
    }

    private NewtonBranch() {}

    /**
     * The density at x of the law behind a transform, zero outside of its support.
     *
     * <p>Im m/π at a height ε is the density within the support and grows like ε outside of it, so that twice its value at ε less
     * that at 2ε is the density in both. Heights are relative to x, so that a law of any scale keeps its tails.
     *
     * @param equation whose solution gives the transform
     * @param x where
     * @param size of the order of the largest |x| in the support
     * @param fromHeight the imaginary part from which it starts
     * @param start the solution far above x, at the height {@code fromHeight}
     * @param transform from the solution to m
     * @return ≥ 0
     * @throws ArithmeticException as {@link #continued}
     */
    public static double density(
            Equation equation, double x, double size, double fromHeight, Complex start, Transform transform) {
        double near = NEAR * (x == 0 ? size : Math.min(size, Math.abs(x)));
        Complex above = new Complex(x, 2 * near);
        Complex at = new Complex(x, near);
        Complex from = continued(equation, above, fromHeight, start);
        Complex there = transform.at(above, from);
        Complex here = transform.at(at, lowered(equation, above, from, at));
        double density = 2 * here.im() - there.im();
        return density <= ROUNDING * here.abs() ? 0 : density / Math.PI;
    }

    /**
     * The solution at z, continued from the same abscissa at the given height, where the transform is close to −1/z.
     *
     * @param equation whose solution is wanted
     * @param z with Im z &gt; 0
     * @param fromHeight the imaginary part from which it starts
     * @param start the solution there, about
     * @return the solution at z
     * @throws ArithmeticException when Newton's method does not converge or leaves the branch, with the residual
     * @throws IllegalArgumentException if Im z is not positive
     */
    public static Complex continued(Equation equation, Complex z, double fromHeight, Complex start) {
        if (!(z.im() > 0)) {
            throw new IllegalArgumentException(
                    "a Stieltjes transform is continued through the upper half plane, got Im z = " + z.im());
        }
        Complex at = new Complex(z.re(), Math.max(fromHeight, z.im()));
        Complex solution = polish(equation, at, start);
        while (at.im() > z.im()) {
            double factor = SHRINK;
            while (true) {
                Complex next = new Complex(z.re(), Math.max(z.im(), at.im() * factor));
                try {
                    solution = lowered(equation, at, solution, next);
                    at = next;
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

    /** The solution at another point near by: far above the axis a transform goes like 1/z, and near it hardly at all. */
    private static Complex lowered(Equation equation, Complex from, Complex solution, Complex to) {
        Complex moved = polish(equation, to, solution.times(from.over(to)));
        Complex change = moved.over(solution);
        if (change.minus(1).abs() < LARGEST_MOVE
                || change.times(to.over(from)).minus(1).abs() < LARGEST_MOVE) {
            return moved;
        }
        throw new ArithmeticException("the transform at z = " + to.re() + " + " + to.im() + "i left its branch: from "
                + solution + " to " + moved);
    }

    /** Newton's method at one point from a start on the branch. */
    private static Complex polish(Equation equation, Complex z, Complex start) {
        Function<Complex, Jet> f = equation.at(z);
        Complex m = start;
        double residual = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_STEPS; k++) {
            double before = residual;
            Jet jet = f.apply(m);
            Complex step = jet.value().over(jet.derivative());
            // Shortened steps keep the iterate in the upper half plane, where the solution is unique. They are no sign
            // of
            // convergence, which the full step is.
            boolean shortened = !(step.im() < LARGEST_FALL * m.im());
            Complex next = m.minus(shortened ? step.times(LARGEST_FALL * m.im() / step.im()) : step);
            residual = shortened ? Double.POSITIVE_INFINITY : step.abs() / next.abs();
            m = next;
            if (!m.isFinite()) {
                break;
            }
            if (residual < TOLERANCE || (residual < STALLED && residual > before / 2)) {
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
