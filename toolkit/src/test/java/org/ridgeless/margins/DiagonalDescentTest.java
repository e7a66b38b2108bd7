package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;

class DiagonalDescentTest {
    @Test
    void theFirstStepsAreThoseByHand() {
        Data data = Data.of(new double[][] {{1, 0}, {0, 2}}, new double[] {1, -1});
        double[][] path = DiagonalDescent.of(data, 0.5).path(1, 2, 3);
        assertThat(path[0]).containsExactly(0, 0);
        // a₁ = ½, both samples pull: u = ½ · ½ ((1, 0) − (0, 2)).
        assertThat(path[1]).containsExactly(new double[] {0.25, -0.5}, within(1e-15));
        // The second has margin 1 and pulls no more; a₂ = λ₂/2 = 1/(2√2).
        double rate = 0.5 / Math.sqrt(2);
        assertThat(path[2])
                .containsExactly(new double[] {0.25 + rate * (0.5 - 0.25 / Math.sqrt(2)), -0.5 * 0.75}, within(1e-15));
    }

    @Test
    void itArrivesAtTheLargestMarginOnceItsDecayIsBelowTheExactPenalty() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        MaxMargin hard = MaxMargin.l2(data);
        DiagonalDescent descent = DiagonalDescent.of(data, 0.75);
        double[] solution = hard.solution();
        int arrived = (int) descent.time(hard.exactPenalty() / 5);
        double[] u = descent.path(arrived)[0];
        assertThat(Vectors.norm(Vectors.subtract(u, solution)) / Vectors.norm(solution))
                .isLessThan(0.02);
        assertThat(descent.penalty(descent.time(0.01))).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void badArgumentsAreNamed() {
        Data data = Data.separable(10, 2).seed(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiagonalDescent.of(data, 1))
                .withMessageContaining("p = 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiagonalDescent.of(data, 0.5).path(3, 2))
                .withMessageContaining("[3, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiagonalDescent.of(Data.gaussianMixture(9, 2, 3), 0.5))
                .withMessageContaining("CLASSES");
    }
}
