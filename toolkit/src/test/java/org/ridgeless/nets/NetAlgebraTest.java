package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;

/** What a network is as a function of its parameters: small ones by hand, and the symmetries of all. */
class NetAlgebraTest {
    private static double[] normal(long seed, int length) {
        Random random = new Random(seed);
        double[] v = new double[length];
        Arrays.setAll(v, i -> random.nextGaussian());
        return v;
    }

    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    /** Whole numbers leave no room for rounding: W₁ = (1 −2; 3 4), b₁ = (1, −1), W₂ = (2 −1), b₂ = 5. */
    @Test
    void outputsOfSmallNetworksAreThoseByHand() {
        double[] w = {1, 3, -2, 4, 1, -1, 2, -1, 5};
        Net relu = Nets.relu(2, 2, 1).biased().withParameters(w);
        assertThat(relu.weights(1)).isDeepEqualTo(new double[][] {{1, -2}, {3, 4}});
        // z = (1 − 2 · 3 + 1, 3 + 4 · 3 − 1) = (−4, 14) and (2 + 2 + 1, 6 − 4 − 1) = (5, 1).
        assertThat(relu.apply(1, 3)).containsExactly(2 * 0 - 14 + 5);
        assertThat(relu.apply(2, -1)).containsExactly(2 * 5 - 1 + 5);
        assertThat(Nets.linear(2, 2, 1).biased().withParameters(w).apply(1, 3)).containsExactly(2 * -4 - 14 + 5);
        assertThat(Nets.leakyRelu(-1, 2, 2, 1).biased().withParameters(w).apply(1, 3))
                .containsExactly(2 * 4 - 14 + 5);
        assertThat(Nets.powerRelu(3, 2, 2, 1).biased().withParameters(w).apply(2, -1))
                .containsExactly(2 * 125 - 1 + 5);
        assertThat(Nets.of(Activations.polynomial(1, 0, 1), 2, 2, 1)
                        .biased()
                        .withParameters(w)
                        .apply(1, 3))
                .containsExactly(2 * 17 - 197 + 5);
    }

