package org.ridgeless.oldverdict;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.display.Numbers;

/**
 * A statement that can be wrong, from which a {@link Check} is made by saying what is predicted, what was observed and how
 * far the two may be apart.
 *
 * <pre>{@code
 * Claim.that("E log κ − log n → 1.537").predicts(1.537).mean(logs).within(0.06)
 * Claim.that("Euler's identity").predicts(3 * f).observed(dot).identity(1e-12)
 * Claim.that("error ~ n^(−1/2)").predicts(-0.5).slope(Slope.logLog(n, error)).within(0.05)
 * Claim.that("bound ≥ error").holds(slacks)
 * Claim.that("κ/n follows Edelman's law").follows(sample, law::cdf)
 * Claim.that("the peak is at d = n").peaksAt(n, widths, medians, spacing)
 * }</pre>
 */
public final class Claim {
    private final String text;

    private Claim(String text) {
        this.text = text;
    }

    /** A claim in words, short enough for a line of a table. */
    public static Claim that(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a claim needs words, got a blank text");
        }
        return new Claim(text);
    }

    /** The number that the theory predicts. */
    public Prediction predicts(double value) {
        return new Prediction(text, Require.finite("prediction", value));
    }

    /** An inequality over many instances; see {@link #holds(double, double...)}, here with tolerance 0. */
    public Check holds(double[] slacks) {
        return holds(0, slacks);
    }

    /**
     * An inequality over many instances, each given by its slack (bound minus value, negative where violated): passes if no
     * slack is below −tolerance. The worst and the median slack are shown, so that a vacuous bound is visible.
     */
    public Check holds(double tolerance, double... slacks) {
        Require.notNegative("tolerance", tolerance);
        if (slacks.length == 0) {
            return new Check(text, 0, 0, Double.NaN, new AtLeast(tolerance), "no instance");
        }
        double[] sorted = slacks.clone();
        Arrays.sort(sorted);
        // Sorting puts NaN last; an instance that is not a number is a violation.
        boolean broken = Double.isNaN(sorted[sorted.length - 1]);
        double worst = broken ? Double.NaN : sorted[0];
        String detail = slacks.length + (slacks.length == 1 ? " instance" : " instances") + ", worst slack "
                + Numbers.show(worst) + ", median " + Numbers.show(sorted[sorted.length / 2]);
        return new Check(text, 0, worst, 0, new AtLeast(tolerance), detail);
    }

    /** A sample against a continuous law by the Kolmogorov–Smirnov distance; passes below 1.36/√N. */
    public Check follows(double[] sample, DoubleUnaryOperator cdf) {
        return follows(sample, cdf, 0);
    }

    /**
     * A sample against a continuous law that holds up to a stated distance, for example a limit law at finite size; passes
     * below that tolerance or 1.36/√N, whichever is larger.
     */
    public Check follows(double[] sample, DoubleUnaryOperator cdf, double tolerance) {
        Require.notNegative("tolerance", tolerance);
        if (sample.length == 0) {
            return new Check(text, 0, 0, Double.NaN, new KolmogorovSmirnov(1, 0), "no sample");
        }
        double distance = KolmogorovSmirnov.distance(sample, cdf);
        KolmogorovSmirnov rule = new KolmogorovSmirnov(sample.length, tolerance);
        return new Check(text, 0, distance, 0, rule, "Kolmogorov–Smirnov distance of " + sample.length + " draws");
    }

    /**
     * The place of the largest value; passes if it lies within the tolerance of the predicted place.
     *
     * @param place where the peak should be
     * @param x the places
     * @param y the values, for example medians
     * @param tolerance how far off the peak may be, usually the spacing of the grid near it
     */
    public Check peaksAt(double place, double[] x, double[] y, double tolerance) {
        return peaksAt(place, x, y, new double[y.length], tolerance);
    }

    /** The place of the largest of noisy values: inconclusive while the lead over all places elsewhere is below 3 SE. */
    public Check peaksAt(double place, double[] x, double[] y, double[] standardErrors, double tolerance) {
        Require.sameLength("x", x.length, "y", y.length);
        Require.sameLength("y", y.length, "standard errors", standardErrors.length);
        if (x.length == 0) {
            return new Check(text, place, place, Double.NaN, new Band(1, 1), "no point");
        }
        return Peak.check(text, place, x, y, standardErrors, tolerance);
    }

    /** An ordering: each value is larger than the one before, by more than noise. */
    public Check increases(double[] values, double[] standardErrors) {
        Require.sameLength("values", values.length, "standard errors", standardErrors.length);
        return Ordering.check(text, values, standardErrors);
    }

    /** An ordering of exact values. */
    public Check increases(double... values) {
        return increases(values, new double[values.length]);
    }
}
