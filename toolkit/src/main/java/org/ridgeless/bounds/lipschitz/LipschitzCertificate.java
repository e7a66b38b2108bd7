package org.ridgeless.bounds.lipschitz;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * The best bound of LipSDP-Neuron on the Lipschitz constant of \(x \mapsto W_1\varphi(W_0x)\), for any φ that acts on each unit
 * with slopes in [0, 1], between two numbers that prove each other.
 *
 * <p>The semidefinite program, minimize ρ subject to
 * \[\begin{pmatrix}-\rho I &amp; W_0^{\mathsf T}T\\ TW_0 &amp; -2T+W_1^{\mathsf T}W_1\end{pmatrix}\preceq0,\]
 * is by its Schur complement the convex problem \(L^2 = \min_{t>0,\,2T\succ W_1^{\mathsf T}W_1}
 * \lambda_{\max}(W_0^{\mathsf T}T(2T-W_1^{\mathsf T}W_1)^{-1}TW_0)\). It is solved by quasi-Newton steps in log t on the smoothed
 * maximum \(\mu\log\sum_ke^{\lambda_k/\mu}\), μ going to zero. With the softmax weights p of the eigenvectors u and their slopes
 * \(a = (2T-W_1^{\mathsf T}W_1)^{-1}TW_0u\), the matrices \(\sum p\,(u, sa)(u, sa)^{\mathsf T}\), \(s_i = \min(1, \sum p\,ab_i/\sum
 * p\,a_i^2)\), \(b = W_0u\), are feasible for the dual program, which gives {@link #lower()}. One evaluation costs
 * O(h³ + h²d), and a few hundred are needed.
 *
 * <p>Reference: M. Fazlyab, A. Robey, H. Hassani, M. Morari and G. J. Pappas, <i>Efficient and accurate estimation of Lipschitz
 * constants for deep neural networks</i>, NeurIPS 2019, arXiv 1906.04893, Theorem 1.
 */
public final class LipschitzCertificate {
    private static final int STEPS = 400;
    private static final double FIRST = 0.1;
    private static final double LAST = 1e-4;

    private final Layers layers;
    private double[] multipliers;
    private double upper = Double.POSITIVE_INFINITY;
    private double lower;

    private LipschitzCertificate(Layers layers) {
        this.layers = layers;
    }

    /**
     * The bound for \(x \mapsto W_1\varphi(W_0x)\).
     *
     * @param inner W₀, hidden × inputs
     * @param outer W₁, outputs × hidden
     * @return the bound with its proof
     * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
     */
    public static LipschitzCertificate of(Matrix inner, Matrix outer) {
        double[] zero = new double[Matrix.entries(outer.rows(), inner.columns())];
        return of(inner, outer, Matrix.wrap(zero, outer.rows(), inner.columns()));
    }

    /**
     * The bound for \(x \mapsto Sx + W_1\varphi(W_0x)\), S outputs × inputs.
     *
     * @param inner W₀, hidden × inputs
     * @param outer W₁, outputs × hidden
     * @param skip S, outputs × inputs
     * @return the bound with its proof
     * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
     */
    public static LipschitzCertificate of(Matrix inner, Matrix outer, Matrix skip) {
        if (outer.columns() != inner.rows() || skip.rows() != outer.rows() || skip.columns() != inner.columns()) {
            throw new IllegalArgumentException(
                    "layers fit as outputs × hidden, hidden × inputs and outputs × inputs; got " + shape(outer) + ", "
                            + shape(inner) + " and " + shape(skip));
        }
        requireFinite(inner);
        requireFinite(outer);
        requireFinite(skip);
        LipschitzCertificate certificate = new LipschitzCertificate(new Layers(inner, outer, skip));
        certificate.solve();
        return certificate;
    }

    /** A Lipschitz constant, in the Euclidean norms. */
    public double upper() {
        return Math.sqrt(upper);
    }

    /** What no multipliers of this form can get below. */
    public double lower() {
        return Math.sqrt(lower);
    }

    /** t, one for each hidden unit, which prove {@link #upper()}. */
    public double[] multipliers() {
        return multipliers.clone();
    }

    /** The largest eigenvalue of the matrix inequality at ρ = upper² and the multipliers, which must not be positive. */
    public double violation() {
        int d = layers.inputs;
        int h = layers.hidden;
        Matrix right = layers.outer.transpose().times(layers.skip);
        Matrix square = layers.skip.transpose().times(layers.skip);
        double[] whole = new double[(d + h) * (d + h)];
        for (int k = 0; k < d; k++) {
            for (int l = 0; l < d; l++) {
                whole[k * (d + h) + l] = square.get(k, l) - (k == l ? upper : 0);
            }
        }
        for (int i = 0; i < h; i++) {
            int row = (d + i) * (d + h);
            for (int k = 0; k < d; k++) {
                whole[row + k] = right.get(i, k) + multipliers[i] * layers.inner.get(i, k);
                whole[k * (d + h) + d + i] = whole[row + k];
            }
            for (int j = 0; j < h; j++) {
                whole[row + d + j] = layers.gram.get(i, j) - (i == j ? 2 * multipliers[i] : 0);
            }
        }
        double[] values = SymmetricEigen.values(whole, d + h);
        return values[values.length - 1];
    }

    private void solve() {
        double[] spectrum = layers.gram.symmetricEigenvalues();
        double start = spectrum[spectrum.length - 1];
        double[] logs = new double[layers.hidden];
        java.util.Arrays.fill(logs, Math.log(start > 0 ? start : 1));
        for (double share = FIRST; share > LAST / 2; share /= 10) {
            double scale = layers.at(exp(logs)).largest();
            if (scale == 0) {
                break;
            }
            double mu = share * scale;
            // In units of the value at hand, or the first step would be as long as the weights are large.
            logs = Minimizer.minimize((x, g) -> smoothed(x, g, mu, scale), logs, 1e-6, STEPS);
            keep(exp(logs), mu);
        }
        if (multipliers == null) {
            multipliers = exp(logs);
            upper = 0;
        }
    }

    private double smoothed(double[] logs, double[] gradient, double mu, double unit) {
        double[] t = exp(logs);
        Layers.Spectrum spectrum = layers.at(t);
        if (spectrum == null) {
            return Double.POSITIVE_INFINITY;
        }
        double[] cross = new double[t.length];
        double[] square = new double[t.length];
        moments(spectrum, mu, cross, square);
        for (int i = 0; i < t.length; i++) {
            gradient[i] = 2 * t[i] * (cross[i] - square[i]) / unit;
        }
        return spectrum.smooth(mu) / unit;
    }

    /** The weighted means of a b and a² for each unit. */
    private void moments(Layers.Spectrum spectrum, double mu, double[] cross, double[] square) {
        double[] weights = spectrum.softmax(mu);
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                double[] u = spectrum.eigen().vector(k);
                double[] a = spectrum.slopes().times(u);
                double[] b = layers.inner.times(u);
                for (int i = 0; i < a.length; i++) {
                    cross[i] += weights[k] * a[i] * b[i];
                    square[i] += weights[k] * a[i] * a[i];
                }
            }
        }
    }

    private void keep(double[] t, double mu) {
        Layers.Spectrum spectrum = layers.at(t);
        if (spectrum.largest() < upper) {
            upper = spectrum.largest();
            multipliers = t;
        }
        double[] cross = new double[t.length];
        double[] square = new double[t.length];
        moments(spectrum, mu, cross, square);
        double[] weights = spectrum.softmax(mu);
        double value = 0;
        for (int k = 0; k < weights.length; k++) {
            double[] u = spectrum.eigen().vector(k);
            double[] a = spectrum.slopes().times(u);
            for (int i = 0; i < a.length; i++) {
                a[i] *= square[i] > 0 ? Math.max(0, Math.min(1, cross[i] / square[i])) : 0;
            }
            double[] out = layers.outer.times(a);
            double[] direct = layers.skip.times(u);
            for (int o = 0; o < out.length; o++) {
                value += weights[k] * (out[o] + direct[o]) * (out[o] + direct[o]);
            }
        }
        lower = Math.max(lower, value);
    }

    private static double[] exp(double[] logs) {
        double[] values = new double[logs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(logs[i]);
        }
        return values;
    }

    private static void requireFinite(Matrix matrix) {
        for (double entry : matrix.flat()) {
            if (!Double.isFinite(entry)) {
                throw new IllegalArgumentException("a certificate needs finite weights, got " + entry);
            }
        }
    }

    private static String shape(Matrix matrix) {
        return matrix.rows() + " × " + matrix.columns();
    }
}
