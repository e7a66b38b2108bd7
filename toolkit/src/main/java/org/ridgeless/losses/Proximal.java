package org.ridgeless.losses;

/** argmin_u ½(u − v)² + step · ℓ(u) for a convex function ℓ of one variable, by bracketed Newton steps on the slope. */
final class Proximal {
    private static final int ITERATIONS = 200;

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
        for (int k = 0; k < ITERATIONS && high - low > 2 * Math.ulp(u); k++) {
            double residual = u - v + step * curve.slope(u);
            if (residual == 0) {
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
        return u;
    }
}
