package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * NumPy 2.4.6: numpy.linalg.eigvals of the 4 × 4 map A ⊗ A + s² B ⊗ B of second moments, and scipy.optimize.brentq for the curvature
 * at which its radius is 1.
 */
class MomentumEdgeTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5, 0.0, 15.0, 0.125",
        "0.1, 0.9, 0.3, 11.852359686349004, 0.6202360988238368",
        "0.25, 0.8, 2.0, 3.0546891582351328, 0.8507826800739744",
        "1.0, 0.3, 7.0, 1.437326708464478, 0.8752647162082812"
    })
    void nesterovsEdgeIsThatOfTheKroneckerProduct(double rate, double beta, double ratio, double edge, double growth) {
        MeanSquareThreshold threshold = MeanSquareThreshold.nesterov(rate, beta);
        assertThat(threshold.bisection(ratio)).isCloseTo(edge, within(1e-10 * edge));
        assertThat(threshold.growth(edge / (1 + ratio) / 2, ratio)).isCloseTo(growth, within(1e-13));
        assertThat(threshold.batchSharpness(ratio)).isCloseTo(edge / (1 + ratio), within(1e-10 * edge));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5, 0.0, 30.0, 0.5",
        "0.1, 0.9, 0.3, 7.373134328358211, 0.9449914243455118",
        "0.25, 0.8, 2.0, 2.273684210526313, 0.9006408519756128",
        "1.0, 0.3, 7.0, 1.4857142857142858, 0.8776972763618933"
    })
    void theEdgeOfHeavyBallIsThatOfTheKroneckerProduct(
            double rate, double beta, double ratio, double edge, double growth) {
        MeanSquareThreshold threshold = MeanSquareThreshold.heavyBall(rate, beta);
        assertThat(threshold.closedForm(ratio)).isCloseTo(edge, within(1e-13 * edge));
        assertThat(threshold.growth(edge / (1 + ratio) / 2, ratio)).isCloseTo(growth, within(1e-13));
    }

    /** Curvatures are in units of 1/η, and the growth has no unit. */
    @ParameterizedTest
    @CsvSource({"1e-200", "1e-9", "1e9", "1e150"})
    void theRateIsTheUnitOfCurvature(double rate) {
        MeanSquareThreshold one = MeanSquareThreshold.nesterov(1, 0.7);
        MeanSquareThreshold other = MeanSquareThreshold.nesterov(rate, 0.7);
        assertThat(other.bisection(0.4) * rate).isCloseTo(one.bisection(0.4), within(1e-12));
        assertThat(other.growth(0.3 / rate, 0.4)).isCloseTo(one.growth(0.3, 0.4), within(1e-13));
        assertThat(MeanSquareThreshold.heavyBall(rate, 0.7).closedForm(0.4) * rate)
                .isCloseTo(MeanSquareThreshold.heavyBall(1, 0.7).closedForm(0.4), within(1e-13));
    }

    /** Two equally likely curvatures a(1 ± √r): E x² after t steps, over all 2ᵗ orders, grows as the operator says. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theMeanSquareOverAllOrdersGrowsAsTheOperatorSays(boolean nesterov) {
        double ratio = 0.81;
        double[] squares = new double[2];
        for (int length = 15; length <= 16; length++) {
            for (int order = 0; order < 1 << length; order++) {
                double x = 1;
                double before = 1;
                for (int t = 0; t < length; t++) {
                    double a = 1.5 * (1 + ((order >> t & 1) == 0 ? 0.9 : -0.9));
                    double next = nesterov ? (1 - a) * (1.4 * x - 0.4 * before) : (1.4 - a) * x - 0.4 * before;
                    before = x;
                    x = next;
                }
                squares[length - 15] += x * x / (1 << length);
            }
        }
        MeanSquareThreshold method =
                nesterov ? MeanSquareThreshold.nesterov(1, 0.4) : MeanSquareThreshold.heavyBall(1, 0.4);
        double growth = method.growth(1.5, ratio);
        assertThat(squares[1] / squares[0]).isCloseTo(growth, within(1e-8 * growth));
    }

    @Test
    void theClosedFormIsThatOfHeavyBallAlone() {
        assertThatThrownBy(() -> MeanSquareThreshold.nesterov(0.1, 0.5).closedForm(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bisection");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanSquareThreshold.heavyBall(0.1, 0.5).closedForm(-1))
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanSquareThreshold.heavyBall(Double.NaN, 0.5))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanSquareThreshold.heavyBall(0.1, 0.5).batchSharpness(Double.NaN))
                .withMessageContaining("NaN");
    }
}
