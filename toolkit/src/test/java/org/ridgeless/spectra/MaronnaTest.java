package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class MaronnaTest {
    private final Maronna maronna = Maronna.of(0.3, 0.2);

    @Test
    void vIsUBehindTheInverseOfG() {
        for (double x : new double[] {1e-6, 0.4, 3, 500}) {
            double g = x / (1 - 0.2 * x * maronna.weight(x));
            assertThat(maronna.leaveOneOutWeight(g)).isEqualTo(maronna.weight(x), within(1e-12));
        }
    }

    /** With equal τ, ψ(γτ) = 1/(1 − c), that is γτ = g(1): u(1) = 1 there. */
    @Test
    void samplesOfEqualSizeHaveWeightOne() {
        double gamma = maronna.gamma(2, 2, 2);
        assertThat(2 * gamma).isEqualTo(1 / (1 - 0.2), within(1e-13));
        assertThat(maronna.factors(2, 2, 2)).containsExactly(new double[] {2, 2, 2}, within(1e-12));
    }

    @Test
    void theEstimateSolvesItsEquationAndDoesNotDependOnTheScaleOfTheData() {
        Matrix x = ScaledSamples.of(new double[] {1, 2, 3}, 15).draw(Seeds.of(5));
        double[] one = maronna.estimate(x);
        double[] other = maronna.estimate(x.scaled(1e5));
        for (int i = 0; i < 9; i++) {
            assertThat(other[i]).isEqualTo(1e10 * one[i], within(1e-7 * 1e10 * Math.abs(one[0])));
        }
        assertThat(Maronna.relativeDistance(one, one, 3)).isZero();
    }

    @Test
    void withLargeAItIsTheSampleCovariance() {
        Matrix x = ScaledSamples.of(new double[] {1, 2}, 40).draw(Seeds.of(6));
        double[] estimate = Maronna.of(1e9, 1e-12).estimate(x);
        assertThat(Maronna.relativeDistance(estimate, ScaledSamples.covariance(x), 2))
                .isLessThan(1e-6);
    }

    @Test
    void whatHasNoEstimateIsNamed() {
        assertThatThrownBy(() -> Maronna.of(1, 0.6)).hasMessageContaining("0.6");
    }
}
