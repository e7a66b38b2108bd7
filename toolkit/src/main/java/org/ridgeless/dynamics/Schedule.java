package org.ridgeless.dynamics;

/**
 * How the step size changes: step t (from 0) has the size rate · factor(t). A lambda is a schedule, for example
 * {@code t -> 1 / Math.sqrt(1 + t)}.
 *
 * {@snippet file="DynamicsTest.java" region="schedule"}
 */
public interface Schedule {
    /**
     * The factor of step t, a number ≥ 0.
     *
     * @param step t, from 0
     * @return what the rate is multiplied with
     */
    double factor(int step);

    /** Always 1. */
    static Schedule constant() {
        return t -> 1;
    }

    /**
     * Linear growth (t + 1)/steps over the first steps, then 1.
     *
     * @param steps of the growth, ≥ 1
     * @return the schedule
     * @throws IllegalArgumentException if the number is below 1
     */
    static Schedule warmUp(int steps) {
        requireSteps(steps);
        return t -> t < steps ? (t + 1.0) / steps : 1;
    }

    /**
     * Half a cosine from 1 to 0 over so many steps, then 0 (I. Loshchilov and F. Hutter, <i>SGDR</i>, ICLR 2017).
     *
     * @param steps of the descent to 0, ≥ 1
     * @return the schedule
     * @throws IllegalArgumentException if the number is below 1
     */
    static Schedule cosine(int steps) {
        requireSteps(steps);
        return t -> t < steps ? (1 + Math.cos(Math.PI * t / steps)) / 2 : 0;
    }

    /**
     * (1 + t/scale)^{−exponent}; H. Robbins and S. Monro (1951) ask for an exponent in (1/2, 1].
     *
     * @param exponent finite and ≥ 0
     * @param scale in steps, finite and &gt; 0
     * @return the schedule
     * @throws IllegalArgumentException if one is not, with both
     */
    static Schedule power(double exponent, double scale) {
        if (!(exponent >= 0) || !(scale > 0) || Double.isInfinite(exponent + scale)) {
            throw new IllegalArgumentException(
                    "a power schedule needs an exponent ≥ 0 and a scale > 0, got " + exponent + " and " + scale);
        }
        return t -> Math.pow(1 + t / scale, -exponent);
    }

    /**
     * Multiplied by {@code factor} at each of the given steps.
     *
     * @param factor finite and &gt; 0
     * @param at steps from which on it applies, each once more
     * @return the schedule
     * @throws IllegalArgumentException if the factor is not finite or not &gt; 0
     */
    static Schedule drops(double factor, int... at) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("a schedule needs a factor > 0, got " + factor);
        }
        int[] steps = at.clone();
        return t -> {
            double product = 1;
            for (int step : steps) {
                product *= t >= step ? factor : 1;
            }
            return product;
        };
    }

    /**
     * This schedule for so many steps, then the next one from its own step 0.
     *
     * @param steps of this schedule, ≥ 1
     * @param next what follows
     * @return both, one after the other
     */
    default Schedule then(int steps, Schedule next) {
        requireSteps(steps);
        return t -> t < steps ? factor(t) : next.factor(t - steps);
    }

    private static void requireSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a schedule needs at least 1 step, got " + steps);
        }
    }
}
