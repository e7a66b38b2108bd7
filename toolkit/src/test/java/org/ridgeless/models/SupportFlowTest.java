package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SupportFlowTest {
    @Test
    void withoutNoiseItIsGradientFlowWhichConservesTheImbalance() {
        double[][] w = {{0.3, -0.2}, {0.5, 0.4}};
        double[] a = {0.7, -0.4};
        double before = w[0][0] * w[0][0] + w[0][1] * w[0][1] - a[0] * a[0];
        SupportFlow.of(new double[] {1, 0}, 0.1, 1, 0).advance(w, a, 60);
        assertThat(a[0] * w[0][0] + a[1] * w[1][0]).isCloseTo(1, within(1e-9));
        assertThat(a[0] * w[0][1] + a[1] * w[1][1]).isCloseTo(0, within(1e-9));
        assertThat(w[0][0] * w[0][0] + w[0][1] * w[0][1] - a[0] * a[0]).isCloseTo(before, within(2e-3));
    }

    @Test
    void aDirectionThatNothingUsesShrinksAtTheRate() {
        // ‖a‖² = 1, ‖w₁‖² = 1 and ‖w₂‖² = 0, with η = 0.02 and b = 2: q = (0.02, 0.01), m = 1/(1 − 1.5 q).
        double[][] w = {{1, 0}, {0, 1e-6}};
        double[] a = {1, 0};
        SupportFlow flow = SupportFlow.of(new double[] {1, 0}, 0.02, 2, 0.5);
        double excess = (0.02 / 0.97 + 0.01 / 0.985) / 2;
        assertThat(flow.excess(w, a)).isCloseTo(excess, within(1e-12));
        double expected = 0.02 * 0.5 / (4 * 0.985 * (1 - excess));
        assertThat(flow.rates(w, a)[1]).isCloseTo(expected, within(1e-12));
        flow.advance(w, a, 1);
        assertThat(Math.log(1e-6 / w[1][1])).isCloseTo(expected, within(1e-4));
    }

    @Test
    void oneStepChangesTheImbalanceAsTheLawSays() {
        // W⁺ = W − η a gᵀ and a⁺ = a − η W g with a single hidden unit: w² − a² changes by η²(|g|²a² − (w·g)²).
        double[] w = {0.3, -0.7};
        double a = 0.9;
        double[] g = {0.2, 0.5};
        double along = w[0] * g[0] + w[1] * g[1];
        double first = w[0] - 0.1 * a * g[0];
        double second = w[1] - 0.1 * a * g[1];
        double after = first * first + second * second - Math.pow(a - 0.1 * along, 2);
        double law = 0.01 * ((0.04 + 0.25) * 0.81 - along * along);
        assertThat(after - (0.09 + 0.49 - 0.81)).isCloseTo(law, within(1e-15));
    }

    @Test
    void whereTheSecondMomentsDivergeThereIsNoRate() {
        SupportFlow flow = SupportFlow.of(new double[] {1}, 0.6, 1, 0.5);
        assertThatThrownBy(() -> flow.rates(new double[][] {{1}}, new double[] {1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverge");
    }
}
