package org.ridgeless.spectra;

import java.util.function.Function;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.spectra.measures.Complex;

/**
 * Solves a self-consistent equation u = F(u; z) for a few complex unknowns: plain iteration far above the real axis, where it
 * contracts, then Newton's method on the way down to the point asked for, with steps short enough to stay on the branch.
 */
final class Continuation {
    private static final double FAR = 8;
    private static final double SHRINK = 0.2;
    private static final double LONGEST = 1e-6;
    private static final double SMALL_CHANGE = 0.1;
    private static final double LEAST_SHRINK = 0.98;
    private static final double TOLERANCE = 1e-13;
    private static final double ACCEPTED = 1e-9;
    private static final double LARGEST_CHANGE = 0.5;
    private static final int MOST_ITERATIONS = 500;
    private static final int MOST_STEPS = 14;
    private static final int MOST_HALVINGS = 40;
    private static final double DIFFERENCE = 1e-7;

    /** F. */
    @FunctionalInterface
    interface Equation {
        Complex[] image(Complex[] u, Complex z);

        /** Newton's equations: 1 − F′(u), and F(u) − u as last column; null leaves the derivative to differences. */
        default Complex[][] linearized(Complex[] u, Complex z) {
            return null;
        }
    }

    private final Equation equation;
    private final double scale;
    private final Function<Complex, Complex[]> start;
    private final boolean herglotz;
    /** A size below which differences of the unknowns do not count: a hundredth of what they are far out. */
    private final double[] units;

    /**
     * @param scale the size of the support: heights are multiples of it
     * @param start approximate unknowns far up
     * @param herglotz whether all unknowns have positive imaginary parts, which is then required
     */
    Continuation(Equation equation, double scale, Function<Complex, Complex[]> start, boolean herglotz) {
        this.equation = equation;
        this.scale = scale;
        this.start = start;
        this.herglotz = herglotz;
        Complex[] far = start.apply(new Complex(0, FAR * scale));
        this.units = new double[far.length];
        for (int i = 0; i < far.length; i++) {
            units[i] = far[i].abs() / 100;
        }
    }

    /**
     * The solution at a point with Im z &gt; 0.
     *
     * @throws ArithmeticException if no solution on the branch is found, with the residual
     */
    Complex[] at(Complex z) {
        Interruption.poll();
        double height = Math.max(FAR * scale, z.im());
        Complex far = new Complex(z.re(), height);
        Complex[] guess = start.apply(far);
        Complex[] u = polish(guess, far, true);
        if (u == null) {
            u = polish(iterate(guess, far), far, false);
        }
        double factor = SHRINK;
        while (height > z.im()) {
            double next = Math.max(z.im(), height * factor);
            Complex[] moved = polish(u, new Complex(z.re(), next), true);
            if (moved != null) {
                // Close to a bulk the solution hardly moves any more, and the steps may be long.
                factor = Math.max(LONGEST, change(u, moved) < SMALL_CHANGE ? factor * factor : factor);
                u = moved;
                height = next;
            } else {
                factor = Math.sqrt(factor);
                if (factor > LEAST_SHRINK) {
                    throw new ArithmeticException("the equation was not solved at z = " + z.re() + " + " + z.im()
                            + "i: the branch was lost at height " + height + ", relative residual "
                            + residual(u, new Complex(z.re(), next)));
                }
            }
        }
        return u;
    }

    /** The solution near a guess; null if Newton's method moves it by more than a share of itself, or finds none. */
    Complex[] near(Complex[] guess, Complex z, double share) {
        Complex[] u = polish(guess, z, true);
        return u != null && change(guess, u) < share ? u : null;
    }

    /** Plain iteration, damped by one half. */
    private Complex[] iterate(Complex[] from, Complex z) {
        Complex[] u = from;
        for (int k = 0; k < MOST_ITERATIONS; k++) {
            Complex[] image = equation.image(u, z);
            double change = change(u, image);
            Complex[] next = new Complex[u.length];
            for (int i = 0; i < u.length; i++) {
                next[i] = u[i].plus(image[i]).times(0.5);
            }
            u = next;
            if (change < 1e-6) {
                break;
            }
        }
        return u;
    }

