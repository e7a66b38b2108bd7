package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class ShrunkTylerTest {
    @Test
    void withPopulationIdentityTheRiskHasAClosedForm() {
        double[] ones = {1, 1, 1, 1, 1};
        assertThat(ShrunkTyler.of(0.3).delta(ones)).isEqualTo(1, within(1e-14));
        assertThat(ShrunkTyler.of(0.3).risk(ones, 10)).isEqualTo(0.2 / (1 - 0.5 * 0.49), within(1e-14));
    }

    @Test
    void withFullShrinkageThePortfolioIsEven() {
        double[] population = {1, 2, 6};
        assertThat(ShrunkTyler.of(1).risk(population, 7)).isEqualTo(1, within(1e-14));
        assertThat(ShrunkTyler.portfolio(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3))
                .containsExactly(new double[] {1 / 3., 1 / 3., 1 / 3.}, within(1e-15));
    }

    @Test
    void theEstimateDoesNotSeeTheSizeOfSamples() {
        Matrix x = ScaledSamples.of(new double[] {1, 2, 3}, 12).draw(Seeds.of(1));
        double[] other = x.flat().clone();
        for (int i = 0; i < other.length; i++) {
            other[i] *= 1 + i % 12 * 1000;
        }
        assertThat(ShrunkTyler.of(0.2).estimate(Matrix.wrap(other, 3, 12)))
                .containsExactly(ShrunkTyler.of(0.2).estimate(x), within(1e-7));
    }

    @Test
    void tooLittleShrinkageIsNamed() {
        Matrix x = ScaledSamples.of(new double[] {1, 2, 3, 4}, 2).draw(Seeds.of(1));
        assertThatThrownBy(() -> ShrunkTyler.of(0.3).estimate(x))
                .hasMessageContaining("0.5")
                .hasMessageContaining("0.3");
    }
}
