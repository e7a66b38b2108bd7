package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.LowRank;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.Tree;
import org.ridgeless.nets.layers.WeightNormalized;

/** Layers whose weights are functions of other parameters: tied, of low rank, normalized; and residual blocks. */
class SharedWeightsTest {
    private static final double[] X = {0.4, -1.2, 0.9};
    private static final Data DATA = Data.randomLabels(11, 3).seed(2);

    @Test
    void aRecurrentLayerIsTheSameLayerAgainAndAgain() {
        Dense step = Dense.of(3, 3, Activations.TANH);
        Net recurrent =
                Nets.on(Shape.vector(3)).recurrent(3, Activations.TANH).net().seed(1);
        double[] w = recurrent.parameters();
        double[] copies = new double[27];
        for (int i = 0; i < 27; i++) {
            copies[i] = w[i % 9];
        }
        Net unrolled = Nets.chain(step, step, step).withParameters(copies);
        assertThat(recurrent.parameterCount()).isEqualTo(9);
        assertThat(recurrent.apply(X)).containsExactly(unrolled.apply(X));
    }

    @Test
    void aRecursiveTreeIsASharedTreeWithEqualLevels() {
        Tree tree = Tree.binary(8, 4, Activations.RELU);
        Net recursive = Nets.chain(tree.recursive()).seed(2);
        double[] w = recursive.parameters();
        double[] copies = new double[36];
        Arrays.setAll(copies, i -> w[i % 12]);
        Net shared = Nets.chain(tree.shared()).withParameters(copies);
        double[] x = {1, -2, 3, 4, -5, 6, 7, 8};
        assertThat(recursive.apply(x)).containsExactly(shared.apply(x));
        assertThat(recursive.degree()).isEqualTo(6);
    }

    @Test
    void aLayerOfLowRankIsTheProductOfItsFactors() {
        Net net =
                Nets.on(Shape.vector(3)).lowRank(4, 2, Activations.LINEAR).net().seed(3);
        double[][] a = net.weights(1);
        double[][] b = net.weights(2);
        double[] y = net.apply(X);
        for (int i = 0; i < 4; i++) {
            double sum = 0;
            for (int r = 0; r < 2; r++) {
                for (int j = 0; j < 3; j++) {
                    sum += b[i][r] * a[r][j] * X[j];
                }
            }
            assertThat(y[i]).isCloseTo(sum, within(1e-15));
        }
        assertThat(net.biased().parameterCount()).isEqualTo(3 * 2 + 2 * 4 + 4);
    }

    @Test
    void weightNormalizationStartsWhereItsLayerDoes() {
        Net net = normalized(WeightNormalized.Per.UNIT);
        double[] w = net.parameters();
        Net plain = Nets.on(Shape.vector(3))
                .dense(5, Activations.TANH)
                .dense(1, Activations.LINEAR)
                .net();
        double[] own = new double[20];
        System.arraycopy(w, 0, own, 0, 15);
        System.arraycopy(w, 20, own, 15, 5);
        assertThat(net.apply(X)[0]).isCloseTo(plain.withParameters(own).apply(X)[0], within(1e-15));
    }

    private static Net normalized(WeightNormalized.Per per) {
        return Nets.on(Shape.vector(3))
                .dense(5, Activations.TANH)
                .weightNormalized(per)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(4);
    }

    @Test
    void weightNormalizationForgetsTheSizeOfTheDirectionsAndMovesAcrossThem() {
        for (WeightNormalized.Per per : WeightNormalized.Per.values()) {
            Net net = normalized(per);
            Block v = net.architecture().blocks().get(0);
            assertThat(v.name()).isEqualTo("V1");
            double[] w = net.parameters();
            double[] gradient = Risk.of(net, DATA, Loss.LOGISTIC).gradient(w);
            double inner = 0;
            double[] longer = w.clone();
            for (int i = v.offset(); i < v.end(); i++) {
                inner += w[i] * gradient[i];
                longer[i] = 3 * w[i];
            }
            assertThat(inner).isCloseTo(0, within(1e-15));
            assertThat(net.withParameters(longer).apply(X)[0]).isCloseTo(net.apply(X)[0], within(1e-15));
        }
    }

    @Test
    void degreesOfResidualBlocks() {
        Dense hidden = Dense.of(3, 3, Activations.RELU);
        assertThat(Nets.chain(hidden, Residual.of(hidden)).degree()).isNaN();
        assertThat(Nets.chain(hidden, new Residual(hidden, Dense.of(3, 3, Activations.LINEAR)))
                        .degree())
                .isEqualTo(2);
        assertThat(Nets.chain(hidden, Tied.times(3, hidden)).degree()).isEqualTo(4);
        assertThat(Nets.chain(new WeightNormalized(hidden, WeightNormalized.Per.BLOCK))
                        .degree())
                .isEqualTo(1);
    }

    @Test
    void productsOfNormsAreRefusedWhereTheyMeasureNothing() {
        Dense hidden = Dense.of(3, 3, Activations.RELU);
        assertThatThrownBy(() -> Nets.chain(Tied.times(2, hidden)).norm(Norm.FROBENIUS_PRODUCT))
                .hasMessageContaining("2 times dense 3→3 ReLU");
        assertThatThrownBy(() -> Nets.chain(Residual.of(hidden)).norm(Norm.FROBENIUS_PRODUCT))
                .hasMessageContaining("multiply by each of their weights once");
        assertThatThrownBy(
                        () -> Nets.chain(LowRank.of(3, 3, 1, Activations.RELU)).norm(Norm.SPECTRAL_PRODUCT))
                .hasMessageContaining("dense layers, got rank 1");
        assertThatThrownBy(
                        () -> Nets.chain(LowRank.of(3, 3, 1, Activations.RELU)).norm(Norm.PATH))
                .hasMessageContaining("rank 1");
    }

    @Test
    void layersThatDoNotFitAreNamed() {
        Dense hidden = Dense.of(3, 4, Activations.RELU);
        assertThatThrownBy(() -> Residual.of(hidden))
                .hasMessageContaining("3→4")
                .hasMessageContaining("3→3");
        assertThatThrownBy(() -> Nets.on(Shape.image(2, 4, 4)).residual(b -> b.dense(32, Activations.RELU)))
                .hasMessageContaining("from 2 × 4 × 4 to 32")
                .hasMessageContaining("shortcut to 2 × 4 × 4");
        assertThatThrownBy(() -> Tied.times(2, hidden))
                .hasMessageContaining("takes 3")
                .hasMessageContaining("gives 4");
        assertThatThrownBy(() -> LowRank.of(3, 4, 5, Activations.RELU)).hasMessageContaining("1 to 3, got 5");
        assertThatThrownBy(() ->
                        new WeightNormalized(Chain.of(new Elementwise(3, Activations.RELU)), WeightNormalized.Per.UNIT))
                .hasMessageContaining("no weights");
        WeightNormalized once = new WeightNormalized(hidden, WeightNormalized.Per.UNIT);
        assertThatThrownBy(() -> new WeightNormalized(once, WeightNormalized.Per.UNIT))
                .hasMessageContaining("normalized already");
    }
}
