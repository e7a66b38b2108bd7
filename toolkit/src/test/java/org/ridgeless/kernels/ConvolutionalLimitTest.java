package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

class ConvolutionalLimitTest {
    private static final double[] X = {0.3, -1.2, 0.7, 0.4, -0.5, 1.1, 0.2, 0.9, -0.8, 0.6};
    private static final double[] Z = {1.1, 0.4, -0.5, 0.8, 0.3, -0.6, 1.3, -0.2, 0.5, 0.1};

    private static Net net(String name, int width) {
        Shape sequence = Shape.sequence(2, 5);
        Shape image = Shape.image(1, 4, 4);
        Net net = switch (name) {
            case "pooled" ->
                Nets.on(sequence)
                        .convolution(width, Window.line(3).padding(1), Activations.RELU)
                        .convolution(width, Window.line(3).padding(1), Activations.RELU)
                        .averagePool(Window.line(5))
                        .dense(1, Activations.LINEAR)
                        .net()
                        .biased();
            case "pooled between" ->
                Nets.on(sequence)
                        .convolution(width, Window.line(2), Activations.RELU)
                        .averagePool(Window.line(2).stride(2))
                        .convolution(width, Window.line(2).padding(1), Activations.ERF)
                        .dense(1, Activations.LINEAR)
                        .net();
            case "image" ->
                Nets.on(image)
                        .convolution(width, Window.square(2), Activations.ERF)
                        .convolution(width, Window.square(3).stride(2).padding(1), Activations.RELU)
                        .dense(1, Activations.LINEAR)
                        .net();
            case "locally connected" ->
                Nets.on(image)
                        .convolution(width, Window.square(2), Activations.ERF)
                        .locallyConnected(width, Window.square(3).stride(2).padding(1), Activations.RELU)
                        .averagePool(Window.square(2))
                        .dense(1, Activations.LINEAR)
                        .net();
            case "normalized" ->
                Nets.on(Shape.vector(10))
                        .dense(width, Activations.LINEAR)
                        .layerNormalization(0.1)
                        .activation(Activations.RELU)
                        .layerNormalization(0)
                        .gain()
                        .dense(1, Activations.LINEAR)
                        .net()
                        .biased();
            default ->
                Nets.on(sequence)
                        .convolution(width, Window.line(3).padding(1), Activations.RELU)
                        .layerNormalization(0.01)
                        .averagePool(Window.line(5))
                        .dense(1, Activations.LINEAR)
                        .net();
        };
        return net.parametrization(Parametrization.NTK);
    }

    private static double[][] inputs(String name) {
        if (!name.equals("image") && !name.equals("locally connected")) {
            return new double[][] {X, Z};
        }
        double[] x = new double[16];
        double[] z = new double[16];
        Arrays.setAll(x, i -> Math.rint(1e6 * Math.sin(1.7 * i + 0.3)) / 1e6);
        Arrays.setAll(z, i -> Math.rint(1e6 * Math.cos(0.9 * i - 0.2)) / 1e6);
        return new double[][] {x, z};
    }

    @ParameterizedTest
    @CsvSource({
        // The recursion over all pairs of places by hand in mpmath 1.3.0 with 40 digits: NNGP and NTK of x and z, NTK
        // of x and x.
        "pooled, 0.1916144452584721, 1.7056571606945371, 2.0158789226014214",
        "pooled between, 0.075482325905849431, 0.1556038948740331, 0.62740062050374278",
        "image, 0.044278306137701376, 0.044707964931251478, 0.45932359006465266",
        "locally connected, 0.044113497694281579, 0.044220912392669105, 0.15016727686043559",
        "normalized, -0.16628147271061536, 2.7308971485106673, 8.1389680847462268",
        "pooled normalized, 0.065739681101505697, 0.17549814947073511, 0.57682319847035449"
    })
    void theRecursionAgreesWithTheOneDoneByHand(String name, double process, double tangent, double own) {
        InfiniteNetwork kernel = InfiniteNetwork.of(net(name, 8));
        double[] x = inputs(name)[0];
        double[] z = inputs(name)[1];
        assertThat(kernel.gaussianProcess(x, z)).isCloseTo(process, within(1e-14));
        assertThat(kernel.tangent(x, z)).isCloseTo(tangent, within(1e-14));
        assertThat(kernel.tangent(z, x)).isCloseTo(tangent, within(1e-14));
        assertThat(kernel.tangent(x, x)).isCloseTo(own, within(1e-13));
    }

