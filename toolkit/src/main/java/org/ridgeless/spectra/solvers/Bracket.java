package org.ridgeless.spectra.solvers;

import java.util.function.DoubleUnaryOperator;

/** One-dimensional searches with a bracket, for functions that are unimodal or monotone by theory. */
public final class Bracket {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Bracket() {}

    /**
     * The minimizer of a unimodal function inside an open interval, by golden sections; never touches the ends.
     *
     * @param f unimodal between the ends
     * @param low lower end
     * @param high upper end
     * @return the place; accurate to about the root of rounding
     */
    public static double minimum(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double x = b - GOLDEN * (b - a);
        double y = a + GOLDEN * (b - a);
        double fx = f.applyAsDouble(x);
        double fy = f.applyAsDouble(y);
        for (int k = 0; k < 120 && y > x; k++) {
            if (fx <= fy) {
                b = y;
                y = x;
                fy = fx;
                x = b - GOLDEN * (b - a);
                fx = f.applyAsDouble(x);
            } else {
                a = x;
                x = y;
                fx = fy;
                y = a + GOLDEN * (b - a);
                fy = f.applyAsDouble(y);
            }
        }
        return (a + b) / 2;
    }

    /**
     * The zero of a continuous function between two points at which its signs differ, by bisection to machine precision.
     *
     * @param f continuous
     * @param low one end
     * @param high the other
     * @return the place, to the last bit or two
     * @throws ArithmeticException when the signs agree, with both values, or the function is NaN between
     */
    public static double root(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        if (fa == 0) {
            return a;
        }
        if (fb == 0) {
            return b;
        }
        // Signs and not the product, which underflows where the function is small.
        if (!(Math.signum(fa) * Math.signum(fb) < 0)) {
            throw new ArithmeticException(
                    "no sign change between " + a + " and " + b + ": the values are " + fa + " and " + fb);
        }
        while (true) {
            double middle = a + (b - a) / 2;
            if (middle <= Math.min(a, b) || middle >= Math.max(a, b)) {
                return middle;
            }
            double fm = f.applyAsDouble(middle);
            if (fm == 0) {
                return middle;
            }
            if (Double.isNaN(fm)) {
                throw new ArithmeticException("the function is NaN at " + middle + ", between " + low + " and " + high);
            }
            if (fm < 0 != fa < 0) {
                b = middle;
            } else {
                a = middle;
                fa = fm;
            }
        }
    }
}
