package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernels.ActivationMoments.Moments;
import org.ridgeless.kernels.ActivationMoments.Pair;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.random.Seeds;

class AlphaBetaCoefficientsTest {
    @Test
    void theRecursionAgreesWithMpmath() {
        // mpmath 1.3.0, quadrature with 25 digits: ReLU, GELU, tanh at τ₀ = 1.1.
        AlphaBetaCoefficients end = AlphaBetaCoefficients.of(1.1, Activations.RELU, Activations.GELU, Activations.TANH);
        assertThat(end.alpha())
                .containsExactly(
                        new double[] {0.04995356047609016, 0.01420140104737447, 0.02135158115267121, 0.07925394619405002
                        },
                        within(1e-14));
        assertThat(end.beta())
                .containsExactly(
                        new double[] {0.1998142419043606, 0.03497334430533546, 0.1149684024948542}, within(1e-14));
        assertThat(end.square()).isCloseTo(0.1059882732215183, within(1e-14));
        assertThat(end.tangentSquare()).isCloseTo(0.5388388136147432, within(1e-14));
    }

    /** ReLU by hand: e₁ = ½, e₂ = 1/(τ√(2π)), E σ² less its mean τ²(1 − 1/π)/2. */
    @Test
    void oneReluLayerHasItsClosedForm() {
        AlphaBetaCoefficients one = AlphaBetaCoefficients.of(2, Activations.RELU);
        assertThat(one.alpha()[0]).isCloseTo(0.25, within(1e-14));
        assertThat(one.alpha()[1]).isCloseTo(1 / (2 * Math.PI) / 16, within(1e-14));
        assertThat(one.alpha()[2]).isCloseTo(1 / (2 * Math.PI) / 8, within(1e-14));
        assertThat(one.square()).isCloseTo(2 * (1 - 1 / Math.PI), within(1e-14));
        assertThat(AlphaBetaCoefficients.of(1, Activations.ERF).alpha()[1]).isCloseTo(0, within(1e-15));
    }

    /**
     * Three ReLU layers: off the diagonal, the exact kernels approach the equivalents at least like p^(−1/2), up to the error of three
     * samples. From p = 128 to 2048 the CK is 0.0193, 0.0137, 0.0087, 0.0062, 0.0045 apart, the NTK 0.051, 0.032, 0.018, 0.0122, 0.0084; at
     * small p its terms of order 1/p in the difference of the covariances count, too.
     */
    @Test
    void kernelsOfAMixtureApproachTheirEquivalents() {
        double[] small = errors(128);
        double[] large = errors(512);
        for (int kind = 0; kind < 2; kind++) {
            double slope = Math.log(large[kind] / small[kind]) / Math.log(4);
            assertThat(slope).isBetween(-1.0, -0.4);
        }
    }

