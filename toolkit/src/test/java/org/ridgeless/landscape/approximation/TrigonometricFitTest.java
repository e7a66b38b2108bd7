package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrigonometricFitTest {
    private static double[] grid(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 2 * Math.PI * i / count)
                .toArray();
    }

    @Test
    void aPolynomialOfTheDegreeIsFound() {
        double[] x = {0.1, 0.9, 2, 3.3, 4.1, 5, 6};
        double[] y = Arrays.stream(x)
                .map(t -> 1 + Math.cos(2 * t) - 3 * Math.sin(3 * t))
                .toArray();
        double[] values = TrigonometricFit.of(x, y, 3, 1).onGrid(100);
        for (int i = 0; i < 100; i++) {
            double t = 2 * Math.PI * i / 100;
            assertThat(values[i]).isCloseTo(1 + Math.cos(2 * t) - 3 * Math.sin(3 * t), within(1e-11));
        }
    }

    /** Aliases on a grid of M: of P coefficients each takes its part M/P, which leaves 1 − M/P of the mean square. */
    @Test
    void minimumNormOnAGridSpreadsAWaveOverItsAliases() {
        double[] x = grid(9);
        double[] y = Arrays.stream(x).map(Math::cos).toArray();
        TrigonometricFit fit = TrigonometricFit.of(x, y, 13, 0);
        double[] values = fit.onGrid(1200);
        double error = IntStream.range(0, 1200)
                .mapToDouble(i -> Math.pow(values[i] - Math.cos(2 * Math.PI * i / 1200), 2))
                .average()
                .orElseThrow();
        assertThat(error).isCloseTo(0.5 * (1 - 9 / 27.0), within(1e-12));
        assertThat(fit.residual()).isLessThan(1e-13);
    }

    /** Weights 1 and 4 of the aliases at 1 and 3 of a grid of four points: the first gets 16/17 of the wave for p = 2. */
    @Test
    void smoothnessGivesLowFrequenciesTheirShare() {
        double[] x = grid(4);
        double[] y = Arrays.stream(x).map(Math::cos).toArray();
        double[] values = TrigonometricFit.of(x, y, 3, 2).onGrid(400);
        // cos 3x agrees with cos x there, and costs (1 + 3)⁴ against (1 + 1)⁴: sixteen times as much.
        double share = 16.0 / 17;
        for (int i = 0; i < 400; i++) {
            double t = 2 * Math.PI * i / 400;
            assertThat(values[i]).isCloseTo(share * Math.cos(t) + (1 - share) * Math.cos(3 * t), within(1e-12));
        }
    }

    @Test
    void pointsAndValuesMustMatch() {
        assertThatThrownBy(() -> TrigonometricFit.of(new double[2], new double[3], 1, 0))
                .hasMessageContaining("2 points and 3 values");
        assertThatThrownBy(() -> TrigonometricFit.of(new double[2], new double[2], 1, -1))
                .hasMessageContaining("-1");
    }
}
