package org.ridgeless.spectra;

import org.ridgeless.spectra.measures.Complex;

/**
 * Solutions of an equation just above one bulk, from which the solutions between them start: at equal steps of θ in
 * x = a + (b − a) sin²(θ/2), in which they are smooth up to the edges.
 */
final class GuideLine {
    private static final int POINTS = 65;
    /** Third-order interpolation errs by less than this, unless bulks nearly part here; then the long way is taken. */
    private static final double NEAR = 0.05;

    private final Continuation equation;
    private final Interval bulk;
    private final double height;
    private final Complex[][] solutions = new Complex[POINTS][];

    GuideLine(Continuation equation, Interval bulk, double height) {
        this.equation = equation;
        this.bulk = bulk;
        this.height = height;
        for (int k = 0; k < POINTS; k++) {
            double sine = Math.sin(angle(k) / 2);
            solutions[k] = solution(bulk.low() + bulk.length() * sine * sine);
        }
    }

    private Complex[] solution(double x) {
        try {
            return equation.at(new Complex(x, height));
        } catch (ArithmeticException unsolved) {
            // The law itself says so, where it is asked for this place, or knows another way.
            return null;
        }
    }

    /** Half a step off the edges, where densities may be infinite. */
    private static double angle(int k) {
        return Math.PI * (k + 0.5) / POINTS;
    }

    boolean holds(double x) {
        return bulk.holds(x);
    }

    /** The solution at a point of the bulk; null if Newton's method from the neighbours does not stay near them. */
    Complex[] at(double x) {
        double share = Math.min(1, Math.max(0, (x - bulk.low()) / bulk.length()));
        double place = 2 * Math.asin(Math.sqrt(share)) / Math.PI * POINTS - 0.5;
        int first = (int) Math.max(0, Math.min(POINTS - 4, Math.floor(place) - 1));
        for (int k = first; k < first + 4; k++) {
            if (solutions[k] == null) {
                return null;
            }
        }
        return equation.near(interpolated(first, place - first), new Complex(x, height), NEAR);
    }

    /** Lagrange's cubic through four neighbours. */
    private Complex[] interpolated(int first, double t) {
        double[] weights = {
            -(t - 1) * (t - 2) * (t - 3) / 6,
            t * (t - 2) * (t - 3) / 2,
            -t * (t - 1) * (t - 3) / 2,
            t * (t - 1) * (t - 2) / 6
        };
        Complex[] guess = new Complex[solutions[first].length];
        for (int i = 0; i < guess.length; i++) {
            double re = 0;
            double im = 0;
            for (int k = 0; k < weights.length; k++) {
                re += weights[k] * solutions[first + k][i].re();
                im += weights[k] * solutions[first + k][i].im();
            }
            guess[i] = new Complex(re, im);
        }
        return guess;
    }
}
