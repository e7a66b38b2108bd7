package org.ridgeless.spectra;

/**
 * The Airy function Ai and its derivative on [−30, ∞).
 *
 * <p>From 10 upwards the asymptotic series (NIST Digital Library of Mathematical Functions, 9.7.5 and 9.7.6), whose terms
 * fall below rounding there. Below, Taylor series about a grid of spacing ¼, carried from node to node by the equation
 * \(y''=xy\): downwards, the direction in which Ai does not decay against the second solution, so that errors do not grow.
 */
final class Airy {
    private static final double SWITCH = 10;
    private static final double STEP = 0.25;
    private static final double LEAST = -30;
    private static final int TERMS = 22;
    private static final double[][] NODES = nodes();

    private Airy() {}

    /** Ai(x). */
    static double value(double x) {
        return at(x)[0];
    }

    /** Ai(x) and Ai′(x). */
    static double[] at(double x) {
        if (!(x >= LEAST)) {
            throw new IllegalArgumentException("the Airy function is computed for x ≥ " + LEAST + ", got " + x);
        }
        if (x >= SWITCH) {
            return asymptotic(x);
        }
        int k = (int) Math.rint((SWITCH - x) / STEP);
        double node = SWITCH - k * STEP;
        return taylor(node, NODES[k], x - node);
    }

    private static double[][] nodes() {
        int count = (int) Math.rint((SWITCH - LEAST) / STEP) + 1;
        double[][] table = new double[count][];
        table[0] = asymptotic(SWITCH);
        for (int k = 1; k < count; k++) {
            table[k] = taylor(SWITCH - (k - 1) * STEP, table[k - 1], -STEP);
        }
        return table;
    }

    /** The solution of y″ = xy at x + h from y and y′ at x. */
    private static double[] taylor(double x, double[] start, double h) {
        double before = 0;
        double current = start[0];
        double next = start[1] * h;
        double value = current + next;
        double slope = next;
        for (int k = 2; k < TERMS; k++) {
            double term = h * h * (x * current + h * before) / (k * (k - 1));
            before = current;
            current = next;
            next = term;
            value += term;
            slope += k * term;
        }
        return new double[] {value, h == 0 ? start[1] : slope / h};
    }

    private static double[] asymptotic(double x) {
        double zeta = 2 * x * Math.sqrt(x) / 3;
        double u = 1;
        double values = 1;
        double slopes = 1;
        for (int k = 1; k <= 60; k++) {
            double next = -u * (6.0 * k - 5) * (6.0 * k - 3) * (6.0 * k - 1) / (216.0 * k * (2 * k - 1) * zeta);
            if (Math.abs(next) > Math.abs(u) || Math.abs(next) < 1e-18) {
                break;
            }
            u = next;
            values += u;
            slopes -= u * (6.0 * k + 1) / (6.0 * k - 1);
        }
        double scale = Math.exp(-zeta) / (2 * Math.sqrt(Math.PI));
        double root = Math.sqrt(Math.sqrt(x));
        return new double[] {scale / root * values, -scale * root * slopes};
    }
}
