package org.ridgeless.models.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class ConvexReluLawsTest {
    private static final double[][] X = {{1, 0.5}, {-0.3, 1.2}, {0.4, -0.8}, {-0.9, 0.1}};
    private static final double[] Y = {1, -0.5, 0.8, 0.1};

    /** (cu, α/c) is the same function; the norms are smallest where ‖u‖ = |α|, and then Σ 2|α|‖u‖. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 0.5, 3, 1e8})
    void unitsOfANetworkCanBeRescaled(double c) {
        TwoLayerRelu net = new TwoLayerRelu(new double[][] {{3, 4}, {-1, 0}}, new double[] {5, -1});
        TwoLayerRelu other = new TwoLayerRelu(new double[][] {{3 * c, 4 * c}, {-c, 0}}, new double[] {5 / c, -1 / c});
        for (double[] x : X) {
            assertThat(other.at(x)).isCloseTo(net.at(x), within(1e-14));
        }
        assertThat(net.at(1, 0)).isEqualTo(15);
        assertThat(net.at(-1, 0)).isEqualTo(-1);
        assertThat(net.width()).isEqualTo(2);
        assertThat(net.squaredNorm()).isEqualTo(52);
        assertThat(other.squaredNorm()).isGreaterThanOrEqualTo(52 * (1 - 1e-15));
    }

    /** ½ Σ (f − y)² + (β/2) of the squares: neither a mean over samples nor β without its half. */
    @Test
    void theObjectiveIsASumAndHalfTheDecay() {
        ReluRegression problem = ReluRegression.of(X, Y, 0.3);
        TwoLayerRelu zero = new TwoLayerRelu(new double[0][], new double[0]);
        assertThat(problem.objective(zero)).isCloseTo(Vectors.squares(Y) / 2, within(1e-16));
        TwoLayerRelu one = new TwoLayerRelu(new double[][] {{1, 0}}, new double[] {1});
        // The outputs are 1, 0, 0.4 and 0.
        assertThat(problem.objective(one)).isCloseTo((0 + 0.25 + 0.16 + 0.01) / 2 + 0.15 * 2, within(1e-15));
    }

    /** From β = max over units of |yᵀ(Xu)₊| on, no unit pays: one sample has |y|‖x‖ = 10. */
    @ParameterizedTest
    @CsvSource({"2, 10.001", "-2, 10.001", "2, 1000"})
    void strongDecayLeavesNoUnit(double target, double penalty) {
        ReluRegression problem = ReluRegression.of(new double[][] {{3, 4}}, new double[] {target}, penalty);
        ConvexReluSolution solution = problem.convex().solve(4000);
        assertThat(solution.objective()).isCloseTo(2, within(1e-9));
        assertThat(solution.activeBlocks()).isZero();
        assertThat(solution.network().width()).isZero();
        assertThat(solution.lowerBound()).isCloseTo(2, within(1e-9));
        assertThat(solution.gap()).isCloseTo(0, within(1e-9));
    }

    /** One sample with a target below 0 needs a unit of negative output, g = −(|y| − β/‖x‖). */
    @Test
    void negativeTargetsTakeUnitsOfNegativeOutput() {
        ReluRegression problem = ReluRegression.of(new double[][] {{3, 4}}, new double[] {-2}, 0.5);
        ConvexReluSolution solution = problem.convex().solve(4000);
        assertThat(solution.network().at(3, 4)).isCloseTo(-1.9, within(1e-8));
        assertThat(solution.objective()).isCloseTo(0.1 * 0.1 / 2 + 0.5 * 1.9 / 5, within(1e-9));
        for (double alpha : solution.network().output()) {
            assertThat(alpha).isNegative();
        }
    }

    @Test
    void theSplittingDecidesTheSpeedAndNotTheSolution() {
        ReluRegression problem = ReluRegression.of(X, Y, 0.2);
        double optimum = problem.convex().solve(6000).objective();
        assertThat(problem.convex().splitting(0.1).solve(6000).objective()).isCloseTo(optimum, within(1e-7));
        assertThat(problem.convex().splitting(0.01).solve(12_000).objective()).isCloseTo(optimum, within(1e-7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.convex().splitting(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.convex().solve(0))
                .withMessageContaining("got 0");
    }

    /** Rotated inputs and samples in another order have the same optimum. */
    @Test
    void rotationsAndOrdersDoNotMoveTheOptimum() {
        double optimum = ReluRegression.of(X, Y, 0.2).convex().solve(6000).objective();
        double c = Math.cos(0.6);
        double s = Math.sin(0.6);
        double[][] turned = new double[4][];
        double[] targets = new double[4];
        for (int i = 0; i < 4; i++) {
            double[] x = X[(i + 1) % 4];
            turned[i] = new double[] {c * x[0] - s * x[1], s * x[0] + c * x[1]};
            targets[i] = Y[(i + 1) % 4];
        }
        assertThat(ReluRegression.of(turned, targets, 0.2).convex().solve(6000).objective())
                .isCloseTo(optimum, within(1e-7));
    }

    /** No network of any kind is below the optimum, and more decay only raises it. */
    @Test
    void theOptimumIsBelowAllNetworksAndRisesWithTheDecay() {
        double before = 0;
        for (double penalty : new double[] {0.05, 0.2, 0.8}) {
            ReluRegression problem = ReluRegression.of(X, Y, penalty);
            double optimum = problem.convex().solve(6000).objective();
            assertThat(optimum).isGreaterThan(before).isLessThanOrEqualTo(Vectors.squares(Y) / 2);
            before = optimum;
            for (int seed = 0; seed < 20; seed++) {
                double[] curve = problem.descent(3).run(300, 50, 0.05, 1e-3, Seeds.of(seed));
                assertThat(curve).hasSize(7);
                for (double value : curve) {
                    assertThat(value).isGreaterThan(optimum - 1e-7);
                }
            }
        }
    }

    @Test
    void descentGoesDownAndSaysWhatItMeasured() {
        ReluRegression problem = ReluRegression.of(X, Y, 0.2);
        double[] curve = problem.descent(8).run(2000, 500, 0.05, 1e-5, Seeds.of(1));
        assertThat(curve).hasSize(5);
        assertThat(curve[4]).isLessThan(curve[0]);
        assertThat(curve[4]).isLessThanOrEqualTo(curve[3]);
        assertThat(problem.descent(8).run(2000, 500, 0.05, 1e-5, Seeds.of(1))).containsExactly(curve);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> problem.descent(8).run(5, 1, 0.1, 0.1, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> problem.convex().solve(5)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    /** The residual of the gated program satisfies its dual: it is orthogonal to the fit up to the penalty, yᵀz − ‖z‖². */
    @Test
    void theGatedProgramIsARelaxation() {
        ReluRegression problem = ReluRegression.of(X, Y, 0.2);
        double[] z = problem.gated(400, Seeds.of(1)).residual();
        double dual = Vectors.dot(Y, z) - Vectors.squares(z) / 2;
        // With all patterns of the plane drawn, taking cones away can only lower the optimum.
        assertThat(dual)
                .isLessThanOrEqualTo(problem.convex().solve(6000).objective() + 1e-7)
                .isGreaterThan(0);
        assertThat(problem.gated(400, Seeds.of(1)).improvementProbability(200, Seeds.of(2)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"12, 30, 0.3870967741935484", "5, 4, 1", "5, 1, 1", "1, 99, 0.01"})
    void theScenarioBoundIsSamplesOverDirectionsAndOne(int samples, int directions, double bound) {
        assertThat(GatedRelu.scenarioBound(samples, directions)).isCloseTo(bound, within(1e-16));
    }

    @Test
    void whatIsNoRegressionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluRegression.of(new double[][] {{1, Double.NaN}}, new double[] {1}, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluRegression.of(new double[][] {{1, 2}, {7}}, new double[] {1, 2}, 1))
                .withMessageContaining("[7.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluRegression.of(X, Y, Double.NaN))
                .withMessageContaining("NaN");
        ReluRegression problem = ReluRegression.of(X, Y, 0.2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.descent(3).run(10, 0, 0.1, 0.1, Seeds.of(1)))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.descent(3).run(10, 1, Double.NaN, 0.1, Seeds.of(1)))
                .withMessageContaining("NaN");
        assertThat(problem.toString()).contains("4 samples", "2 dimensions", "0.2");
        assertThat(problem.convex().toString()).contains("8 patterns");
        assertThat(problem.convex().patternCount()).isEqualTo(8);
    }
}
