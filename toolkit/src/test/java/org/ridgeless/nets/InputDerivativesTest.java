package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

class InputDerivativesTest {
    private static final double H = 1e-5;

    static Stream<Net> nets() {
        return Stream.of(
                Nets.tanh(6, 5, 3).biased().seed(1),
                Nets.of(Activations.GELU, 6, 5, 4, 3).seed(2),
                Nets.on(Shape.sequence(2, 3))
                        .convolution(4, Window.line(2), Activations.ERF)
                        .averagePool(Window.line(2))
                        .layerNormalization(1e-3)
                        .residual(b -> b.dense(4, Activations.TANH).dense(4, Activations.LINEAR))
                        .dense(3, Activations.LINEAR)
                        .net()
                        .seed(3));
    }

    private static double[] moved(double[] x, int i, double by) {
        double[] y = x.clone();
        y[i] += by;
        return y;
    }

    @ParameterizedTest
    @MethodSource("nets")
    void derivativesAreThoseOfDifferences(Net net) {
        double[] x = {0.3, -0.7, 0.2, 1.1, -0.4, 0.9};
        InputDerivatives derivatives = InputDerivatives.of(net);
        double[][] jacobian = derivatives.jacobian(x);
        for (int j = 0; j < 3; j++) {
            Matrix hessian = derivatives.hessian(j, x).toMatrix();
            double[] gradient = derivatives.gradient(j, x);
            for (int i = 0; i < 6; i++) {
                double slope = (net.apply(moved(x, i, H))[j] - net.apply(moved(x, i, -H))[j]) / (2 * H);
                assertThat(jacobian[j][i]).isCloseTo(slope, within(1e-9));
                assertThat(gradient[i]).isEqualTo(jacobian[j][i]);
                double[] up = derivatives.gradient(j, moved(x, i, H));
                double[] down = derivatives.gradient(j, moved(x, i, -H));
                for (int k = 0; k < 6; k++) {
                    assertThat(hessian.get(i, k)).isCloseTo((up[k] - down[k]) / (2 * H), within(1e-8));
                }
            }
        }
    }

    @Test
    void theLossGradientFollowsTheJacobian() {
        Net net = Nets.tanh(4, 5, 3).seed(1);
        Data data = Data.gaussianMixture(7, 4, 3).seed(2);
        double[][] rows = InputDerivatives.lossGradients(net, data, Loss.SQUARE);
        for (int i = 0; i < 7; i++) {
            double[] f = net.apply(data.input(i));
            double[][] jacobian = InputDerivatives.of(net).jacobian(data.input(i));
            for (int k = 0; k < 4; k++) {
                double sum = 0;
                for (int j = 0; j < 3; j++) {
                    sum += (f[j] - data.flatTargets()[3 * i + j]) * jacobian[j][k];
                }
                assertThat(rows[i][k]).isCloseTo(sum, within(1e-14));
            }
        }
    }

    @Test
    void badInputIsNamed() {
        InputDerivatives derivatives = InputDerivatives.of(Nets.tanh(4, 5, 3).seed(1));
        assertThatThrownBy(() -> derivatives.gradient(3, 1, 2, 3, 4)).hasMessageContaining("0 to 2, got 3");
        assertThatThrownBy(() -> derivatives.jacobian(1, 2)).hasMessageContaining("4 inputs, got 2");
        assertThatThrownBy(() -> derivatives.hessian(0, 1, 2)).hasMessageContaining("4 inputs, got 2");
        Net coupled = Nets.on(Shape.vector(4))
                .batchNormalization(0)
                .dense(2, Activations.LINEAR)
                .net();
        assertThatThrownBy(() -> InputDerivatives.of(coupled)).hasMessageContaining("withStatisticsOf");
    }
}
