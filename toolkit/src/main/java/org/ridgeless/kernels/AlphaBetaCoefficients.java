package org.ridgeless.kernels;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.layers.Activation;

/**
 * What of its activations the conjugate kernel (CK) and the tangent kernel (NTK) of a deep network see on a Gaussian mixture in high
 * dimension: four numbers α for the one and three numbers β for the other.
 *
 * <p>For \(x_i\sim N(\mu_a/\sqrt p,C_a/p)\) with p and n of one size, \(\tau_0^2=\mathrm{tr}\,C^\circ/p\) for the mean covariance C°, and activations centred at
 * each layer, \(E\,\sigma_\ell(\tau_{\ell-1}\xi)=0\), both kernels are, up to a vanishing operator norm off the diagonal,
 * \[\alpha_1X^\top X+VA(\alpha_2,\alpha_3)V^\top+(\tau^2-\tau_0^2\alpha_1-\tau_0^4\alpha_3)I,\quad
 * V=[J/\sqrt p,\psi],\quad A=\begin{pmatrix}\alpha_2tt^\top+\alpha_3T&amp;\alpha_2t\\\alpha_2t^\top&amp;\alpha_2\end{pmatrix},\]
 * with the classes J, \(t_a=\mathrm{tr}(C_a-C^\circ)/\sqrt p\), \(T_{ab}=\mathrm{tr}(C_aC_b)/p\) and \(\psi_i=\|\omega_i\|^2-E\|\omega_i\|^2\) for the noise
 * ωᵢ of xᵢ. With \(e_1=E\sigma'\), \(e_2=E\sigma''\), \(e_3=E(\sigma^2)''\) at \(\tau_{\ell-1}\xi\), a layer takes
 * \(\alpha_1\leftarrow e_1^2\alpha_1\), \(\alpha_2\leftarrow e_1^2\alpha_2+\frac14e_2^2\alpha_4^2\), \(\alpha_3\leftarrow e_1^2\alpha_3+\frac12e_2^2\alpha_1^2\),
 * \(\alpha_4\leftarrow\frac12e_3\alpha_4\) and, with the new α, \(\beta_1\leftarrow\alpha_1+e_1^2\beta_1\), \(\beta_2\leftarrow\alpha_2+e_1^2\beta_2\),
 * \(\beta_3\leftarrow\alpha_3+e_1^2\beta_3+e_2^2\alpha_1^{\rm old}\beta_1^{\rm old}\). Two networks with equal numbers are one kernel machine.
 *
 * <p><b>References</b> L. Gu, Y. Du, Y. Zhang, D. Xie, S. Pu, R. Qiu, Z. Liao, <i>"Lossless" compression of deep neural networks: a
 * high-dimensional neural tangent kernel approach</i>, NeurIPS 2022, Theorems 1 and 2; Z. Ling, L. Li, Z. Feng, Y. Zhang, F. Zhou, R. Qiu,
 * Z. Liao, <i>Deep equilibrium models are almost equivalent to not-so-deep explicit models</i>, ICML 2024, for {@link #equilibrium}.
 *
 * @param start τ₀, the root of the mean variance of the data
 * @param alpha α₁ to α₄ of the CK
 * @param beta β₁ to β₃ of the NTK
 * @param square τ², the diagonal of the CK
 * @param tangentSquare κ², the diagonal of the NTK
 */
public record AlphaBetaCoefficients(double start, double[] alpha, double[] beta, double square, double tangentSquare) {

    /**
     * Those of the data themselves, \(X^\top X\).
     *
     * @param start τ₀ &gt; 0
     * @return α = (1, 0, 0, 1), β = (1, 0, 0), both diagonals τ₀²
     * @throws IllegalArgumentException if τ₀ is not positive and finite
     */
    public static AlphaBetaCoefficients input(double start) {
        if (!(start > 0) || Double.isInfinite(start)) {
            throw new IllegalArgumentException("the deviation of the data is a number > 0, got " + start);
        }
        double square = start * start;
        return new AlphaBetaCoefficients(start, new double[] {1, 0, 0, 1}, new double[] {1, 0, 0}, square, square);
    }

    /**
     * Those of a network of the given activations, the first layer first. Cost: some thousand values of each activation.
     *
     * @param start τ₀ &gt; 0
     * @param activations σ of each layer, at least once differentiable almost everywhere
     * @return the numbers after the last layer
     * @throws IllegalArgumentException if τ₀ is not positive and finite
     */
    public static AlphaBetaCoefficients of(double start, Activation... activations) {
        AlphaBetaCoefficients end = input(start);
        for (Activation activation : activations) {
            end = end.next(activation);
        }
        return end;
    }

