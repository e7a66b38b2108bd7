package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.Samples;
import org.ridgeless.random.Seeds;

class NonNegativeLeastSquaresTest {

    /** Karush, Kuhn and Tucker: weights ≥ 0, no column can lower the residual, and those in use are orthogonal to it. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-150, 1e150})
    void theSolutionMeetsTheConditionsOfOptimality(double scale) {
        for (int seed = 0; seed < 50; seed++) {
            var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
            double[][] columns = IntStream.range(0, 12)
                    .mapToObj(i -> IntStream.range(0, 4)
                            .mapToDouble(j -> scale * normal.sample())
                            .toArray())
                    .toArray(double[][]::new);
            double[] target = IntStream.range(0, 4)
                    .mapToDouble(j -> scale * normal.sample())
                    .toArray();
            var solution = NonNegativeLeastSquares.solve(columns, target);
            double[] unit = Vectors.scale(target, 1 / Vectors.norm(target));
            double[] residual = Vectors.scale(solution.residual(), 1 / Vectors.norm(target));
            assertThat(Vectors.dot(residual, residual)).isCloseTo(Vectors.dot(residual, unit), within(1e-13));
            for (int i = 0; i < 12; i++) {
                double slope = Vectors.dot(Vectors.scale(columns[i], 1 / Vectors.norm(columns[i])), residual);
                assertThat(slope).isLessThan(1e-13);
                assertThat(solution.weights()[i]).isGreaterThanOrEqualTo(0);
                if (solution.weights()[i] > 0) {
                    assertThat(slope).isCloseTo(0, within(1e-13));
                }
            }
        }
    }

    /** Where coordinate descent needs some 1/θ² sweeps. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6})
    void columnsAtASmallAngleAreNoHindrance(double angle) {
        double[][] columns = {{Math.cos(angle), Math.sin(angle)}, {-Math.cos(angle), Math.sin(angle)}};
        var solution = NonNegativeLeastSquares.solve(columns, new double[] {0.5, 1});
        assertThat(solution.residual()).containsExactly(new double[] {0, 0}, within(1e-15));
        double both = (1 / Math.sin(angle));
        assertThat(solution.weights()[0] + solution.weights()[1]).isCloseTo(both, within(1e-9 * both));
        assertThat(solution.weights()[0] - solution.weights()[1]).isCloseTo(0.5 / Math.cos(angle), within(1e-9));
    }

    /** The least residual of all sets of columns whose own least squares are not negative: the definition, for few columns. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void noSetOfColumnsDoesBetter(int rows) {
        int count = 6;
        for (int seed = 0; seed < 40; seed++) {
            double[] entries = Samples.gaussian(count + 1, rows, 100 + seed);
            double[][] columns = new double[count][];
            Arrays.setAll(columns, i -> Arrays.copyOfRange(entries, i * rows, (i + 1) * rows));
            double[] target = Arrays.copyOfRange(entries, count * rows, (count + 1) * rows);
            double best = Vectors.norm(target);
            double terms = 1;
            for (int set = 1; set < 1 << count; set++) {
                int members = set;
                int[] chosen = IntStream.range(0, count)
                        .filter(i -> (members >> i & 1) == 1)
                        .toArray();
                double[] flat = new double[rows * chosen.length];
                for (int k = 0; k < flat.length; k++) {
                    flat[k] = columns[chosen[k % chosen.length]][k / chosen.length];
                }
                Matrix part = Matrix.wrap(flat, rows, chosen.length);
                double[] weights = part.solve(target);
                if (Arrays.stream(weights).allMatch(w -> w >= 0)) {
                    best = Math.min(best, Vectors.norm(Vectors.subtract(part.times(weights), target)));
                    terms = Math.max(terms, Vectors.norm(weights));
                }
            }
            var solution = NonNegativeLeastSquares.solve(columns, target);
            assertThat(Vectors.norm(solution.residual())).isCloseTo(best, within(1e-14 * terms));
            double[] rest = target.clone();
            for (int i = 0; i < count; i++) {
                Vectors.addScaled(rest, -solution.weights()[i], columns[i]);
            }
            assertThat(solution.residual()).containsExactly(rest, within(1e-14 * terms));
            assertThat(Arrays.stream(solution.weights()).filter(w -> w > 0).count())
                    .isLessThanOrEqualTo(rows);
        }
    }

    @Test
    void anInterruptedSearchIsNotReturned() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> NonNegativeLeastSquares.solve(new double[][] {{1, 2}}, new double[] {1, 1}))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void whatPointsAwayIsLeftOut() {
        double[][] columns = {{-1, 0}, {0, 0}, {0, 2}};
        var solution = NonNegativeLeastSquares.solve(columns, new double[] {3, 4});
        assertThat(solution.weights()).containsExactly(new double[] {0, 0, 2}, within(1e-15));
        assertThat(solution.residual()).containsExactly(new double[] {3, 0}, within(1e-15));
    }

    @Test
    void nothingIsNearestToNothing() {
        assertThat(NonNegativeLeastSquares.solve(new double[][] {{1, 2}}, new double[2])
                        .weights())
                .containsExactly(0);
        assertThat(NonNegativeLeastSquares.solve(new double[0][], new double[] {1, 2})
                        .residual())
                .containsExactly(1, 2);
    }

    @Test
    void repeatedColumnsShareOneWeight() {
        double[][] columns = {{1, 1}, {1, 1}, {1, 1}};
        var solution = NonNegativeLeastSquares.solve(columns, new double[] {2, 4});
        assertThat(Arrays.stream(solution.weights()).sum()).isCloseTo(3, within(1e-14));
    }

    @Test
    void whatIsNoProblemIsRefused() {
        assertThatThrownBy(() -> NonNegativeLeastSquares.solve(new double[][] {{1, 2}}, new double[] {Double.NaN, 1}))
                .hasMessage("the target must have a finite norm, got NaN");
        assertThatThrownBy(() -> NonNegativeLeastSquares.solve(
                        new double[][] {{1, 2}, {1, Double.POSITIVE_INFINITY}}, new double[] {1, 1}))
                .hasMessage("column 1 must have a finite norm, got Infinity");
        assertThatThrownBy(() -> NonNegativeLeastSquares.solve(new double[][] {{1}}, new double[] {1, 1}))
                .hasMessage("column 0 must have 2 numbers as the target has, got 1");
    }
}
