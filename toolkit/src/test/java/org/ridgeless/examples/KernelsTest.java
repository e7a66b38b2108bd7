package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.kernels.InfiniteNetwork;
import org.ridgeless.kernels.KernelFlow;
import org.ridgeless.kernels.RandomLayer;
import org.ridgeless.kernels.ReluTangentKernel;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.kernels.SoftMargin;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.random.Seeds;

class KernelsTest {
    @Test
    void infiniteNetwork() {
        // @start region="infinite-network"
        Net net = Nets.relu(2, 1, 1).parametrization(Parametrization.NTK); // the width does not matter
        InfiniteNetwork limit = InfiniteNetwork.of(net);
        double[] x = {1, 0};
        double[] z = {0, 1};
        double process = limit.gaussianProcess(x, z) / limit.gaussianProcess(x, x); // 0.3183… = 1/π
        double tangent = limit.tangent(x, z) / limit.tangent(x, x); // 0.1591… = 1/(2π)
        // @end
        Shown.in("infinite-network", process, tangent);
        assertThat(process).isCloseTo(1 / Math.PI, within(1e-14));
        assertThat(tangent).isCloseTo(1 / (2 * Math.PI), within(1e-14));
    }

    @Test
    void dual() {
        // @start region="dual"
        DualActivation relu = DualActivation.relu();
        double independent = relu.kernel(1, 1, 0); // 0.1591… = E[σ(u)] E[σ(v)] = 1/(2π)
        double equal = relu.kernel(1, 1, 1); // 0.5 = E[σ(u)²]
        // @end
        Shown.in("dual", independent, equal);
        assertThat(independent).isCloseTo(1 / (2 * Math.PI), within(1e-15));
    }

    @Test
    void flow() {
        // @start region="flow"
        Matrix kernel = Matrix.of(new double[][] {{2, 0}, {0, 1}}); // Θ of the two training inputs
        KernelFlow flow = KernelFlow.of(kernel, 1, 1); // with the labels 1 and 1
        double[] half = flow.predict(kernel, 2 * Math.log(2)); // [0.75, 0.5] = 1 − exp(−λ t / 2)
        double[] end = flow.predict(kernel, Double.POSITIVE_INFINITY); // [1, 1]
        // @end
        Shown.in("flow", half, end);
    }

    @Test
    void readout() {
        // @start region="readout"
        double[] features = {1, 2}; // one feature of two samples
        RidgeReadout.Fit fit = RidgeReadout.of(features, new double[] {2, 4}).fit(0.5);
        double[] weights = fit.weights(); // [1.6666…] = 5 / (2.5 + 0.5)
        double error = fit.train(); // 0.2777… = (1 + 4) / 9 / 2
        // @end
        Shown.in("readout", weights, error);
    }

    @Test
    void randomLayer() {
        // @start region="random-layer"
        RandomLayer layer = RandomLayer.of(new double[] {1, 0, -1, 1, 0, 2}, 2); // 3 units of 2 inputs
        double[] x = {3, 1}; // one sample; of several, the columns of a matrix
        double[] features = layer.features(DualActivation.relu(), x); // [3, 0, 2]
        double[] many = RandomLayer.gaussian(1_000, 2, Seeds.of(1)).features(DualActivation.relu(), x);
        // @end
        Shown.in("random-layer", (Object) features);
        assertThat(many).hasSize(1_000);
    }

    @Test
    void depth() {
        // @start region="depth"
        double[][] inputs = {{1, 0}, {0, 1}, {1, 1}};
        Net net = Nets.relu(2, 512, 512, 1).biased().parametrization(Parametrization.NTK);
        Matrix kernel = InfiniteNetwork.of(net).tangent(inputs, inputs); // 3 × 3
        double ratio = kernel.get(2, 2) / kernel.get(0, 0);
        // @end
        assertThat(kernel.rows()).isEqualTo(3);
        assertThat(ratio).isBetween(1.0, 2.0);
    }

    @Test
    void reluTangent() {
        // @start region="relu-tangent"
        double orthogonal = ReluTangentKernel.of(new double[] {1, 0}, new double[] {0, 1}); // 0.0795… = 1/(4π)
        double same = ReluTangentKernel.of(new double[] {1, 0}, new double[] {1, 0}); // 0.5 = 1/4 + 1/2 · 1/2
        // @end
        Shown.in("relu-tangent", orthogonal, same);
        assertThat(orthogonal).isCloseTo(1 / (4 * Math.PI), within(1e-15));
    }

    @Test
    void softMargin() {
        // @start region="soft-margin"
        double[][] kernel = {{1, 0}, {0, 1}}; // of two samples
        SoftMargin machine = SoftMargin.of(kernel, new double[] {1, -1}, 0.25); // their labels, λ
        double[] alpha = machine.solve(1e-10); // [1, -1]
        double gap = machine.dualityGap(alpha); // 0: no other has a lower objective
        // @end
        Shown.in("soft-margin", alpha, gap);
    }
}
