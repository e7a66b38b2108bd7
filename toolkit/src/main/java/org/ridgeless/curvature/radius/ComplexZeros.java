package org.ridgeless.curvature.radius;

import org.ridgeless.spectra.measures.Complex;

/** Zeros of a partition function in the complex plane, in units of its radius bound. */
final class ComplexZeros {
    private static final int GRID = 41;
    private static final int NEWTON_STEPS = 60;
    private static final double LARGEST = 64;
    private static final double WIDEST = 1e5;

    private ComplexZeros() {}

    /**
     * The nearest zero: Newton's method from where the two largest terms balance, and from each point of a grid over the
     * upper half of a box, which grows until the argument principle finds no zero nearer than the best one.
     */
    static Complex nearest(PartitionFunction f) {
        Complex best = nearestBalance(f);
        for (double box = 4; ; box *= 2) {
            if (best != null && winding(f, best.abs() * (1 - 1e-6)) == 0) {
                return best;
            }
            if (box > LARGEST) {
                break;
            }
            best = nearestFromGrid(f, box, best);
        }
        throw new ArithmeticException("the nearest zero of the partition function was not found: "
                + (best == null ? "none is within " + LARGEST : "a nearer one exists than that at " + best.abs())
                + " radius bounds");
    }

    private static Complex nearestBalance(PartitionFunction f) {
        Complex best = null;
        for (Complex start : f.balances()) {
            best = nearer(best, newton(f, start, 2 * start.abs()));
        }
        return best;
    }

    private static Complex nearer(Complex best, Complex zero) {
        return zero != null && (best == null || zero.abs() < best.abs()) ? zero : best;
    }

    private static Complex nearestFromGrid(PartitionFunction f, double box, Complex known) {
        Complex best = known;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                Complex start = new Complex(box * (2.0 * i / (GRID - 1) - 1), box * (j + 0.5) / GRID);
                best = nearer(best, newton(f, start, best == null ? 2 * box : best.abs() + box));
            }
        }
        return best;
    }

    private static Complex newton(PartitionFunction f, Complex start, double far) {
        Complex t = start;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            Complex move = f.at(t).over(f.derivative(t));
            t = t.minus(move);
            if (!(t.abs() < far)) {
                return null;
            }
            if (move.abs() < 1e-14 * t.abs()) {
                return new Complex(t.re(), Math.abs(t.im()));
            }
        }
        return null;
    }

    /** How often F winds around zero along a circle; steps are halved until no turn exceeds a quarter. */
    static int winding(PartitionFunction f, double radius) {
        double turned = 0;
        // No phase turns by more than π/2 a unit of radius, so that no turn between two points is taken for its
        // complement.
        if (!(radius < WIDEST)) {
            throw new ArithmeticException("the zeros within " + radius + " radius bounds are too many to count; up to "
                    + WIDEST + " are accepted");
        }
        int arcs = (int) Math.max(64, 16 * Math.ceil(radius));
        for (int i = 0; i < arcs; i++) {
            double from = 2 * Math.PI * i / arcs;
            double to = 2 * Math.PI * (i + 1) / arcs;
            turned += turn(f, radius, from, to, point(f, radius, from), point(f, radius, to), 0);
        }
        return (int) Math.round(turned / (2 * Math.PI));
    }

    private static double turn(
            PartitionFunction f, double radius, double from, double to, Complex start, Complex end, int halvings) {
        double middle = (from + to) / 2;
        Complex between = point(f, radius, middle);
        double first = angle(start, between);
        double second = angle(between, end);
        if (halvings >= 40 || (halvings >= 2 && Math.abs(first) < 0.5 && Math.abs(second) < 0.5)) {
            return first + second;
        }
        return turn(f, radius, from, middle, start, between, halvings + 1)
                + turn(f, radius, middle, to, between, end, halvings + 1);
    }

    private static Complex point(PartitionFunction f, double radius, double angle) {
        return f.at(new Complex(radius * Math.cos(angle), radius * Math.sin(angle)));
    }

    private static double angle(Complex from, Complex to) {
        Complex ratio = to.over(from);
        return Math.atan2(ratio.im(), ratio.re());
    }
}
