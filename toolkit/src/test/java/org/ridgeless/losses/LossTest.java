package org.ridgeless.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Targets;

class LossTest {
    private static final double[] MARGINS = {-3.3, -0.7, 0.2, 0.55, 0.9, 1.7, 4};

    static Stream<Loss> marginLosses() {
        return Stream.of(
                Loss.EXPONENTIAL,
                Loss.LOGISTIC,
                Loss.HINGE,
                Loss.smoothedHinge(1),
                new PolynomialTailLoss(),
                Loss.margin(
                        "quartic",
                        m -> Math.pow(1 - m, 4),
                        m -> -4 * Math.pow(1 - m, 3),
                        m -> 12 * (1 - m) * (1 - m),
                        m -> -24 * (1 - m)));
    }

    @ParameterizedTest
    @MethodSource("marginLosses")
    void derivativesAreSlopes(Loss loss) {
        for (double label : new double[] {1, -1}) {
            for (double m : MARGINS) {
                double h = 1e-5;
                double f = label * m;
                double slope = (value(loss, f + h, label) - value(loss, f - h, label)) / (2 * h);
                assertThat(slope(loss, f, label)).isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
                double second = (slope(loss, f + h, label) - slope(loss, f - h, label)) / (2 * h);
                assertThat(second(loss, f, label)).isCloseTo(second, within(1e-7 * (1 + Math.abs(second))));
                double third = (second(loss, f + h, label) - second(loss, f - h, label)) / (2 * h);
                double[] u = {2};
                assertThat(loss.third(new double[] {f}, new double[] {label}, 1, 1, u) / 8)
                        .isCloseTo(third, within(1e-7 * (1 + Math.abs(third))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("marginLosses")
    void logarithmsAgreeWithTheValuesWhereThoseExist(Loss loss) {
        double[] f = {-0.5, 0.3, 0.8};
        double[] y = {1, 1, -1};
        double[] gradient = new double[3];
        double[] logGradient = new double[3];
        double value = loss.gradient(f, y, 3, 1, gradient);
        double logValue = loss.logGradient(f, y, 3, 1, logGradient);
        assertThat(Math.exp(logValue)).isCloseTo(value, within(1e-14 * value));
        for (int i = 0; i < 3; i++) {
            assertThat(logGradient[i]).isCloseTo(gradient[i] / (3 * value), within(1e-14));
        }
    }

    @Test
    void logarithmOfExponentialAndLogisticSurvivesMarginsOfTenThousand() {
        double[] y = {1, -1};
        for (Loss loss : new Loss[] {Loss.EXPONENTIAL, Loss.LOGISTIC}) {
            double[] into = new double[2];
            assertThat(loss.logValue(new double[] {1e4, -1e4}, y, 2, 1)).isCloseTo(-1e4, within(1e-9));
            loss.logGradient(new double[] {1e4, -1e4}, y, 2, 1, into);
            assertThat(into).containsExactly(new double[] {-0.5, 0.5}, within(1e-12));
        }
        assertThat(Loss.EXPONENTIAL.logValue(new double[] {-1e4, 1e4}, y, 2, 1)).isCloseTo(1e4, within(1e-9));
        assertThat(Loss.LOGISTIC.value(new double[] {-1e4, 1e4}, y, 2, 1)).isEqualTo(1e4);
    }

    @Test
    void logarithmOfEveryLossIsFiniteAtMarginsOfTenThousandOnTheWrongSide() {
        double[] f = {-1e4};
        double[] y = {1};
        assertThat(Loss.HINGE.logValue(f, y, 1, 1)).isEqualTo(Math.log(10_001));
        assertThat(Loss.smoothedHinge(1).logValue(f, y, 1, 1)).isEqualTo(Math.log(10_000.5));
        assertThat(Loss.SQUARE.logValue(f, y, 1, 1)).isCloseTo(Math.log(0.5 * 10_001.0 * 10_001), within(1e-12));
        assertThat(Loss.CROSS_ENTROPY.logValue(new double[] {-5e3, 5e3}, new double[] {1, 0}, 1, 2))
                .isCloseTo(Math.log(1e4), within(1e-12));
        assertThat(Loss.CROSS_ENTROPY.logValue(new double[] {5e3, -5e3}, new double[] {1, 0}, 1, 2))
                .isCloseTo(-1e4, within(1e-9));
    }

    @Test
    void crossEntropyOfTwoClassesIsTheLogisticLossOfTheDifference() {
        for (double m : new double[] {-900, -3, 0.1, 30, 45, 2000}) {
            double[] f = {1.5 + m / 2, 1.5 - m / 2};
            double[] y = {1, 0};
            double expected = Loss.LOGISTIC.logValue(new double[] {m}, new double[] {1}, 1, 1);
            assertThat(Loss.CROSS_ENTROPY.logValue(f, y, 1, 2)).isCloseTo(expected, within(1e-12 * Math.abs(m)));
            double[] pair = new double[2];
            double[] single = new double[1];
            Loss.CROSS_ENTROPY.logGradient(f, y, 1, 2, pair);
            Loss.LOGISTIC.logGradient(new double[] {m}, new double[] {1}, 1, 1, single);
            assertThat(pair[0]).isCloseTo(single[0], within(1e-11));
            assertThat(pair[1]).isCloseTo(-single[0], within(1e-11));
        }
    }

    @Test
    void crossEntropyWithSoftTargetsHasTheRightSlope() {
        double[] y = {0.2, 0.5, 0.3};
        double[] f = {0.4, -1, 2};
        double[] gradient = new double[3];
        Loss.CROSS_ENTROPY.gradient(f, y, 1, 3, gradient);
        for (int j = 0; j < 3; j++) {
            double[] up = f.clone();
            double[] down = f.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double slope = (Loss.CROSS_ENTROPY.value(up, y, 1, 3) - Loss.CROSS_ENTROPY.value(down, y, 1, 3)) / 2e-5;
            assertThat(gradient[j]).isCloseTo(slope, within(1e-9));
        }
    }

    @Test
    void thirdDerivativeOfTheCrossEntropyIsTheSlopeOfItsCurvature() {
        double[] f = {0.3, -0.2, 1.1, 2, -1, 0};
        double[] y = {1, 0, 0, 0.2, 0.3, 0.5};
        double[] u = {1, -0.5, 0.7, 0.1, 2, -1};
        double h = 1e-5;
        double slope = (bend(f, y, u, h) - bend(f, y, u, -h)) / (2 * h);
        assertThat(Loss.CROSS_ENTROPY.third(f, y, 2, 3, u)).isCloseTo(slope, within(1e-9));
    }

    private static double bend(double[] f, double[] y, double[] u, double t) {
        double[] moved = f.clone();
        for (int i = 0; i < f.length; i++) {
            moved[i] += t * u[i];
        }
        double[] curvature = new double[f.length];
        Loss.CROSS_ENTROPY.curvature(moved, y, 2, 3, u, curvature);
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += curvature[i] * u[i] / 2;
        }
        return sum;
    }

    @Test
    void aLossGivenWithTwoDerivativesHasNoThird() {
        Loss loss = Loss.elementwise(
                "fourth power",
                (f, y) -> Math.pow(f - y, 4),
                (f, y) -> 4 * Math.pow(f - y, 3),
                (f, y) -> 12 * (f - y) * (f - y));
        assertThatThrownBy(() -> loss.third(new double[1], new double[1], 1, 1, new double[1]))
                .hasMessageContaining("fourth power was given with two derivatives");
        Loss whole = Loss.elementwise(
                "fourth power",
                (f, y) -> Math.pow(f - y, 4),
                (f, y) -> 4 * Math.pow(f - y, 3),
                (f, y) -> 12 * (f - y) * (f - y),
                (f, y) -> 24 * (f - y));
        assertThat(whole.third(new double[] {3, 1}, new double[] {1, 1}, 2, 1, new double[] {2, 5}))
                .isEqualTo(48 * 8 / 2);
    }

    @Test
    void targetsThatALossCannotTakeAreNamed() {
        assertThatThrownBy(() -> Loss.EXPONENTIAL.require(Targets.CLASSES, 3))
                .hasMessageContaining("+1 and -1")
                .hasMessageContaining("3 outputs");
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.require(Targets.BINARY, 1)).hasMessageContaining("LOGISTIC");
        assertThatThrownBy(() -> Loss.smoothedHinge(0)).hasMessageContaining("0.0");
    }

    private static double value(Loss loss, double f, double y) {
        return loss.value(new double[] {f}, new double[] {y}, 1, 1);
    }

    private static double slope(Loss loss, double f, double y) {
        double[] into = new double[1];
        loss.gradient(new double[] {f}, new double[] {y}, 1, 1, into);
        return into[0];
    }

    private static double second(Loss loss, double f, double y) {
        double[] into = new double[1];
        loss.curvature(new double[] {f}, new double[] {y}, 1, 1, new double[] {1}, into);
        return into[0];
    }
}