    /** Newton's method; null if it does not converge near the start (or an error, if there is nothing to fall back to). */
    private Complex[] polish(Complex[] from, Complex z, boolean mayFail) {
        Complex[] u = from;
        double last = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_STEPS; k++) {
            Complex[] next = inside(u, step(u, z));
            double change = next == null ? Double.NaN : change(u, next);
            if (!(change < Double.POSITIVE_INFINITY)) {
                break;
            }
            u = next;
            // At rounding the steps no longer shrink.
            if (change < TOLERANCE || (change < 1e-7 && change >= last / 2)) {
                last = change;
                break;
            }
            last = change;
        }
        boolean fine = last < 1e-6 && residual(u, z) < ACCEPTED && (!mayFail || change(from, u) < LARGEST_CHANGE);
        if (!fine && !mayFail) {
            throw new ArithmeticException("the equation was not solved at z = " + z.re() + " + " + z.im()
                    + "i: relative residual " + residual(u, z));
        }
        return fine ? u : null;
    }

    private Complex[] step(Complex[] u, Complex z) {
        int n = u.length;
        Complex[][] exact = equation.linearized(u, z);
        Complex[][] system = exact != null ? exact : byDifferences(u, z);
        Complex[] move = solve(system);
        Complex[] next = new Complex[n];
        for (int i = 0; i < n; i++) {
            next[i] = u[i].plus(move[i]);
            if (!next[i].isFinite()) {
                return null;
            }
        }
        return next;
    }

    private Complex[][] byDifferences(Complex[] u, Complex z) {
        int n = u.length;
        Complex[] image = equation.image(u, z);
        Complex[][] system = new Complex[n][n + 1];
        for (int j = 0; j < n; j++) {
            Complex[] moved = u.clone();
            double size = DIFFERENCE * Math.max(u[j].abs(), units[j]);
            // Upwards, away from the branch points on the real axis, which may be nearer than the difference.
            Complex h = herglotz ? new Complex(0, size) : Complex.real(size);
            moved[j] = u[j].plus(h);
            Complex[] other = equation.image(moved, z);
            for (int i = 0; i < n; i++) {
                Complex derivative = other[i].minus(image[i]).over(h);
                system[i][j] = (i == j ? Complex.ONE : Complex.ZERO).minus(derivative);
            }
        }
        for (int i = 0; i < n; i++) {
            system[i][n] = image[i].minus(u[i]);
        }
        return system;
    }

    /** Gauss elimination with row exchanges; the right-hand side is the last column. */
    private static Complex[] solve(Complex[][] system) {
        int n = system.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = system[i][k].abs() > system[pivot][k].abs() ? i : pivot;
            }
            Complex[] row = system[pivot];
            system[pivot] = system[k];
            system[k] = row;
            for (int i = k + 1; i < n; i++) {
                Complex factor = system[i][k].over(row[k]);
                for (int j = k; j <= n; j++) {
                    system[i][j] = system[i][j].minus(factor.times(row[j]));
                }
            }
        }
        Complex[] x = new Complex[n];
        for (int k = n - 1; k >= 0; k--) {
            x[k] = system[k][n];
            for (int j = k + 1; j < n; j++) {
                x[k] = x[k].minus(system[k][j].times(x[j]));
            }
            x[k] = x[k].over(system[k][k]);
        }
        return x;
    }

    /** The step cut in half until it stays in the upper half plane, where that is asked for. */
    private Complex[] inside(Complex[] u, Complex[] next) {
        Complex[] cut = next;
        for (int halving = 0; herglotz && cut != null && !upper(cut); halving++) {
            if (halving == MOST_HALVINGS) {
                return null;
            }
            cut = cut.clone();
            for (int i = 0; i < u.length; i++) {
                cut[i] = cut[i].plus(u[i]).times(0.5);
            }
        }
        return cut;
    }

    private static boolean upper(Complex[] u) {
        for (Complex value : u) {
            if (!(value.im() > 0)) {
                return false;
            }
        }
        return true;
    }

    private double residual(Complex[] u, Complex z) {
        return change(u, equation.image(u, z));
    }

    /** The largest change of an unknown in units of its size. */
    private double change(Complex[] u, Complex[] v) {
        double change = 0;
        for (int i = 0; i < u.length; i++) {
            double moved = v[i].minus(u[i]).abs() / Math.max(u[i].abs(), units[i]);
            if (Double.isNaN(moved)) {
                return moved;
            }
            change = Math.max(change, moved);
        }
        return change;
    }
}
