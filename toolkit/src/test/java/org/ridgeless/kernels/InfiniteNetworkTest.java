package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.kernels.ActivationMoments.Pair;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Residual;

class InfiniteNetworkTest {
    private static final double[] X = {0.3, -1.2, 0.7};
    private static final double[] Z = {1.1, 0.4, -0.5};

    @ParameterizedTest
    @CsvSource({
        // The recursion by hand in mpmath 1.3.0 with 25 digits, x = (0.3, −1.2, 0.7), z = (1.1, 0.4, −0.5).
        "ReLU, 2, false, 0.25349254505270434, 0.28017363554279117",
        "ReLU, 2, true, 0.25349254505270434, 1.6763501011614352",
        "ReLU, 5, false, 0.42908511514314833, 0.96841455399616512",
        "erf, 2, false, -0.070855899126597094, -0.21370483803602179",
        "erf, 2, true, -0.070855899126597094, 1.9544127792630333"
    })
    void theRecursionAgreesWithTheOneDoneByHand(String name, int hidden, boolean bias, double process, double tangent) {
        int[] widths = new int[hidden + 2];
        java.util.Arrays.fill(widths, 64);
        widths[0] = 3;
        widths[hidden + 1] = 1;
        Net net = (name.equals("erf") ? Nets.erf(widths) : Nets.relu(widths)).parametrization(Parametrization.NTK);
        InfiniteNetwork kernel = InfiniteNetwork.of(bias ? net.biased() : net);
        assertThat(kernel.gaussianProcess(X, Z)).isCloseTo(process, within(1e-14));
        assertThat(kernel.tangent(X, Z)).isCloseTo(tangent, within(1e-14));
        assertThat(kernel.tangent(Z, X)).isEqualTo(kernel.tangent(X, Z));
    }

    @ParameterizedTest
    @CsvSource({
        // mpmath 1.3.0, nested quadrature with 18 digits: E[σσ] and E[σ′σ′] at variances 1.3 and 0.6, covariance −0.4.
        "GELU, -0.0196487218123497, 0.170968344640854",
        "tanh, -0.157056119171774, 0.401719388550671",
        "sine, -0.158854774867298, 0.418095035513189",
        "softplus, 0.541986134372299, 0.232491375964472"
    })
    void theMomentsOfActivationsAgreeWithMpmath(String name, double value, double slope) {
        Activation activation = named(name);
        var moments = ActivationMoments.of(activation).of(new Pair(1.3, 0.6, 1 + 0.4 / Math.sqrt(1.3 * 0.6)));
        assertThat(moments.value()).isCloseTo(value, within(2e-13));
        assertThat(moments.slope()).isCloseTo(slope, within(2e-13));
    }

    private static Activation named(String name) {
        return switch (name) {
            case "GELU" -> Activations.GELU;
            case "tanh" -> Activations.TANH;
            case "sine" -> Activations.SINE;
            case "erf" -> Activations.ERF;
            default -> Activations.SOFTPLUS;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"GELU", "sine", "erf"})
    void closedFormsAgreeWithQuadrature(String name) {
        Activation activation = named(name);
        for (double gap : new double[] {0, 1e-9, 0.4, 1, 1.9}) {
            Pair pair = new Pair(0.8, 2.1, gap);
            var closed = ActivationMoments.of(activation).of(pair);
            var nodes = GaussianQuadrature.of(activation).of(pair);
            assertThat(closed.value()).isCloseTo(nodes.value(), within(1e-12));
            assertThat(closed.slope()).isCloseTo(nodes.slope(), within(1e-12));
        }
    }

    @Test
    void aPolynomialHasItsMomentsByIsserlis() {
        // σ = t² − t/2: E[σσ] = ab + 2c² + c/4, E[σ′σ′] = 4c + 1/4.
        Pair pair = new Pair(0.9, 1.6, 0.7);
        double c = pair.covariance();
        var moments = ActivationMoments.of(Activations.polynomial(0, -0.5, 1)).of(pair);
        assertThat(moments.value()).isCloseTo(0.9 * 1.6 + 2 * c * c + c / 4, within(1e-12));
        assertThat(moments.slope()).isCloseTo(4 * c + 0.25, within(1e-12));
    }

