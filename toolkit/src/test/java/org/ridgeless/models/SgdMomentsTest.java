package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

/**
 * The long run of SGD with γ = 0.2 and b = 3 on five samples. References: NumPy 2.4.6, the linear map of S built from
 * einsum and solved by numpy.linalg.solve, its radius by numpy.linalg.eigvals, Lyapunov's equation by
 * scipy.linalg.solve_continuous_lyapunov (SciPy 1.17.1), and the squares of gradients summed over all 125 batches.
 */
class SgdMomentsTest {
    private static final double[][] X = {{1, 0.5}, {-0.3, 1.2}, {0.4, -0.8}, {0.9, 0.1}, {-1.1, 0.7}};
    private static final double[] Y = {1, -0.5, 0.8, 0.1, 0.3};
    private static final double[][] EXACT = {
        {0.013556950473486571, -0.00094509534975377}, {-0.00094509534975377, 0.0094576714868067}
    };
    private static final LeastSquares PROBLEM = LeastSquares.of(X, Y);
    private static final StationaryCovariance COVARIANCE = StationaryCovariance.of(PROBLEM, 0.2, 3);

    @Test
    void theMinimumAndTheNoiseAroundItAreThoseOfTheNormalEquations() {
        assertThat(PROBLEM.minimum())
                .containsExactly(new double[] {0.35629807974631506, -0.07547125491808099}, within(1e-15));
        requireClose(
                PROBLEM.gradientCovariance(),
                new double[][] {{0.247514943050956, -0.06757351103779775}, {-0.06757351103779775, 0.1496636480587559}},
                1e-15);
    }

    @Test
    void theFixedPointIsThatOfTheMomentsOfAStep() {
        requireClose(COVARIANCE.exact(), EXACT, 1e-16);
        assertThat(COVARIANCE.growth()).isCloseTo(0.8362225028943452, within(1e-13));
    }

    @Test
    void smallStepsFollowLyapunov() {
        requireClose(
                COVARIANCE.lyapunov(),
                new double[][] {
                    {0.012423547557364656, -0.0007296395301281892}, {-0.0007296395301281892, 0.00859238563505857}
                },
                1e-16);
    }

    @Test
    void gradientsOfBatchesHaveTheSquaresThatAllBatchesHaveOnAverage() {
        assertThat(COVARIANCE.gradientSquares())
                .containsExactly(new double[] {0.09028802009817885, 0.05515598461690235}, within(1e-15));
    }

    /** Weights are targets per input: (cx, ky) with γ/c² makes S k²/c² times as large and leaves the growth alone. */
    @ParameterizedTest
    @CsvSource({"1e-6, 1", "1, 1e6", "1e5, 1e-7", "1e-60, 1e-60", "1e60, 1e60"})
    void unitsOfInputsAndTargetsMoveTheCovarianceAsTheyMust(double c, double k) {
        double[][] x = Arrays.stream(X)
                .map(row -> Arrays.stream(row).map(v -> c * v).toArray())
                .toArray(double[][]::new);
        double[] y = Arrays.stream(Y).map(v -> k * v).toArray();
        StationaryCovariance other = StationaryCovariance.of(LeastSquares.of(x, y), 0.2 / c / c, 3);
        double[][] s = other.exact();
        for (double[] row : s) {
            Arrays.setAll(row, j -> row[j] * (c / k) * (c / k));
        }
        requireClose(s, EXACT, 1e-15);
        assertThat(other.growth()).isCloseTo(COVARIANCE.growth(), within(1e-12));
    }

    @Test
    void theOrderOfSamplesDoesNotMatterAndThatOfCoordinatesTurnsTheCovariance() {
        double[][] turned = {{0.7, -1.1}, {0.1, 0.9}, {-0.8, 0.4}, {1.2, -0.3}, {0.5, 1}};
        double[][] s = StationaryCovariance.of(LeastSquares.of(turned, 0.3, 0.1, 0.8, -0.5, 1), 0.2, 3)
                .exact();
        requireClose(s, new double[][] {{EXACT[1][1], EXACT[1][0]}, {EXACT[0][1], EXACT[0][0]}}, 1e-16);
    }

