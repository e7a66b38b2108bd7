package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.width.CoordinateCheck;
import org.ridgeless.kernels.AlphaBetaCoefficients;
import org.ridgeless.kernels.InfiniteNetwork;
import org.ridgeless.kernels.KernelFlow;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.plots.Chart;

/** The code of docs/guide/kernels.md. */
class KernelsGuideTest {
    @Test
    void limits() {
        double[] x = Data.digits().input(0);
        double[] z = Data.digits().input(1);
        // code: limits
        Net net = Nets.on(Shape.image(1, 8, 8))
                .convolution(32, Window.square(3).padding(1), Activations.RELU)
                .averagePool(Window.square(8))
                .layerNormalization(1e-5)
                .dense(64, Activations.GELU)
                .dense(10, Activations.LINEAR)
                .net()
                .parametrization(Parametrization.NTK);
        InfiniteNetwork limit = InfiniteNetwork.of(net); // of the same description
        double process = limit.gaussianProcess(x, z); // NNGP of each output
        double tangent = limit.tangent(x, z); // NTK of each output
        // end
        assertThat(process).isFinite();
        assertThat(tangent).isPositive();
    }

    @Test
    void flow() {
        // code: flow
        double[] angles = {-2.6, -1.2, 0.1, 1.5, 2.4};
        double[] labels = {0.5, -1, 1, 0.3, -0.6};
        double[][] train = circle(angles);
        double[] grid = new double[101];
        Arrays.setAll(grid, i -> Math.PI * (i / 50.0 - 1));
        Net net = Nets.erf(2, 1024, 1024, 1).biased().parametrization(Parametrization.NTK);
        InfiniteNetwork limit = InfiniteNetwork.of(net);
        KernelFlow flow = KernelFlow.of(limit.tangent(train, train), labels); // whole course in time at once
        Matrix cross = limit.tangent(circle(grid), train);
        Chart chart = Chart.titled("Training of a wide network and of its limit")
                .x("angle")
                .y("output")
                .points("data", angles, labels)
                .theory("t = 3", grid, flow.predict(cross, 3))
                .theory("t = 100", grid, flow.predict(cross, 100));
        // end
        double[] early = flow.predict(cross, 3);
        assertThat(flow.predict(limit.tangent(train, train), 1e9)).containsExactly(labels, within(1e-6));
        assertThat(early).hasSize(101);
        assertThat(chart.caption()).contains("limit");
    }

    static double[][] circle(double... angles) {
        return Arrays.stream(angles)
                .mapToObj(a -> new double[] {Math.cos(a), Math.sin(a)})
                .toArray(double[][]::new);
    }

    /** Less the start, the outputs of a wide network follow the flow; the deviation is of the order of the root of 1/width. */
    @Test
    void aWideNetworkFollowsTheFlow() {
        double[][] inputs = circle(-2.6, -1.2, 0.1, 1.5, 2.4);
        double[] labels = {0.5, -1, 1, 0.3, -0.6};
        Net net = Nets.erf(2, 1024, 1024, 1)
                .biased()
                .parametrization(Parametrization.NTK)
                .seed(1);
        Data data = Data.regression(
                inputs, Arrays.stream(labels).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
        double[][] start = net.applyAll(inputs);
        double[] shifted = new double[5];
        Arrays.setAll(shifted, i -> labels[i] - start[i][0]);
        Matrix kernel = InfiniteNetwork.of(net).tangent(inputs, inputs);
        double[] flow = KernelFlow.of(kernel, shifted).predict(kernel, 3);
        double[][] end =
                Descent.of(net, data).loss(Loss.SQUARE).rate(0.1).run(30).net().applyAll(inputs);
        for (int i = 0; i < 5; i++) {
            assertThat(end[i][0] - start[i][0]).isCloseTo(flow[i], within(0.15));
        }
    }

    @Test
    void finite() {
        Data data = Data.gaussianMixture(20, 5, 2).seed(1);
        Net net = Nets.relu(5, 64, 1).parametrization(Parametrization.NTK);
        // code: finite
        double[][] empirical = Risk.of(net, data, Loss.SQUARE).kernel(net.parameters());
        Matrix limit = InfiniteNetwork.of(net).tangent(data.inputs(), data.inputs());
        String diagnosis = CoordinateCheck.of(
                        n -> Nets.relu(5, n, n, 1).parametrization(Parametrization.MAXIMAL_UPDATE), data)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.maximalUpdate())
                .rate(0.1)
                .run()
                .diagnosis();
        // end
        assertThat(empirical[0][0]).isCloseTo(limit.get(0, 0), within(limit.get(0, 0)));
        assertThat(diagnosis).isNotEmpty();
    }

    @Test
    void mixtures() {
        // code: mixtures
        AlphaBetaCoefficients three = AlphaBetaCoefficients.of(1, Activations.RELU, Activations.ERF, Activations.TANH);
        double[] alpha = three.alpha(); // what the conjugate kernel sees of the activations
        double[] beta = three.beta(); // what the tangent kernel sees
        // end
        assertThat(alpha).hasSize(4);
        assertThat(beta).hasSize(3);
    }
}
