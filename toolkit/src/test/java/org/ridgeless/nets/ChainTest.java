package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;

/** Layers that count as one are the same network. */
class ChainTest {
    private static final Dense FIRST = Dense.of(5, 7, Activations.TANH);
    private static final Dense SECOND = Dense.of(7, 6, Activations.RELU);
    private static final Dense THIRD = Dense.of(6, 1, Activations.LINEAR);
    private static final Data DATA = Data.randomLabels(9, 5).seed(2);

    private final Net flat = Nets.chain(FIRST, SECOND, THIRD)
            .biased()
            .parametrization(Parametrization.NTK)
            .seed(3);
    private final Net nested = Nets.chain(Chain.of(FIRST, SECOND), THIRD)
            .biased()
            .parametrization(Parametrization.NTK)
            .withParameters(flat.parameters());

    @Test
    void everyDerivativeIsThatOfTheSeparateLayers() {
        Risk one = Risk.of(flat, DATA, Loss.LOGISTIC);
        Risk other = Risk.of(nested, DATA, Loss.LOGISTIC);
        double[] w = flat.parameters();
        double[] v = flat.seed(4).parameters();
        assertThat(other.gradient(w)).isEqualTo(one.gradient(w));
        assertThat(other.hessianProduct(w, v)).isEqualTo(one.hessianProduct(w, v));
        assertThat(other.sampleGradients(w)).isDeepEqualTo(one.sampleGradients(w));
        assertThat(other.kernel(w)).isDeepEqualTo(one.kernel(w));
    }

    @Test
    void blocksCarryTheNumbersOfLayerAndPart() {
        List<String> names =
                nested.architecture().blocks().stream().map(Block::name).toList();
        assertThat(names).containsExactly("W1.1", "b1.1", "W1.2", "b1.2", "W2", "b2");
        assertThat(Nets.chain(Chain.of(Chain.of(FIRST), SECOND), THIRD)
                        .architecture()
                        .blocks())
                .extracting(Block::name)
                .containsExactly("W1.1", "W1.2", "W2");
    }

    @Test
    void blocksOfEveryLayerFillTheVectorUnderDistinctNames() {
        for (Layer layer : LayerCases.layers(13)) {
            Net net = LayerCases.net(layer, 3, 1).biased();
            List<Block> blocks = net.architecture().blocks();
            assertThat(blocks).extracting(Block::name).doesNotHaveDuplicates();
            int next = 0;
            for (Block block : blocks) {
                assertThat(block.offset()).isEqualTo(next);
                next = block.end();
            }
            assertThat(next).isEqualTo(net.parameterCount());
        }
    }

    @Test
    void degreesAddUp() {
        Dense relu = Dense.of(5, 7, Activations.RELU);
        assertThat(Nets.chain(Chain.of(relu, SECOND), THIRD).degree()).isEqualTo(3);
        assertThat(nested.degree()).isNaN();
    }

    @Test
    void partsThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Chain.of(FIRST, THIRD))
                .hasMessageContaining("part 2 (dense 6→1 linear) takes 6 inputs")
                .hasMessageContaining("part 1 (dense 5→7 tanh) gives 7");
    }
}
