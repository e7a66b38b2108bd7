package org.ridgeless.curvature.radius;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Complex;

/**
 * The softmax partition function along a line, \(F(\tau)=\sum_k e^{z_k+a_k\tau}\), where z are the logits at a point and
 * a their derivatives along a unit direction (in logits per unit of parameter norm).
 *
 * <p>The cross-entropy along the line is \(\ell(\tau)=-z_y-a_y\tau+\log F(\tau)\), so its Taylor series at 0 converges up
 * to the nearest complex zero of F. Two classes have their zeros at \(\tau=(\delta+i\pi(2m+1))/\Delta\), hence the radius
 * \(\rho^*=\sqrt{\delta^2+\pi^2}/\Delta\) with the logit gap \(\delta\) and the slope gap \(\Delta\). For any number of
 * classes the phases of the terms cannot cancel within an open half-plane, hence \(\rho^*\ge\pi/\Delta\) with
 * \(\Delta=\max a-\min a\).
 *
 * <p><b>Assumes</b> logits that are linear along the line; for a network a are the derivatives at its start.
 *
 * <p><b>Reference</b> P. Sao, <i>Ghosts of Softmax: Complex Singularities That Limit Safe Step Sizes in Cross-Entropy</i>,
 * 2026, arXiv:2603.13552. The square root is part of the formula.
 */
public final class PartitionFunction {
    /** A pair of terms counts as the largest if no other is larger by more than this in logarithm. */
    private static final double NEARLY = 3;

    private static final int LEAST_COEFFICIENTS = 8;

    /** How close the radii from Taylor coefficients of two orders have to be to be taken for their limit. */
    private static final double SETTLED = 0.01;

    private final double[] logits;
    private final double[] slopes;

    private PartitionFunction(double[] logits, double[] slopes) {
        this.logits = logits;
        this.slopes = slopes;
    }

    /**
     * The partition function of the given logits, which change at the given rates.
     *
     * @param logits z, at least two finite numbers
     * @param slopes a, as many finite numbers
     * @return F, up to a factor and a common slope, which move no zero
     * @throws IllegalArgumentException if there are fewer than two logits, not as many slopes, or a number is not finite
     */
    public static PartitionFunction of(double[] logits, double[] slopes) {
        if (logits.length != slopes.length || logits.length < 2) {
            throw new IllegalArgumentException("as many slopes as logits and at least two, got " + logits.length
                    + " logits and " + slopes.length + " slopes");
        }
        if (!Vectors.areFinite(logits) || !Vectors.areFinite(slopes)) {
            throw new IllegalArgumentException("logits and slopes must be finite, got " + Arrays.toString(logits)
                    + " and " + Arrays.toString(slopes));
        }
        double top = Arrays.stream(logits).max().orElseThrow();
        double log = Math.log(Arrays.stream(logits).map(z -> Math.exp(z - top)).sum());
        double middle = Arrays.stream(slopes).min().orElseThrow() / 2
                + Arrays.stream(slopes).max().orElseThrow() / 2;
        // Neither a factor nor e^{ct} moves a zero; slopes around 0 keep the terms in range. The terms stay logarithms,
        // as
        // one that underflows here balances the others elsewhere.
        return new PartitionFunction(
                Arrays.stream(logits).map(z -> z - top - log).toArray(),
                Arrays.stream(slopes).map(a -> a - middle).toArray());
    }

    /**
     * The exact radius of two classes with logit gap δ and slope gap Δ.
     *
     * @param logitGap δ, of either sign
     * @param slopeGap Δ, other than 0
     * @return ρ*, in units of parameter norm
     * @throws IllegalArgumentException if Δ is 0
     */
    public static double binaryRadius(double logitGap, double slopeGap) {
        requireSpread(Math.abs(slopeGap));
        return Math.hypot(logitGap, Math.PI) / Math.abs(slopeGap);
    }

    /** The spread Δ of the slopes. */
    public double slopeSpread() {
        return Arrays.stream(slopes).max().orElseThrow()
                - Arrays.stream(slopes).min().orElseThrow();
    }

    /** The lower bound π/Δ on the radius of convergence; infinite if all slopes agree. */
    public double radiusBound() {
        return Math.PI / slopeSpread();
    }

    /**
     * The Taylor coefficients \(c_1,\dots,c_n\) of \(\log F\) in units of the radius bound: entry n − 1 is
     * \(c_n\rho_a^n\) up to the term linear in τ, which depends on a common shift of the slopes. From
     * \(F\,(\log F)'=F'\): \(n c_n = n f_n - \sum_{k\lt n} k c_k f_{n-k}\). Cost O(n²).
     *
     * @param count n ≥ 0
     * @return n numbers
     * @throws IllegalArgumentException if all slopes agree
     */
    public double[] taylor(int count) {
        requireSpread(slopeSpread());
        double unit = radiusBound();
        double[] f = new double[count + 1];
        for (int k = 0; k < logits.length; k++) {
            double term = Math.exp(logits[k]);
            for (int n = 0; n <= count; n++) {
                f[n] += term;
                term *= slopes[k] * unit / (n + 1);
            }
        }
        double[] c = new double[count];
        for (int n = 1; n <= count; n++) {
            double sum = n * f[n];
            for (int k = 1; k < n; k++) {
                sum -= k * c[k - 1] * f[n - k];
            }
            c[n - 1] = sum / n;
        }
        return c;
    }

