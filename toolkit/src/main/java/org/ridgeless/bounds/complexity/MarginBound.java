package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What margins on N samples say of the probability of an error. With probability 1 − δ, for all functions of a class of empirical
 * Rademacher complexity R at once,
 * \[ P(\text{error}) \le \frac1N \sum_n \varphi_\eta(m_n) + \frac{2R}{\eta} + 3\sqrt{\frac{\ln(2/\delta)}{2N}}, \qquad
 * \varphi_\eta(m) = \min(1, \max(0, 1 - m/\eta)), \]
 * for a scale η chosen beforehand (V. Koltchinskii and D. Panchenko, Ann. Statist. 30 (2002) 1–50; M. Mohri, A. Rostamizadeh and A.
 * Talwalkar, <i>Foundations of Machine Learning</i>, 2018, Theorem 5.8). {@link #best} chooses η after the fact among c 2^j, j of
 * either sign, for which δ is divided into parts δ/(π coth π (1 + j²)).
 *
 * {@snippet file="BoundsTest.java" region="margin-bound"}
 */
public final class MarginBound {
    private static final double PARTS = Math.PI / Math.tanh(Math.PI);
    private static final int FURTHEST = 100;

    private final double[] margins;
    private final double complexity;
    private final double delta;

    private MarginBound(double[] margins, double complexity, double delta) {
        this.margins = margins;
        this.complexity = complexity;
        this.delta = delta;
    }

    /**
     * A bound from margins.
     *
     * @param margins m_n, one for each training sample, of a function of the class
     * @param complexity R of the class on the same samples, or an upper bound; in the units of the margins
     * @param delta the probability with which the bound may fail, between 0 and 1
     * @return the bound, at every scale
     * @throws IllegalArgumentException if there are no margins, one is NaN, R is negative or NaN, or δ is outside of (0, 1)
     */
    public static MarginBound of(double[] margins, double complexity, double delta) {
        if (margins.length == 0) {
            throw new IllegalArgumentException("a margin bound needs margins, got none");
        }
        if (Arrays.stream(margins).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("margins are numbers, got " + Arrays.toString(margins));
        }
        if (!(complexity >= 0)) {
            throw new IllegalArgumentException("a complexity is a number of at least 0, got " + complexity);
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("a bound fails with a probability between 0 and 1, got " + delta);
        }
        return new MarginBound(margins.clone(), complexity, delta);
    }

    /**
     * (1/N) Σ φ_η(m_n): the loss on the sample, at least the share of errors and at most the mean of e^{−m/η}.
     *
     * @param eta η, finite and &gt; 0, in the units of the margins
     * @return from 0 to 1
     * @throws IllegalArgumentException if η is not
     */
    public double ramp(double eta) {
        requireScale(eta);
        return Arrays.stream(margins)
                .map(m -> Math.min(1, Math.max(0, 1 - m / eta)))
                .average()
                .orElseThrow();
    }

    /**
     * What the bound adds to the loss on the sample: an upper bound on the gap, for a scale chosen beforehand.
     *
     * @param eta η, finite and &gt; 0, in the units of the margins
     * @return 2R/η and the term of δ
     * @throws IllegalArgumentException if η is not
     */
    public double gap(double eta) {
        return gap(eta, delta);
    }

    /**
     * The bound on the probability of an error for a scale chosen beforehand; 1 or more says nothing.
     *
     * @param eta η, finite and &gt; 0, in the units of the margins
     * @return loss and gap together
     * @throws IllegalArgumentException if η is not
     */
    public double at(double eta) {
        return ramp(eta) + gap(eta);
    }

    /**
     * The scale c 2^j at which the bound that holds for all of them is least.
     *
     * @param unit c, chosen before the sample is seen, finite and &gt; 0
     * @return c 2^j with j from −100 to 100
     * @throws IllegalArgumentException if c is not
     */
    public double bestScale(double unit) {
        return unit * Math.pow(2, bestExponent(unit));
    }

    /**
     * The least bound over the scales c 2^j, which holds whatever the margins: 1 or more says nothing.
     *
     * @param unit c, chosen before the sample is seen
     * @return the bound, j from −100 to 100
     * @throws IllegalArgumentException if c is not finite and &gt; 0
     */
    public double best(double unit) {
        return uniform(unit, bestExponent(unit));
    }

    private int bestExponent(double unit) {
        requireScale(unit);
        return IntStream.rangeClosed(-FURTHEST, FURTHEST)
                .boxed()
                .min(Comparator.comparingDouble(j -> uniform(unit, j)))
                .orElseThrow();
    }

    private double uniform(double unit, int j) {
        double eta = unit * Math.pow(2, j);
        return ramp(eta) + gap(eta, delta / (PARTS * (1 + (double) j * j)));
    }

    private double gap(double eta, double risk) {
        requireScale(eta);
        return 2 * complexity / eta + 3 * Math.sqrt(Math.log(2 / risk) / (2 * margins.length));
    }

    private static void requireScale(double eta) {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("the scale of margins must be a number > 0, got " + eta);
        }
    }

    @Override
    public String toString() {
        return "margin bound of " + margins.length + " samples, complexity " + complexity + ", δ = " + delta;
    }
}
