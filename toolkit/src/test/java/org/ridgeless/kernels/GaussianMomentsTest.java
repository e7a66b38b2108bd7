package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/** What layers of infinite width are made of: Gaussian means of activations, their products and slopes. */
class GaussianMomentsTest {
    private static final Map<String, Activation> ALL = Map.of(
            "TANH", Activations.TANH,
            "ERF", Activations.ERF,
            "SINE", Activations.SINE,
            "GELU", Activations.GELU,
            "SOFTPLUS", Activations.SOFTPLUS,
            "RELU", Activations.RELU,
            "LEAKY_RELU", Activations.leakyRelu(0.01));

    @ParameterizedTest
    @CsvFileSource(resources = "/org/ridgeless/kernels/gaussian-moments.csv")
    void momentsAgreeWithScipy(String name, double a, double b, double c, double product, double slopes, double mean) {
        Activation activation = ALL.get(name);
        ActivationMoments.Moments moments =
                ActivationMoments.of(activation).of(new ActivationMoments.Pair(a, b, 1 - c / Math.sqrt(a * b)));
        assertThat(moments.value()).isCloseTo(product, within(1e-12));
        assertThat(moments.slope()).isCloseTo(slopes, within(1e-12));
        assertThat(GaussianMean.of(activation, a)).isCloseTo(mean, within(1e-13));
    }

    /** Price's theorem: the derivative of E σ(u)σ(v) by the covariance is E σ′(u)σ′(v), whatever σ is. */
    @ParameterizedTest
    @CsvSource({"0.3, 0.5, 0.2", "1.7, 0.9, -1.1", "4, 4, 3.9"})
    void theSlopeIsTheDerivativeByTheCovariance(double a, double b, double c) {
        double h = 1e-5;
        ALL.forEach((name, activation) -> {
            ActivationMoments moments = ActivationMoments.of(activation);
            double difference = moments.of(pair(a, b, c + h)).value()
                    - moments.of(pair(a, b, c - h)).value();
            assertThat(difference / (2 * h))
                    .as(name)
                    .isCloseTo(moments.of(pair(a, b, c)).slope(), within(2e-8));
        });
    }

    /** Exchange of u and v changes nothing, and independent ones have the product of the means. */
    @Test
    void pairsAreSymmetricAndIndependentOnesFactor() {
        ALL.forEach((name, activation) -> {
            ActivationMoments moments = ActivationMoments.of(activation);
            assertThat(moments.of(pair(0.4, 1.9, 0.3)).value())
                    .as(name)
                    .isCloseTo(moments.of(pair(1.9, 0.4, 0.3)).value(), within(1e-14));
            assertThat(moments.of(pair(0.4, 1.9, 0)).value())
                    .as(name)
                    .isCloseTo(GaussianMean.of(activation, 0.4) * GaussianMean.of(activation, 1.9), within(1e-13));
        });
    }

