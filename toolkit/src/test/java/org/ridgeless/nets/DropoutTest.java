package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;

/** What is dropped depends on seed, step, sample and unit alone, and in evaluation nothing is. */
class DropoutTest {
    private static final int N = 50;
    private static final Net ALONE = Nets.on(Shape.vector(40)).dropout(0.3).net();
    private static final Net NET = Nets.on(Shape.vector(4))
            .dense(9, Activations.TANH)
            .dropout(0.4)
            .dense(7, Activations.SOFTPLUS)
            .dropout(0.2)
            .dense(1, Activations.LINEAR)
            .net()
            .seed(1);

    private static double[] ones(int length) {
        double[] x = new double[length];
        Arrays.fill(x, 1);
        return x;
    }

    private static double[] masks(long seed, long step) {
        Evaluator evaluator = Engine.FUSED.evaluator(ALONE.architecture(), N);
        evaluator.train(seed, step);
        return evaluator.forward(new double[0], ones(40 * N), N).clone();
    }

    @Test
    void theShareOfZerosIsTheProbabilityAndTheMeanIsKept() {
        double[] y = masks(1, 0);
        double zeros = Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length;
        assertThat(zeros).isCloseTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / y.length)));
        assertThat(Arrays.stream(y).filter(v -> v != 0)).allMatch(v -> v == 1 / (1 - 0.3));
    }

    @Test
    void masksAreFunctionsOfSeedAndStep() {
        assertThat(masks(1, 3)).isEqualTo(masks(1, 3));
        assertThat(masks(1, 4)).isNotEqualTo(masks(1, 3));
        assertThat(masks(2, 3)).isNotEqualTo(masks(1, 3));
        Evaluator few = Engine.FUSED.evaluator(ALONE.architecture(), 10);
        few.train(1, 3);
        double[] first = few.forward(new double[0], ones(400), 10);
        assertThat(first).isEqualTo(Arrays.copyOf(masks(1, 3), 400));
    }

    @Test
    void evaluationDropsNothing() {
        Evaluator evaluator = Engine.FUSED.evaluator(ALONE.architecture(), 1);
        assertThat(evaluator.forward(new double[0], ones(40), 1)).containsOnly(1);
        evaluator.train(1, 0);
        assertThat(evaluator.forward(new double[0], ones(40), 1)).contains(0);
        evaluator.evaluate();
        assertThat(evaluator.forward(new double[0], ones(40), 1)).containsOnly(1);
    }

    @Test
    void derivativesAreThoseOfTheThinnedNetwork() {
        Evaluator evaluator = Engine.FUSED.evaluator(NET.architecture(), 6);
        evaluator.train(5, 2);
        double[] w = NET.parameters();
        double[] v = NET.seed(2).parameters();
        double[] x = Arrays.copyOf(NET.seed(3).parameters(), 24);
        double slope = Richardson.derivative(
                t -> Arrays.stream(evaluator.forward(moved(w, v, t), x, 6)).sum(), 1e-3);
        evaluator.forward(w, x, 6);
        assertThat(Arrays.stream(evaluator.tangent(w, v)).sum()).isCloseTo(slope, within(1e-9));
        double[] gradient = new double[w.length];
        evaluator.reverse(w, ones(6), 1, gradient);
        double inner = 0;
        for (int i = 0; i < w.length; i++) {
            inner += gradient[i] * v[i];
        }
        assertThat(inner).isCloseTo(slope, within(1e-9));
    }

    private static double[] moved(double[] w, double[] v, double t) {
        double[] moved = w.clone();
        for (int i = 0; i < w.length; i++) {
            moved[i] += t * v[i];
        }
        return moved;
    }

    @Test
    void noTwoPlacesDropTheSame() {
        Net net = Nets.on(Shape.vector(6))
                .dropout(0.5)
                .residual(
                        b -> b.activation(Activations.TANH).dropout(0.5),
                        s -> s.activation(Activations.TANH).dropout(0.5))
                .dropout(0.5)
                .net();
        assertThat(streams(net.architecture().layers()).distinct().count()).isEqualTo(4);
    }

    private static LongStream streams(List<Layer> layers) {
        return layers.stream().flatMapToLong(layer -> {
            if (layer instanceof Dropout) {
                return LongStream.of(((Dropout) layer).stream());
            }
            if (layer instanceof Residual) {
                return streams(List.of(((Residual) layer).branch(), ((Residual) layer).shortcut()));
            }
            return layer instanceof Chain ? streams(((Chain) layer).parts()) : LongStream.empty();
        });
    }

    @Test
    void probabilitiesAreChecked() {
        assertThatThrownBy(() -> Nets.on(Shape.vector(3)).dropout(1)).hasMessageContaining("less than 1, got 1.0");
    }
}
