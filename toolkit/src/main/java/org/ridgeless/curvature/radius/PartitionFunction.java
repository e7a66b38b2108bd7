package org.ridgeless.curvature.radius;

import java.util.Arrays;

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
    private final double[] weights;
    private final double[] slopes;

    private PartitionFunction(double[] weights, double[] slopes) {
        this.weights = weights;
        this.slopes = slopes;
    }

    /** The partition function of the given logits, which change at the given rates. */
    public static PartitionFunction of(double[] logits, double[] slopes) {
        if (logits.length != slopes.length || logits.length < 2) {
            throw new IllegalArgumentException("as many slopes as logits and at least two, got " + logits.length
                    + " logits and " + slopes.length + " slopes");
        }
        double top = Arrays.stream(logits).max().orElseThrow();
        double[] weights = Arrays.stream(logits).map(z -> Math.exp(z - top)).toArray();
        double sum = Arrays.stream(weights).sum();
        double middle = Arrays.stream(slopes).min().orElseThrow() / 2
                + Arrays.stream(slopes).max().orElseThrow() / 2;
        // Neither a factor nor e^{ct} moves a zero; slopes around 0 keep the terms in range.
        return new PartitionFunction(
                Arrays.stream(weights).map(w -> w / sum).toArray(),
                Arrays.stream(slopes).map(a -> a - middle).toArray());
    }

    /** The exact radius of two classes with logit gap δ and slope gap Δ. */
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
     * \(F\,(\log F)'=F'\): \(n c_n = n f_n - \sum_{k<n} k c_k f_{n-k}\). Cost O(n²).
     */
    public double[] taylor(int count) {
        requireSpread(slopeSpread());
        double unit = radiusBound();
        double[] f = new double[count + 1];
        for (int k = 0; k < weights.length; k++) {
            double term = weights[k];
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
     */
    public double radiusFromTaylor(int count) {
        double[] c = taylor(count);
        double now = determinant(c, count - 2);
        double next = determinant(c, count - 1);
        return radiusBound() * Math.sqrt(now / next);
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
        return radiusBound() * ComplexZeros.nearest(this).modulus();
    }

    /** The nearest zero in the upper half-plane, as real and imaginary part. */
    public double[] nearestZero() {
        requireSpread(slopeSpread());
        Complex zero = ComplexZeros.nearest(this);
        return new double[] {zero.real() * radiusBound(), zero.imaginary() * radiusBound()};
    }

    /**
     * The number of zeros of F within a radius, by the argument principle: the winding of F along the circle. Counts
     * without looking for any zero.
     */
    public int zerosWithin(double radius) {
        requireSpread(slopeSpread());
        return ComplexZeros.winding(this, radius / radiusBound());
    }

    /** F at a complex step in units of the radius bound. */
    Complex at(Complex t) {
        return sum(t, 0);
    }

    /** The derivative of F by that step. */
    Complex derivative(Complex t) {
        return sum(t, 1);
    }

    private Complex sum(Complex t, int order) {
        double unit = radiusBound();
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < weights.length; k++) {
            double a = slopes[k] * unit;
            double size = weights[k] * Math.exp(a * t.real()) * (order == 0 ? 1 : a);
            real += size * Math.cos(a * t.imaginary());
            imaginary += size * Math.sin(a * t.imaginary());
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
        return "partition function of " + weights.length + " classes, slope spread " + slopeSpread();
    }
}
