package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Gauss;

class RidgeErmTest {
    private static RidgeErm isotropic(int p, double norm, int n) {
        double[] spectrum = new double[p];
        double[] mean = new double[p];
        Arrays.fill(spectrum, 1);
        Arrays.fill(mean, norm / Math.sqrt(p));
        return RidgeErm.of(spectrum, mean, n);
    }

    @Test
    void theProximalMapSolvesItsEquationFarOutToo() {
        for (MarginLoss loss : MarginLoss.values()) {
            for (double r : new double[] {-40, -3, 0, 0.7, 25}) {
                for (double delta : new double[] {1e-6, 1, 1e4}) {
                    double u = loss.prox(r, delta);
                    assertThat(u + delta * loss.slope(u) - r).isCloseTo(0, within(1e-9 * (1 + delta)));
                }
            }
        }
    }

    @Test
    void slopesAndCurvaturesAreDerivatives() {
        double h = 1e-5;
        for (MarginLoss loss : MarginLoss.values()) {
            for (double u : new double[] {-2, 0.1, 3}) {
                assertThat(loss.slope(u)).isCloseTo((loss.value(u + h) - loss.value(u - h)) / (2 * h), within(1e-8));
                assertThat(loss.curvature(u))
                        .isCloseTo((loss.slope(u + h) - loss.slope(u - h)) / (2 * h), within(1e-8));
            }
        }
    }

    @Test
    void squareLossWithoutRidgeIsLeastSquares() {
        // Q(‖μ‖²√(1−c)/√(‖μ‖²+c)) as the learning curves of gradient descent have it for t → ∞.
        RidgeErm.Solution solution = isotropic(100, 1, 200).solve(MarginLoss.SQUARE, 0);
        assertThat(solution.error()).isCloseTo(Gauss.tail(Math.sqrt(0.5 / 1.5)), within(1e-9));
        assertThat(solution.residual()).isLessThan(1e-10);
    }

    @Test
    void withAnInfiniteRidgeEveryLossIsTheMeanDifference() {
        RidgeErm problem = isotropic(100, 1.5, 250);
        double closed = Gauss.tail(2.25 / Math.sqrt(2.25 + 0.4));
        for (MarginLoss loss : MarginLoss.values()) {
            assertThat(problem.solve(loss, 1e4).error()).isCloseTo(closed, within(2e-4));
        }
    }

    @Test
    void stoppingAtTheFirstStillCoordinateLeavesALargeResidual() {
        RidgeErm.Solution early = isotropic(100, 1.5, 250).stoppedAtFirstStillCoordinate(MarginLoss.LOGISTIC, 10, 1e-3);
        assertThat(early.residual()).isGreaterThan(1e-3);
    }

    @Test
    void logisticRegressionWithoutARidgeIsRefused() {
        assertThatThrownBy(() -> isotropic(10, 1, 20).solve(MarginLoss.LOGISTIC, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LOGISTIC")
                .hasMessageContaining("0.5");
    }
}
