package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;

class MeanSquareThresholdTest {
    private static final double[] RATIOS = {0, 0.01, 0.1, 0.5, 1, 3, 10, 100, 1000};

    @Test
    void closedFormIsTheEdgeOfTheSecondMomentOperator() {
        for (double beta : new double[] {0, 0.5, 0.9}) {
            var edge = MeanSquareThreshold.heavyBall(0.1, beta);
            for (double r : RATIOS) {
                assertThat(edge.bisection(r)).isCloseTo(edge.closedForm(r), within(1e-6));
            }
        }
    }

    @Test
    void withoutMomentumNoiseDoesNotMoveTheEdge() {
        for (double r : RATIOS) {
            assertThat(MeanSquareThreshold.heavyBall(0.1, 0).closedForm(r)).isCloseTo(20, within(1e-12));
        }
    }

    @Test
    void batchSharpnessInOneDirectionIsTheMeanCurvatureAndNotTheMeanSquareCurvature() {
        // The curvature a is 1 or 3 with equal chance: E a = 2, Var a = 1, r = 1/4, E a²/E a = 5/2. At the rate 2/(5/2)
        // = 0.8 the
        // mean square of gradient descent neither grows nor falls, E (1 − 0.8 a)² = (0.04 + 1.96)/2 = 1, and gᵀHg/g² is
        // 1 or 3.
        var edge = MeanSquareThreshold.heavyBall(0.8, 0);
        assertThat(edge.closedForm(0.25)).isCloseTo(2.5, within(1e-12));
        assertThat(edge.batchSharpness(0.25)).isCloseTo(2, within(1e-12));
        assertThat(edge.growth(2, 0.25)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theTwoPlateausOfHeavyBall() {
        var edge = MeanSquareThreshold.heavyBall(0.1, 0.9);
        assertThat(edge.closedForm(0)).isCloseTo(38, within(1e-12));
        assertThat(edge.closedForm(1e9)).isCloseTo(2, within(1e-6));
    }

    @Test
    void nesterovSharesTheSmallBatchPlateauOnly() {
        var edge = MeanSquareThreshold.nesterov(0.1, 0.9);
        assertThat(edge.bisection(0)).isCloseTo(2 * 1.9 / (0.1 * 2.8), within(1e-6));
        assertThat(edge.bisection(1e6)).isCloseTo(2, within(0.01));
    }

    @Test
    void meanSquareOfARunGrowsAsTheOperatorSays() {
        // Without noise the mean square is the square itself.
        double x = 1;
        double before = 1;
        for (int t = 0; t < 400; t++) {
            double next = (1 + 0.5 - 0.1 * 31) * x - 0.5 * before;
            before = x;
            x = next;
        }
        double growth = MeanSquareThreshold.heavyBall(0.1, 0.5).growth(31, 0);
        assertThat(2 * Math.log(Math.abs(x / before))).isCloseTo(Math.log(growth), within(1e-6));
    }

    @Test
    void momentumMustBeBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanSquareThreshold.heavyBall(0.1, 1))
                .withMessageContaining("β = 1.0");
    }

    /** One linear unit that fits its data: the gradient of a batch is a_B w, its Hessian a_B = mean x². */
    @Test
    void batchSharpnessMeasuresTheMeanCurvatureAndNotItsMeanSquare() {
        double[] x = {0.2, 1, 3};
        double[][] inputs = {{x[0]}, {x[1]}, {x[2]}};
        Data data = Data.regression(inputs, new double[][] {{0}, {0}, {0}});
        double mean = 0;
        double square = 0;
        for (double v : x) {
            mean += v * v / 3;
            square += v * v * v * v / 3;
        }
        double ratio = square / (mean * mean) - 1;
        double rate = MeanSquareThreshold.heavyBall(1, 0.5).batchSharpness(ratio) / mean;
        MeanSquareThreshold edge = MeanSquareThreshold.heavyBall(rate, 0.5);
        assertThat(edge.batchSharpness(ratio)).isCloseTo(mean, within(1e-12));
        assertThat(edge.closedForm(ratio)).isCloseTo(square / mean, within(1e-12));
        assertThat(edge.growth(mean, ratio)).isCloseTo(1, within(1e-6));
        double measured = Sharpness.of(Nets.linear(1, 1).withParameters(0.7), data, Loss.SQUARE)
                .batch(1, 40_000, Seeds.of(1));
        double error = mean * Math.sqrt(ratio / 40_000);
        assertThat(measured).isCloseTo(mean, within(4 * error));
        assertThat(Math.abs(measured - square / mean)).isGreaterThan(100 * error);
    }

    @Test
    void aNoiseRatioThatIsNotANumberIsRefused() {
        MeanSquareThreshold edge = MeanSquareThreshold.nesterov(0.1, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> edge.bisection(Double.NaN))
                .withMessageContaining("NaN");
    }
}
