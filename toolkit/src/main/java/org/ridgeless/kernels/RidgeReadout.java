package org.ridgeless.kernels;

import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;

/**
 * Ridge regression on given features, \(\min_\beta\frac1n\|y-F^{\mathsf T}\beta\|^2+\lambda\|\beta\|^2\), in the dual form
 * \(\beta = \frac1nF(\frac1nF^{\mathsf T}F+\lambda I)^{-1}y\), which holds for any number of features. One Gram matrix for all ridges,
 * one Cholesky factorization of it for each.
 *
 * {@snippet file="KernelsTest.java" region="readout"}
 */
public final class RidgeReadout {
    private final int features;
    private final int n;
    private final double[] design;
    private final double[] labels;
    private final double[] gram;

    private RidgeReadout(int features, int n, double[] design, double[] labels, double[] gram) {
        this.features = features;
        this.n = n;
        this.design = design;
        this.labels = labels;
        this.gram = gram;
    }

    /**
     * The problem with its Gram matrix, which costs 2 · features · samples² flops.
     *
     * @param design F, features × samples, row by row; used, not copied
     * @param labels y, one for each sample
     * @return the problem, to be solved for any ridge
     * @throws IllegalArgumentException if the design has not as many columns as there are labels, of which there is at least
     *     one
     */
    public static RidgeReadout of(double[] design, double[] labels) {
        int n = labels.length;
        if (n == 0 || design.length % n != 0 || design.length == 0) {
            throw new IllegalArgumentException("the design must have one column for each of the " + n + " labels, got "
                    + design.length + " entries");
        }
        int features = design.length / n;
        double[] gram = Products.transposeLeft(design, design, n, features, n);
        for (int i = 0; i < gram.length; i++) {
            gram[i] /= n;
        }
        return new RidgeReadout(features, n, design, labels.clone(), gram);
    }

    /** The Gram matrix \(\frac1nF^{\mathsf T}F\). */
    public double[] gram() {
        return gram.clone();
    }

    /**
     * The fit at one ridge λ > 0.
     *
     * @param ridge λ &gt; 0
     * @return weights and training error; n³/3 flops
     * @throws IllegalArgumentException if λ is not positive and finite
     * @throws ArithmeticException if rounding makes the matrix indefinite, as for a tiny λ
     */
    public Fit fit(double ridge) {
        double[] dual = factored(ridge).solve(labels);
        double square = 0;
        for (double d : dual) {
            square += d * d;
        }
        double[] weights = Products.multiply(design, dual, features, n, 1);
        for (int i = 0; i < features; i++) {
            weights[i] /= n;
        }
        return new Fit(weights, ridge * ridge * square / n);
    }

    /**
     * The resolvent \((\frac1nF^{\mathsf T}F+\lambda I)^{-1}\) at one ridge λ > 0, n × n.
     *
     * @param ridge λ &gt; 0
     * @return n² numbers, row by row
     * @throws IllegalArgumentException if λ is not positive and finite
     * @throws ArithmeticException if rounding makes the matrix indefinite, as for a tiny λ
     */
    public double[] resolvent(double ridge) {
        return factored(ridge).inverse();
    }

    private Cholesky factored(double ridge) {
        if (!(ridge > 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("the ridge must be positive and finite, got " + ridge);
        }
        double[] shifted = gram.clone();
        for (int i = 0; i < n; i++) {
            shifted[i * n + i] += ridge;
        }
        return Cholesky.of(shifted, n);
    }

    /**
     * The weights at one ridge, and the error they leave on the training samples.
     *
     * @param weights β, one for each feature
     * @param train the mean squared error on the training samples, without the ridge
     */
    public record Fit(double[] weights, double train) {
        /**
         * The mean squared error on other samples.
         *
         * @param design F of these samples, features × samples, row by row
         * @param targets y of them
         * @return the mean of (y − Fᵀβ)²
         * @throws IllegalArgumentException if there is no target, or the design has another shape
         */
        public double test(double[] design, double[] targets) {
            int tests = targets.length;
            if (tests == 0 || design.length != tests * weights.length) {
                throw new IllegalArgumentException("the design must have " + weights.length
                        + " entries for each of the " + tests + " targets, got " + design.length);
            }
            double[] score = Products.transposeLeft(design, weights, tests, weights.length, 1);
            double sum = 0;
            for (int j = 0; j < tests; j++) {
                sum += (targets[j] - score[j]) * (targets[j] - score[j]);
            }
            return sum / tests;
        }
    }
}
