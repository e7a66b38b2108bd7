package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.ReferenceValues;
import org.ridgeless.random.Seeds;
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

    @Test
    void theScoresOfSmallRidgesAreThoseOfAnIndependentSolution() {
        for (double[] row : ReferenceValues.of(getClass(), "ridge-erm.csv")) {
            MarginLoss loss = row[0] == 0 ? MarginLoss.EXPONENTIAL : MarginLoss.LOGISTIC;
            RidgeErm.Solution solution =
                    isotropic((int) row[2], 1.5, (int) row[3]).solve(loss, row[1]);
            assertThat(solution.mean()).isCloseTo(row[4], within(2e-12 * row[4]));
            assertThat(solution.deviation()).isCloseTo(row[5], within(2e-12 * row[5]));
            assertThat(solution.delta()).isCloseTo(row[6], within(2e-12 * row[6]));
            assertThat(solution.error()).isCloseTo(row[7], within(2e-12 * row[7]));
        }
    }

    /** Both have the same tail, and with hardly a ridge all margins are large. */
    @Test
    void exponentialAndLogisticLossMeetAtSmallRidges() {
        RidgeErm problem = isotropic(100, 1.5, 400);
        double apart = Double.POSITIVE_INFINITY;
        for (double ridge : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
            double difference = problem.solve(MarginLoss.EXPONENTIAL, ridge).error()
                    - problem.solve(MarginLoss.LOGISTIC, ridge).error();
            assertThat(Math.abs(difference)).isLessThan(0.1 * apart);
            apart = Math.abs(difference);
        }
    }

    @Test
    void theProximalMapSolvesItsEquationToRoundingAtEveryScale() {
        UniformRandomProvider random = Seeds.of(1).stream();
        for (int draw = 0; draw < 2000; draw++) {
            double r = (random.nextBoolean() ? 1 : -1) * Math.pow(10, 10 * random.nextDouble() - 5);
            double delta = Math.pow(10, 24 * random.nextDouble() - 12);
            for (MarginLoss loss : MarginLoss.values()) {
                double u = loss.prox(r, delta);
                double push = delta * loss.slope(u);
                double rounding = Math.ulp(u) + Math.ulp(r) + 2 * Math.ulp(push);
                assertThat(u + push - r)
                        .isCloseTo(0, within(4 * rounding + 4 * Math.ulp(1 + Math.abs(u)) * delta * loss.curvature(u)));
            }
        }
    }
}
