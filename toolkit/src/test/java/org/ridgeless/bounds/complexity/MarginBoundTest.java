package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MarginBoundTest {
    private static final MarginBound BOUND = MarginBound.of(new double[] {2, 1, 0.5, -1}, 0.1, 0.05);

    /** Losses 0, 0, 1/2 and 1 at η = 1. */
    @Test
    void theBoundIsRampLossAndComplexityAndConfidence() {
        assertThat(BOUND.ramp(1)).isEqualTo(0.375);
        assertThat(BOUND.at(1)).isCloseTo(0.375 + 0.2 + 3 * Math.sqrt(Math.log(40) / 8), within(1e-15));
    }

    @Test
    void theRampLiesBetweenTheErrorAndTheScaledExponentialLoss() {
        for (double eta : new double[] {0.1, 1, 3}) {
            double exponential =
                    (Math.exp(-2 / eta) + Math.exp(-1 / eta) + Math.exp(-0.5 / eta) + Math.exp(1 / eta)) / 4;
            assertThat(BOUND.ramp(eta)).isBetween(0.25, exponential);
        }
    }

    /** Printed without the scale, e^{−m} is below the ramp of η = 3 at m = 1.5: not an upper bound. */
    @Test
    void theExponentialLossWithoutItsScaleIsNoUpperBound() {
        assertThat(MarginBound.of(new double[] {1.5}, 0, 0.05).ramp(3)).isGreaterThan(Math.exp(-1.5));
    }

    @Test
    void choosingTheScaleAfterwardsCostsALittle() {
        double eta = BOUND.bestScale(1);
        assertThat(BOUND.best(1)).isGreaterThan(BOUND.at(eta)).isLessThan(BOUND.at(eta) + 1.5);
        assertThat(Math.log(eta) / Math.log(2)).isCloseTo(Math.rint(Math.log(eta) / Math.log(2)), within(1e-12));
    }

    @Test
    void theBoundDoesNotDependOnTheUnitOfTheMargins() {
        MarginBound scaled = MarginBound.of(new double[] {2e9, 1e9, 0.5e9, -1e9}, 1e8, 0.05);
        assertThat(scaled.best(1e9)).isCloseTo(BOUND.best(1), within(1e-12));
    }

    @Test
    void wrongNumbersAreNamed() {
        assertThatThrownBy(() -> MarginBound.of(new double[0], 1, 0.1)).hasMessageContaining("got none");
        assertThatThrownBy(() -> MarginBound.of(new double[] {1}, Double.NaN, 0.1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> MarginBound.of(new double[] {1}, 1, 1)).hasMessageContaining("between 0 and 1, got 1");
        assertThatThrownBy(() -> BOUND.at(0)).hasMessageContaining("> 0, got 0");
        assertThatThrownBy(() -> ParameterCount.gap(30, 20, 0.05)).hasMessageContaining("h = 30 and N = 20");
    }

    @Test
    void countingParametersGivesItsFormula() {
        double expected = Math.sqrt(2 * 10 * Math.log(Math.E * 100) / 1000) + Math.sqrt(Math.log(20) / 2000);
        assertThat(ParameterCount.gap(10, 1000, 0.05)).isCloseTo(expected, within(1e-15));
    }
}
