package org.ridgeless.spectra.equivalents;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.solvers.Bracket;

/**
 * The risk of ridge regression on n samples when the feature covariance and the target are known: the omniscient risk
 * estimate.
 *
 * <p>With eigenvalues \(s_i\) of the feature covariance, the target's coefficients \(\beta_i\) in its eigenbasis and noise
 * of variance \(\sigma^2\), κ is the positive root of \(\kappa = \lambda + \frac{\kappa}{n}\sum_i\frac{s_i}{s_i+\kappa}\), and
 * with \(\mathrm{df}_2 = \sum_i s_i^2/(s_i+\kappa)^2\)
 * \[R = \frac{\sigma^2 + \kappa^2\sum_i\beta_i^2 s_i/(s_i+\kappa)^2}{1-\mathrm{df}_2/n},\qquad
 * R_{\mathrm{train}} = R\,(\lambda/\kappa)^2.\]
 * R includes the irreducible \(\sigma^2\). λ multiplies the identity against \(\frac1n X^{\mathsf T}X\); λ = 0 is the
 * ridgeless (minimum-norm) limit. One evaluation costs O(p) per bisection step.
 *
 * <p>Reference: Dobriban and Wager, <i>High-dimensional asymptotics of prediction</i>, Annals of Statistics 46 (2018);
 * Hastie, Montanari, Rosset and Tibshirani, <i>Surprises in high-dimensional ridgeless least squares interpolation</i>,
 * Annals of Statistics 50 (2022), Theorem 5.
 *
 * {@snippet file="SpectraTest.java" region="ridge-risk"}
 */
public final class RidgeRisk {
    private final double[] spectrum;
    private final double[] target;
    private final double noise;

    private RidgeRisk(double[] spectrum, double[] target, double noise) {
        this.spectrum = spectrum;
        this.target = target;
        this.noise = noise;
    }

    /**
     * The risk for one covariance and target.
     *
     * @param spectrum the eigenvalues of the feature covariance, all positive
     * @param target the coefficients of the target in the same basis
     * @param noiseVariance the variance of the noise on the labels
     * @return the risk, at any n and λ
     * @throws IllegalArgumentException if there are not as many coefficients as eigenvalues, an eigenvalue is not positive, or
     *     the variance is negative
     */
    public static RidgeRisk of(double[] spectrum, double[] target, double noiseVariance) {
        if (spectrum.length == 0 || spectrum.length != target.length) {
            throw new IllegalArgumentException("a ridge risk needs as many target coefficients as eigenvalues, got "
                    + target.length + " and " + spectrum.length);
        }
        for (double s : spectrum) {
            if (!(s > 0) || Double.isInfinite(s)) {
                throw new IllegalArgumentException(
                        "eigenvalues of the feature covariance must be positive and finite, got " + s);
            }
        }
        if (!Vectors.areFinite(target)) {
            throw new IllegalArgumentException(
                    "the coefficients of the target must be finite, got " + Arrays.toString(target));
        }
        if (!(noiseVariance >= 0) || Double.isInfinite(noiseVariance)) {
            throw new IllegalArgumentException(
                    "the noise variance must be at least 0 and finite, got " + noiseVariance);
        }
        return new RidgeRisk(spectrum.clone(), target.clone(), noiseVariance);
    }

    /**
     * The effective ridge κ for n samples and ridge λ; zero when λ = 0 and the samples outnumber the features.
     *
     * @param samples n &gt; 0
     * @param ridge λ ≥ 0
     * @return κ ≥ λ
     * @throws IllegalArgumentException if n is not positive, or λ is negative
     */
    public double effectiveRidge(double samples, double ridge) {
        if (!(samples > 0) || !(ridge >= 0)) {
            throw new IllegalArgumentException(
                    "the risk needs samples > 0 and ridge ≥ 0, got " + samples + " and " + ridge);
        }
        double trace = 0;
        for (double s : spectrum) {
            trace += s;
        }
        if (ridge == 0) {
            if (spectrum.length <= samples) {
                return 0;
            }
            // Divided by κ the equation stays monotone down to zero.
            return Bracket.root(k -> 1 - degrees(k) / samples, 0, trace / samples);
        }
        return Bracket.root(k -> k - ridge - k * degrees(k) / samples, ridge, ridge + trace / samples);
    }

    private double degrees(double kappa) {
        double sum = 0;
        for (double s : spectrum) {
            sum += s / (s + kappa);
        }
        return sum;
    }

    /**
     * The expected squared error on a fresh sample, irreducible noise included; infinite at the ridgeless threshold.
     *
     * @param samples n &gt; 0
     * @param ridge λ ≥ 0
     * @return R ≥ σ²
     * @throws IllegalArgumentException if n is not positive, or λ is negative
     */
    public double test(double samples, double ridge) {
        double kappa = effectiveRidge(samples, ridge);
        double bias = 0;
        double degrees = 0;
        for (int i = 0; i < spectrum.length; i++) {
            double s = spectrum[i];
            double shrunk = s / (s + kappa);
            degrees += shrunk * shrunk;
            double missed = kappa / (s + kappa);
            bias += target[i] * target[i] * s * missed * missed;
        }
        double left = 1 - degrees / samples;
        return left > 0 ? (noise + bias) / left : Double.POSITIVE_INFINITY;
    }

    /**
     * The mean squared error on the training samples; zero without a ridge past the threshold.
     *
     * @param samples n &gt; 0
     * @param ridge λ ≥ 0
     * @return R_train
     * @throws IllegalArgumentException if n is not positive, or λ is negative
     */
    public double train(double samples, double ridge) {
        if (ridge == 0) {
            return Math.max(0, 1 - spectrum.length / samples) * noise;
        }
        double shrink = ridge / effectiveRidge(samples, ridge);
        return test(samples, ridge) * shrink * shrink;
    }

    /**
     * The ridge that is best for isotropic features: \(\lambda^\ast = \sigma^2 p/(n\,r^2)\), r² the signal's power.
     *
     * @param dimension p
     * @param samples n
     * @param noiseVariance σ²
     * @param signal r²
     * @return λ*
     */
    public static double bestIsotropicRidge(double dimension, double samples, double noiseVariance, double signal) {
        return noiseVariance * dimension / (samples * signal);
    }
}
