package org.ridgeless.linalg;

/**
 * A value with its first three derivatives in one variable: what is computed from jets has its exact derivatives, too (Taylor arithmetic;
 * A. Griewank and A. Walther, <i>Evaluating Derivatives</i>, 2008, chapter 13).
 *
 * {@snippet file="NetworksTest.java" region="jet"}
 *
 * @param value f
 * @param first f′
 * @param second f″
 * @param third f‴
 */
public record Jet(double value, double first, double second, double third) {
    /**
     * The variable itself.
     *
     * @param value where the derivatives are taken
     * @return (value, 1, 0, 0)
     */
    public static Jet variable(double value) {
        return new Jet(value, 1, 0, 0);
    }

    /**
     * A constant.
     *
     * @param value c
     * @return (c, 0, 0, 0)
     */
    public static Jet constant(double value) {
        return new Jet(value, 0, 0, 0);
    }

    /**
     * f + g.
     *
     * @param g the summand
     * @return the sum
     */
    public Jet plus(Jet g) {
        return new Jet(value + g.value, first + g.first, second + g.second, third + g.third);
    }

    /**
     * f + c.
     *
     * @param c a constant
     * @return the sum
     */
    public Jet plus(double c) {
        return new Jet(value + c, first, second, third);
    }

    /**
     * f − g.
     *
     * @param g what is subtracted
     * @return the difference
     */
    public Jet minus(Jet g) {
        return plus(g.negate());
    }

    /**
     * f − c.
     *
     * @param c a constant
     * @return the difference
     */
    public Jet minus(double c) {
        return plus(-c);
    }

    /** −f. */
    public Jet negate() {
        return times(-1);
    }

    /**
     * c f.
     *
     * @param c a constant
     * @return the product
     */
    public Jet times(double c) {
        return new Jet(c * value, c * first, c * second, c * third);
    }

    /**
     * The product by Leibniz' rule.
     *
     * @param g the other factor
     * @return f g
     */
    public Jet times(Jet g) {
        return new Jet(
                value * g.value,
                first * g.value + value * g.first,
                second * g.value + 2 * first * g.first + value * g.second,
                third * g.value + 3 * second * g.first + 3 * first * g.second + value * g.third);
    }

    /**
     * f/c.
     *
     * @param c a constant other than 0
     * @return the quotient
     */
    public Jet over(double c) {
        return new Jet(value / c, first / c, second / c, third / c);
    }

    /**
     * The quotient q, from f = q g derivative by derivative, which stays finite where g is large.
     *
     * @param g the divisor; where it is 0 the quotient is infinite or NaN
     * @return f/g
     */
    public Jet over(Jet g) {
        double g1 = g.first / g.value;
        double g2 = g.second / g.value;
        double g3 = g.third / g.value;
        double q = value / g.value;
        double q1 = first / g.value - q * g1;
        double q2 = second / g.value - 2 * q1 * g1 - q * g2;
        double q3 = third / g.value - 3 * q2 * g1 - 3 * q1 * g2 - q * g3;
        return new Jet(q, q1, q2, q3);
    }

    /** h(f) by Faà di Bruno's formula, where the derivatives of h at f are known. */
    private Jet then(double h, double h1, double h2, double h3) {
        return new Jet(
                h,
                h1 * first,
                h2 * first * first + h1 * second,
                h3 * first * first * first + 3 * h2 * first * second + h1 * third);
    }

    /** e^f. */
    public Jet exp() {
        double e = Math.exp(value);
        return then(e, e, e, e);
    }

    /** The natural logarithm of f; NaN for f &lt; 0. */
    public Jet log() {
        double r = 1 / value;
        return then(Math.log(value), r, -r * r, 2 * r * r * r);
    }

    /** log(1 + f). */
    public Jet log1p() {
        double r = 1 / (1 + value);
        return then(Math.log1p(value), r, -r * r, 2 * r * r * r);
    }

    /** sin f, in radians. */
    public Jet sin() {
        double s = Math.sin(value);
        double c = Math.cos(value);
        return then(s, c, -s, -c);
    }

    /** cos f, in radians. */
    public Jet cos() {
        double s = Math.sin(value);
        double c = Math.cos(value);
        return then(c, -s, -c, s);
    }

    /** tanh f. */
    public Jet tanh() {
        double t = Math.tanh(value);
        // 1 − t² without cancellation.
        double e = Math.exp(-2 * Math.abs(value));
        double d = 4 * e / ((1 + e) * (1 + e));
        return then(t, d, -2 * t * d, d * (6 * t * t - 2));
    }

    /** arctan f. */
    public Jet atan() {
        double d = 1 / (1 + value * value);
        // (6x² − 2)d³, where x² may overflow, with x²d = 1 − d.
        return then(Math.atan(value), d, -2 * value * d * d, (6 - 8 * d) * d * d);
    }

    /** 1 / (1 + e⁻ᶠ). */
    public Jet sigmoid() {
        double s = logistic(value);
        double rest = logistic(-value);
        double d = s * rest;
        return then(s, d, d * (rest - s), d * (1 - 6 * d));
    }

    private static double logistic(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    /** log(1 + eᶠ) without overflow. */
    public Jet softplus() {
        Jet s = Jet.variable(value).sigmoid();
        return then(Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))), s.value, s.first, s.second);
    }

    /** √f; its derivatives are infinite or NaN at 0, and all is NaN below. */
    public Jet sqrt() {
        return pow(0.5);
    }

    /**
     * fᵖ; an integer power of any f, another of f &gt; 0.
     *
     * @param p the power
     * @return the power of f; NaN for f &lt; 0 where p is no integer
     */
    public Jet pow(double p) {
        return then(
                Math.pow(value, p),
                p == 0 ? 0 : p * Math.pow(value, p - 1),
                p == 0 || p == 1 ? 0 : p * (p - 1) * Math.pow(value, p - 2),
                p == 0 || p == 1 || p == 2 ? 0 : p * (p - 1) * (p - 2) * Math.pow(value, p - 3));
    }

    /** f². */
    public Jet square() {
        return times(this);
    }

    /** |f|; at a kink the derivatives from the left. */
    public Jet abs() {
        return value > 0 ? this : negate();
    }

    /**
     * max(f, c); at a kink the derivatives of the constant. NaN if one of them is.
     *
     * @param c a constant
     * @return the larger
     */
    public Jet max(double c) {
        return value <= c || Double.isNaN(c) ? constant(c) : this;
    }

    /**
     * min(f, c); at a kink the derivatives of the constant. NaN if one of them is.
     *
     * @param c a constant
     * @return the smaller
     */
    public Jet min(double c) {
        return value >= c || Double.isNaN(c) ? constant(c) : this;
    }
}
