package org.ridgeless.landscape.approximation;

/** A function of two variables on the square [−1, 1]² with values in [−1, 1], so that it can be composed with its like. */
@FunctionalInterface
interface Bivariate {
    /**
     * The value at a point of the square.
     *
     * @param u in [−1, 1]
     * @param v in [−1, 1]
     * @return in [−1, 1]
     */
    double at(double u, double v);
}
