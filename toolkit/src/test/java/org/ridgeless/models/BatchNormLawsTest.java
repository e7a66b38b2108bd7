package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/** What follows from the loss being a function of the direction of the weights alone. */
class BatchNormLawsTest {
    private static final double[][] X = {
        {1, 0.5},
        {-0.3, 1.2},
        {0.4, -0.8},
        {0.9, 0.1},
        {-1.1, 0.7},
        {0.2, 0.3},
        {2, -1},
        {0.6, 0.6},
        {-0.9, -0.2},
        {0, 1}
    };
    private static final double[] Y = {1, -1, 1, 1, -1, -1, 1, -1, 1, -1};
    private static final double[] W = {0.4, -0.7};

    /** Two samples stand at ±1 whatever they are: one standard deviation of the population from their mean. */
    @Test
    void twoSamplesAreAStandardDeviationFromTheirMean() {
        double right = Math.log1p(Math.exp(-1));
        double wrong = Math.log1p(Math.exp(1));
        // w·x is 0.05, −0.96, 0.72, 0.29, −0.93 and −0.13.
        BatchNormUnit unit = BatchNormUnit.on(X, Y, W);
        assertThat(unit.lossOn(0, 1)).isCloseTo(right, within(1e-15));
        assertThat(unit.lossOn(1, 4)).isCloseTo((right + wrong) / 2, within(1e-15));
        assertThat(unit.lossOn(2, 3)).isCloseTo((right + wrong) / 2, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-8, 3, 1e8, 1e150})
    void theLengthOfTheWeightsChangesNoLossAndDividesTheGradient(double factor) {
        BatchNormUnit unit = BatchNormUnit.on(X, Y, W);
        BatchNormUnit longer = BatchNormUnit.on(X, Y, Vectors.scale(W, factor));
        assertThat(longer.lossOn(0, 2, 3, 5)).isCloseTo(unit.lossOn(0, 2, 3, 5), within(1e-14));
        assertThat(Vectors.scale(longer.gradientOn(0, 2, 3, 5), factor))
                .containsExactly(unit.gradientOn(0, 2, 3, 5), within(1e-14));
    }

    /** ‖w⁺‖² = (1 − ηλ)²‖w‖² + η²‖∇L‖² at each step and not only on average. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05})
    void theNormObeysPythagorasAtEveryStep(double decay) {
        BatchNormUnit.Path path = BatchNormUnit.on(X, Y, W).descend(400, 0.3, decay, 8, Seeds.of(1));
        for (int t = 0; t + 1 < 400; t++) {
            double squares = path.norm()[t] * path.norm()[t];
            double expected =
                    (1 - 0.3 * decay) * (1 - 0.3 * decay) * squares + 0.09 * path.squaredGradient()[t] / squares;
            assertThat(path.norm()[t + 1]).isCloseTo(Math.sqrt(expected), within(1e-13));
        }
    }

    /** The tangent of the angle of a step is η‖g̃‖/((1 − ηλ)‖w‖²), as the gradient is orthogonal to the weights. */
    @Test
    void theAngleOfAStepIsThatOfARightTriangle() {
        BatchNormUnit.Path path = BatchNormUnit.on(X, Y, W).descend(200, 0.3, 0.1, 8, Seeds.of(2));
        for (int t = 0; t < 200; t++) {
            double tangent = 0.3 * Math.sqrt(path.squaredGradient()[t]) / (0.97 * path.norm()[t] * path.norm()[t]);
            assertThat(path.angle()[t]).isCloseTo(Math.atan(tangent), within(1e-12));
        }
    }

    @Test
    void theUnitGoesOnWhereItStopped() {
        BatchNormUnit unit = BatchNormUnit.on(X, Y, W);
        BatchNormUnit.Path path = unit.descend(10, 0.3, 0.1, 8, Seeds.of(1));
        double[] weights = unit.weights();
        assertThat(unit.descend(1, 0.3, 0.1, 8, Seeds.of(2)).norm()[0]).isEqualTo(Vectors.norm(weights));
        assertThat(BatchNormUnit.on(X, Y, W)
                        .descend(10, 0.3, 0.1, 8, Seeds.of(1))
                        .angle())
                .containsExactly(path.angle());
        weights[0] = 100;
        assertThat(unit.weights()[0]).isNotEqualTo(100);
    }

    /** Drawn with replacement, a batch may be one sample twice, which has no standard deviation. */
    @Test
    void aBatchOfOneSampleTwiceIsNamed() {
        assertThatThrownBy(() -> BatchNormUnit.on(X, Y, W).gradientOn(3, 3))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("[3, 3]");
        assertThatThrownBy(() -> BatchNormUnit.on(X, Y, W).descend(1000, 0.1, 0, 2, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("variance");
    }

    @Test
    void settingsThatAreNotNumbersAreRefused() {
        BatchNormUnit unit = BatchNormUnit.on(X, Y, W);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.descend(1, 0.1, Double.NaN, 2, Seeds.of(1)))
                .withMessageContaining("λ = NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.descend(1, Double.NaN, 0, 2, Seeds.of(1)))
                .withMessageContaining("η = NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.descend(1, 0.1, 0, 1, Seeds.of(1)))
                .withMessageContaining("b = 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormUnit.on(X, Y, new double[3]))
                .withMessageContaining("3 weights");
    }
}
