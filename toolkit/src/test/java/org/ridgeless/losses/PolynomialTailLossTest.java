package org.ridgeless.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is special about the loss of docs/how-to/loss.md; LossTest and ProximalTest hold it to what every loss has to do. */
class PolynomialTailLossTest {
    // code: tests
    @Test
    void theTailIsOneOverTheMargin() {
        Loss loss = new PolynomialTailLoss();
        for (double m : new double[] {1e3, 1e6, 1e12}) {
            double value = loss.value(new double[] {m}, new double[] {1}, 1, 1);
            // 1/m − 1/m³ + O(m⁻⁵)
            assertThat(value * m).isCloseTo(1 - 1 / (m * m), within(2 / (m * m * m * m) + 1e-15));
        }
    }

    @Test
    void itIsTheSolutionOfItsDefiningEquation() {
        // ℓ > 0 with ℓ (ℓ + m) = 1, which has no root in it
        Loss loss = new PolynomialTailLoss();
        for (double m : new double[] {-1e6, -3, 0, 0.7, 1e6}) {
            double value = loss.value(new double[] {-m}, new double[] {-1}, 1, 1);
            assertThat(value * (value + m)).isCloseTo(1, within(m < 0 ? 1e-4 : 1e-15));
        }
    }
    // end
}
