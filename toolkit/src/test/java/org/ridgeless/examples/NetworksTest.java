package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.linalg.Jet;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.InputDerivatives;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

class NetworksTest {
    @TempDir
    private Path folder;

    @Test
    void nets() {
        // @start region="nets"
        Net net = Nets.relu(2, 3, 1).biased().seed(7);
        int parameters = net.parameterCount(); // 13 = (2 + 1)·3 + (3 + 1)·1
        double[] output = net.apply(0.5, -1); // one number
        double[][] outputs = net.applyAll(new double[][] {{1, 2}, {3, 4}, {5, 6}}); // a row for each sample
        // @end
        Shown.in("nets", parameters);
        assertThat(output).hasSize(1);
        assertThat(outputs).hasDimensions(3, 1);
    }

    @Test
    void relu() {
        // @start region="relu"
        Net distance = Nets.relu(2, 2, 1).withParameters(1, -1, -1, 1, 1, 1); // |x₁ − x₂|
        double[] output = distance.apply(3, 1); // [2]
        double degree = distance.degree(); // 2, in the parameters
        // @end
        Shown.in("relu", output, degree);
    }

    @Test
    void linear() {
        // @start region="linear"
        Net net = Nets.linear(2, 2, 1).withParameters(1, 2, 3, 4, 1, -1); // column by column, layer by layer
        double[][] first = net.weights(1); // [[1, 3], [2, 4]], a row for each unit
        double[] output = net.apply(1, 1); // [-2] = (1 + 3) − (2 + 4)
        // @end
        Shown.in("linear", first, output);
    }

    @Test
    void normalized() {
        // @start region="normalized"
        Net net = Nets.linear(1, 1, 1).withParameters(3, -2);
        double norm = net.norm(Norm.FROBENIUS_PRODUCT); // 6
        double[] output = net.normalized().apply(1); // [-1]
        // @end
        Shown.in("normalized", norm, output);
    }

    @Test
    void saved() {
        Path file = folder.resolve("net.npz");
        // @start region="saved"
        Net net = Nets.tanh(2, 4, 1).biased().seed(1);
        net.save(file); // numpy.load reads it
        boolean same = Net.load(file).apply(1, 2)[0] == net.apply(1, 2)[0]; // true
        // @end
        Shown.in("saved", same);
    }

    @Test
    void blueprint() {
        // @start region="blueprint"
        Net net = Nets.on(Shape.image(1, 28, 28))
                .convolution(8, Window.square(5).stride(2), Activations.RELU) // 8 × 12 × 12
                .maximumPool(Window.square(2).stride(2)) // 8 × 6 × 6
                .dense(10, Activations.LINEAR)
                .net()
                .init(Init.HE)
                .seed(1);
        int parameters = net.parameterCount(); // 3080 = 8·5² + 8·6²·10
        // @end
        Shown.in("blueprint", parameters);
    }

    @Test
    void activation() {
        // @start region="activation"
        Activation swish = Activations.of("swish", z -> z.times(z.sigmoid()));
        double value = swish.value(1); // 0.7310… = 1 / (1 + 1/e)
        double slope = swish.derivative(0); // 0.5
        Net net = Nets.of(swish, 2, 16, 1);
        // @end
        Shown.in("activation", value, slope);
        assertThat(value).isEqualTo(1 / (1 + 1 / Math.E));
        assertThat(net.inputs()).isEqualTo(2);
    }

    @Test
    void risk() {
        // @start region="risk"
        Data data = Data.regression(new double[][] {{1}, {2}}, new double[][] {{1}, {1}});
        Risk risk = Risk.of(Nets.linear(1, 1), data, Loss.SQUARE); // a function of the weight w
        double value = risk.value(new double[] {2}); // 2.5 = ((2 − 1)² + (4 − 1)²) / 2 / 2
        double[] gradient = risk.gradient(new double[] {2}); // [3.5] = (1·1 + 3·2) / 2
        double[][] hessian = risk.hessian(new double[] {2}); // [[2.5]] = (1² + 2²) / 2
        // @end
        Shown.in("risk", value, gradient, hessian);
    }

    @Test
    void decay() {
        // @start region="decay"
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{2}});
        Risk risk = Risk.of(Nets.linear(1, 1), data, Loss.SQUARE).decay(WeightDecay.weights(0.5));
        double value = risk.value(new double[] {2}); // 1 = λ w² / 2
        double[] gradient = risk.gradient(new double[] {2}); // [1] = λ w
        WeightDecay first = WeightDecay.none().block("W1", 0.1); // of the first matrix alone
        // @end
        Shown.in("decay", value, gradient);
        assertThat(first).isNotEqualTo(WeightDecay.none());
    }

    @Test
    void inputs() {
        // @start region="inputs"
        Net net = Nets.linear(2, 2, 1).withParameters(1, 2, 3, 4, 1, -1);
        double[][] jacobian = InputDerivatives.of(net).jacobian(5, 6); // [[-1, -1]], a row for each output
        // @end
        Shown.in("inputs", (Object) jacobian);
    }

    @Test
    void patches() {
        // @start region="patches"
        Layer convolution = new Patches(Shape.image(1, 28, 28), Window.square(5).stride(2)).shared(8, Activations.RELU);
        int outputs = convolution.outputs(); // 1152 = 8 · 12 · 12
        // @end
        Shown.in("patches", outputs);
    }

    @Test
    void jet() {
        // @start region="jet"
        Jet z = Jet.variable(0);
        Jet swish = z.over(z.negate().exp().plus(1)); // z / (1 + e⁻ᶻ), as in Activations.of("swish", z -> …)
        double slope = swish.first(); // 0.5
        double bend = swish.second(); // 0.5 = 2 σ′(0)
        // @end
        Shown.in("jet", slope, bend);
    }
}
