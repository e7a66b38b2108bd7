package org.ridgeless.spectra.learning;

import org.ridgeless.spectra.solvers.FixedPoint;

/**
 * What is left of a series of T numbers after regression, without ridge, on n = cT independent stationary series
 * \(x_t=\lambda x_{t-1}+\text{noise}\) with coefficients λ of a law: of a wave of frequency θ the part 1/(1 + r(θ)), where
 * \[r(\theta)=c\,E_\lambda\frac{K_\lambda(\theta)}{A(\lambda)},\qquad A(\lambda)=\frac1{2\pi}\int\frac{K_\lambda(\theta)}{1+r(\theta)}d\theta,\qquad
 * K_\lambda(\theta)=\frac{1-\lambda^2}{1-2\lambda\cos\theta+\lambda^2}.\]
 *
 * <p>It is the limit for long series of the fixed point \(R=\frac1T\{\operatorname{tr}S_{t-s}\tilde R^{-1}\}_{ts}\),
 * \(\tilde R=\sum_q\frac1T\operatorname{tr}[J^q(I+R)^{-1}]S_q\) for the noise of a linear reservoir with symmetric W, whose
 * eigenvectors carry such series. The mean of 1/(1 + r) is 1 − c; for n series without memory, and for rotations, r is c/(1 − c).
 * Reference: R. Couillet, G. Wainrib, H. Sevi and H. Tiomoko Ali, <i>The asymptotic performance of linear echo state neural networks</i>,
 * J. Mach. Learn. Res. 17 (2016), Theorem 1.
 */
public final class SeriesProjection {
    private static final int FREQUENCIES = 1024;

    private final double ratio;
    private final double[] coefficients;
    private final double[] weights;
    private final double[] denominators;

    private SeriesProjection(double ratio, double[] coefficients, double[] weights) {
        this.ratio = ratio;
        this.coefficients = coefficients;
        this.weights = weights;
        this.denominators = FixedPoint.of(this::image).from(start());
    }

    /**
     * The projection for a law of coefficients.
     *
     * @param ratio c = n/T, above 0 and below 1
     * @param coefficients λ, each between −1 and 1
     * @param weights of each, which sum to 1
     * @return the projection
     * @throws IllegalArgumentException if the ratio or a coefficient is outside its range, or the weights do not fit
     * @throws ArithmeticException if the fixed point is not found, with its residual
     */
    public static SeriesProjection of(double ratio, double[] coefficients, double[] weights) {
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException("there are fewer series than times: 0 < n/T < 1, got " + ratio);
        }
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (weights.length != coefficients.length || !(Math.abs(total - 1) < 1e-9)) {
            throw new IllegalArgumentException("each of the " + coefficients.length
                    + " coefficients has a weight and these sum to 1, got " + weights.length + " with sum " + total);
        }
        for (double coefficient : coefficients) {
            if (!(Math.abs(coefficient) < 1)) {
                throw new IllegalArgumentException("a stationary series has −1 < λ < 1, got " + coefficient);
            }
        }
        return new SeriesProjection(ratio, coefficients.clone(), weights.clone());
    }

    private double[] start() {
        double[] start = new double[coefficients.length];
        java.util.Arrays.fill(start, 1 - ratio);
        return start;
    }

    private static double kernel(double lambda, double cosine) {
        return (1 - lambda * lambda) / (1 - 2 * lambda * cosine + lambda * lambda);
    }

    private static double cosine(int k) {
        return Math.cos(Math.PI * (k + 0.5) / FREQUENCIES);
    }

    private double[] image(double[] a) {
        double[] image = new double[a.length];
        for (int k = 0; k < FREQUENCIES; k++) {
            double cosine = cosine(k);
            double left = 1 / (1 + captured(cosine, a));
            for (int i = 0; i < a.length; i++) {
                image[i] += kernel(coefficients[i], cosine) * left / FREQUENCIES;
            }
        }
        return image;
    }

    /** r. */
    private double captured(double cosine, double[] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weights[i] * kernel(coefficients[i], cosine) / a[i];
        }
        return ratio * sum;
    }

    /**
     * The part of a wave that the regression leaves.
     *
     * @param frequency θ, in radians a step
     * @return 1/(1 + r(θ)), between 0 and 1
     */
    public double unexplained(double frequency) {
        return 1 / (1 + captured(Math.cos(frequency), denominators));
    }

    /**
     * The order of what the ends of a finite series change: \(\frac2T\sum_{q>0}q|a_q|\) with the Fourier coefficients a_q of 1/(1 + r).
     *
     * @param times T ≥ 1
     * @return a number of the order 1/T
     */
    public double edge(int times) {
        double sum = 0;
        for (int q = 1; q < FREQUENCIES / 4; q++) {
            double coefficient = 0;
            for (int k = 0; k < FREQUENCIES; k++) {
                double angle = Math.PI * (k + 0.5) / FREQUENCIES;
                coefficient += unexplained(angle) * Math.cos(q * angle) / FREQUENCIES;
            }
            sum += 2 * q * Math.abs(coefficient) / times;
        }
        return sum;
    }
}
