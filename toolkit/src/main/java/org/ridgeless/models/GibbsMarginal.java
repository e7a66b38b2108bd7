package org.ridgeless.models;

import java.util.function.DoubleUnaryOperator;

/** A one-dimensional law known up to its normalization, by Simpson's rule between two ends. */
public final class GibbsMarginal {
    private static final int INTERVALS = 20_000;

    private final DoubleUnaryOperator weight;
    private final double from;
    private final double to;
    private final double total;

    /**
     * The law with density proportional to {@code weight} between the two ends.
     *
     * @param weight ≥ 0, smooth on the scale of (to − from)/20,000
     * @param from lower end, finite
     * @param to upper end, finite
     * @throws IllegalArgumentException if the ends do not rise, or the integral is not positive and finite
     */
    public GibbsMarginal(DoubleUnaryOperator weight, double from, double to) {
        if (!(from < to)) {
            throw new IllegalArgumentException("the range of a law must rise, got " + from + " to " + to);
        }
        this.weight = weight;
        this.from = from;
        this.to = to;
        this.total = integral(from, to);
        if (!(total > 0) || Double.isInfinite(total)) {
            throw new IllegalArgumentException("the weight must have a positive finite integral, got " + total);
        }
    }

    /**
     * The normalized density at x.
     *
     * @param x any number
     * @return the density, 0 outside the ends
     */
    public double density(double x) {
        return x < from || x > to ? 0 : weight.applyAsDouble(x) / total;
    }

    /**
     * The probability of values below x.
     *
     * @param x any number
     * @return the probability, from 0 to 1
     */
    public double below(double x) {
        if (x <= from) {
            return 0;
        }
        return x >= to ? 1 : integral(from, x) / total;
    }

    /**
     * The mean of a function of x.
     *
     * @param function of x, smooth between the ends
     * @return its mean under the law
     */
    public double mean(DoubleUnaryOperator function) {
        return integral(x -> weight.applyAsDouble(x) * function.applyAsDouble(x), from, to) / total;
    }

    private double integral(double a, double b) {
        return integral(weight, a, b);
    }

    private static double integral(DoubleUnaryOperator integrand, double a, double b) {
        double h = (b - a) / INTERVALS;
        double sum = integrand.applyAsDouble(a) + integrand.applyAsDouble(b);
        for (int i = 1; i < INTERVALS; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * integrand.applyAsDouble(a + i * h);
        }
        return sum * h / 3;
    }
}
