package org.ridgeless.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProximalTest {
    private static final double[] STEPS = {0.01, 0.7, 1, 30};
    private static final double[] POINTS = {-40, -3.3, -0.4, 0, 0.3, 0.99, 1, 1.7, 25};

    static Stream<Loss> losses() {
        return Stream.of(
                Loss.SQUARE,
                Loss.EXPONENTIAL,
                Loss.LOGISTIC,
                Loss.HINGE,
                Loss.smoothedHinge(1),
                Loss.smoothedHinge(0.2),
                Loss.elementwise("huber", ProximalTest::huber, ProximalTest::huberSlope, ProximalTest::huberSecond),
                Loss.elementwise("absolute", (f, y) -> Math.abs(f - y), (f, y) -> Math.signum(f - y), (f, y) -> 0));
    }

    private static double huber(double f, double y) {
        double r = Math.abs(f - y);
        return r < 1 ? r * r / 2 : r - 0.5;
    }

    private static double huberSlope(double f, double y) {
        return Math.max(-1, Math.min(1, f - y));
    }

    private static double huberSecond(double f, double y) {
        return Math.abs(f - y) < 1 ? 1 : 0;
    }

    private static double value(Loss loss, double f, double y) {
        return loss.value(new double[] {f}, new double[] {y}, 1, 1);
    }

    private static double prox(Loss loss, double v, double y, double step) {
        double[] into = new double[1];
        loss.prox(new double[] {v}, new double[] {y}, 1, 1, step, into);
        return into[0];
    }

    @ParameterizedTest
    @MethodSource("losses")
    void proximalPointsMinimizeWhatTheyAreDefinedBy(Loss loss) {
        for (double step : STEPS) {
            for (double v : POINTS) {
                for (double y : new double[] {1, -1}) {
                    double u = prox(loss, v, y, step);
                    double brute = bruteForce(loss, v, y, step);
                    // Values cannot tell points apart that differ by the square root of the rounding of the value.
                    double scale = Math.sqrt(Math.ulp(1.0) * (1 + v * v));
                    assertThat(u).as("%s v=%s y=%s step=%s", loss, v, y, step).isCloseTo(brute, within(8 * scale));
                }
            }
        }
    }

    /** The minimum over a grid that is refined around the best point. */
    private static double bruteForce(Loss loss, double v, double y, double step) {
        double low = v - 60;
        double high = v + 60;
        double best = v;
        while (high - low > 1e-10) {
            double width = (high - low) / 200;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= 200; i++) {
                double u = low + i * width;
                double objective = (u - v) * (u - v) / 2 + step * value(loss, u, y);
                if (objective < least) {
                    least = objective;
                    best = u;
                }
            }
            low = best - 2 * width;
            high = best + 2 * width;
        }
        return best;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void proximalMapsAreFirmlyNonexpansive(Loss loss) {
        for (double step : STEPS) {
            for (int i = 0; i < POINTS.length; i++) {
                for (int j = 0; j < i; j++) {
                    double moved = prox(loss, POINTS[i], 1, step) - prox(loss, POINTS[j], 1, step);
                    assertThat(moved * moved)
                            .isLessThanOrEqualTo(moved * (POINTS[i] - POINTS[j]) * (1 + 1e-12) + 1e-12);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aProximalPointIsAStepAgainstTheSlopeAtItself(Loss loss) {
        double[] slope = new double[1];
        for (double v : new double[] {-3.3, -0.4, 0.3}) {
            double u = prox(loss, v, 1, 0.07);
            loss.gradient(new double[] {u}, new double[] {1}, 1, 1, slope);
            assertThat(u).isCloseTo(v - 0.07 * slope[0], within(1e-14 * (1 + Math.abs(v) + Math.abs(slope[0]))));
        }
    }

    @Test
    void exponentialProximalPointsExistWhereTheLossOverflows() {
        double u = prox(Loss.EXPONENTIAL, -1e4, 1, 1);
        // u − v = e^{−u}
        assertThat(Math.log(u + 1e4)).isCloseTo(-u, within(1e-9));
    }

    @Test
    void crossEntropyOfTwoClassesMovesTheDifferenceLikeTheLogisticLoss() {
        for (double step : STEPS) {
            for (double v : POINTS) {
                double[] u = new double[2];
                Loss.CROSS_ENTROPY.prox(new double[] {2 + v / 2, 2 - v / 2}, new double[] {1, 0}, 1, 2, step, u);
                assertThat(u[0] + u[1]).isCloseTo(4, within(1e-12 * (1 + Math.abs(v) + step)));
                assertThat(u[0] - u[1])
                        .isCloseTo(prox(Loss.LOGISTIC, v, 1, 2 * step), within(1e-12 * (1 + Math.abs(v) + step)));
            }
        }
    }

    @Test
    void crossEntropyProximalPointsSolveTheirEquation() {
        double[] y = {0.2, 0.5, 0.3, 0, 1, 0};
        double[] v = {3, -40, 0.2, 500, -500, 1};
        for (double step : STEPS) {
            double[] u = new double[6];
            double[] slope = new double[6];
            Loss.CROSS_ENTROPY.prox(v, y, 2, 3, step, u);
            Loss.CROSS_ENTROPY.gradient(u, y, 2, 3, slope);
            for (int j = 0; j < 6; j++) {
                assertThat(u[j]).isCloseTo(v[j] - step * slope[j], within(1e-12 * (1 + Math.abs(v[j]) + step)));
            }
        }
    }

    @Test
    void stepsThatAreNotPositiveAreNamed() {
        assertThatThrownBy(() -> prox(Loss.HINGE, 0, 1, 0)).hasMessageContaining("> 0, got 0.0");
    }
}