    @Test
    void everyFamilyHasItsActivationAndItsRule() {
        double[] w = {0.3, -0.7, 2, 1.5};
        Activation[] activations = {Activations.ERF, Activations.GELU, Activations.SOFTPLUS, Activations.SINE};
        Net[] nets = {Nets.erf(1, 2, 1), Nets.gelu(1, 2, 1), Nets.softplus(1, 2, 1), Nets.sine(1, 2, 1)};
        Init[] rules = {Init.LECUN, Init.HE, Init.HE, Init.LECUN};
        for (int k = 0; k < nets.length; k++) {
            double expected = 2 * activations[k].value(0.3 * 1.7) + 1.5 * activations[k].value(-0.7 * 1.7);
            assertThat(nets[k].withParameters(w).apply(1.7)[0]).isCloseTo(expected, within(1e-15));
            assertThat(nets[k].init()).isSameAs(rules[k]);
            assertThat(nets[k].degree()).isNaN();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hiddenUnitsMayChangePlaces(long seed) {
        Net net = Nets.of(Activations.GELU, 3, 5, 2).biased().seed(seed);
        double[] w = Vectors.add(net.parameters(), normal(seed, net.parameterCount()));
        int[] order = {3, 0, 4, 2, 1};
        double[] moved = w.clone();
        for (int u = 0; u < 5; u++) {
            for (int i = 0; i < 3; i++) {
                moved[i * 5 + u] = w[i * 5 + order[u]];
            }
            moved[15 + u] = w[15 + order[u]];
            for (int j = 0; j < 2; j++) {
                moved[20 + u * 2 + j] = w[20 + order[u] * 2 + j];
            }
        }
        double[] x = normal(seed + 9, 3);
        assertThat(net.withParameters(moved).apply(x))
                .containsExactly(net.withParameters(w).apply(x), within(1e-14));
    }

    /** A rectified unit may be scaled in and back out, an odd one turned over. */
    @Test
    void unitsMayBeScaledOrTurnedWhereTheirActivationAllows() {
        double[] x = normal(4, 3);
        Net relu = Nets.relu(3, 4, 1).biased().seed(1);
        Net tanh = Nets.tanh(3, 4, 1).biased().seed(1);
        double[] w = normal(5, relu.parameterCount());
        for (int u = 0; u < 4; u++) {
            assertThat(relu.withParameters(scaled(w, u, 8)).apply(x))
                    .containsExactly(relu.withParameters(w).apply(x));
            assertThat(tanh.withParameters(scaled(w, u, -1)).apply(x))
                    .containsExactly(tanh.withParameters(w).apply(x));
            assertThat(relu.withParameters(scaled(w, u, -1)).apply(x))
                    .isNotEqualTo(relu.withParameters(w).apply(x));
        }
    }

    private static double[] scaled(double[] w, int unit, double factor) {
        double[] moved = w.clone();
        for (int i = 0; i <= 3; i++) {
            moved[i * 4 + unit] *= factor;
        }
        moved[16 + unit] /= factor;
        return moved;
    }

    static List<Layer> layers() {
        return LayerCases.layers(21);
    }

    /** Sample by sample, in pieces or at once: the same bits where samples are not coupled. */
    @ParameterizedTest
    @MethodSource("layers")
    void aBatchMayBeCutAnywhere(Layer layer) {
        Net net = LayerCases.net(layer, 3, 2).biased().seed(3);
        double[][] x = new double[9][];
        Arrays.setAll(x, i -> normal(i, 3));
        double[][] all = net.applyAll(x);
        if (net.architecture().couplesSamples()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> net.apply(x[0]))
                    .withMessageContaining("withStatisticsOf");
            return;
        }
        for (int cut = 0; cut <= 9; cut++) {
            double[][] first = net.applyAll(Arrays.copyOf(x, cut));
            double[][] second = net.applyAll(Arrays.copyOfRange(x, cut, 9));
            for (int i = 0; i < 9; i++) {
                assertThat(i < cut ? first[i] : second[i - cut]).containsExactly(all[i]);
            }
        }
        assertThat(net.apply(x[4])).containsExactly(all[4]);
    }

    /** The names of blocks, their sizes and their places make up the vector of parameters. */
    @Test
    void parametersAreCountedByTheirLayers() {
        Net net = Nets.relu(4, 7, 3).biased();
        assertThat(net.parameterCount()).isEqualTo(4 * 7 + 7 + 7 * 3 + 3);
        assertThat(net.architecture().blocks()).extracting(Block::name).containsExactly("W1", "b1", "W2", "b2");
        assertThat(net.architecture().blocks()).extracting(Block::offset).containsExactly(0, 28, 35, 56);
        assertThat(net.depth()).isEqualTo(2);
        assertThat(net.layerNorms()).containsExactly(net.rho(1), net.rho(2));
        assertThat(net)
                .hasToString("Net dense 4→7 ReLU biased → dense 7→3 linear biased, not homogeneous, 59 parameters");
        assertThat(Nets.relu(2, 1).toString()).contains("homogeneous of degree 1,");
        assertThat(net.on(Engine.PLAIN).engine()).isSameAs(Engine.PLAIN);
        for (int k : new int[] {0, 3, -1}) {
            refuses(() -> net.weights(k), "numbered 1 to 2, got " + k);
            refuses(() -> net.rho(k), "got " + k);
            refuses(() -> net.direction(k), "got " + k);
        }
        refuses(() -> net.applyAll(new double[][] {{1, 2, 3, 4}, {1, 2}}), "takes 4 inputs, but row 1 has 2");
        refuses(() -> net.outputs(new double[7], 2), "takes 4 inputs", "2 samples came with 7 numbers");
        refuses(() -> net.withParameters(new double[3]), "59 parameters, got 3");
        assertThat(net.applyAll(new double[0][])).isEmpty();
    }

    /** ρ and V = W / ρ know no unit: the weights of a network times anything have the same directions. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-170, 1e-3, 1, 1e3, 1e170, 1e300})
    void directionsKnowNoUnit(double scale) {
        Net net = Nets.relu(3, 5, 2).seed(4);
        Net scaled = net.scaled(scale);
        assertThat(scaled.normalized().parameters())
                .containsExactly(net.normalized().parameters(), within(1e-15));
        for (int k = 1; k <= 2; k++) {
            assertThat(scaled.rho(k) / scale).isCloseTo(net.rho(k), within(1e-14 * net.rho(k)));
            for (int j = 0; j < net.direction(k).length; j++) {
                assertThat(scaled.direction(k)[j]).containsExactly(net.direction(k)[j], within(1e-15));
            }
        }
    }

    /** Products over paths and layers grow with the power of the scale that there are layers, as long as a double holds them. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-90, 1e-3, 1e3, 1e90, 1e150})
    void normsOfNetworksAreHomogeneous(double scale) {
        Net net = Nets.relu(3, 5, 2).seed(4);
        for (Norm norm : Norm.values()) {
            double expected = net.norm(norm);
            assertThat(net.scaled(scale).norm(norm) / scale / scale)
                    .as(norm.label())
                    .isCloseTo(expected, within(1e-12 * expected));
        }
        assertThat(Norm.PATH.label()).isEqualTo("path norm");
        assertThat(Nets.relu(2, 2, 1).withParameters(new double[6]).norm(Norm.PATH_2))
                .isZero();
        assertThat(Nets.relu(2, 2, 1).withParameters(new double[6]).norm(Norm.SPECTRAL_PRODUCT))
                .isZero();
        refuses(() -> Nets.relu(3, 2, 1).biased().norm(Norm.PATH), "without biases", "biased");
    }

    /** A layer that is used twice is not the last one at its first place. */
    @ParameterizedTest
    @MethodSource("parametrizations")
    void aLayerThatComesTwiceIsLastOnlyAtTheEnd(Parametrization parametrization) {
        Dense square = Dense.of(4, 4, Activations.RELU);
        Net same = Nets.chain(square, square).parametrization(parametrization);
        Net equal = Nets.chain(Dense.of(4, 4, Activations.RELU), Dense.of(4, 4, Activations.RELU))
                .parametrization(parametrization);
        assertThat(multipliers(same)).containsExactly(multipliers(equal));
        Net nested = Nets.on(Shape.vector(4))
                .layer(org.ridgeless.nets.layers.Chain.of(square, square))
                .net()
                .parametrization(parametrization);
        double[] x = {1, 2, 3, 4};
        double[] w = normal(3, 32);
        assertThat(nested.withParameters(w).apply(x))
                .containsExactly(equal.withParameters(w).apply(x));
    }

    static Parametrization[] parametrizations() {
        return Parametrization.values();
    }

    private static double[] multipliers(Net net) {
        return net.architecture().layers().stream()
                .mapToDouble(layer -> ((Dense) layer).multiplier())
                .toArray();
    }

    /** In maximal update the last layer has 1/n, as in the mean field, and the others √(gain / n). */
    @Test
    void maximalUpdateHasItsConstants() {
        double[] found = multipliers(Nets.relu(8, 32, 50, 1).parametrization(Parametrization.MAXIMAL_UPDATE));
        assertThat(found).containsExactly(new double[] {0.5, 0.25, 1 / 50.0}, within(1e-15));
        Net standard = Nets.relu(8, 32, 1).init(Init.GLOROT).parametrization(Parametrization.STANDARD);
        assertThat(standard.init()).isSameAs(Init.GLOROT);
        assertThat(Nets.relu(8, 32, 1).parametrization(Parametrization.NTK).init())
                .isSameAs(Init.STANDARD_NORMAL);
    }

    /** χ² of all weights over the variances that the rules announce for their blocks, within 4.5 standard deviations. */
    @Test
    void deviationsOfRulesAreThoseOfTheirDraws() {
        Net net = Nets.relu(40, 60, 30);
        for (Init rule : List.of(Init.HE, Init.LECUN, Init.GLOROT, Init.gaussian(1e-200), Init.HE.scaled(-3))) {
            double squares = 0;
            double[] w = net.init(rule).seed(5).parameters();
            for (Block block : net.architecture().weights()) {
                for (int i = block.offset(); i < block.end(); i++) {
                    double z = w[i] / rule.deviation(block);
                    squares += z * z;
                }
            }
            assertThat(squares).isCloseTo(w.length, within(4.5 * Math.sqrt(2.0 * w.length)));
        }
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Init.ORTHOGONAL.deviation(net.architecture().weights().get(0)))
                .withMessageContaining("orthogonal");
        refuses(() -> Init.gaussian(Double.POSITIVE_INFINITY), "Infinity");
        refuses(() -> Init.HE.scaled(Double.NEGATIVE_INFINITY), "-Infinity");
    }
}
