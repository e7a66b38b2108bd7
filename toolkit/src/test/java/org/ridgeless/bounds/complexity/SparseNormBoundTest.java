package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.random.Seeds;

class SparseNormBoundTest {
    private static final double[][] INPUTS = PlanarFiltersTest.normals(30, 12, 4);
    private static final Data DATA = Data.of(INPUTS, FunctionClass.signs(30, Seeds.of(3).stream()));

    private static Net filters(int channels) {
        return Nets.on(Shape.sequence(1, 12))
                .convolution(channels, Window.line(2).stride(2), Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(8);
    }

    @Test
    void withoutConvolutionsItIsTheFrobeniusBound() {
        Net net = Nets.relu(12, 5, 5, 1).seed(1);
        SparseNormBound bound = SparseNormBound.of(net, DATA);
        assertThat(bound.complexity()).isCloseTo(NormBound.FROBENIUS.complexity(net, DATA), within(1e-12));
        assertThat(bound.denseComplexity()).isCloseTo(bound.complexity(), within(1e-12));
    }

    /** Six places of a window of two: k₂ = 6. */
    @Test
    void aConvolutionAndADenseLayerGiveTheFormula() {
        Net net = filters(3);
        double patch = 0;
        for (int p = 0; p < 6; p++) {
            double sum = 0;
            for (double[] x : INPUTS) {
                sum += Vectors.squares(x, 2 * p, 2 * p + 2);
            }
            patch = Math.max(patch, sum);
        }
        double expected = net.rho() * Math.sqrt(6 * patch) / 30 * (1 + Math.sqrt(2 * Math.log(12)));
        assertThat(SparseNormBound.of(net, DATA).complexity()).isCloseTo(expected, within(1e-12));
    }

    /** The matrix of the layer, column by column from unit vectors through the linear convolution. */
    @Test
    void aFilterStandsInTheMatrixOnceForEachPosition() {
        Net linear = Nets.on(Shape.sequence(1, 12))
                .convolution(3, Window.line(3).stride(1), Activations.LINEAR)
                .net()
                .seed(8);
        double squares = 0;
        for (int j = 0; j < 12; j++) {
            double[] unit = new double[12];
            unit[j] = 1;
            squares += Vectors.squares(linear.apply(unit));
        }
        Net net = Nets.on(Shape.sequence(1, 12))
                .convolution(3, Window.line(3).stride(1), Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(2);
        SparseNormBound bound = SparseNormBound.of(net, DATA);
        assertThat(Math.sqrt(squares) / linear.rho()).isCloseTo(Math.sqrt(10), within(1e-12));
        assertThat(bound.denseNorm() / bound.filterNorm()).isCloseTo(Math.sqrt(10), within(1e-12));
    }

    @Test
    void theExactComplexityOfOneChannelLiesBelowBothBounds() {
        double[] draws = PlanarFilters.of(INPUTS).draws(200, Seeds.of(6));
        double mean = java.util.Arrays.stream(draws).average().orElseThrow();
        SparseNormBound bound = SparseNormBound.of(filters(1), DATA);
        assertThat(mean).isLessThan(bound.normalized());
        assertThat(bound.complexity()).isLessThan(bound.denseComplexity());
    }

    @Test
    void otherLayersAreRefusedByName() {
        Net padded = Nets.on(Shape.sequence(1, 12))
                .convolution(3, Window.line(3).padding(1), Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net();
        assertThatThrownBy(() -> SparseNormBound.of(padded, DATA)).hasMessageContaining("without padding");
        assertThatThrownBy(() -> SparseNormBound.of(Nets.tanh(12, 3, 1), DATA)).hasMessageContaining("tanh");
        assertThatThrownBy(() -> SparseNormBound.of(Nets.relu(4, 3, 1), DATA)).hasMessageContaining("takes 4 inputs");
    }
}
