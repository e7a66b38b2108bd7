package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** References: mpmath 1.3.0 with 40 digits, the matrix exponential of the flow and exact linear solves. */
class LeastSquaresFlowTest {
    private static final double[][] X = {{1, 2, -1, 0.5, 3}, {0.5, -1, 2, 1, 0}, {2, 1, 0, -1.5, 1}};
    private static final double[] Y = {1, -2, 0.5};
    private static final double[] START = {1, -1, 0.5, 2, -0.25};
    private static final LeastSquaresFlow FLOW = LeastSquaresFlow.of(X, Y);

    @Test
    void flowIsTheMatrixExponential() {
        assertThat(FLOW.at(0.7, START))
                .containsExactly(
                        new double[] {
                            0.9598211306251146,
                            -0.1310848821736055,
                            -0.9902720285968567,
                            0.9116521733611719,
                            -0.1989331228020879
                        },
                        within(1e-14));
        assertThat(FLOW.at(0, START)).containsExactly(START);
        assertThat(FLOW.curvatures())
                .containsExactly(new double[] {6.581175646958534, 1.824251170637043, 1.511239849071089}, within(1e-14));
    }

    @Test
    void descentIsThatOfTheEngine() {
        assertThat(FLOW.after(9, 0.15, START))
                .containsExactly(
                        new double[] {
                            0.8510109156889062,
                            -0.03650563503562003,
                            -1.353516326976622,
                            0.5707191445472988,
                            -0.4197645937932941
                        },
                        within(1e-14));
        Data data = Data.regression(X, new double[][] {{1}, {-2}, {0.5}});
        double[] run = Descent.of(Nets.linear(5, 1).withParameters(START), data)
                .loss(Loss.SQUARE)
                .rate(0.15)
                .run(9)
                .net()
                .parameters();
        assertThat(run).containsExactly(FLOW.after(9, 0.15, START), within(1e-14));
    }

    @Test
    void anchoredStepsAreThoseOfTheEngine() {
        double[] anchor = {0.5, 0.25, -1, 0, 2};
        Data data = Data.regression(X, new double[][] {{1}, {-2}, {0.5}});
        Descent descent = Descent.of(Nets.linear(5, 1).withParameters(START), data)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.halpern(anchor))
                .rate(0.2);
        for (int steps : new int[] {0, 1, 7, 400}) {
            assertThat(FLOW.anchored(steps, 0.2, anchor, START))
                    .containsExactly(descent.run(steps).net().parameters(), within(1e-13));
        }
        double[] scaled = Vectors.subtract(FLOW.anchored(400, 0.2, anchor, START), FLOW.limit(anchor));
        assertThat(FLOW.anchoredLimit(0.2, anchor, START)).containsExactly(Vectors.scale(scaled, 401), within(1e-11));
    }

    @Test
    void ridgeAndLimitAreTheirLinearSystems() {
        assertThat(FLOW.ridge(0.3, START))
                .containsExactly(
                        new double[] {
                            0.8912622282779759,
                            -0.09636995183530837,
                            -1.200963433724237,
                            0.679412427133942,
                            -0.3770286036436177
                        },
                        within(1e-14));
        double[] limit = {
            0.841923960193927, -0.01473590201582036, -1.443033937228885, 0.450369992344986, -0.4935570298545547
        };
        assertThat(FLOW.limit(START)).containsExactly(limit, within(1e-14));
        assertThat(FLOW.at(Double.POSITIVE_INFINITY, START)).containsExactly(limit, within(1e-14));
        assertThat(FLOW.limit(new double[5])).containsExactly(Matrix.of(X).solve(Y), within(1e-14));
    }

    @Test
    void whatTheDataDoNotSeeNeverMoves() {
        double[] seen = Vectors.subtract(START, FLOW.nullPart(START));
        assertThat(Matrix.of(X).times(FLOW.nullPart(START))).containsOnly(new double[] {0}, within(1e-14));
        assertThat(Vectors.dot(seen, FLOW.nullPart(START))).isCloseTo(0, within(1e-14));
        assertThat(FLOW.nullPart(FLOW.at(3, START))).containsExactly(FLOW.nullPart(START), within(1e-14));
    }

    @Test
    void expectedErrorIsBiasAndVariance() {
        double[] truth = {1, 0.5, -1, 0.25, 2};
        double[] variances = {1, 0.5, 0.25, 2, 1};
        assertThat(FLOW.expectedError(0.7, truth, 0.5, variances)).isCloseTo(0.5960041692762513, within(1e-14));
        assertThat(FLOW.expectedError(0, truth, 0.5, 1, 1, 1, 1, 1)).isEqualTo(Vectors.squares(truth));
    }

    /** A. Ali, Z. Kolter and R. Tibshirani (2019), Lemma 7: sup (1 − e^{−x})(1 + x)/x = 1.2985. */
    @Test
    void noModeOfTheFlowIsMuchAheadOfItsRidge() {
        double worst = 0;
        for (double x = 1e-3; x < 1e3; x *= 1.001) {
            LeastSquaresFlow one = LeastSquaresFlow.of(new double[][] {{1}}, 1);
            worst = Math.max(worst, one.at(x, 0)[0] / one.ridge(1 / x, 0)[0]);
        }
        assertThat(worst).isCloseTo(1.2985, within(1e-4));
    }

    @Test
    void modesAtRoundingAreTheNullSpaceWhateverTheScale() {
        double[][] doubled = {{1e-9, 2e-9, 0}, {2e-9, 4e-9, 1e-27}};
        LeastSquaresFlow flow = LeastSquaresFlow.of(doubled, 1e-9, 2e-9);
        assertThat(flow.curvatures()).hasSize(1);
        assertThat(flow.limit(0, 0, 5)).containsExactly(new double[] {0.2, 0.4, 5}, within(1e-14));
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FLOW.after(3, 0.31, START))
                .withMessageContaining("2/λ_max = 0.3038");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FLOW.at(-1, START))
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> FLOW.at(Double.NaN, START));
        assertThatIllegalArgumentException().isThrownBy(() -> FLOW.ridge(0, START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FLOW.limit(1, 2))
                .withMessageContaining("5 dimensions, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquaresFlow.of(new double[2][3], 1, 2))
                .withMessageContaining("all 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquaresFlow.of(X, 1, Double.NaN, 2))
                .withMessageContaining("NaN");
    }
}
