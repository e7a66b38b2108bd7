package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;

/** Every product of the risk is made of the Jacobian and of the derivatives of the loss, whatever the layers are. */
class RiskProductsTest {
    private static final Data CLASSES =
            Data.gaussianMixture(8, 4, 3).separation(1).seed(3);

    private static double[] normal(long seed, int length) {
        Random random = new Random(seed);
        double[] v = new double[length];
        Arrays.setAll(v, i -> random.nextGaussian());
        return v;
    }

    private static void assertClose(double[] actual, double[] expected, double relative) {
        double size = Vectors.norm(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(relative * size + 1e-300));
        }
    }

    static List<Layer> layers() {
        return LayerCases.layers(31);
    }

    private static Net net(Layer layer) {
        Net net = LayerCases.net(layer, 4, 3).biased().seed(5);
        return net.withParameters(Vectors.add(net.parameters(), Vectors.scale(normal(6, net.parameterCount()), 0.1)));
    }

    /** Σ_k r_k J_k over rows of the Jacobian. */
    private static double[] combined(double[][] jacobian, double[] r) {
        double[] sum = new double[jacobian[0].length];
        for (int k = 0; k < r.length; k++) {
            sum = Vectors.add(sum, Vectors.scale(jacobian[k], r[k]));
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void productsAreMadeOfTheJacobian(Layer layer) {
        Net net = net(layer);
        Risk risk = Risk.of(net, CLASSES, Loss.CROSS_ENTROPY);
        double[] w = net.parameters();
        double[] v = normal(7, w.length);
        int n = risk.samples();
        int c = risk.outputs();
        double[][] jacobian = risk.jacobian(w);
        double[] f = risk.outputs(w);
        double[] slopes = new double[n * c];
        Loss.CROSS_ENTROPY.gradient(f, CLASSES.flatTargets(), n, c, slopes);
        double[] tangent = risk.jacobianProduct(w, v);
        double[] fisher = new double[n * c];
        double[] newton = new double[n * c];
        for (int i = 0; i < n; i++) {
            double[] p = softmax(Arrays.copyOfRange(f, i * c, (i + 1) * c));
            double slope = 0;
            double mean = 0;
            for (int j = 0; j < c; j++) {
                slope += slopes[i * c + j] * tangent[i * c + j];
                mean += p[j] * tangent[i * c + j];
            }
            for (int j = 0; j < c; j++) {
                fisher[i * c + j] = slope * slopes[i * c + j] / n;
                // The curvature of cross-entropy is diag(p) − p pᵀ.
                newton[i * c + j] = p[j] * (tangent[i * c + j] - mean) / n;
            }
        }
        assertClose(risk.gradient(w), combined(jacobian, Vectors.scale(slopes, 1.0 / n)), 1e-12);
        assertClose(risk.empiricalFisherProduct(w, v), combined(jacobian, fisher), 1e-12);
        assertClose(risk.gaussNewtonProduct(w, v), combined(jacobian, newton), 1e-12);
    }

    private static double[] softmax(double... f) {
        double largest = Arrays.stream(f).max().orElseThrow();
        double[] e = Arrays.stream(f).map(v -> Math.exp(v - largest)).toArray();
        return Vectors.scale(e, 1 / Vectors.sum(e));
    }

    /** The mean kernel is (1/C) Σ_j J_j J_jᵀ: symmetric, without a negative direction, and the kernel where there is one output. */
    @ParameterizedTest
    @MethodSource("layers")
    void theMeanKernelAveragesOverTheOutputs(Layer layer) {
        Net net = net(layer);
        Risk risk = Risk.of(net, CLASSES, Loss.SQUARE);
        double[] w = net.parameters();
        double[][] jacobian = risk.jacobian(w);
        double[][] kernel = risk.meanKernel(w);
        double[] u = normal(8, 8);
        double form = 0;
        for (int i = 0; i < 8; i++) {
            double[] expected = new double[8];
            for (int k = 0; k < 8; k++) {
                for (int j = 0; j < 3; j++) {
                    expected[k] += Vectors.dot(jacobian[3 * i + j], jacobian[3 * k + j]) / 3;
                }
                assertThat(kernel[i][k]).isCloseTo(kernel[k][i], within(1e-12 * Math.abs(kernel[i][i])));
                form += u[i] * u[k] * kernel[i][k];
            }
            assertClose(kernel[i], expected, 1e-11);
        }
        assertThat(form).isGreaterThanOrEqualTo(-1e-12 * Vectors.norm(kernel[0]));
        assertThatIllegalStateException()
                .isThrownBy(() -> risk.kernel(w))
                .withMessageContaining("needs one output, got 3")
                .withMessageContaining("meanKernel");
    }

    @Test
    void ofOneOutputTheMeanKernelIsTheKernel() {
        Net net = Nets.tanh(4, 6, 1).biased().seed(2);
        Data data = Data.randomLabels(7, 4).seed(1);
        Risk risk = Risk.of(net, data, Loss.LOGISTIC);
        double[][] mean = risk.meanKernel(net.parameters());
        double[][] kernel = risk.kernel(net.parameters());
        for (int i = 0; i < 7; i++) {
            assertThat(mean[i]).containsExactly(kernel[i], within(1e-15 * kernel[i][i]));
        }
    }

    /** ∇ log L = ∇L / L; with a decay log(L + R) and its gradient, as long as a double holds L. */
    @Test
    void logarithmsAreThoseOfTheObjective() {
        Net net = Nets.tanh(4, 5, 1).seed(3);
        Data data = Data.separable(9, 4).seed(2);
        double[] w = net.parameters();
        for (Loss loss : List.of(Loss.EXPONENTIAL, Loss.LOGISTIC, Loss.SQUARE)) {
            for (WeightDecay decay : List.of(WeightDecay.none(), WeightDecay.all(0.1), WeightDecay.weights(1e-3))) {
                Risk risk = Risk.of(net, data, loss).decay(decay);
                double value = risk.value(w);
                assertThat(risk.logValue(w))
                        .isCloseTo(Math.log(value), within(1e-14 * (1 + Math.abs(Math.log(value)))));
                assertClose(risk.logGradient(w), Vectors.scale(risk.gradient(w), 1 / value), 1e-13);
            }
        }
    }

    @Test
    void theHessianIsSymmetricAndBiasesOfSquaresAddUp() {
        Net net = Nets.softplus(4, 5, 3).biased().seed(3);
        Risk risk = Risk.of(net, CLASSES, Loss.CROSS_ENTROPY);
        double[] w = net.parameters();
        double[][] hessian = risk.hessian(w);
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(hessian[i][j]).isCloseTo(hessian[j][i], within(1e-14));
            }
        }
        // Adding the same number to all outputs changes no softmax: the last biases have a direction without curvature.
        double[] v = new double[w.length];
        Arrays.fill(v, w.length - 3, w.length, 1);
        assertThat(Vectors.norm(risk.hessianProduct(w, v))).isCloseTo(0, within(1e-15));
        assertThat(Vectors.dot(risk.gradient(w), v)).isCloseTo(0, within(1e-15));
    }

    /** R = Σ λ_b ‖w_b‖² / 2, by the norms of the blocks; its strength is a number of the description. */
    @Test
    void decayIsTheSumOfSquaredNorms() {
        Net net = Nets.relu(4, 5, 3).biased().seed(3);
        double[] w = Vectors.add(net.parameters(), normal(1, net.parameterCount()));
        Architecture architecture = net.architecture();
        WeightDecay decay = WeightDecay.weights(0.2).block("b1", 0.5).block("W2", 0);
        double expected = 0;
        for (Block block : architecture.blocks()) {
            double length = Vectors.norm(w, block.offset(), block.end());
            double strength = block.name().equals("W1") ? 0.2 : block.name().equals("b1") ? 0.5 : 0;
            expected += strength / 2 * length * length;
        }
        assertThat(decay.on(architecture).value(w)).isCloseTo(expected, within(1e-14 * expected));
        assertThat(decay).isEqualTo(WeightDecay.weights(0.2).block("b1", 0.5).block("W2", 0));
        assertThat(decay)
                .hasSameHashCodeAs(WeightDecay.weights(0.2).block("b1", 0.5).block("W2", 0));
        assertThat(decay).isNotEqualTo(WeightDecay.weights(0.2)).isNotEqualTo("decay");
        assertThat(decay).hasToString("weight decay 0.2 for weights, 0.0 for biases, {b1=0.5, W2=0.0}");
        assertThat(WeightDecay.all(0).isNone()).isTrue();
        assertThat(WeightDecay.weights(0).block("b1", 0).isNone()).isTrue();
        assertThat(WeightDecay.weights(0).block("b1", 1e-300).isNone()).isFalse();
        assertThat(WeightDecay.all(1e-300).isNone()).isFalse();
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WeightDecay.none().block("W1", bad))
                    .withMessageContaining("got " + bad);
        }
    }

    /** Normalized outputs are those of the same data in any unit, with their derivatives, as far as doubles go. */
    @Test
    void normalizationKnowsNoUnit() {
        for (Standardize.Over over : Standardize.Over.values()) {
            Net net = Nets.chain(new Standardize(4, 0, over), Dense.of(4, 2, Activations.TANH))
                    .seed(1);
            double[] x = normal(2, 6 * 4);
            double[] expected = net.outputs(x, 6);
            for (double scale : new double[] {1e-300, 1e-170, 1e-100, 1e100, 1e170, 1e300}) {
                assertThat(net.outputs(Vectors.scale(x, scale), 6)).containsExactly(expected, within(1e-14));
            }
            Net scaled = Nets.chain(Dense.of(4, 4, Activations.LINEAR), new Standardize(4, 0, over))
                    .seed(1);
            double[] w = scaled.parameters();
            double[] v = normal(3, w.length);
            double[][] series = taylor(scaled, w, v, x);
            for (double scale : new double[] {1e-170, 1e170}) {
                double[][] same = taylor(scaled, Vectors.scale(w, scale), Vectors.scale(v, scale), x);
                for (int k = 0; k <= 3; k++) {
                    assertThat(same[k]).containsExactly(series[k], within(1e-12));
                }
            }
            // With ε the largest numbers leave it behind, and the smallest become nothing.
            Net with = Nets.chain(new Standardize(4, 1e-5, over), Dense.of(4, 2, Activations.TANH))
                    .seed(1);
            assertThat(with.outputs(Vectors.scale(x, 1e170), 6)).containsExactly(expected, within(1e-14));
            assertThat(Vectors.norm(with.outputs(Vectors.scale(x, 1e-170), 6))).isLessThan(1e-160);
        }
    }

    /** Statistics that are fixed are those of the data in their own unit. */
    @Test
    void fixedStatisticsKnowNoUnit() {
        Data data = Data.randomLabels(9, 4).seed(6);
        for (double epsilon : new double[] {0, 1e-5}) {
            Net net = Nets.chain(new Standardize(4, epsilon, Standardize.Over.BATCH), Dense.of(4, 1, Activations.TANH))
                    .seed(1);
            for (double scale : new double[] {1e-300, 1e-170, 1, 1e170, 1e300}) {
                Data scaled = data.scaled(scale);
                double[] expected = net.outputs(scaled.flatInputs(), 9);
                Net fixed = net.withStatisticsOf(scaled);
                assertThat(fixed.outputs(scaled.flatInputs(), 9)).containsExactly(expected, within(1e-14));
            }
        }
    }

    private static double[][] taylor(Net net, double[] w, double[] v, double[] x) {
        Evaluator evaluator = Engine.FUSED.evaluator(net.architecture(), 6);
        evaluator.forward(w, x, 6);
        double[][] series = evaluator.taylor(w, v);
        return Arrays.stream(series).map(order -> Arrays.copyOf(order, 6 * 4)).toArray(double[][]::new);
    }

    /** After training an evaluator forgets its masks, wherever in the network they were. */
    @Test
    void whatWasDroppedInTrainingIsThereAgain() {
        Dense dense = Dense.of(4, 4, Activations.TANH);
        List<Layer> places = List.of(
                new Dropout(4, 0.5, 1),
                Chain.of(dense, new Dropout(4, 0.5, 2)),
                Residual.of(Chain.of(new Dropout(4, 0.5, 3), dense)),
                new Sliced(Chain.of(Dense.of(2, 2, Activations.TANH), new Dropout(2, 0.5, 4)), 2),
                Tied.times(2, Chain.of(dense, new Dropout(4, 0.5, 5))));
        for (Layer place : places) {
            Net net =
                    Nets.chain(dense, place, Dense.of(4, 1, Activations.LINEAR)).seed(2);
            double[] x = normal(3, 5 * 4);
            Evaluator evaluator = Engine.FUSED.evaluator(net.architecture(), 5);
            double[] before = evaluator.forward(net.parameters(), x, 5).clone();
            evaluator.train(1, 1);
            assertThat(evaluator.forward(net.parameters(), x, 5)).isNotEqualTo(before);
            evaluator.evaluate();
            assertThat(evaluator.forward(net.parameters(), x, 5)).containsExactly(before);
        }
    }

    @Test
    void whatDoesNotFitIsNamedBeforeAnyWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Risk.of(Nets.relu(4, 5, 2), CLASSES, Loss.SQUARE))
                .withMessageContaining("gives 2 outputs")
                .withMessageContaining("have 3; the last width must be 3");
        Net net = Nets.relu(4, 5, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Engine.FUSED.evaluator(net.architecture(), 0))
                .withMessageContaining("at least one sample, got 0");
        Evaluator evaluator = Engine.FUSED.evaluator(net.architecture(), 2);
        for (int samples : new int[] {0, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> evaluator.forward(net.parameters(), new double[12], samples))
                    .withMessageContaining("1 to 2 samples, got " + samples);
        }
        for (int output : new int[] {-1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InputDerivatives.of(net).gradient(output, 1, 2, 3, 4))
                    .withMessageContaining("outputs 0 to 2, got " + output);
        }
    }
}