    /** No multiple of H⁻¹ is nearer, and what is left over is orthogonal to H⁻¹. */
    @Test
    void theNearestGibbsMeasureIsAProjection() {
        double[][] nearest = COVARIANCE.nearestGibbs(EXACT);
        double inner = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                inner += nearest[i][j] * (EXACT[i][j] - nearest[i][j]);
            }
        }
        assertThat(inner).isCloseTo(0, within(1e-18));
        double[][] h = PROBLEM.hessian();
        double temperature = nearest[0][0] * h[0][0] + nearest[0][1] * h[1][0];
        assertThat(nearest[1][0] * h[0][0] + nearest[1][1] * h[1][0]).isCloseTo(0, within(1e-17));
        assertThat(nearest[1][0] * h[0][1] + nearest[1][1] * h[1][1]).isCloseTo(temperature, within(1e-16));
    }

    @Test
    void relativeErrorIsMeasuredInUnitsOfTheSecond() {
        assertThat(StationaryCovariance.relativeError(new double[][] {{4, 0}, {0, 0}}, new double[][] {{1, 0}, {0, 0}}))
                .isEqualTo(3);
        assertThat(StationaryCovariance.relativeError(new double[][] {{1, 3}, {4, 0}}, new double[][] {{1, 0}, {0, 0}}))
                .isEqualTo(5);
    }

    /** Where every sample is the same nothing is random: w − w* shrinks by 1 − γ a step for every batch. */
    @ParameterizedTest
    @CsvSource({"1", "7"})
    void withoutChanceTheChainIsDescent(int batch) {
        LeastSquares same = LeastSquares.of(new double[][] {{1}, {1}, {1}}, 2, 2, 2);
        double[] squares = SgdChain.of(same, 0.25, batch).squaredDistances(new double[] {4}, 12, 3, Seeds.of(1));
        for (int k = 0; k < 4; k++) {
            assertThat(squares[k]).isCloseTo(16 * Math.pow(0.75, 8.0 * k), within(1e-13));
        }
    }

    @Test
    void theSameSeedGivesTheSameChain() {
        double[][] one = SgdChain.of(PROBLEM, 0.1, 2).secondMoment(200, 50, Seeds.of(3));
        assertThat(SgdChain.of(PROBLEM, 0.1, 2).secondMoment(200, 50, Seeds.of(3)))
                .isDeepEqualTo(one);
        assertThat(SgdChain.of(PROBLEM, 0.1, 2).secondMoment(200, 50, Seeds.of(4))[0][0])
                .isNotEqualTo(one[0][0]);
    }

    /** However few steps are left after the burn-in, some state is seen. */
    @Test
    void theLastStepAloneIsAMean() {
        for (int steps = 6; steps < 12; steps++) {
            double[][] moment = SgdChain.of(PROBLEM, 0.1, 2).secondMoment(steps, steps - 1, Seeds.of(1));
            assertThat(moment[0][0])
                    .as("after %d of %d", steps - 1, steps)
                    .isPositive()
                    .isFinite();
        }
    }

    @Test
    void interruptedChainsReturnNothing() {
        SgdChain chain = SgdChain.of(PROBLEM, 0.1, 2);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> chain.secondMoment(10, 0, Seeds.of(1))).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> chain.squaredDistances(new double[2], 10, 2, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void whatIsNoProblemIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquares.of(new double[][] {{1}, {Double.NaN}}, 1, 2))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquares.of(new double[][] {{1}, {2}}, 1, Double.POSITIVE_INFINITY))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquares.of(new double[][] {{1, 2}, {7}}, 1, 3))
                .withMessageContaining("[7.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SgdChain.of(PROBLEM, Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SgdChain.of(PROBLEM, 0.1, 1).secondMoment(10, 10, Seeds.of(1)))
                .withMessageContaining("10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SgdChain.of(PROBLEM, 0.1, 1).squaredDistances(new double[2], 10, 0, Seeds.of(1)))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SgdChain.of(PROBLEM, 0.1, 1).squaredDistances(new double[3], 10, 2, Seeds.of(1)))
                .withMessageContaining("3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StationaryCovariance.of(PROBLEM, 0.1, 0))
                .withMessageContaining("b = 0");
    }

    private static void requireClose(double[][] actual, double[][] expected, double error) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(error));
        }
    }
}