    /** ReLU is homogeneous: the kernel takes the product of the scales, the slopes and the gap nothing of them. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-9, 1e9, 1e150})
    void rectifiersAreHomogeneous(double unit) {
        ActivationMoments moments = ActivationMoments.of(Activations.leakyRelu(0.2));
        ActivationMoments.Moments one = moments.of(new ActivationMoments.Pair(0.5, 2, 0.3));
        ActivationMoments.Moments other = moments.of(new ActivationMoments.Pair(0.5 * unit, 2 * unit, 0.3));
        assertThat(other.value() / unit).isCloseTo(one.value(), within(1e-14));
        assertThat(other.slope()).isEqualTo(one.slope());
        assertThat(other.gap()).isEqualTo(one.gap());
        assertThat(GaussianMean.of(Activations.RELU, unit) / Math.sqrt(unit))
                .isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-15));
    }

    /** To leading order the gap of ReLU's images is that of the inputs less (2√2/3π) of its power 3/2, at however small a gap. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-20, 1e-100})
    void theGapOfNearlyParallelInputsIsKept(double gap) {
        double image = ActivationMoments.of(Activations.RELU)
                .of(new ActivationMoments.Pair(1, 1, gap))
                .gap();
        double expected = gap * (1 - 2 * Math.sqrt(2) / (3 * Math.PI) * Math.sqrt(gap));
        assertThat(image / gap).isCloseTo(expected / gap, within(1e-11));
        assertThat(image).isLessThanOrEqualTo(gap);
    }

    /** mpmath to 17 digits, on both sides of the change from the series to the difference. */
    @ParameterizedTest
    @CsvSource({
        "1e-6, 3.3333333333329995e-19",
        "0.05, 4.1656250930016474e-5",
        "0.0999999, 3.3299912069240592e-4",
        "0.1, 3.3300011902557575e-4",
        "0.11, 4.4313006193815513e-4",
        "1, 0.30116867893975679",
        "2.5, 2.6013311829712908",
        "3.141592653589793, 3.141592653589793"
    })
    void theArcCosineFunctionAgreesWithMpmath(double phi, double expected) {
        assertThat(ArcCosine.first(phi) / expected).isCloseTo(1, within(1e-13));
    }

    /** The identity hands on the data: α stays (1, 0, 0), and each layer adds the kernel of the data to the tangent kernel. */
    @Test
    void theIdentityAddsOneTangentKernelALayer() {
        AlphaBetaCoefficients end =
                AlphaBetaCoefficients.of(0.7, Activations.LINEAR, Activations.LINEAR, Activations.LINEAR);
        assertThat(end.alpha()).usingComparatorWithPrecision(1e-12).containsExactly(1, 0, 0, 1);
        assertThat(end.beta()).usingComparatorWithPrecision(1e-12).containsExactly(4, 0, 0);
        assertThat(end.square()).isCloseTo(0.49, within(1e-13));
        assertThat(end.tangentSquare()).isCloseTo(4 * 0.49, within(1e-12));
    }

    /** Another unit of the data: τ² of ReLU takes the square of the unit, α₁ nothing, α₂ and α₃ its inverse square. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-60, 1e-6, 1e6, 1e60})
    void coefficientsFollowTheUnitOfTheData(double unit) {
        AlphaBetaCoefficients one = AlphaBetaCoefficients.of(0.9, Activations.RELU, Activations.RELU);
        AlphaBetaCoefficients other = AlphaBetaCoefficients.of(0.9 * unit, Activations.RELU, Activations.RELU);
        assertThat(other.alpha()[0] / one.alpha()[0]).isCloseTo(1, within(1e-12));
        assertThat(other.beta()[0] / one.beta()[0]).isCloseTo(1, within(1e-12));
        assertThat(other.square() / unit / unit / one.square()).isCloseTo(1, within(1e-12));
        assertThat(other.tangentSquare() / unit / unit / one.tangentSquare()).isCloseTo(1, within(1e-12));
        for (int k = 1; k < 3; k++) {
            assertThat(other.alpha()[k] * unit * unit / one.alpha()[k]).isCloseTo(1, within(1e-12));
            assertThat(other.beta()[k] * unit * unit / one.beta()[k]).isCloseTo(1, within(1e-12));
        }
    }

    /** A jump of the activation is no integrand for quadrature, and the error says so. */
    @Test
    void whatDoesNotSettleIsAnError() {
        Activation jump = Activations.of("jump", z -> z > 0.3 ? 1 : 0, z -> 0, z -> 0, z -> 0);
        assertThatThrownBy(() -> GaussianMean.of(jump, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("jump");
        assertThatThrownBy(() -> AlphaBetaCoefficients.equilibrium(1, 1.5, 1, Activations.LINEAR))
                .isInstanceOf(ArithmeticException.class);
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> AlphaBetaCoefficients.input(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ActivationMoments.Pair pair(double a, double b, double c) {
        return new ActivationMoments.Pair(a, b, 1 - c / Math.sqrt(a * b));
    }
}
