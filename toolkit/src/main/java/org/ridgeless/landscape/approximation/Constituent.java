package org.ridgeless.landscape.approximation;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/**
 * The bivariate function g(u, v) = sin(2au + 2bv + c) · cos(0.7uv), smooth and neither separable nor a polynomial.
 *
 * @param a slope along u
 * @param b slope along v
 * @param c phase
 */
record Constituent(double a, double b, double c) implements Bivariate {
    private static final double COUPLING = 0.7;

    /** Slopes of size between 0.4 and 1 of the steepest, with random signs; a uniform phase. */
    static Constituent random(double steepest, Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        return new Constituent(steepest * slope(stream), steepest * slope(stream), 2 * Math.PI * stream.nextDouble());
    }

    private static double slope(UniformRandomProvider stream) {
        double size = 0.4 + 0.6 * stream.nextDouble();
        return stream.nextBoolean() ? size : -size;
    }

    @Override
    public double at(double u, double v) {
        return Math.sin(2 * a * u + 2 * b * v + c) * Math.cos(COUPLING * u * v);
    }

    /** A Lipschitz constant in each variable alone: both partial derivatives are at most 2 max(|a|, |b|) + 0.7 on the square. */
    double lipschitz() {
        return 2 * Math.max(Math.abs(a), Math.abs(b)) + COUPLING;
    }
}
