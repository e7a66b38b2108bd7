package org.ridgeless.losses;

/** argmin_u ½(u − v)² + step · ℓ(u) for a convex function ℓ of one variable, by bracketed Newton steps on the slope. */
final class Proximal {
    private static final int ITERATIONS = 4000;

    /** A function with its first two derivatives. */
    interface Curve {
        double slope(double u);

        double second(double u);
    }

    private Proximal() {}

    /**
     * The point u where u − v + step · ℓ′(u) changes sign. That expression grows at least as fast as u, so it is in between v
     * and v − step · ℓ′(v).
     */
    static double of(Curve curve, double v, double step) {
        double far = v - step * curve.slope(v);
        double low = Math.min(v, far);
        double high = Math.max(v, far);
        if (Double.isInfinite(far)) {
            // The slope at v overflows: the solution is where its growth meets a line, found by doubling.
            double width = 1;
            double sign = Math.signum(far);
            while (sign * (sign * width + step * curve.slope(v + sign * width)) < 0) {
                width *= 2;
            }
            low = Math.min(v, v + sign * width);
            high = Math.max(v, v + sign * width);
        }
        double u = low + (high - low) / 2;
        for (int k = 0; k < ITERATIONS; k++) {
            double push = step * curve.slope(u);
            double residual = u - v + push;
            double rounding = Math.ulp(Math.max(Math.abs(u), Math.max(Math.abs(v), Math.abs(push)))) / 2;
            if (Double.isNaN(residual)) {
                return residual;
            }
            // A slope that jumps has no root, but a point where it changes sign.
            boolean settled = Double.isFinite(push) && Math.abs(residual) <= rounding;
            if (settled || high - low <= 2 * Math.ulp(u)) {
                return u;
            }
            if (residual > 0) {
                high = u;
            } else {
                low = u;
            }
            double newton = u - residual / (1 + step * curve.second(u));
            // Bisection every third time bounds the work at kinks, where Newton's step may leave an end of the bracket
            // alone.
            u = newton > low && newton < high && k % 3 != 2 ? newton : low + (high - low) / 2;
        }
        throw new ArithmeticException("the proximal point at " + v + " with step " + step
                + " did not converge: it is between " + low + " and " + high);
    }
}
