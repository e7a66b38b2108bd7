package org.ridgeless.spectra.clustering;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.spectra.measures.Gauss;

/**
 * An entrywise nonlinearity f of an inner-product kernel, with the moments that decide everything:
 * \(a_1 = E[\xi f(\xi)]\), \(a_2 = E[(\xi^2-1)f(\xi)]/\sqrt2\), \(\nu = E[f^2(\xi)]\) for a standard normal ξ, after centring
 * so that \(E[f(\xi)] = 0\).
 *
 * <p>Moments come from Stein's forms, never from a derivative, by the trapezoid rule on \([-12,12]\) piece by piece between
 * the jumps: spectrally accurate on the smooth whole line, corrected at the jumps by the rule of Simpson.
 */
public final class Nonlinearity {
    private static final double FAR = 12;
    private static final int POINTS = 4000;

    private final String name;
    private final DoubleUnaryOperator function;
    private final double centre;
    private final double linear;
    private final double quadratic;
    private final double power;

    private Nonlinearity(String name, DoubleUnaryOperator function, double... jumps) {
        this.name = name;
        this.function = function;
        this.centre = moment(function, jumps);
        this.linear = moment(t -> t * function.applyAsDouble(t), jumps);
        this.quadratic = moment(t -> (t * t - 1) * function.applyAsDouble(t), jumps) / Math.sqrt(2);
        this.power = moment(t -> Math.pow(function.applyAsDouble(t), 2), jumps) - centre * centre;
    }

    /**
     * Any function, smooth except for kinks and jumps at the given places.
     *
     * @param name for figures
     * @param function f, not centred
     * @param breaks where it has kinks or jumps, ascending
     * @return the nonlinearity with its moments, by 4,000 values of f for each piece and moment
     */
    public static Nonlinearity of(String name, DoubleUnaryOperator function, double... breaks) {
        return new Nonlinearity(name, function, breaks);
    }

    /** The identity: plain principal components. */
    public static Nonlinearity linear() {
        return of("linear", t -> t);
    }

    /** tanh t. */
    public static Nonlinearity tanh() {
        return of("tanh", Math::tanh);
    }

    /** \(\max(t,0)\), centred. */
    public static Nonlinearity relu() {
        return of("ReLU", t -> Math.max(t, 0), 0);
    }

    /** One bit for each entry. */
    public static Nonlinearity sign() {
        return of("sign", Math::signum, 0);
    }

    /**
     * Keeps the entries beyond \(\sqrt2 s\) and sets the others to zero.
     *
     * @param level s, from 0 to 4
     * @return the nonlinearity
     * @throws IllegalArgumentException if s is out of range
     */
    public static Nonlinearity sparse(double level) {
        double cut = cut(level);
        return of(label("sparse", level), t -> Math.abs(t) > cut ? t : 0, -cut, cut);
    }

    /**
     * The sign of the entries beyond \(\sqrt2 s\), zero for the others.
     *
     * @param level s, from 0 to 4
     * @return the nonlinearity
     * @throws IllegalArgumentException if s is out of range
     */
    public static Nonlinearity ternary(double level) {
        double cut = cut(level);
        return of(label("ternary", level), t -> Math.abs(t) > cut ? Math.signum(t) : 0, -cut, cut);
    }

    /** The cubic polynomial with the same \((a_1, a_2, \nu)\) as this nonlinearity. */
    public Nonlinearity matchedCubic() {
        double rest = power - linear * linear - quadratic * quadratic;
        double cubic = Math.sqrt(Math.max(rest, 0) / 6);
        double second = quadratic / Math.sqrt(2);
        double first = linear;
        return of("cubic like " + name, t -> cubic * (t * t * t - 3 * t) + second * (t * t - 1) + first * t);
    }

    private static double cut(double level) {
        if (!(level >= 0) || level > 4) {
            throw new IllegalArgumentException("the sparsity level s must be in [0, 4], got " + level);
        }
        return Math.sqrt(2) * level;
    }

    private static String label(String kind, double level) {
        return String.format(Locale.ROOT, "%s s=%.2g", kind, level);
    }

    /**
     * The centred function \(f(t) - E[f(\xi)]\).
     *
     * @param t any number
     * @return the centred value
     */
    public double apply(double t) {
        return function.applyAsDouble(t) - centre;
    }

    /** a₁ = E[ξ f(ξ)]. */
    public double a1() {
        return linear;
    }

    /** a₂ = E[(ξ² − 1) f(ξ)]/√2. */
    public double a2() {
        return quadratic;
    }

    /** ν = E[f²(ξ)], centred. */
    public double nu() {
        return power;
    }

    /** What it is called in figures. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (a1=%.4f, a2=%.4f, ν=%.4f)", name, linear, quadratic, power);
    }

    private static double moment(DoubleUnaryOperator g, double... breaks) {
        double sum = 0;
        double left = -FAR;
        for (int piece = 0; piece <= breaks.length; piece++) {
            double right = piece < breaks.length ? breaks[piece] : FAR;
            if (right > left) {
                sum += simpson(g, left, right);
            }
            left = right;
        }
        return sum;
    }

    private static double simpson(DoubleUnaryOperator g, double a, double b) {
        double h = (b - a) / POINTS;
        // One-sided limits at the ends, where the function may jump.
        double nudge = 1e-13 * (b - a);
        double sum = weighted(g, a + nudge) + weighted(g, b - nudge);
        for (int i = 1; i < POINTS; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * weighted(g, a + i * h);
        }
        return sum * h / 3;
    }

    private static double weighted(DoubleUnaryOperator g, double t) {
        return g.applyAsDouble(t) * Gauss.density(t);
    }
}