    /** The mean over three samples of the operator norms of the differences, with diagonals left out: CK and NTK. */
    private static double[] errors(int p) {
        double[] errors = new double[2];
        for (int seed = 0; seed < 3; seed++) {
            int n = p / 2;
            int[] classes = new int[n];
            double[][] means = {new double[p], new double[p]};
            means[0][0] = 3;
            means[1][0] = -3;
            double wide = 1 + 8 / Math.sqrt(p);
            Matrix[] covariances = {multiple(p, 1), multiple(p, wide)};
            double[] data = new double[n * p];
            var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(5).child(p).child(seed).stream());
            for (int i = 0; i < n; i++) {
                classes[i] = i % 2;
                for (int j = 0; j < p; j++) {
                    double deviation = classes[i] == 0 ? 1 : Math.sqrt(wide);
                    data[i * p + j] = (means[classes[i]][j] + deviation * normal.sample()) / Math.sqrt(p);
                }
            }
            Matrix x = Matrix.wrap(data, n, p);
            double start = Math.sqrt((1 + wide) / 2);
            AlphaBetaCoefficients end =
                    AlphaBetaCoefficients.of(start, Activations.RELU, Activations.RELU, Activations.RELU);
            Matrix[] exact = exact(x, start, Activations.RELU, 3);
            errors[0] += error(exact[0], end.conjugateKernel(x, classes, means, covariances)) / 3;
            errors[1] += error(exact[1], end.tangentKernel(x, classes, means, covariances)) / 3;
        }
        return errors;
    }

    private static Matrix multiple(int p, double factor) {
        double[] entries = new double[p * p];
        for (int i = 0; i < p; i++) {
            entries[i * p + i] = factor;
        }
        return Matrix.wrap(entries, p, p);
    }

    /** CK and NTK of layers whose activations are centred at the deviation of the mean sample. */
    private static Matrix[] exact(Matrix x, double start, Activation activation, int depth) {
        int n = x.rows();
        double[] process = x.times(x.transpose()).flat();
        double[] tangent = process.clone();
        ActivationMoments moments = ActivationMoments.of(activation);
        double square = start * start;
        for (int layer = 0; layer < depth; layer++) {
            double centre = GaussianMean.of(activation, square);
            double[] next = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double aa = process[i * n + i];
                    double bb = process[j * n + j];
                    double gap = i == j ? 0 : 1 - process[i * n + j] / Math.sqrt(aa * bb);
                    Moments pair = moments.of(new Pair(aa, bb, gap));
                    double means = GaussianMean.of(activation, aa) + GaussianMean.of(activation, bb);
                    next[i * n + j] = pair.value() - centre * means + centre * centre;
                    tangent[i * n + j] = next[i * n + j] + tangent[i * n + j] * pair.slope();
                }
            }
            process = next;
            square = CentredMoments.of(activation, Math.sqrt(square)).square();
        }
        return new Matrix[] {Matrix.wrap(process, n, n), Matrix.wrap(tangent, n, n)};
    }

    private static double error(Matrix exact, Matrix equivalent) {
        int n = exact.rows();
        double[] apart = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                apart[i * n + j] = i == j ? 0 : exact.get(i, j) - equivalent.get(i, j);
            }
        }
        double[] values = Matrix.wrap(apart, n, n).symmetricEigenvalues();
        return Math.max(values[n - 1], -values[0]);
    }

    /** A deep explicit network of shared weights is the iteration whose fixed point the equilibrium is. */
    @Test
    void anEquilibriumIsTheLimitOfItsIteration() {
        double aa = 0.3;
        double bb = 0.7;
        AlphaBetaCoefficients limit =
                AlphaBetaCoefficients.equilibrium(1, Math.sqrt(aa), Math.sqrt(bb), Activations.TANH);
        CentredMoments m = CentredMoments.fixedPoint(Activations.TANH, aa, bb);
        double[] alpha = new double[4];
        double tangent = 0;
        for (int step = 0; step < 400; step++) {
            double one = aa * alpha[0] + bb;
            double four = aa * alpha[3] + bb;
            double g = m.first() * m.first();
            double second = m.second() * m.second();
            alpha = new double[] {
                g * one,
                g * aa * alpha[1] + second * four * four / 4,
                g * aa * alpha[2] + second * one * one / 2,
                m.ofSquare() / 2 * four
            };
            tangent = m.square() + aa * m.slopeSquare() * tangent;
        }
        assertThat(limit.alpha()).containsExactly(alpha, within(1e-13));
        assertThat(limit.tangentSquare()).isCloseTo(tangent, within(1e-13));
        assertThat(AlphaBetaCoefficients.equilibrium(1, 0, 1, Activations.TANH)
                        .distance(AlphaBetaCoefficients.of(1, Activations.TANH)))
                .isLessThan(1e-14);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> AlphaBetaCoefficients.of(0)).hasMessageContaining("> 0, got 0.0");
        assertThatThrownBy(() -> AlphaBetaCoefficients.equilibrium(1, 3, 1, Activations.LINEAR))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("did not converge");
        AlphaBetaCoefficients one = AlphaBetaCoefficients.of(1, Activations.RELU);
        assertThatThrownBy(
                        () -> one.conjugateKernel(multiple(2, 1), new int[] {0, 3}, new double[1][2], multiple(2, 1)))
                .hasMessageContaining("0 to 0, got 3");
        assertThatThrownBy(
                        () -> one.conjugateKernel(multiple(2, 1), new int[] {0, 0}, new double[1][3], multiple(2, 1)))
                .hasMessageContaining("class 0 has 3");
    }
}
