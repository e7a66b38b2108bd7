package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.WeightNormalized;

/** What batch and layer normalization make of a batch, and what they make of the weights before them. */
class NormalizationTest {
    private static final Data DATA = Data.randomLabels(12, 3).seed(2);

    private static Net normalized(double epsilon) {
        return Nets.on(Shape.vector(3))
                .dense(4, Activations.LINEAR)
                .batchNormalization(epsilon)
                .activation(Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(1);
    }

    @Test
    void aNormalizedBatchHasMeanZeroAndVarianceOneForEachChannel() {
        Shape image = Shape.image(2, 3, 2);
        double[] x = new double[5 * 12];
        Arrays.setAll(x, i -> Math.sin(3.1 * i) + i % 2);
        double[] y = Nets.on(image).batchNormalization(0).net().outputs(x, 5);
        for (int channel = 0; channel < 2; channel++) {
            double sum = 0;
            double squares = 0;
            for (int i = channel; i < y.length; i += 2) {
                sum += y[i];
                squares += y[i] * y[i];
            }
            assertThat(sum).isCloseTo(0, within(1e-13));
            assertThat(squares).isCloseTo(30, within(1e-12));
        }
    }

    @Test
    void aNormalizedSampleHasMeanZeroAndVarianceOne() {
        double[] y = Nets.on(Shape.vector(5)).layerNormalization(0).net().apply(1, 2, 3, 4, 7);
        assertThat(Arrays.stream(y).sum()).isCloseTo(0, within(1e-14));
        assertThat(Arrays.stream(y).map(v -> v * v).sum()).isCloseTo(5, within(1e-13));
    }

    @Test
    void weightsBeforeABatchNormalizationTurnButDoNotGrowAlongTheGradient() {
        Net net = normalized(0);
        assertThat(net.degree()).isEqualTo(1);
        double[] w = net.parameters();
        double[] gradient = Risk.of(net, DATA, Loss.LOGISTIC).gradient(w);
        double[] larger = w.clone();
        for (int unit = 0; unit < 4; unit++) {
            double inner = 0;
            for (int i = unit; i < 12; i += 4) {
                inner += w[i] * gradient[i];
                larger[i] = (unit + 2) * w[i];
            }
            assertThat(inner).isCloseTo(0, within(1e-15));
        }
        double[] f = net.outputs(DATA.flatInputs(), 12);
        double[] same = net.withParameters(larger).outputs(DATA.flatInputs(), 12);
        for (int i = 0; i < f.length; i++) {
            assertThat(same[i]).isCloseTo(f[i], within(1e-14));
        }
    }

    @Test
    void withEpsilonTheSizeOfTheWeightsMatters() {
        assertThat(normalized(1e-3).degree()).isNaN();
        assertThat(Nets.on(Shape.vector(3))
                        .batchNormalization(1e-3)
                        .dense(4, Activations.RELU)
                        .net()
                        .degree())
                .isEqualTo(1);
    }

    @Test
    void gainsStartAtOneAndBiasesAtZero() {
        Net net = Nets.on(Shape.sequence(2, 3)).gain().net().biased();
        assertThat(net.parameters()).containsExactly(1, 1, 0, 0);
        assertThat(net.withParameters(2, 3, 10, 20).apply(1, 2, 3, 4, 5, 6)).containsExactly(12, 26, 16, 32, 20, 38);
    }

    @ParameterizedTest
    @MethodSource("coupled")
    void withTheStatisticsOfItsDataANetworkGivesTheSameSampleBySample(Layer layer) {
        Net net = LayerCases.net(layer, 3, 1).biased().seed(5);
        Net fixed = net.withStatisticsOf(DATA);
        assertThat(fixed.parameters()).containsExactly(net.parameters());
        double[] f = net.outputs(DATA.flatInputs(), DATA.samples());
        for (int i = 0; i < f.length; i++) {
            assertThat(fixed.apply(DATA.input(i))[0]).isCloseTo(f[i], within(1e-13 * (1 + Math.abs(f[i]))));
        }
    }

    static List<Layer> coupled() {
        Chain normalized = Chain.of(
                Dense.of(4, 4, Activations.LINEAR),
                new Standardize(4, 0.1, Standardize.Over.BATCH),
                new Affine(4, false),
                new Elementwise(4, Activations.RELU));
        return List.of(
                normalized,
                new Sliced(normalized, 3),
                Residual.of(normalized),
                Tied.times(3, normalized),
                new WeightNormalized(normalized, WeightNormalized.Per.UNIT));
    }

    @Test
    void whatABatchDecidesIsNotAskedOfOneSample() {
        assertThatThrownBy(() -> normalized(0.1).apply(1, 2, 3)).hasMessageContaining("applyAll takes a batch");
        assertThatThrownBy(() -> normalized(0).outputs(new double[3], 1)).hasMessageContaining("at least 2 samples");
        assertThatThrownBy(() -> Nets.on(Shape.vector(1)).layerNormalization(0))
                .hasMessageContaining("at least 2 units");
        assertThatThrownBy(() -> new Standardize(3, -1, Standardize.Over.BATCH)).hasMessageContaining("≥ 0, got -1");
    }
}
