package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Tree;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/** f(W; x) = Π ρ_k f(V; x), Euler's identity, and the degrees computed from descriptions. */
class HomogeneityTest {
    private static final Data DATA = Data.randomLabels(9, 5).seed(2);

    @Test
    void degreeIsTheNumberOfLayersForRelu() {
        assertThat(Nets.relu(5, 7, 6, 1).degree()).isEqualTo(3);
        assertThat(Nets.linear(5, 1).degree()).isEqualTo(1);
        assertThat(Nets.powerRelu(2, 5, 7, 6, 1).degree()).isEqualTo(7);
        assertThat(Nets.of(Activations.polynomial(0, 0, 3), 5, 4, 1).degree()).isEqualTo(3);
        assertThat(Nets.tanh(5, 4, 1).degree()).isNaN();
    }

    @Test
    void biasesInDeeperLayersBreakHomogeneity() {
        assertThat(Nets.relu(5, 7, 1).biased().degree()).isNaN();
        assertThat(Nets.linear(5, 1).biased().degree()).isEqualTo(1);
        assertThatThrownBy(() -> Nets.relu(5, 7, 1).biased().homogeneous()).hasMessageContaining("biased");
        Net biased = withNoise(Nets.relu(5, 7, 1).biased().seed(1));
        double[] x = DATA.input(0);
        assertThat(biased.scaled(2).apply(x)[0]).isNotCloseTo(4 * biased.apply(x)[0], within(1e-3));
    }

    private static Net withNoise(Net net) {
        double[] w = net.parameters();
        for (int i = 0; i < w.length; i++) {
            w[i] += 0.3 * Math.sin(i);
        }
        return net.withParameters(w);
    }

    @Test
    void outputScalesWithTheDegree() {
        for (Net net : new Net[] {
            Nets.relu(5, 7, 6, 1), Nets.powerRelu(2, 5, 7, 1), Nets.leakyRelu(0.1, 5, 3, 1), Nets.linear(5, 4, 4, 1)
        }) {
            double f = net.seed(3).apply(DATA.input(0))[0];
            double expected = Math.pow(1.3, net.degree()) * f;
            assertThat(net.seed(3).scaled(1.3).apply(DATA.input(0))[0])
                    .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        }
    }

    @Test
    void reluNetworkIsTheProductOfNormsTimesTheNormalizedNetwork() {
        Net net = Nets.relu(5, 17, 9, 1).homogeneous().seed(4);
        for (int i = 0; i < DATA.samples(); i++) {
            double f = net.apply(DATA.input(i))[0];
            assertThat(net.rho() * net.normalized().apply(DATA.input(i))[0]).isCloseTo(f, within(1e-12));
        }
    }

    @Test
    void eulerIdentityHoldsLayerByLayer() {
        Net net = Nets.relu(5, 17, 9, 1).seed(5);
        Risk risk = Risk.of(net, DATA, Loss.SQUARE);
        double[] w = net.parameters();
        double[] f = risk.outputs(w);
        double[][] jacobian = risk.jacobian(w);
        for (int i = 0; i < f.length; i++) {
            for (Block block : net.architecture().weights()) {
                double inner = 0;
                for (int p = block.offset(); p < block.end(); p++) {
                    inner += w[p] * jacobian[i][p];
                }
                assertThat(inner).isCloseTo(f[i], within(1e-12));
            }
        }
    }

    /** Networks that are homogeneous, though not all of them a product. */
    private static Net[] homogeneous() {
        Dense relu = Dense.of(5, 7, Activations.RELU);
        Dense straight = Dense.of(7, 1, Activations.LINEAR);
        Shape image = Shape.image(1, 4, 4);
        Layer unit = new WeightNormalized(relu, WeightNormalized.Per.UNIT);
        Layer block = new WeightNormalized(Dense.of(7, 7, Activations.powerRelu(2)), WeightNormalized.Per.BLOCK);
        return new Net[] {
            Nets.powerRelu(2, 5, 7, 6, 1),
            Nets.of(Activations.polynomial(0, 0, 0, 0.7), 5, 7, 1),
            Nets.on(image)
                    .convolution(3, Window.square(2), Activations.RELU)
                    .maximumPool(Window.square(2))
                    .dense(1, Activations.LINEAR)
                    .net(),
            Nets.chain(
                    relu, new Residual(Dense.of(7, 7, Activations.RELU), Dense.of(7, 7, Activations.LINEAR)), straight),
            Nets.tree(Activations.RELU, 8, 5),
            Nets.chain(Tree.binary(8, 5, Activations.powerRelu(2)).shared()),
            Nets.chain(Tree.binary(8, 5, Activations.RELU).recursive()),
            Nets.chain(unit, straight),
            Nets.chain(relu, block, straight)
        };
    }

