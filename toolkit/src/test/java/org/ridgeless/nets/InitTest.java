package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/** Rules of initialization and parametrizations have the moments that the papers give them. */
class InitTest {
    /** Standard errors that chance leaves; a constant that is wrong by a few percent is beyond them. */
    private static final double ERRORS = 4.5;

    private static double[] entries(Net net, int k) {
        return Arrays.stream(net.weights(k)).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The sum of N squares over the variance is χ² with N degrees of freedom: mean N, variance 2N. */
    private static void assertGaussian(double[] entries, double variance) {
        int n = entries.length;
        double squares = Arrays.stream(entries).map(v -> v * v / variance).sum();
        assertThat(squares).isCloseTo(n, within(ERRORS * Math.sqrt(2.0 * n)));
        double sum = Arrays.stream(entries).map(v -> v / Math.sqrt(variance)).sum();
        assertThat(sum).isCloseTo(0, within(ERRORS * Math.sqrt(n)));
        // E z⁴ = 3 and Var z⁴ = 96 for a standard normal z.
        double fourth = Arrays.stream(entries)
                .map(v -> v * v * v * v / (variance * variance))
                .sum();
        assertThat(fourth).isCloseTo(3.0 * n, within(ERRORS * Math.sqrt(96.0 * n)));
    }

    @Test
    void gaussianRulesHaveTheirVariances() {
        Net net = Nets.linear(300, 200, 50).seed(3);
        for (int k = 1; k <= 2; k++) {
            int in = k == 1 ? 300 : 200;
            int out = k == 1 ? 200 : 50;
            assertGaussian(entries(net.init(Init.HE), k), 2.0 / in);
            assertGaussian(entries(net.init(Init.LECUN), k), 1.0 / in);
            assertGaussian(entries(net.init(Init.GLOROT), k), 2.0 / (in + out));
            assertGaussian(entries(net.init(Init.STANDARD_NORMAL), k), 1);
            assertGaussian(entries(net.init(Init.gaussian(0.3)), k), 0.09);
            assertGaussian(entries(net.init(Init.HE.scaled(0.1)), k), 0.02 / in);
        }
    }

    @Test
    void layersAndSeedsDrawIndependently() {
        Net net = Nets.linear(40, 40, 40).init(Init.STANDARD_NORMAL);
        double[] first = entries(net, 1);
        for (double[] other : List.of(entries(net, 2), entries(net.seed(1), 1))) {
            double inner = IntStream.range(0, 1600)
                    .mapToDouble(i -> first[i] * other[i])
                    .sum();
            assertThat(inner).isCloseTo(0, within(ERRORS * 40));
        }
    }

    @Test
    void biasesStartAtZero() {
        double[] w = Nets.relu(5, 4, 1).biased().init(Init.HE).seed(1).parameters();
        assertThat(Arrays.copyOfRange(w, 20, 24)).containsOnly(0);
        assertThat(w[28]).isZero();
    }

    @Test
    void orthogonalInitHasOrthonormalRowsOrColumnsWhicheverAreFewer() {
        for (double scale : new double[] {1, 1.5, -0.5}) {
            Net net = Nets.linear(12, 30, 7, 7)
                    .init(Init.ORTHOGONAL.scaled(scale))
                    .seed(2);
            for (int k = 1; k <= 3; k++) {
                double[][] w = net.weights(k);
                boolean byRows = w.length <= w[0].length;
                int fewer = Math.min(w.length, w[0].length);
                for (int i = 0; i < fewer; i++) {
                    for (int j = 0; j < fewer; j++) {
                        double inner = 0;
                        for (int l = 0; l < Math.max(w.length, w[0].length); l++) {
                            inner += byRows ? w[i][l] * w[j][l] : w[l][i] * w[l][j];
                        }
                        assertThat(inner).isCloseTo(i == j ? scale * scale : 0, within(1e-14));
                    }
                }
            }
        }
        assertThat(Nets.linear(3, 4).init(Init.ORTHOGONAL.scaled(0)).parameters())
                .containsOnly(0, -0.0);
    }

    @Test
    void orthogonalMatricesAreUniformlyDistributed() {
        int draws = 4000;
        int turns = 0;
        double squares = 0;
        double fourth = 0;
        for (int seed = 0; seed < draws; seed++) {
            double[][] w = Nets.linear(3, 3).init(Init.ORTHOGONAL).seed(seed).weights(1);
            squares += w[2][1] * w[2][1];
            fourth += Math.pow(w[2][1], 4);
            double determinant = w[0][0] * (w[1][1] * w[2][2] - w[1][2] * w[2][1])
                    - w[0][1] * (w[1][0] * w[2][2] - w[1][2] * w[2][0])
                    + w[0][2] * (w[1][0] * w[2][1] - w[1][1] * w[2][0]);
            turns += determinant > 0 ? 1 : 0;
        }
        // An entry of a point on the sphere in ℝ³ is uniform on [−1, 1]: moments 1/3 and 1/5.
        assertThat(squares / draws).isCloseTo(1 / 3.0, within(ERRORS * Math.sqrt((1 / 5.0 - 1 / 9.0) / draws)));
        assertThat(fourth / draws).isCloseTo(1 / 5.0, within(ERRORS * Math.sqrt((1 / 9.0 - 1 / 25.0) / draws)));
        assertThat(turns / (double) draws).isCloseTo(0.5, within(ERRORS * 0.5 / Math.sqrt(draws)));
    }

    @Test
    void aScaleMultipliesEveryWeight() {
        for (Init init : List.of(Init.HE, Init.GLOROT, Init.STANDARD_NORMAL, Init.ORTHOGONAL, Init.gaussian(2))) {
            double[] once = Nets.relu(4, 6, 2).init(init).seed(1).parameters();
            double[] scaled =
                    Nets.relu(4, 6, 2).init(init.scaled(5).scaled(-0.5)).seed(1).parameters();
            for (int i = 0; i < once.length; i++) {
                assertThat(scaled[i]).isCloseTo(-2.5 * once[i], within(1e-14));
            }
        }
        assertThat(Init.HE.scaled(0.5)).hasToString("He × 0.5");
        assertThatThrownBy(() -> Init.HE.scaled(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Init.gaussian(-1)).hasMessageContaining("-1.0");
    }

    private static double multiplier(Net net, int k) {
        return ((Dense) net.architecture().layers().get(k - 1)).multiplier();
    }

    @Test
    void parametrizationsHaveTheirConstants() {
        for (Activation activation : List.of(Activations.RELU, Activations.TANH, Activations.leakyRelu(0.5))) {
            double gain = activation == Activations.RELU ? 2 : activation == Activations.TANH ? 1 : 2 / 1.25;
            Net net = Nets.of(activation, 9, 16, 25, 1);
            for (int k = 1; k <= 3; k++) {
                assertThat(multiplier(net, k)).isEqualTo(1);
            }
            Net ntk = net.parametrization(Parametrization.NTK);
            Net meanField = net.parametrization(Parametrization.MEAN_FIELD);
            for (Net each : List.of(ntk, meanField)) {
                assertThat(multiplier(each, 1)).isCloseTo(Math.sqrt(gain) / 3, within(1e-15));
                assertThat(multiplier(each, 2)).isCloseTo(Math.sqrt(gain) / 4, within(1e-15));
            }
            assertThat(multiplier(ntk, 3)).isCloseTo(1 / 5.0, within(1e-15));
            assertThat(multiplier(meanField, 3)).isCloseTo(1 / 25.0, within(1e-15));
        }
        Net ntk = Nets.linear(100, 100, 1).parametrization(Parametrization.NTK).seed(1);
        assertGaussian(entries(ntk, 1), 1);
    }

    /** The second moment of the output over networks, with the standard error that its own spread gives. */
    private static void assertOutputVariance(Net net, double expected, double... x) {
        int draws = 4000;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < draws; seed++) {
            double f = net.seed(seed).apply(x)[0];
            sum += f * f;
            squares += f * f * f * f;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(error).isLessThan(0.05 * expected);
        assertThat(mean).isCloseTo(expected, within(ERRORS * error));
    }

    @Test
    void theOutputHasItsKnownVarianceAtTheStart() {
        double[] x = {1, -2, 0.5, 1.5};
        double size = 7.5 / 4;
        Net relu = Nets.relu(4, 40, 30, 1);
        // He's rule keeps the second moment of the preactivations at 2‖x‖²/d, also of the linear last one.
        assertOutputVariance(relu, 2 * size, x);
        assertOutputVariance(Nets.linear(4, 40, 30, 1), size, x);
        assertOutputVariance(relu.parametrization(Parametrization.NTK), size, x);
        assertOutputVariance(Nets.leakyRelu(0.3, 4, 40, 30, 1).parametrization(Parametrization.NTK), size, x);
        // Mean field: a mean over the 30 units instead of a sum over √30.
        assertOutputVariance(relu.parametrization(Parametrization.MEAN_FIELD), size / 30, x);
    }

    /** What a layer with 30 input channels, 40 output channels and a window of 2 × 3 is drawn with. */
    private static void assertFans(Net net) {
        double in = 30 * 2 * 3;
        double out = 40 * 2 * 3;
        assertGaussian(entries(net.init(Init.HE), 1), 2 / in);
        assertGaussian(entries(net.init(Init.LECUN), 1), 1 / in);
        assertGaussian(entries(net.init(Init.GLOROT), 1), 2 / (in + out));
    }

    @Test
    void fansOfConvolutionsCountThePlacesOfTheWindow() {
        Shape image = Shape.image(30, 4, 7);
        Window window = Window.rectangle(2, 3).stride(2);
        Blueprint shared = Nets.on(image).convolution(40, window, Activations.RELU);
        assertFans(shared.net().seed(1));
        assertFans(shared.weightNormalized(WeightNormalized.Per.UNIT).net().seed(2));
        assertFans(Nets.on(image)
                .locallyConnected(40, window, Activations.RELU)
                .net()
                .seed(3));
        assertFans(Nets.chain(new Patches(image, window), new Sliced(Dense.of(180, 40, Activations.RELU), 6))
                .seed(4));
        // The next layer sees each channel of each position once.
        assertGaussian(
                entries(
                        shared.dense(5, Activations.LINEAR)
                                .net()
                                .init(Init.GLOROT)
                                .seed(5),
                        2),
                2.0 / (240 + 5));
    }
}
