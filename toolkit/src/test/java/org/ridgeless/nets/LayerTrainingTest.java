package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Replicas;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

/** Every kind of layer learns under every dynamics, the same bit for bit on any number of threads. */
class LayerTrainingTest {
    private static final int STEPS = 40;
    private static final Data DATA = Data.separable(21, 3).gap(0.3).seed(3);

    static List<Layer> layers() {
        return LayerCases.layers(7);
    }

    private static Net net(Layer layer) {
        return LayerCases.net(layer, 3, 1).biased().seed(5);
    }

    private static Descent descent(Layer layer) {
        return Descent.of(net(layer), DATA).loss(Loss.LOGISTIC).rate(0.05).record(Probe.loss());
    }

    private static void assertFalls(Run run) {
        double[] loss = run.values(Probe.loss());
        assertThat(loss[loss.length - 1]).isLessThan(loss[0]);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void lossFallsUnderEveryDynamics(Layer layer) {
        Descent descent = descent(layer);
        assertFalls(descent.run(STEPS));
        assertFalls(descent.batch(7).seed(1).run(STEPS));
        assertFalls(descent.epochs(5).optimizer(Optimizer.heavyBall(0.5)).run(STEPS));
        assertFalls(descent.optimizer(Optimizer.adam()).rate(0.003).run(STEPS));
        assertFalls(descent.optimizer(Optimizer.muon(0.9)).rate(0.003).run(STEPS));
        if (!net(layer).architecture().random()) {
            assertFalls(GradientFlow.of(net(layer), DATA)
                    .loss(Loss.LOGISTIC)
                    .tolerance(1e-5, 1e-7)
                    .record(Probe.loss())
                    .run(1));
        }
    }

    @Test
    void replicasAreTheDescentsAloneBitForBitWhateverTheThreads() {
        Descent[] descents =
                layers().stream().map(l -> descent(l).batch(8).seed(2)).toArray(Descent[]::new);
        double[][] alone =
                Arrays.stream(descents).map(d -> d.run(10).net().parameters()).toArray(double[][]::new);
        for (int threads : new int[] {1, 2, 7}) {
            Run[] runs = Replicas.of(descents).threads(threads).run(10);
            for (int r = 0; r < runs.length; r++) {
                assertThat(runs[r].net().parameters()).containsExactly(alone[r]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void curvatureAndTangentKernelWork(Layer layer) {
        Net net = net(layer);
        Risk risk = Risk.of(net, DATA, Loss.SQUARE);
        double[] w = net.parameters();
        double[][] kernel = risk.kernel(w);
        double trace = 0;
        for (int i = 0; i < kernel.length; i++) {
            trace += kernel[i][i];
        }
        // For the square loss the Gauss–Newton matrix is JᵀJ/n, whose largest eigenvalue is at most the trace of JJᵀ/n.
        double largest = Sharpness.of(net, DATA, Loss.SQUARE).gaussNewton();
        assertThat(largest).isPositive().isLessThanOrEqualTo(trace / kernel.length * (1 + 1e-9));
        assertThat(Sharpness.of(net, DATA, Loss.SQUARE).hessian()).isFinite();
    }

    @Test
    void aRunWithDropoutIsResumedExactly() {
        Net net = Nets.on(Shape.vector(3))
                .dense(16, Activations.RELU)
                .dropout(0.5)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(1);
        Descent descent =
                Descent.of(net, DATA).loss(Loss.LOGISTIC).rate(0.1).batch(6).seed(4);
        Run first = descent.run(7);
        double[] whole = descent.run(20).net().parameters();
        assertThat(descent.resume(first.checkpoint()).run(13).net().parameters())
                .containsExactly(whole);
        assertThat(descent.seed(5).run(20).net().parameters()).isNotEqualTo(whole);
    }

    @Test
    void dynamicsOfOneFunctionTakeNoDropout() {
        Net net = Nets.on(Shape.vector(3))
                .dropout(0.5)
                .dense(1, Activations.LINEAR)
                .net();
        assertThatThrownBy(() -> GradientFlow.of(net, DATA).loss(Loss.LOGISTIC).run(1))
                .hasMessageContaining("a gradient flow")
                .hasMessageContaining("dropout 0.5");
        assertThatThrownBy(() -> Descent.of(net, DATA)
                        .loss(Loss.EXPONENTIAL)
                        .rate(0.1)
                        .lossScaled()
                        .run(1))
                .hasMessageContaining("loss-scaled descent");
    }

    @Test
    void eulersIdentityHoldsForHomogeneousLayers() {
        Net net = Nets.on(Shape.sequence(1, 8))
                .convolution(3, Window.line(3), Activations.RELU)
                .averagePool(Window.line(2).stride(2))
                .locallyConnected(2, Window.line(2), Activations.leakyRelu(0.1))
                .lowRank(4, 2, Activations.RELU)
                .recurrent(2, Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .homogeneous()
                .seed(6);
        assertThat(net.degree()).isEqualTo(7);
        Risk risk = Risk.of(net, Data.randomLabels(9, 8).seed(1), Loss.SQUARE);
        double[] w = net.parameters();
        double[] f = risk.outputs(w);
        double[] along = risk.jacobianProduct(w, w);
        for (int i = 0; i < f.length; i++) {
            assertThat(along[i]).isCloseTo(7 * f[i], within(1e-12));
        }
    }
}