    @Test
    void eulersIdentityHoldsForEveryKindOfHomogeneousLayer() {
        for (Net net : homogeneous()) {
            Net moved = withNoise(net.homogeneous().seed(6));
            Data data = Data.randomLabels(9, net.inputs()).seed(2);
            Risk risk = Risk.of(moved, data, Loss.SQUARE);
            double[] w = moved.parameters();
            double[] f = risk.outputs(w);
            double[] inner = risk.jacobianProduct(w, w);
            for (int i = 0; i < f.length; i++) {
                double expected = net.degree() * f[i];
                assertThat(inner[i]).as("%s", net).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
                double scaled = moved.scaled(1.1).apply(data.input(i))[0];
                double power = Math.pow(1.1, net.degree()) * f[i];
                assertThat(scaled).as("%s", net).isCloseTo(power, within(1e-12 * (1 + Math.abs(power))));
            }
        }
    }

    @Test
    void weightsAreRowsOfOutputs() {
        Net net = Nets.linear(3, 2).withParameters(1, 2, 3, 4, 5, 6);
        assertThat(net.weights(1)).isDeepEqualTo(new double[][] {{1, 3, 5}, {2, 4, 6}});
        assertThat(net.apply(1, 10, 100)).containsExactly(531, 642);
        assertThat(net.norm(Norm.FROBENIUS_PRODUCT)).isCloseTo(Math.sqrt(91), within(1e-14));
        assertThat(net.norm(Norm.SPECTRAL_PRODUCT)).isCloseTo(9.525518091565107, within(1e-13));
        assertThat(net.norm(Norm.PATH)).isEqualTo(21);
    }

    @Test
    void pathNormsSumOverPaths() {
        Net net = Nets.relu(1, 2, 1).withParameters(2, -3, -5, 7);
        assertThat(net.norm(Norm.PATH)).isEqualTo(2 * 5 + 3 * 7);
        assertThat(net.norm(Norm.PATH_2)).isCloseTo(Math.sqrt(100 + 441), within(1e-12));
    }

    @Test
    void activationsOfNumbersThatAreNoneAreRefused() {
        for (double slope : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Nets.leakyRelu(slope, 3, 4, 1)).hasMessageContaining(slope + "");
            assertThatThrownBy(() -> Activations.polynomial(0, slope)).hasMessageContaining(slope + "");
        }
    }

    @Test
    void aMatrixOfZerosHasNoDirection() {
        Net net = Nets.linear(2, 1, 1).withParameters(1, 2, 0);
        assertThat(net.direction(1)[0])
                .containsExactly(new double[] {1 / Math.sqrt(5), 2 / Math.sqrt(5)}, within(1e-15));
        assertThatThrownBy(() -> net.direction(2)).hasMessageContaining("weights W2 are all zero");
        assertThatThrownBy(net::normalized).hasMessageContaining("weights W2 are all zero");
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        Net net = Nets.relu(4, 3, 1);
        assertThatThrownBy(() -> Risk.of(net, DATA, Loss.LOGISTIC))
                .hasMessageContaining("takes 4 inputs")
                .hasMessageContaining("have 5");
        assertThatThrownBy(() -> net.apply(1, 2)).hasMessageContaining("4 inputs");
        assertThatThrownBy(() -> Nets.relu(4)).hasMessageContaining("[4]");
        assertThatThrownBy(() -> Nets.relu(4, 0, 1)).hasMessageContaining("4 → 0");
        assertThatThrownBy(() -> net.withParameters(1, 2)).hasMessageContaining("15");
    }
}
