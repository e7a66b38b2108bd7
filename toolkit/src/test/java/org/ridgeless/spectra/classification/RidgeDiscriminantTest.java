package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.MarchenkoPastur;

class RidgeDiscriminantTest {
    /** With C = I everything is the transform of Marchenko and Pastur and its derivative. */
    @Test
    void withoutCorrelationTheScoreHasAClosedForm() {
        int p = 40;
        int n = 160;
        double[][] ones = new double[2][p];
        double[] difference = new double[p];
        java.util.Arrays.fill(ones[0], 1);
        java.util.Arrays.fill(ones[1], 1);
        difference[0] = 2;
        double ridge = 0.3;
        MarchenkoPastur law = MarchenkoPastur.of(n, p);
        double m = law.stieltjes(-ridge);
        double slope = (law.stieltjes(-ridge + 1e-5) - law.stieltjes(-ridge - 1e-5)) / 2e-5;
        RidgeDiscriminant.Score score =
                RidgeDiscriminant.of(ones, difference, 0.25, n).score(0, ridge);
        // tr Q/(2n) (1/c₁ − 1/c₀)
        double offset = 0.5 * p * m / n * (1 / 0.75 - 1 / 0.25);
        assertThat(score.mean()).isEqualTo(2 * m + offset, within(1e-10));
        assertThat(score.variance()).isEqualTo(slope * (4 + p / (n * 0.25) + p / (n * 0.75)), within(1e-7));
    }

    @Test
    void withALargeRidgeItIsTheDistanceOfTheMeans() {
        double[][] variances = {{1, 2, 0.5}, {3, 1, 1}};
        RidgeDiscriminant model = RidgeDiscriminant.of(variances, new double[] {1, 1, 0}, 0.5, 1_000_000);
        assertThat(1e6 * model.score(1, 1e6).mean()).isEqualTo(-1, within(1e-4));
        assertThat(1e12 * model.score(1, 1e6).variance()).isEqualTo(4, within(1e-3));
    }

    @Test
    void whatIsNoClassIsNamed() {
        assertThatThrownBy(() -> RidgeDiscriminant.of(new double[][] {{1}, {1}}, new double[] {1}, 1, 10))
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> RidgeDiscriminant.of(new double[][] {{1}, {1}}, new double[] {1}, 0.5, 10)
                        .score(2, 1))
                .hasMessageContaining("class 2");
    }
}
