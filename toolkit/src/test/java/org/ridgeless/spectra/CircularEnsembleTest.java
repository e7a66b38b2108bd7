package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;

class CircularEnsembleTest {
    /** E|Σ e^{iθ}|² = n/(β(n − 1)/2 + 1): 1 for unitary matrices, 2n/(n + 1) for β = 1, n/(2n − 1) for 4 (Jack polynomials). */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 4})
    void theFirstPowerSumHasItsMeanSquare(double beta) {
        int n = 6;
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < draws; k++) {
            double[] angles =
                    CircularEnsemble.of(n).beta(beta).angles(Seeds.of(3).child(k));
            double re = Arrays.stream(angles).map(Math::cos).sum();
            double im = Arrays.stream(angles).map(Math::sin).sum();
            sum += re * re + im * im;
            squares += (re * re + im * im) * (re * re + im * im);
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(mean).isCloseTo(n / (beta * (n - 1) / 2 + 1), within(4 * error));
    }

    /** Two points: |e^{iθ₁} − e^{iθ₂}|^β has the angle φ between them at density ∝ sin^β(φ/2), with mean |sin|² of (1 + β)/(2 + β). */
    @Test
    void twoPointsRepelAsTheirDensitySays() {
        double sum = 0;
        for (int k = 0; k < 20_000; k++) {
            double[] two = CircularEnsemble.of(2).beta(3).angles(Seeds.of(4).child(k));
            sum += Math.pow(Math.sin((two[1] - two[0]) / 2), 2) / 20_000;
        }
        assertThat(sum).isCloseTo(4.0 / 5, within(4 * 0.0014));
    }

    @Test
    void anglesAscendInATurnAndBadInputIsNamed() {
        double[] angles = CircularEnsemble.of(200).angles(Seeds.of(1));
        assertThat(angles).isSorted().hasSize(200);
        assertThat(angles[0]).isGreaterThanOrEqualTo(0);
        assertThat(angles[199]).isLessThan(2 * Math.PI);
        assertThat(CircularEnsemble.of(1).angles(Seeds.of(1))).hasSize(1);
        assertThatThrownBy(() -> CircularEnsemble.of(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> CircularEnsemble.of(3).beta(0)).hasMessageContaining("got 0.0");
    }
}
