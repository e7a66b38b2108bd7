package org.ridgeless.spectra.equivalents;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.spectra.solvers.Bracket;

/**
 * Training and test error of ridge regression on N random features \(\sigma(WX)\) of given data, without drawing W: they
 * depend on the features only through the kernel \(\Phi = E_w[\sigma(w^{\mathsf T}X)^{\mathsf T}\sigma(w^{\mathsf T}X)]\).
 *
 * <p>For \(\beta = \arg\min \frac1n\|y-\Sigma^{\mathsf T}\beta\|^2+\gamma\|\beta\|^2\) with \(\Sigma = \sigma(WX)\), let
 * \(\Psi = \frac Nn\frac{\Phi}{1+\delta}\), \(\bar Q = (\Psi+\gamma I)^{-1}\), \(\delta = \frac1n\operatorname{tr}\Phi\bar Q\). Then
 * \[E_{\mathrm{train}} = \frac{\gamma^2}n y^{\mathsf T}\bar Q\Bigl[I + \frac{\frac1N\operatorname{tr}\Psi\bar Q^2}{1-\frac1N\operatorname{tr}(\Psi\bar Q)^2}\Psi\Bigr]\bar Qy,\]
 * \[E_{\mathrm{test}} = \frac1{\hat n}\|\hat y-\Psi_{X\hat X}^{\mathsf T}\bar Qy\|^2 + \frac{\frac1Ny^{\mathsf T}\bar Q\Psi\bar Qy}{1-\frac1N\operatorname{tr}(\Psi\bar Q)^2}
 * \Bigl[\frac1{\hat n}\operatorname{tr}\Psi_{\hat X\hat X}-\frac1{\hat n}\operatorname{tr}(I+\gamma\bar Q)\bar Q\Psi_{X\hat X}\Psi_{\hat XX}\Bigr].\]
 *
 * <p>Assumes n, p, N large and comparable, Lipschitz σ (in practice also jumps) and data of bounded norm. One
 * eigendecomposition of Φ, then O(n n̂) for each (N, γ).
 *
 * <p>Reference: Louart, Liao and Couillet, <i>A random matrix approach to neural networks</i>, Annals of Applied
 * Probability 28 (2018), Theorems 1 and 3, Conjecture 1.
 */
public final class FeatureRidge {
    private final int n;
    private final double[] spectrum;
    private final double[] vectors;
    private final double[] labels;

    private FeatureRidge(int n, double[] spectrum, double[] vectors, double[] labels) {
        this.n = n;
        this.spectrum = spectrum;
        this.vectors = vectors;
        this.labels = labels;
    }

    /**
     * The problem for one kernel and its labels; O(n³) flops.
     *
     * @param kernel Φ on the training data, n × n
     * @param labels y
     * @return the problem, at any N and γ
     * @throws IllegalArgumentException if the kernel is not n × n for n ≥ 1 labels
     */
    public static FeatureRidge of(double[] kernel, double[] labels) {
        int n = labels.length;
        if (n == 0 || kernel.length != n * n) {
            throw new IllegalArgumentException(
                    "the kernel must be n × n for n = " + n + " labels, got " + kernel.length + " entries");
        }
        if (!Vectors.areFinite(labels)) {
            throw new IllegalArgumentException("labels must be finite, got " + Arrays.toString(labels));
        }
        SymmetricEigen eigen = SymmetricEigen.of(kernel, n);
        double[] vectors = eigen.vectors();
        double[] spectrum = eigen.values();
        for (int i = 0; i < n; i++) {
            // A kernel is positive semidefinite; what rounding leaves below zero is zero.
            spectrum[i] = Math.max(spectrum[i], 0);
        }
        return new FeatureRidge(n, spectrum, vectors, Products.multiply(vectors, labels, n, n, 1));
    }

    /** The eigenvalues of Φ, ascending. */
    public double[] spectrum() {
        return spectrum.clone();
    }

    /**
     * δ for N features and ridge γ, by bisection: the equation is monotone.
     *
     * @param features N ≥ 1
     * @param ridge γ &gt; 0
     * @return δ ≥ 0, to rounding
     * @throws IllegalArgumentException if there is no feature, or the ridge is not positive
     */
    public double delta(int features, double ridge) {
        if (features < 1 || !(ridge > 0)) {
            throw new IllegalArgumentException(
                    "the equivalent needs at least 1 feature and a ridge > 0, got " + features + " and " + ridge);
        }
        double trace = 0;
        for (double s : spectrum) {
            trace += s;
        }
        return Bracket.root(d -> d - image(d, features, ridge), 0, trace / (n * ridge));
    }

