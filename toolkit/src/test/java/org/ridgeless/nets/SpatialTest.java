package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

/** Convolutions, layers without sharing and pools against their definitions. */
class SpatialTest {
    private static final Shape IMAGE = Shape.image(2, 4, 5);
    private static final Window WINDOW = Window.rectangle(3, 2).stride(2).padding(1);
    private static final double[] X = wave(40);

    private static double[] wave(int length) {
        double[] x = new double[length];
        Arrays.setAll(x, i -> Math.sin(1.7 * i + 0.3));
        return x;
    }

    private static double pixel(int channel, int row, int column) {
        boolean inside = row >= 0 && row < 4 && column >= 0 && column < 5;
        return inside ? X[(row * 5 + column) * 2 + channel] : 0;
    }

    /** Σ over the window at position (r, c) of weights that start at {@code first}, three output channels. */
    private static double cell(double[] w, int first, int r, int c, int output) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                for (int channel = 0; channel < 2; channel++) {
                    double weight = w[first + ((i * 2 + j) * 2 + channel) * 3 + output];
                    sum += weight * pixel(channel, 2 * r + i - 1, 2 * c + j - 1);
                }
            }
        }
        return sum;
    }

    @Test
    void aConvolutionIsTheSumOverItsWindow() {
        Blueprint blueprint = Nets.on(IMAGE).convolution(3, WINDOW, Activations.LINEAR);
        assertThat(blueprint.shape()).isEqualTo(Shape.image(3, 2, 3));
        Net net = blueprint.net().seed(1);
        assertThat(net.parameterCount()).isEqualTo(3 * 2 * 2 * 3);
        double[] y = net.apply(X);
        for (int o = 0; o < y.length; o++) {
            int place = o / 3;
            assertThat(y[o]).isCloseTo(cell(net.parameters(), 0, place / 3, place % 3, o % 3), within(1e-14));
        }
    }

    @Test
    void aLocallyConnectedLayerHasWeightsForEachPosition() {
        Net net = Nets.on(IMAGE)
                .locallyConnected(3, WINDOW, Activations.LINEAR)
                .net()
                .seed(2);
        assertThat(net.parameterCount()).isEqualTo(6 * 3 * 2 * 2 * 3);
        assertThat(net.depth()).isEqualTo(1);
        double[] y = net.apply(X);
        for (int o = 0; o < y.length; o++) {
            int place = o / 3;
            double expected = cell(net.parameters(), place * 36, place / 3, place % 3, o % 3);
            assertThat(y[o]).isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void aConvolutionCommutesWithTranslations() {
        Net net = Nets.on(Shape.sequence(1, 9))
                .convolution(2, Window.line(3), Activations.TANH)
                .net()
                .seed(3);
        double[] y = net.apply(0, 1, 2, -1, 0, 0, 0, 0, 0);
        double[] shifted = net.apply(0, 0, 0, 1, 2, -1, 0, 0, 0);
        assertThat(Arrays.copyOfRange(shifted, 4, 14)).containsExactly(Arrays.copyOfRange(y, 0, 10));
    }

    @Test
    void poolsTakeTheMeanOrTheLargestOfEachChannel() {
        Window window = Window.square(2).stride(2);
        double[] average = Nets.on(IMAGE).averagePool(window).net().apply(X);
        double[] largest = Nets.on(IMAGE).maximumPool(window).net().apply(X);
        assertThat(average).hasSize(2 * 2 * 2);
        for (int o = 0; o < 8; o++) {
            int r = o / 4 * 2;
            int c = o / 2 % 2 * 2;
            int ch = o % 2;
            double[] cells = {pixel(ch, r, c), pixel(ch, r, c + 1), pixel(ch, r + 1, c), pixel(ch, r + 1, c + 1)};
            assertThat(average[o]).isCloseTo(Arrays.stream(cells).average().orElseThrow(), within(1e-15));
            assertThat(largest[o]).isEqualTo(Arrays.stream(cells).max().orElseThrow());
        }
    }

    @Test
    void rectifiedConvolutionsAreHomogeneousAndFactorize() {
        Net net = Nets.on(IMAGE)
                .convolution(4, WINDOW, Activations.RELU)
                .maximumPool(Window.square(2))
                .locallyConnected(3, Window.rectangle(1, 2), Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .homogeneous()
                .seed(4);
        assertThat(net.degree()).isEqualTo(3);
        double f = net.apply(X)[0];
        assertThat(net.rho() * net.normalized().apply(X)[0]).isCloseTo(f, within(1e-12 * Math.abs(f)));
    }

    @Test
    void windowsThatDoNotFitAreNamedWithTheShape() {
        assertThatThrownBy(() -> Nets.on(IMAGE).maximumPool(Window.square(5)))
                .hasMessageContaining("5 × 5")
                .hasMessageContaining("2 × 4 × 5");
        assertThatThrownBy(() -> Nets.on(Shape.sequence(1, 9)).convolution(2, Window.square(3), Activations.RELU))
                .hasMessageContaining("3 × 3")
                .hasMessageContaining("1 × 9")
                .hasMessageContaining("Window.line");
        assertThatThrownBy(() -> Nets.on(IMAGE).averagePool(Window.square(2).padding(1)))
                .hasMessageContaining("without padding");
        assertThatThrownBy(() -> Window.square(3).padding(3)).hasMessageContaining("less than its side, got 3");
        assertThatThrownBy(() -> Nets.on(IMAGE).layer(Dense.of(7, 2, Activations.RELU)))
                .hasMessageContaining("takes 7 inputs")
                .hasMessageContaining("2 × 4 × 5, which is 40 numbers");
        assertThatThrownBy(() -> Nets.on(IMAGE).net()).hasMessageContaining("at least one layer");
    }

    @Test
    void patchesTooLargeForMemoryAreRefused() {
        Net net = Nets.on(Shape.image(64, 256, 256))
                .convolution(64, Window.square(9).padding(4), Activations.RELU)
                .net();
        assertThatThrownBy(() -> Engine.FUSED.evaluator(net.architecture(), 1000))
                .hasMessageContaining("1,000 samples")
                .hasMessageContaining("GB");
    }
}
