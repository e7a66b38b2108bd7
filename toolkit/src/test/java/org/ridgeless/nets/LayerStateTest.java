package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Layer;

/** What a stage keeps from earlier passes never shows in later ones. */
class LayerStateTest {
    private static final Data DATA = Data.randomLabels(13, 3).seed(4);

    static List<Layer> layers() {
        return LayerCases.layers(11);
    }

    private static Net net(Layer layer) {
        Net net = LayerCases.net(layer, 3, 1).biased().seed(6);
        double[] w = net.parameters();
        for (int i = 0; i < w.length; i++) {
            w[i] += 0.1 * Math.sin(i);
        }
        return net.withParameters(w);
    }

    private static double[] signals(int n) {
        double[] s = new double[n];
        Arrays.setAll(s, i -> Math.cos(1.0 + i));
        return s;
    }

    /** Outputs and all derivatives one after the other. */
    private static double[][] everything(Evaluator evaluator, double[] w, double[] v, int n) {
        double[] x = Arrays.copyOf(DATA.flatInputs(), 3 * n);
        double[] f = Arrays.copyOf(evaluator.forward(w, x, n), n);
        double[] gradient = new double[w.length];
        evaluator.reverse(w, signals(n), 0.5, gradient);
        double[] tangent = Arrays.copyOf(evaluator.tangent(w, v), n);
        double[] product = new double[w.length];
        evaluator.reverseTangent(w, v, tangent, 0.5, product);
        double[] third = Arrays.copyOf(evaluator.taylor(w, v)[3], n);
        double[] rows = new double[n * w.length];
        evaluator.sampleGradients(w, signals(n), rows);
        double[] gram = new double[n * n];
        evaluator.addGram(w, signals(n), gram);
        return new double[][] {f, gradient, tangent, product, third, rows, gram};
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aSmallerBatchAfterALargerOneIsAsFresh(Layer layer) {
        Net net = net(layer);
        double[] w = net.parameters();
        double[] v = net.seed(8).parameters();
        Evaluator evaluator = Engine.FUSED.evaluator(net.architecture(), 13);
        double[][] large = everything(evaluator, w, v, 13);
        double[][] small = everything(evaluator, w, v, 4);
        assertThat(small).isDeepEqualTo(everything(Engine.FUSED.evaluator(net.architecture(), 4), w, v, 4));
        assertThat(everything(evaluator, w, v, 13)).isDeepEqualTo(large);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void hessianProductsAtAPointMayBeRepeated(Layer layer) {
        Net net = net(layer);
        double[] w = net.parameters();
        double[] v = net.seed(8).parameters();
        Risk risk = Risk.of(net, DATA, Loss.LOGISTIC);
        double[] expected = risk.hessianProduct(w, v);
        risk.linearize(w);
        risk.hessianProductAt(w, net.seed(9).parameters(), new double[w.length]);
        double[] product = new double[w.length];
        risk.hessianProductAt(w, v, product);
        assertThat(product).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void weightsMayBeUpdatedDuringTheReversePassWhereThatIsSaid(Layer layer) {
        Net net = net(layer);
        double[] w = net.parameters();
        Evaluator evaluator = Engine.FUSED.evaluator(net.architecture(), 13);
        evaluator.forward(w, DATA.flatInputs(), 13);
        double[] gradient = new double[w.length];
        evaluator.reverse(w, signals(13), -0.1, gradient);
        if (!net.architecture().updatesInPlace()) {
            return;
        }
        double[] updated = w.clone();
        evaluator.forward(updated, DATA.flatInputs(), 13);
        evaluator.reverse(updated, signals(13), -0.1, updated);
        for (int i = 0; i < w.length; i++) {
            assertThat(updated[i] - w[i]).isCloseTo(gradient[i], within(1e-13 * (1 + Math.abs(w[i]))));
        }
    }
}