    /**
     * \(\frac1n\log\det(\frac1n\Sigma^{\mathsf T}\Sigma+\gamma I)\), a statistic of the whole spectrum:
     * \(\frac1n\log\det(\Psi+\gamma I)+\frac Nn\bigl(\log(1+\delta)-\frac\delta{1+\delta}\bigr)\), whose derivative in γ is
     * \(\frac1n\operatorname{tr}\bar Q\).
     *
     * @param features N ≥ 1
     * @param ridge γ &gt; 0
     * @return the limit of its mean
     * @throws IllegalArgumentException if there is no feature, or the ridge is not positive
     */
    public double logDeterminant(int features, double ridge) {
        double delta = delta(features, ridge);
        double load = (double) features / n;
        double sum = 0;
        for (double s : spectrum) {
            sum += Math.log(load * s / (1 + delta) + ridge);
        }
        return sum / n + load * (Math.log1p(delta) - delta / (1 + delta));
    }

    /**
     * The deterministic equivalent \(\bar Q\) of the resolvent, n × n.
     *
     * @param features N ≥ 1
     * @param ridge γ &gt; 0
     * @return n² numbers, row by row; 2n³ flops
     * @throws IllegalArgumentException if there is no feature, or the ridge is not positive
     */
    public double[] resolvent(int features, double ridge) {
        State state = new State(features, ridge);
        double[] scaled = vectors.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= state.q[i / n];
        }
        return Products.transposeLeft(vectors, scaled, n, n, n);
    }

    private double image(double delta, int features, double ridge) {
        double scale = features / (n * (1 + delta));
        double sum = 0;
        for (double s : spectrum) {
            sum += s / (scale * s + ridge);
        }
        return sum / n;
    }

    /**
     * The mean squared training error.
     *
     * @param features N ≥ 1
     * @param ridge γ &gt; 0
     * @return E_train; O(n)
     * @throws IllegalArgumentException if there is no feature, or the ridge is not positive
     */
    public double train(int features, double ridge) {
        State state = new State(features, ridge);
        double plain = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            double shrunk = ridge * state.q[i] * labels[i];
            double power = shrunk * shrunk;
            plain += power;
            weighted += power * state.psi[i];
        }
        return (plain + state.secondOrder / state.left * weighted) / n;
    }

    /**
     * The same data with a test set.
     *
     * @param cross Φ between training and test data, n × n̂
     * @param diagonalMean the mean of Φ(x̂, x̂) over the test set
     * @param labels ŷ
     * @return the data, at any N and γ
     * @throws IllegalArgumentException if the cross kernel is not n × n̂ for n̂ ≥ 1 labels
     */
    public Tested against(double[] cross, double diagonalMean, double[] labels) {
        if (cross.length != n * labels.length || labels.length == 0) {
            throw new IllegalArgumentException(
                    "the cross kernel must be " + n + " × " + labels.length + ", got " + cross.length + " entries");
        }
        return new Tested(Products.multiply(vectors, cross, n, n, labels.length), diagonalMean, labels.clone());
    }

    /** Training data met with a test set. */
    public final class Tested {
        private final double[] cross;
        private final double diagonalMean;
        private final double[] targets;

        private Tested(double[] cross, double diagonalMean, double[] targets) {
            this.cross = cross;
            this.diagonalMean = diagonalMean;
            this.targets = targets;
        }

        /**
         * The mean squared test error.
         *
         * @param features N ≥ 1
         * @param ridge γ &gt; 0
         * @return E_test; O(n n̂)
         * @throws IllegalArgumentException if there is no feature, or the ridge is not positive
         */
        public double test(int features, double ridge) {
            State state = new State(features, ridge);
            int tests = targets.length;
            double[] residual = targets.clone();
            double spread = 0;
            double noise = 0;
            for (int i = 0; i < n; i++) {
                double weight = state.scale * state.q[i] * FeatureRidge.this.labels[i];
                double square = 0;
                for (int j = 0; j < tests; j++) {
                    double k = cross[i * tests + j];
                    residual[j] -= weight * k;
                    square += k * k;
                }
                spread += (1 + ridge * state.q[i]) * state.q[i] * square * state.scale * state.scale;
                double power = FeatureRidge.this.labels[i] * state.q[i];
                noise += power * state.psi[i] * power;
            }
            double bias = 0;
            for (double r : residual) {
                bias += r * r;
            }
            double room = state.scale * diagonalMean - spread / tests;
            return bias / tests + noise / features / state.left * room;
        }
    }

    /** What every formula needs at one (N, γ). */
    private final class State {
        final double scale;
        final double[] psi = new double[n];
        final double[] q = new double[n];
        final double secondOrder;
        final double left;

        State(int features, double ridge) {
            scale = features / (n * (1 + delta(features, ridge)));
            double first = 0;
            double second = 0;
            for (int i = 0; i < n; i++) {
                psi[i] = scale * spectrum[i];
                q[i] = 1 / (psi[i] + ridge);
                first += psi[i] * q[i] * q[i];
                second += psi[i] * q[i] * psi[i] * q[i];
            }
            secondOrder = first / features;
            left = 1 - second / features;
        }
    }
}
