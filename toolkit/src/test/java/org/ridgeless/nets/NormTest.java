package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Geometry;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.NormalizedLoss;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Tree;
import org.ridgeless.nets.layers.Window;

/** Which networks the norms are for, and that they are what they are called there. */
class NormTest {
    private static final Data DATA = Data.randomLabels(9, 3).seed(2);

    /** Networks in which the factor of the first layer enters with a power. */
    private static final List<Net> POWERS = List.of(
            Nets.powerRelu(2, 3, 8, 1),
            Nets.of(Activations.polynomial(0, 0, 1.5), 3, 8, 1),
            Nets.on(Shape.vector(3))
                    .dense(8, Activations.LINEAR)
                    .activation(Activations.powerRelu(2))
                    .dense(1, Activations.LINEAR)
                    .net(),
            Nets.on(Shape.sequence(1, 3))
                    .convolution(2, Window.line(2), Activations.powerRelu(2))
                    .dense(1, Activations.LINEAR)
                    .net(),
            Nets.on(Shape.sequence(1, 3))
                    .locallyConnected(2, Window.line(2), Activations.powerRelu(2))
                    .dense(1, Activations.LINEAR)
                    .net());

    @Test
    void theFirstFactorOfAPowerNetworkEntersWithItsPower() {
        for (Net net : POWERS) {
            Net one = net.seed(3);
            double first = one.rho(1);
            double product = first * first * one.rho(2);
            for (int i = 0; i < DATA.samples(); i++) {
                double f = one.apply(DATA.input(i))[0];
                assertThat(product * one.normalized().apply(DATA.input(i))[0])
                        .isCloseTo(f, within(1e-12 * (1 + Math.abs(f))));
            }
        }
    }

    @Test
    void whatNeedsAProductRefusesOtherDegreesAndNamesTheActivation() {
        for (Net power : POWERS) {
            assertThat(power.homogeneous().degree()).isEqualTo(3);
            assertThatThrownBy(() -> Margins.normalized(power, DATA).by(Norm.FROBENIUS_PRODUCT))
                    .hasMessageContaining("degree one")
                    .hasMessageMatching("(?s).*(ReLU\\^2|polynomial \\[0.0, 0.0, 1.5]).*");
            assertThatThrownBy(() -> GradientFlow.of(power, DATA)
                            .loss(Loss.EXPONENTIAL)
                            .in(Geometry.LAGRANGE)
                            .run(1))
                    .hasMessageContaining("degree one");
        }
        Data classes = Data.teacherClasses(20, 4, 3).teacher(1).seed(2);
        assertThatThrownBy(() -> NormalizedLoss.of(Nets.powerRelu(3, 4, 5, 3), classes))
                .hasMessageContaining("dense 4→5 ReLU^3");
        assertThatThrownBy(() -> Nets.tanh(3, 4, 1).norm(Norm.FROBENIUS_PRODUCT))
                .hasMessageContaining("dense 3→4 tanh");
        assertThatThrownBy(() -> Nets.tree(Activations.powerRelu(2), 4, 3).norm(Norm.FROBENIUS_PRODUCT))
                .hasMessageContaining("ReLU^2");
        Net recursive = Nets.chain(Tree.binary(2, 3, Activations.powerRelu(2)).recursive());
        assertThatThrownBy(() -> recursive.norm(Norm.FROBENIUS_PRODUCT)).hasMessageContaining("ReLU^2");
    }

    @Test
    void biasesAreNoPartOfAProduct() {
        assertThatThrownBy(() -> Nets.linear(3, 1).biased().norm(Norm.FROBENIUS_PRODUCT))
                .hasMessageContaining("without biases")
                .hasMessageContaining("dense 3→1 linear biased");
    }

    @Test
    void activationsOfTheDataAloneDoNotMatterToTheProduct() {
        Net net = Nets.on(Shape.vector(3))
                .activation(Activations.TANH)
                .dense(4, Activations.RELU)
                .dense(1, Activations.LINEAR)
                .net()
                .homogeneous();
        double f = net.apply(DATA.input(0))[0];
        assertThat(net.norm(Norm.FROBENIUS_PRODUCT) * net.normalized().apply(DATA.input(0))[0])
                .isCloseTo(f, within(1e-12));
    }

    @Test
    void spectralProductHasTheConstantsOfTheParametrization() {
        Net plain = Nets.linear(4, 3, 2).seed(1);
        double product = plain.norm(Norm.SPECTRAL_PRODUCT);
        for (Parametrization parametrization : Parametrization.values()) {
            Net net = plain.parametrization(parametrization).withParameters(plain.parameters());
            double constants = 1;
            for (int k = 0; k < 2; k++) {
                constants *= ((Dense) net.architecture().layers().get(k)).multiplier();
            }
            assertThat(net.norm(Norm.SPECTRAL_PRODUCT)).isCloseTo(constants * product, within(1e-13));
        }
    }

    @Test
    void spectralProductIsALipschitzConstantWithBiasesToo() {
        double[] x = {0.3, -0.7, 0.2};
        for (Activation activation : List.of(Activations.RELU, Activations.TANH, Activations.LINEAR)) {
            Net net = Nets.of(activation, 3, 40, 20, 1)
                    .biased()
                    .parametrization(Parametrization.NTK)
                    .seed(4);
            double constant = net.norm(Norm.SPECTRAL_PRODUCT);
            double steepest = 0;
            for (int i = 0; i < 100; i++) {
                double[] z = {x[0] + 0.1 * Math.sin(i), x[1] + 0.1 * Math.sin(3 * i), x[2] + 0.1 * Math.cos(i)};
                double distance =
                        Math.sqrt(Math.pow(z[0] - x[0], 2) + Math.pow(z[1] - x[1], 2) + Math.pow(z[2] - x[2], 2));
                steepest = Math.max(steepest, Math.abs(net.apply(z)[0] - net.apply(x)[0]) / distance);
            }
            // Without the constants c_k the product is larger by their inverse, 26 and more, and bounds nothing
            // tightly.
            assertThat(steepest).isLessThanOrEqualTo(constant);
            assertThat(constant).isLessThan(30);
        }
    }

    @Test
    void spectralProductRefusesActivationsWithoutBoundedSlope() {
        assertThatThrownBy(() -> Nets.powerRelu(2, 3, 8, 1).norm(Norm.SPECTRAL_PRODUCT))
                .hasMessageContaining("ReLU^2");
    }
}
