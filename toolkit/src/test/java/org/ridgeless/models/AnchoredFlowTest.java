package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Vectors;

class AnchoredFlowTest {
    private static final double[][] X = {{1, 2, -1, 0.5, 3}, {0.5, -1, 2, 1, 0}, {2, 1, 0, -1.5, 1}};
    private static final double[] Y = {1, -2, 0.5};
    private static final double[] START = {1, -1, 0.5, 2, -0.25};
    private static final double[] ANCHOR = {0.5, 0.25, -1, 0, 2};
    private static final LeastSquaresFlow FREE = LeastSquaresFlow.of(X, Y);

    @Test
    void withoutPenaltyItIsTheFreeFlow() {
        double[][] path = AnchoredFlow.of(X, Y, ANCHOR, t -> 0).run(START, 0, 0.7, 5);
        assertThat(path[0]).containsExactly(START);
        assertThat(path[1]).containsExactly(FREE.at(0.7, START), within(1e-8));
        assertThat(path[2]).containsExactly(FREE.at(5, START), within(1e-8));
    }

    /** With λ = r/2 it is gradient flow of L + (r/2)‖w − a‖², which ends at the ridge around the anchor. */
    @Test
    void withAConstantPenaltyItEndsAtTheRidge() {
        double[] end = AnchoredFlow.of(X, Y, ANCHOR, t -> 0.15).run(START, 80)[0];
        assertThat(end).containsExactly(FREE.ridge(0.3, ANCHOR), within(1e-8));
    }

    @Test
    void nullSpaceComesToTheAnchorAsTheIntegralOfThePenaltySays() {
        double[] before = FREE.nullPart(Vectors.subtract(START, ANCHOR));
        double[] end = AnchoredFlow.of(X, Y, ANCHOR, t -> 0.25 / (1 + t)).run(START, 30)[0];
        double[] after = FREE.nullPart(Vectors.subtract(end, ANCHOR));
        assertThat(Vectors.scale(after, Math.sqrt(31))).containsExactly(before, within(1e-7));
    }

    @Test
    void refusesTimesThatFall() {
        AnchoredFlow flow = AnchoredFlow.of(X, Y, ANCHOR, t -> 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow.run(START, 2, 1))
                .withMessageContaining("rise");
        assertThatIllegalArgumentException().isThrownBy(() -> flow.run(START, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnchoredFlow.of(X, Y, new double[2], t -> 0))
                .withMessageContaining("5 dimensions");
    }
}
