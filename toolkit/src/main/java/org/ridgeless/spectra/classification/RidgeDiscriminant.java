package org.ridgeless.spectra.classification;

import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.solvers.FixedPoint;

/**
 * The score of regularized linear discriminant analysis in high dimension: \(T(x)=(x-\frac{\hat\mu_0+\hat\mu_1}2)^{\mathsf T}(\hat
 * C+\gamma I)^{-1}(\hat\mu_0-\hat\mu_1)\) with sample means and pooled sample covariance is normal in each class, with a mean and a variance that
 * depend on the training set no more.
 *
 * <p>With \(\bar Q=(\gamma I+\sum_ac_aC_a/(1+g_a))^{-1}\), \(g_a=\frac1n\mathrm{tr}\,C_a\bar Q\): mean \(\pm\frac12\Delta^{\mathsf T}\bar Q\Delta-\frac{g_0}{2c_0}+\frac{g_1}{2c_1}\),
 * variance \(\Delta^{\mathsf T}B_l\Delta+\frac{\mathrm{tr}\,C_0B_l}{nc_0}+\frac{\mathrm{tr}\,C_1B_l}{nc_1}\) with B_l the equivalent of \(QC_lQ\). Covariances are diagonal
 * in a common basis. Reference: K. Elkhalil, A. Kammoun, R. Couillet, T. Al-Naffouri and M.-S. Alouini, <i>A large dimensional study of
 * regularized discriminant analysis</i>, IEEE Trans. Signal Process. 68 (2020) 2464–2479.
 */
public final class RidgeDiscriminant {
    private final double[][] variances;
    private final double[] difference;
    private final double[] shares;
    private final int samples;

    private RidgeDiscriminant(double[][] variances, double[] difference, double[] shares, int samples) {
        this.variances = variances;
        this.difference = difference;
        this.shares = shares;
        this.samples = samples;
    }

    /**
     * Two classes.
     *
     * @param variances of both classes in each direction, positive
     * @param difference of the means, μ₀ − μ₁
     * @param share of class 0 among the samples, between 0 and 1
     * @param samples n
     * @return the classes
     * @throws IllegalArgumentException if there are not a positive variance for each class and direction, the share is not between 0 and
     *     1, or there are fewer than 2 samples
     */
    public static RidgeDiscriminant of(double[][] variances, double[] difference, double share, int samples) {
        if (variances.length != 2
                || variances[0].length != difference.length
                || variances[1].length != difference.length) {
            throw new IllegalArgumentException(
                    "two classes have a variance each in every one of the " + difference.length + " directions");
        }
        for (int i = 0; i < difference.length; i++) {
            boolean positive = variances[0][i] > 0 && variances[1][i] > 0;
            if (!positive || !Vectors.areFinite(variances[0][i], variances[1][i], difference[i])) {
                throw new IllegalArgumentException(
                        "a direction has positive and finite variances and a finite difference of means, got "
                                + variances[0][i] + " and " + variances[1][i] + ", and " + difference[i]);
            }
        }
        if (!(share > 0 && share < 1) || samples < 2) {
            throw new IllegalArgumentException("the share of a class lies between 0 and 1, of 2 samples at least; got "
                    + share + " of " + samples);
        }
        return new RidgeDiscriminant(
                new double[][] {variances[0].clone(), variances[1].clone()},
                difference.clone(),
                new double[] {share, 1 - share},
                samples);
    }

    /**
     * Mean and variance of the score of one class.
     *
     * @param mean of the score
     * @param variance of the score
     */
    public record Score(double mean, double variance) {
        /** The chance of a score of the wrong sign in class 0 (a positive score is right there). */
        double wrong(int label) {
            return Gauss.tail((label == 0 ? mean : -mean) / Math.sqrt(variance));
        }
    }

    /**
     * The score in a class at a ridge γ &gt; 0.
     *
     * @param label 0 or 1
     * @param ridge γ, &gt; 0
     * @return the normal law of the score
     * @throws IllegalArgumentException if there is no such class, or the ridge is not positive
     * @throws ArithmeticException if the fixed point does not settle, with its residual
     */
    public Score score(int label, double ridge) {
        if (label < 0 || label > 1 || !(ridge > 0)) {
            throw new IllegalArgumentException(
                    "a score is one of class 0 or 1 at a positive ridge, got class " + label + " and ridge " + ridge);
        }
        double[] g = FixedPoint.of(u -> traces(resolvent(u, ridge))).from(1, 1);
        double[] q = resolvent(g, ridge);
        double[] w = {shares[0] / ((1 + g[0]) * (1 + g[0])), shares[1] / ((1 + g[1]) * (1 + g[1]))};
        // The equivalent of Q C_l Q: Q̄ (C_l + Σ w_a x_a C_a) Q̄ with (I − V diag w) x = v.
        double[][] v = new double[2][2];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                for (int i = 0; i < q.length; i++) {
                    v[a][b] += variances[a][i] * q[i] * variances[b][i] * q[i] / samples;
                }
            }
        }
        double m00 = 1 - v[0][0] * w[0];
        double m01 = -v[0][1] * w[1];
        double m10 = -v[1][0] * w[0];
        double m11 = 1 - v[1][1] * w[1];
        double det = m00 * m11 - m01 * m10;
        double x0 = (m11 * v[0][label] - m01 * v[1][label]) / det;
        double x1 = (m00 * v[1][label] - m10 * v[0][label]) / det;
        double mean = g[1] / (2 * shares[1]) - g[0] / (2 * shares[0]);
        double variance = 0;
        for (int i = 0; i < q.length; i++) {
            double c = variances[label][i] + w[0] * x0 * variances[0][i] + w[1] * x1 * variances[1][i];
            double b = q[i] * c * q[i];
            mean += (label == 0 ? 0.5 : -0.5) * difference[i] * q[i] * difference[i];
            variance += b
                    * (difference[i] * difference[i]
                            + variances[0][i] / (samples * shares[0])
                            + variances[1][i] / (samples * shares[1]));
        }
        return new Score(mean, variance);
    }

    /**
     * The error rate of the sign of the score, each class with its share.
     *
     * @param ridge γ, &gt; 0
     * @return from 0 to 1
     * @throws IllegalArgumentException if the ridge is not positive
     */
    public double error(double ridge) {
        return shares[0] * score(0, ridge).wrong(0)
                + shares[1] * score(1, ridge).wrong(1);
    }

    private double[] resolvent(double[] g, double ridge) {
        double[] q = new double[difference.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = 1 / (ridge + shares[0] * variances[0][i] / (1 + g[0]) + shares[1] * variances[1][i] / (1 + g[1]));
        }
        return q;
    }

    private double[] traces(double[] q) {
        double[] g = new double[2];
        for (int a = 0; a < 2; a++) {
            for (int i = 0; i < q.length; i++) {
                g[a] += variances[a][i] * q[i] / samples;
            }
        }
        return g;
    }
}