    @Test
    void theGainOfTheNtkParametrizationDoublesTheKernelWithoutGain() {
        InfiniteNetwork kernel = InfiniteNetwork.of(Nets.relu(3, 64, 1).parametrization(Parametrization.NTK));
        assertThat(kernel.tangent(X, Z)).isCloseTo(2 * ReluTangentKernel.of(X, Z), within(1e-15));
        assertThat(kernel.tangent(X, X)).isCloseTo(2 * ReluTangentKernel.of(X, X), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 1e-9, 1e9})
    void parallelInputsKeepAllDigits(double factor) {
        InfiniteNetwork kernel = InfiniteNetwork.of(Nets.relu(3, 64, 64, 64, 1).parametrization(Parametrization.NTK));
        double[] y = java.util.Arrays.stream(X).map(v -> v * factor).toArray();
        double exact = factor * kernel.tangent(X, X);
        // The kernel has a kink here: an angle of 1e-16 costs no more than that.
        assertThat(kernel.tangent(X, y) / exact).isCloseTo(1, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTK", "standard", "residual", "leaky"})
    void wideNetworksHaveTheKernelInTheMean(String kind) {
        int width = 256;
        int draws = 24;
        Net net = switch (kind) {
            case "NTK" -> Nets.erf(3, width, width, 1).biased().parametrization(Parametrization.NTK);
            case "standard" -> Nets.relu(3, width, width, 1).init(Init.HE);
            case "leaky" -> Nets.leakyRelu(0.3, 3, width, width, 1).parametrization(Parametrization.NTK);
            default ->
                Nets.chain(
                                Dense.of(3, width, Activations.LINEAR),
                                Residual.of(org.ridgeless.nets.layers.Chain.of(
                                        Dense.of(width, width, Activations.RELU),
                                        Dense.of(width, width, Activations.LINEAR))),
                                Dense.of(width, 1, Activations.LINEAR))
                        .parametrization(Parametrization.NTK);
        };
        InfiniteNetwork kernel = InfiniteNetwork.of(net);
        double[] mean = new double[3];
        double[] square = new double[3];
        for (int k = 0; k < draws; k++) {
            Net drawn = net.seed(k);
            double[][] theta = Risk.of(drawn, Data.of(new double[][] {X, Z}, new double[] {1, -1}), Loss.SQUARE)
                    .kernel(drawn.parameters());
            double[] entries = {theta[0][0], theta[0][1], theta[1][1]};
            for (int i = 0; i < 3; i++) {
                mean[i] += entries[i] / draws;
                square[i] += entries[i] * entries[i] / draws;
            }
        }
        double[] limit = {kernel.tangent(X, X), kernel.tangent(X, Z), kernel.tangent(Z, Z)};
        for (int i = 0; i < 3; i++) {
            double error = Math.sqrt((square[i] - mean[i] * mean[i]) / (draws - 1));
            // Four standard errors, and a bias of the order of 1/width.
            assertThat(mean[i]).isCloseTo(limit[i], within(4 * error + 4 * Math.abs(limit[i]) / width));
        }
    }

    @Test
    void theDeviationOfAFiniteKernelFallsLikeTheRootOfTheWidth() {
        double narrow = deviation(32);
        double wide = deviation(512);
        // Slope −1/2 over a factor of 16; the ratio of two deviations from 40 draws each has an error of 16 %.
        assertThat(Math.log(wide / narrow) / Math.log(16)).isCloseTo(-0.5, within(0.15));
    }

    private static double deviation(int width) {
        Net net = Nets.relu(3, width, width, 1).parametrization(Parametrization.NTK);
        double limit = InfiniteNetwork.of(net).tangent(X, Z);
        double square = 0;
        for (int k = 0; k < 40; k++) {
            Net drawn = net.seed(100 + k);
            double[][] theta = Risk.of(drawn, Data.of(new double[][] {X, Z}, new double[] {1, -1}), Loss.SQUARE)
                    .kernel(drawn.parameters());
            square += Math.pow(theta[0][1] - limit, 2) / 40;
        }
        return Math.sqrt(square);
    }

    @Test
    void theFlowFitsTheLabelsAndIsTheExponentialOfTheKernel() {
        double[][] inputs = {X, Z, {0.2, 0.1, 0.9}, {-1, 0.5, 0.5}};
        double[] labels = {1, -1, 0.5, 2};
        InfiniteNetwork network = InfiniteNetwork.of(Nets.erf(3, 64, 1).parametrization(Parametrization.NTK));
        Matrix kernel = network.tangent(inputs, inputs);
        KernelFlow flow = KernelFlow.of(kernel, labels);
        assertThat(flow.predict(kernel, Double.POSITIVE_INFINITY)).containsExactly(labels, within(1e-10));
        assertThat(flow.predict(kernel, 0)).containsExactly(new double[4], within(0.0));
        // Euler's method with small steps.
        double[] f = new double[4];
        int steps = 20_000;
        for (int s = 0; s < steps; s++) {
            double[] residual = new double[4];
            for (int i = 0; i < 4; i++) {
                residual[i] = labels[i] - f[i];
            }
            double[] slope = kernel.times(residual);
            for (int i = 0; i < 4; i++) {
                f[i] += 3.0 / steps / 4 * slope[i];
            }
        }
        assertThat(flow.predict(kernel, 3)).containsExactly(f, within(2e-4));
        assertThat(flow.loss(0)).isCloseTo((1 + 1 + 0.25 + 4) / 8, within(1e-15));
        assertThat(flow.loss(5)).isLessThan(flow.loss(3));
        double[] ridge = flow.ridge(kernel, 1e-13);
        assertThat(ridge).containsExactly(labels, within(1e-9));
    }

    /** One training input: k − c²/(k + λ). */
    @Test
    void thePosteriorVarianceIsThatOfConditioning() {
        KernelFlow one = KernelFlow.of(Matrix.of(new double[] {2}), 1);
        assertThat(one.variances(Matrix.of(new double[] {1.5}), new double[] {3}, 0.25))
                .containsExactly(new double[] {3 - 1.5 * 1.5 / 2.25}, within(1e-15));
        assertThatThrownBy(() -> one.variances(Matrix.of(new double[] {1.5}), new double[2], 0.25))
                .hasMessageContaining("1 × 1, 2 and 0.25");
    }

    @Test
    void severalOutputsAreAsManyFlowsAndTheirMeanKernelIsThatOfTheJacobians() {
        double[][] inputs = {X, Z, {0.2, 0.1, 0.9}};
        Net net = Nets.erf(3, 16, 2).parametrization(Parametrization.NTK).seed(3);
        InfiniteNetwork network = InfiniteNetwork.of(net);
        Matrix kernel = network.tangent(inputs, inputs);
        KernelFlow both = KernelFlow.of(kernel, new double[][] {{1, 0}, {-1, 2}, {0.5, 1}});
        double[] second = KernelFlow.of(kernel, 0, 2, 1).predict(kernel, 2);
        assertThat(both.predictAll(kernel, 2)[1]).containsExactly(second, within(1e-14));
        assertThat(both.ridgeAll(kernel, 0.1)).hasDimensions(2, 3);
        assertThatThrownBy(() -> both.predict(kernel, 2)).hasMessageContaining("predictAll");
        Data data = Data.regression(inputs, new double[3][2]);
        double[][] mean = Risk.of(net, data, Loss.SQUARE).meanKernel(net.parameters());
        double[][] jacobian = Risk.of(net, data, Loss.SQUARE).jacobian(net.parameters());
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double sum = Vectors.dot(jacobian[2 * i], jacobian[2 * k])
                        + Vectors.dot(jacobian[2 * i + 1], jacobian[2 * k + 1]);
                assertThat(mean[i][k]).isCloseTo(sum / 2, within(1e-14));
            }
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.relu(3, 8, 1).init(Init.ORTHOGONAL)))
                .hasMessageContaining("orthogonal");
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.chain(Dense.of(3, 4, Activations.RELU))))
                .hasMessageContaining("linear dense layer");
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.relu(3, 8, 1)).tangent(X, new double[2]))
                .hasMessageContaining("3 inputs");
        Matrix indefinite = Matrix.of(new double[] {0, 1}, new double[] {1, 0});
        assertThatThrownBy(() -> KernelFlow.of(indefinite, 1, 2)).hasMessageContaining("negative eigenvalues");
        Matrix skew = Matrix.of(new double[] {1, 2}, new double[] {0, 1});
        assertThatThrownBy(() -> KernelFlow.of(skew, 1, 2)).hasMessageContaining("not symmetric");
        Matrix negative = Matrix.of(new double[] {-1, 0}, new double[] {0, -2});
        assertThatThrownBy(() -> KernelFlow.of(negative, 1, 2)).hasMessageContaining("negative eigenvalues");
        assertThatThrownBy(() -> KernelFlow.of(indefinite, 1)).hasMessageContaining("1 × 1");
    }
}
