package org.ridgeless.landscape.approximation;

/** A function of two variables on the square [−1, 1]² with values in [−1, 1], so that it can be composed with its like. */
@FunctionalInterface
public interface Bivariate {
    double at(double u, double v);
}
