package org.ridgeless.models.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class ConvexReluTest {
    @Test
    void theOptimumIsSqueezedBetweenItsDualAndItsNetwork() {
        for (int seed = 1; seed <= 5; seed++) {
            ReluRegression problem = ReluRegression.gaussian(8, 2, 0.1, Seeds.of(seed));
            ConvexReluSolution solution = problem.convex().solve(6000);
            double upper = problem.objective(solution.network());
            double lower = solution.lowerBound();
            assertThat(solution.objective()).isCloseTo(upper, within(1e-6 * upper));
            assertThat(lower).isLessThanOrEqualTo(upper).isCloseTo(upper, within(1e-5 * upper));
        }
    }

    @Test
    void aSingleSampleHasItsOptimumInClosedForm() {
        // One unit on one sample: min over the gain g of (g − y)²/2 + β g/‖x‖, so g = y − β/‖x‖.
        ReluRegression problem = ReluRegression.of(new double[][] {{3, 4}}, new double[] {2}, 0.5);
        double gain = 2 - 0.5 / 5;
        double optimum = (gain - 2) * (gain - 2) / 2 + 0.5 * gain / 5;
        assertThat(problem.convex().solve(4000).objective()).isCloseTo(optimum, within(1e-9));
    }

    @Test
    void wideNetworksDescendToTheConvexOptimumAndNeverBelow() {
        ReluRegression problem = ReluRegression.gaussian(8, 2, 0.1, Seeds.of(3));
        double optimum = problem.convex().solve(6000).objective();
        double best = IntStream.range(0, 4)
                .mapToDouble(s -> {
                    double[] curve = problem.descent(32).run(8000, 8000, 0.02, 1e-6, Seeds.of(s));
                    return curve[curve.length - 1];
                })
                .min()
                .orElseThrow();
        assertThat(best / optimum - 1).isBetween(-1e-6, 1e-4);
    }

    @Test
    void theSampledProgramSatisfiesItsOwnConstraints() {
        ReluRegression problem = ReluRegression.gaussian(12, 3, 0.1, Seeds.of(2));
        GatedRelu gated = problem.gated(30, Seeds.of(4));
        assertThat(gated.dualViolation()).isLessThan(1e-6);
        assertThat(gated.improvementProbability(500, Seeds.of(5))).isBetween(0.0, GatedRelu.scenarioBound(12, 30));
    }

    @Test
    void badInputIsRefusedByItsNumber() {
        assertThatThrownBy(() -> ReluRegression.gaussian(5, 2, 0, Seeds.of(1))).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> ReluRegression.of(new double[2][2], new double[3], 1))
                .hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> ReluRegression.gaussian(5, 2, 1, Seeds.of(1)).descent(0))
                .hasMessageContaining("got 0");
    }

    @Test
    void aValueThatIsNotConvergedIsNotReturnedAsTheOptimum() {
        ReluRegression problem = ReluRegression.gaussian(8, 2, 0.1, Seeds.of(3));
        ConvexReluSolution early = problem.convex().solve(20);
        assertThat(early.gap()).isGreaterThan(1e-3);
        assertThatThrownBy(early::objective)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not solved after 20 iterations")
                .hasMessageContaining("its optimum between");
        assertThat(early.objectives()).hasSize(20);
    }

    /** (s y, s β) and the same inputs: the blocks are s times the old, and the objective s² times. */
    @Test
    void theOptimumScalesWithTheTargets() {
        ReluRegression problem = ReluRegression.gaussian(6, 2, 0.1, Seeds.of(1));
        ConvexReluSolution one = problem.convex().solve(6000);
        for (double factor : new double[] {1e-8, 1e8}) {
            double[] targets = java.util.Arrays.stream(problem.targets)
                    .map(y -> factor * y)
                    .toArray();
            ConvexReluSolution other = ReluRegression.of(problem.inputs, targets, factor * problem.penalty)
                    .convex()
                    .solve(6000);
            assertThat(other.objective() / factor / factor).isCloseTo(one.objective(), within(1e-9 * one.objective()));
            assertThat(other.activeBlocks()).isEqualTo(one.activeBlocks());
        }
    }
}