    /**
     * The radius of convergence read off the Taylor coefficients: with one dominant conjugate pair \(b_n=nc_n\) satisfies
     * \(b_n^2-b_{n-1}b_{n+1}=4\rho^{-2n}\sin^2\theta\), so that a ratio of neighbours gives ρ whatever the phase θ.
     *
     * @param count of coefficients, ≥ 8
     * @return ρ*, in units of parameter norm
     * @throws ArithmeticException if it has not settled at that order: the coefficients underflow, as at large logit gaps, or
     *     several pairs of zeros are about as near
     * @throws IllegalArgumentException if there are fewer than 8, or all slopes agree
     */
    public double radiusFromTaylor(int count) {
        if (count < LEAST_COEFFICIENTS) {
            throw new IllegalArgumentException(
                    "a radius takes at least " + LEAST_COEFFICIENTS + " Taylor coefficients, got " + count);
        }
        double[] c = taylor(count);
        double ratio = ratio(c, count - 1);
        double earlier = ratio(c, 3 * count / 4);
        if (!(Math.abs(ratio - earlier) <= SETTLED * ratio) || !(ratio > 0)) {
            throw new ArithmeticException("the Taylor coefficients up to order " + count + " give no radius: it is "
                    + radiusBound() * ratio + " from the last and " + radiusBound() * earlier
                    + " from those at three quarters; radius() looks for zeros");
        }
        return radiusBound() * ratio;
    }

    private static double ratio(double[] c, int n) {
        return Math.sqrt(determinant(c, n - 1) / determinant(c, n));
    }

    private static double determinant(double[] c, int n) {
        double before = (n - 1) * c[n - 2];
        double at = n * c[n - 1];
        double after = (n + 1) * c[n];
        return at * at - before * after;
    }

    /** The radius of convergence: the distance of the nearest zero of F, by {@link ComplexZeros}. */
    public double radius() {
        requireSpread(slopeSpread());
        return radiusBound() * ComplexZeros.nearest(this).abs();
    }

    /** The nearest zero in the upper half-plane, as real and imaginary part. */
    public double[] nearestZero() {
        requireSpread(slopeSpread());
        Complex zero = ComplexZeros.nearest(this);
        return new double[] {zero.re() * radiusBound(), zero.im() * radiusBound()};
    }

    /**
     * The number of zeros of F within a radius, by the argument principle: the winding of F along the circle. Counts
     * without looking for any zero.
     *
     * @param radius in units of parameter norm
     * @return how many zeros, conjugate ones included
     * @throws IllegalArgumentException if all slopes agree
     * @throws ArithmeticException if there are too many to count
     */
    public int zerosWithin(double radius) {
        requireSpread(slopeSpread());
        return ComplexZeros.winding(this, radius / radiusBound());
    }

    /** F at a complex step in units of the radius bound, over the modulus of its largest term. */
    Complex at(Complex t) {
        return sum(t, 0);
    }

    /** The derivative of F by that step, over the same modulus. */
    Complex derivative(Complex t) {
        return sum(t, 1);
    }

    /** log of the modulus of the largest term of F at a step with that real part. */
    double logLargest(double real) {
        double unit = radiusBound();
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logits.length; k++) {
            largest = Math.max(largest, logits[k] + slopes[k] * unit * real);
        }
        return largest;
    }

    /**
     * The steps t, in the same units, at which the two largest terms cancel first: there two terms are the largest, and
     * their phases opposite. Where F has no third term of that size, they are its zeros.
     */
    List<Complex> balances() {
        double unit = radiusBound();
        List<Complex> balances = new ArrayList<>();
        for (int k = 0; k < logits.length; k++) {
            for (int l = 0; l < logits.length; l++) {
                double apart = (slopes[l] - slopes[k]) * unit;
                if (apart > 0) {
                    double real = (logits[k] - logits[l]) / apart;
                    double size = logits[k] + slopes[k] * unit * real;
                    if (size >= logLargest(real) - NEARLY) {
                        balances.add(new Complex(real, Math.PI / apart));
                    }
                }
            }
        }
        return balances;
    }

    private Complex sum(Complex t, int order) {
        double unit = radiusBound();
        double largest = logLargest(t.re());
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < logits.length; k++) {
            double a = slopes[k] * unit;
            double size = Math.exp(logits[k] + a * t.re() - largest) * (order == 0 ? 1 : a);
            real += size * Math.cos(a * t.im());
            imaginary += size * Math.sin(a * t.im());
        }
        return new Complex(real, imaginary);
    }

    private static void requireSpread(double spread) {
        if (!(spread > 0)) {
            throw new IllegalArgumentException(
                    "without a spread of the logit slopes the loss is entire and has no radius, got the spread "
                            + spread);
        }
    }

    @Override
    public String toString() {
        return "partition function of " + logits.length + " classes, slope spread " + slopeSpread();
    }
}