    /** Images with the same background are parallel there: rounding must not make an angle of 1e-8 of it. */
    @Test
    void whatTwoInputsShareHasNoAngle() {
        InfiniteNetwork kernel = InfiniteNetwork.of(net("image", 8));
        double[] x = inputs("image")[0];
        double[] doubled = Arrays.stream(x).map(v -> 3 * v).toArray();
        InfiniteNetwork relu = InfiniteNetwork.of(Nets.on(Shape.image(1, 4, 4))
                .convolution(8, Window.square(2), Activations.RELU)
                .convolution(8, Window.square(2), Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .parametrization(Parametrization.NTK));
        assertThat(relu.tangent(x, doubled)).isCloseTo(3 * relu.tangent(x, x), within(1e-14));
        assertThat(kernel.tangent(x, x)).isCloseTo(kernel.tangent(x, x.clone()), within(0.0));
    }

    /** Layers before the first weights act on the data as they are. */
    @Test
    void aNormalizationOfTheDataIsExact() {
        InfiniteNetwork normalizing = InfiniteNetwork.of(Nets.on(Shape.vector(10))
                .layerNormalization(0)
                .dense(8, Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .parametrization(Parametrization.NTK));
        double mean = Arrays.stream(X).average().orElseThrow();
        double[] centred = Arrays.stream(X).map(v -> v - mean).toArray();
        double variance = Arrays.stream(centred).map(v -> v * v).average().orElseThrow();
        double[] by = Arrays.stream(centred).map(v -> v / Math.sqrt(variance)).toArray();
        InfiniteNetwork plain = InfiniteNetwork.of(Nets.relu(10, 8, 1).parametrization(Parametrization.NTK));
        assertThat(normalizing.tangent(X, X)).isCloseTo(plain.tangent(by, by), within(1e-14));
    }

    private static double deviation(String name, IntFunction<Net> nets, int width, int draws) {
        double[][] pair = inputs(name);
        double limit = InfiniteNetwork.of(nets.apply(width)).tangent(pair[0], pair[1]);
        Data data = Data.of(pair, new double[] {1, -1});
        double square = 0;
        for (int k = 0; k < draws; k++) {
            Net drawn = nets.apply(width).seed(100 + k);
            double theta = Risk.of(drawn, data, Loss.SQUARE).kernel(drawn.parameters())[0][1];
            square += (theta - limit) * (theta - limit) / draws;
        }
        return Math.sqrt(square);
    }

    /**
     * The root mean square of 200 draws has an error of 5 to 10 % (the tails are heavier than normal), so that the slope over a factor
     * of 16 has one of 0.03 to 0.05. With 400 draws, width 16 to 2048, deviation times root of the width is 6.4, 6.1, 5.6, 5.7, 5.4, 5.7,
     * 5.7, 5.7 for the normalized network.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {"pooled", "pooled between", "image", "locally connected", "normalized", "pooled normalized"})
    void theDeviationOfAFiniteKernelFallsLikeTheRootOfTheWidth(String name) {
        double narrow = deviation(name, width -> net(name, width), 32, 200);
        double wide = deviation(name, width -> net(name, width), 512, 200);
        assertThat(Math.log(wide / narrow) / Math.log(16)).isCloseTo(-0.5, within(0.12));
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.on(Shape.sequence(2, 5))
                        .convolution(3, Window.line(3), Activations.RELU)
                        .maximumPool(Window.line(3))
                        .dense(1, Activations.LINEAR)
                        .net()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer largest of 1 × 3")
                .hasMessageContaining("average pooling");
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.on(Shape.sequence(2, 5))
                        .convolution(3, Window.line(3), Activations.LINEAR)
                        .net()))
                .hasMessageContaining("linear dense layer at its end");
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.on(Shape.sequence(2, 5))
                        .convolution(3, Window.line(3), Activations.RELU)
                        .dense(1, Activations.LINEAR)
                        .net()
                        .init(Init.ORTHOGONAL)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orthogonal");
    }

    /** An n × n kernel that does not fit is refused with what it needs, before a single entry is computed. */
    @Test
    void aKernelThatDoesNotFitIsRefusedWithItsSize() {
        InfiniteNetwork kernel = InfiniteNetwork.of(net("pooled", 8));
        double[][] rows = new double[60_000][];
        Arrays.fill(rows, X);
        assertThatThrownBy(() -> kernel.tangent(rows, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60000 × 60000 matrix needs 28.8 GB");
        assertThatThrownBy(() -> InfiniteNetwork.of(Nets.on(Shape.image(1, 200, 200))
                        .convolution(3, Window.square(3).padding(1), Activations.RELU)
                        .averagePool(Window.square(200))
                        .dense(1, Activations.LINEAR)
                        .net()))
                .hasMessageContaining("all pairs of 40000 places")
                .hasMessageContaining("153.6 GB");
    }
}
