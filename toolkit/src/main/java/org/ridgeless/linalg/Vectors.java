package org.ridgeless.linalg;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Vectors as arrays: products, norms and sums. Where it is not said otherwise, the result is a new array.
 *
 * {@snippet file="LinearAlgebraTest.java" region="vectors"}
 */
public final class Vectors {
    /** Between these bounds the square of a norm, and each square that counts in it, is exact to rounding. */
    private static final double SMALLEST_SQUARE = 1e-280;

    private static final double LARGEST_SQUARE = 1e280;

    private Vectors() {}

    /**
     * ⟨a, b⟩.
     *
     * @param a n numbers
     * @param b n numbers
     * @return the sum, from the first entry to the last
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double dot(double[] a, double[] b) {
        requireSameLength(a, b);
        return dot(a, b, 0, a.length);
    }

    /**
     * ⟨a, b⟩ of the parts from one index up to but not including another.
     *
     * @param a numbers, at least {@code to}
     * @param b numbers, at least {@code to}
     * @param from the first index, from 0
     * @param to one past the last
     * @return the sum, from the first entry to the last
     */
    public static double dot(double[] a, double[] b, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * Σ aᵢ².
     *
     * @param a any number of entries
     * @return the sum; infinite where it overflows, for which {@link #norm(double...)} does not
     */
    public static double squares(double... a) {
        return squares(a, 0, a.length);
    }

    /**
     * Σ aᵢ² from one index up to but not including another.
     *
     * @param a numbers, at least {@code to}
     * @param from the first index, from 0
     * @param to one past the last
     * @return the sum
     */
    public static double squares(double[] a, int from, int to) {
        return dot(a, a, from, to);
    }

    /**
     * The Euclidean norm, also where the squares of the entries underflow or overflow; NaN if an entry is.
     *
     * @param a any number of entries
     * @return ‖a‖; 0 for no entries
     */
    public static double norm(double... a) {
        return norm(a, 0, a.length);
    }

    /**
     * The Euclidean norm of the part from one index up to but not including another, as {@link #norm(double...)}.
     *
     * @param a numbers, at least {@code to}
     * @param from the first index, from 0
     * @param to one past the last
     * @return the norm of the part
     */
    public static double norm(double[] a, int from, int to) {
        double sum = squares(a, from, to);
        if (sum > SMALLEST_SQUARE && sum < LARGEST_SQUARE) {
            return Math.sqrt(sum);
        }
        double largest = largest(a, from, to);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double scaled = 0;
        for (int i = from; i < to; i++) {
            double part = a[i] / largest;
            scaled += part * part;
        }
        return largest * Math.sqrt(scaled);
    }

    /**
     * max |aᵢ|; 0 for no entries, NaN if an entry is.
     *
     * @param a any number of entries
     * @return the largest modulus
     */
    public static double largest(double... a) {
        return largest(a, 0, a.length);
    }

    private static double largest(double[] a, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
        }
        return largest;
    }

    /**
     * The angle between two vectors in [0, π], to rounding also where they are nearly parallel or opposite, where the arc
     * cosine of their cosine is wrong by 10⁻⁸ (W. Kahan, <i>How Futile are Mindless Assessments of Roundoff</i>, 2006, Section
     * 12); π/2 where one is 0.
     *
     * @param a n numbers
     * @param b n numbers
     * @return the angle in radians
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double angle(double[] a, double[] b) {
        requireSameLength(a, b);
        if (largest(a) == 0 || largest(b) == 0) {
            return Math.PI / 2;
        }
        double[] x = unit(a);
        double[] y = unit(b);
        double apart = 0;
        double together = 0;
        for (int i = 0; i < a.length; i++) {
            apart += (x[i] - y[i]) * (x[i] - y[i]);
            together += (x[i] + y[i]) * (x[i] + y[i]);
        }
        return 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
    }

    /**
     * Σ aᵢ.
     *
     * @param a any number of entries
     * @return the sum, from the first entry to the last
     */
    public static double sum(double... a) {
        double sum = 0;
        for (double entry : a) {
            sum += entry;
        }
        return sum;
    }

    /**
     * The mean of the entries; NaN for none.
     *
     * @param a any number of entries
     * @return their mean
     */
    public static double mean(double... a) {
        return sum(a) / a.length;
    }

    /**
     * The vector of f(0), …, f(n − 1).
     *
     * @param n length, ≥ 0
     * @param f the entry at an index from 0
     * @return n numbers
     */
    public static double[] of(int n, IntToDoubleFunction f) {
        double[] values = new double[n];
        Arrays.setAll(values, f);
        return values;
    }

    /**
     * f of each entry.
     *
     * @param a the arguments
     * @param f the function
     * @return as many numbers
     */
    public static double[] map(double[] a, DoubleUnaryOperator f) {
        return of(a.length, i -> f.applyAsDouble(a[i]));
    }

    /**
     * c a.
     *
     * @param a a vector
     * @param c a factor
     * @return a new vector
     */
    public static double[] scale(double[] a, double c) {
        double[] scaled = a.clone();
        for (int i = 0; i < a.length; i++) {
            scaled[i] *= c;
        }
        return scaled;
    }

    /**
     * a/‖a‖, also where squares of the entries underflow or overflow; not a number for a = 0 or where an entry is
     * infinite.
     *
     * @param a a vector
     * @return a new vector of norm 1
     */
    public static double[] unit(double... a) {
        double norm = norm(a);
        if (norm > 0 && (norm < Double.MIN_NORMAL || Double.isInfinite(norm))) {
            // Too few digits, or none: those of the entries are all there.
            double largest = largest(a);
            return Double.isInfinite(largest) ? scale(a, Double.NaN) : unit(map(a, x -> x / largest));
        }
        return map(a, x -> x / norm);
    }

    /**
     * a + b.
     *
     * @param a n numbers
     * @param b n numbers
     * @return n new numbers
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] add(double[] a, double[] b) {
        return addScaled(a.clone(), 1, b);
    }

    /**
     * a − b.
     *
     * @param a n numbers
     * @param b n numbers
     * @return n new numbers
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] subtract(double[] a, double[] b) {
        return addScaled(a.clone(), -1, b);
    }

    /**
     * Adds c b to a in place, and returns a.
     *
     * @param a n numbers, changed
     * @param c a factor
     * @param b n numbers
     * @return a itself
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] addScaled(double[] a, double c, double[] b) {
        requireSameLength(a, b);
        for (int i = 0; i < a.length; i++) {
            a[i] += c * b[i];
        }
        return a;
    }

    /**
     * Whether no entry is infinite or not a number.
     *
     * @param a any number of entries
     * @return true for no entries
     */
    public static boolean areFinite(double... a) {
        for (double entry : a) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    private static void requireSameLength(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "two vectors must have the same length, got " + a.length + " and " + b.length + " entries");
        }
    }
}