    /**
     * After one more layer; its activation is centred here.
     *
     * @param activation σ of that layer
     * @return the numbers after it
     */
    public AlphaBetaCoefficients next(Activation activation) {
        CentredMoments m = CentredMoments.of(activation, Math.sqrt(square));
        double e11 = m.first() * m.first();
        double e22 = m.second() * m.second();
        double[] a = {
            e11 * alpha[0],
            e11 * alpha[1] + e22 * alpha[3] * alpha[3] / 4,
            e11 * alpha[2] + e22 * alpha[0] * alpha[0] / 2,
            m.ofSquare() * alpha[3] / 2
        };
        double[] b = {a[0] + e11 * beta[0], a[1] + e11 * beta[1], a[2] + e11 * beta[2] + e22 * alpha[0] * beta[0]};
        return new AlphaBetaCoefficients(start, a, b, m.square(), m.square() + tangentSquare * m.slopeSquare());
    }

    /**
     * Those of the equilibrium of \(z=\sigma(\sigma_aAz+\sigma_bBx)/\sqrt m\) with independent standard normal A, B and m → ∞.
     *
     * @param start τ₀ &gt; 0
     * @param recurrent σ_a ≥ 0
     * @param input σ_b &gt; 0
     * @param activation σ
     * @return the numbers of the equilibrium
     * @throws ArithmeticException if the variance has no fixed point, with the residual, or if \(\sigma_a^2E\sigma'^2\ge1\), so
     *     that there is no equilibrium
     * @throws IllegalArgumentException if τ₀ or σ_b is not positive, or σ_a is negative
     */
    public static AlphaBetaCoefficients equilibrium(
            double start, double recurrent, double input, Activation activation) {
        AlphaBetaCoefficients data = input(start);
        if (!(recurrent >= 0) || !(input > 0)) {
            throw new IllegalArgumentException(
                    "an equilibrium has σ_a ≥ 0 and σ_b > 0, got " + recurrent + " and " + input);
        }
        double aa = recurrent * recurrent;
        double bb = input * input;
        CentredMoments m = CentredMoments.fixedPoint(activation, aa, bb * data.square);
        double g = m.first() * m.first();
        double e22 = m.second() * m.second();
        double stable = 1 - aa * m.slopeSquare();
        if (!(stable > 0) || !(1 - aa * m.ofSquare() / 2 > 0)) {
            throw new ArithmeticException("there is no stable equilibrium: σ_a² E σ′² is " + (1 - stable)
                    + " and σ_a² E(σ²)″/2 is " + aa * m.ofSquare() / 2 + ", both must be below 1");
        }
        double rest = 1 - aa * g;
        double alpha1 = bb * g / rest;
        double alpha4 = m.ofSquare() / 2 * bb / (1 - aa * m.ofSquare() / 2);
        double in1 = aa * alpha1 + bb;
        double in4 = aa * alpha4 + bb;
        double[] alpha = {alpha1, e22 * in4 * in4 / 4 / rest, e22 * in1 * in1 / 2 / rest, alpha4};
        double[] beta = {alpha1 / rest, alpha[1] / rest, alpha[2] / rest + alpha1 * aa * e22 * in1 / (rest * rest)};
        return new AlphaBetaCoefficients(start, alpha, beta, m.square(), m.square() / stable);
    }

    /**
     * The equivalent of the CK on a sample of a mixture.
     *
     * @param data n × p, a row for each sample
     * @param classes of each sample, from 0
     * @param means μ_a, a row for each class, so that the mean of a sample is \(\mu_a/\sqrt p\)
     * @param covariances C_a, p × p each; of a sample \(C_a/p\)
     * @return n × n
     */
    public Matrix conjugateKernel(Matrix data, int[] classes, double[][] means, Matrix... covariances) {
        return new MixtureStatistics(data, classes, means, covariances)
                .kernel(alpha[0], alpha[1], alpha[2], square, start);
    }

    /**
     * The equivalent of the NTK on a sample of a mixture, as {@link #conjugateKernel}.
     *
     * @param data n × p, a row for each sample
     * @param classes of each sample, from 0
     * @param means μ_a, a row of p numbers for each class
     * @param covariances C_a, p × p each
     * @return n × n
     * @throws IllegalArgumentException if shapes or classes do not fit, with both
     */
    public Matrix tangentKernel(Matrix data, int[] classes, double[][] means, Matrix... covariances) {
        return new MixtureStatistics(data, classes, means, covariances)
                .kernel(beta[0], beta[1], beta[2], tangentSquare, start);
    }

    /**
     * The largest difference to other coefficients in \(\alpha_1,\alpha_2,\alpha_3\) and τ²: 0 for equivalent conjugate kernels.
     *
     * @param other those of another network
     * @return a number ≥ 0
     */
    public double distance(AlphaBetaCoefficients other) {
        double[] apart = new double[4];
        for (int k = 0; k < 3; k++) {
            apart[k] = alpha[k] - other.alpha[k];
        }
        apart[3] = square - other.square;
        return Vectors.largest(apart);
    }
}
