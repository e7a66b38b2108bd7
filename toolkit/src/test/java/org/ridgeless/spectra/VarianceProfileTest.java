package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;

class VarianceProfileTest {
    @Test
    void equalRowSumsGiveASemicircle() {
        SpectralLaw law = VarianceProfile.of(new double[][] {{1, 3}, {3, 1}}, 0.5, 0.5);
        SpectralLaw semicircle = Semicircle.ofVariance(2);
        for (double x : new double[] {-2.5, 0, 1.7, 2.8}) {
            assertThat(law.density(x)).isEqualTo(semicircle.density(x), within(1e-9));
        }
        assertThat(law.rightEdge()).isEqualTo(semicircle.rightEdge(), within(1e-9));
    }

    /** A matrix with blocks off the diagonal only has the singular values of the block and their negatives: Marchenko–Pastur. */
    @Test
    void offDiagonalBlocksGiveSingularValues() {
        // Blocks of n/3 and 2n/3: the block X of 1 × 2 has variance 1/n, X Xᵀ has the ratio ½ in units of 2/3.
        SpectralLaw law = VarianceProfile.of(new double[][] {{0, 1}, {1, 0}}, 1.0 / 3, 2.0 / 3);
        Complex z = new Complex(2.3, 0.1);
        Complex squares = MarchenkoPastur.ofRatio(0.5).variance(2.0 / 3).stieltjes(z.squared());
        // Two thirds of the eigenvalues are ±s, one third is 0.
        Complex expected = z.times(squares).times(2.0 / 3).minus(z.inverse().times(1.0 / 3));
        assertThat(law.stieltjes(z).minus(expected).abs()).isLessThan(1e-12);
    }

    @Test
    void theSecondMomentIsTheMeanVariance() {
        SpectralLaw law = VarianceProfile.of(new double[][] {{4, 1}, {1, 0.25}}, 0.5, 0.5);
        assertThat(law.moment(2)).isEqualTo(25.0 / 16, within(1e-8));
        assertThat(law.residual()).isLessThan(1e-8);
    }

    @Test
    void aDrawHasTheMeanSquareOfTheLaw() {
        int n = 300;
        double[] values =
                VarianceProfile.of(new double[][] {{4, 1}, {1, 0.25}}, 0.5, 0.5).eigenvalues(n, Seeds.of(3));
        double square =
                java.util.Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        // n² entries of variance v/n each: the mean of v and 2.1/n for the diagonal, with a standard error near 2/n.
        assertThat(square).isEqualTo(25.0 / 16 + 2.1 / n, within(8.0 / n));
    }

    @Test
    void whatIsNoProfileIsNamed() {
        assertThatThrownBy(() -> VarianceProfile.of(new double[][] {{1, 2}, {3, 1}}, 0.5, 0.5))
                .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> VarianceProfile.of(new double[][] {{1}}, 0.5)).hasMessageContaining("0.5");
    }
}
