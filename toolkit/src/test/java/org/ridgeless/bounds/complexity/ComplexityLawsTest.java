package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class ComplexityLawsTest {
    private static final double[][] X = {{1, 0.5, -1}, {0.2, -1, 2}, {-0.7, 0.3, 0.4}, {1.5, 1, 0}};

    /** The mean over all sixteen signs is the complexity itself, of which draws are an unbiased sample. */
    @Test
    void drawsAreASampleOfAllSigns() {
        for (LinearBall ball : new LinearBall[] {LinearBall.euclidean(X, 2), LinearBall.absolute(X, 2)}) {
            double exact = 0;
            double squares = 0;
            for (int signs = 0; signs < 16; signs++) {
                int bits = signs;
                double value = ball.supremum(Vectors.of(4, n -> (bits >> n & 1) == 1 ? 1 : -1));
                exact += value / 16;
                squares += value * value / 16;
            }
            double[] draws = ball.draws(4000, Seeds.of(1));
            double error = Math.sqrt((squares - exact * exact) / 4000);
            assertThat(Vectors.mean(draws)).isCloseTo(exact, within(4 * error));
            assertThat(exact).isBetween(ball.lower(), ball.upper());
            assertThat(ball.draws(4000, Seeds.of(1))).containsExactly(draws);
            assertThat(ball.samples()).isEqualTo(4);
        }
    }

    /** A supremum is convex and positively homogeneous in the weights, and even for a class with −f. */
    @Test
    void supremaAreNorms() {
        for (FunctionClass ball : new FunctionClass[] {
            LinearBall.euclidean(X, 2),
            LinearBall.absolute(X, 2),
            PlanarFilters.of(new double[][] {{1, 2}, {-1, 0.5}, {0, -2}, {3, 1}})
        }) {
            double[] v = {1, -2, 0.5, 3};
            double[] w = {-0.3, 1, 2, -1};
            double sum = ball.supremum(Vectors.add(v, w));
            assertThat(sum).isLessThanOrEqualTo(ball.supremum(v) + ball.supremum(w) + 1e-14);
            assertThat(ball.supremum(Vectors.scale(v, 1e-50)) / 1e-50).isCloseTo(ball.supremum(v), within(1e-13));
            assertThat(ball.supremum(Vectors.scale(v, -1))).isCloseTo(ball.supremum(v), within(1e-14));
        }
    }

    /** ‖w‖₁ ≤ ρ lies in ‖w‖₂ ≤ ρ, which lies in ‖w‖₁ ≤ √d ρ. */
    @Test
    void ballsAreNested() {
        double[] weights = {1, -1, 1, -1};
        double small = LinearBall.absolute(X, 1).supremum(weights);
        double round = LinearBall.euclidean(X, 1).supremum(weights);
        assertThat(small).isLessThanOrEqualTo(round);
        assertThat(round)
                .isLessThanOrEqualTo(LinearBall.absolute(X, Math.sqrt(3)).supremum(weights));
        // By hand: Σ w x = (1 − 0.2 − 0.7 − 1.5, 0.5 + 1 + 0.3 − 1, −1 − 2 + 0.4) = (−1.4, 0.8, −2.6).
        assertThat(small).isCloseTo(2.6 / 4, within(1e-15));
        assertThat(round).isCloseTo(Math.sqrt(1.96 + 0.64 + 6.76) / 4, within(1e-15));
    }

    /** Turning the plane turns filters and patches together. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1.7, 3.1})
    void planarFiltersHaveNoDirection(double angle) {
        double[][] x = {{1, 2, -1, 0.3}, {-1, 0.5, 2, 2}, {0, -2, 1, 1}};
        double[][] turned = Arrays.stream(x)
                .map(row -> new double[] {
                    Math.cos(angle) * row[0] - Math.sin(angle) * row[1],
                    Math.sin(angle) * row[0] + Math.cos(angle) * row[1],
                    Math.cos(angle) * row[2] - Math.sin(angle) * row[3],
                    Math.sin(angle) * row[2] + Math.cos(angle) * row[3]
                })
                .toArray(double[][]::new);
        double[] weights = {1, -1, 1};
        assertThat(PlanarFilters.of(turned).supremum(weights))
                .isCloseTo(PlanarFilters.of(x).supremum(weights), within(1e-14));
    }

    /** Margins that fall by their own unit leave the bound; more samples of the same margins lower it. */
    @Test
    void marginBoundsFollowTheirUnitsAndTheirSamples() {
        double[] margins = {1, 0.5, -0.2, 2, 0.1};
        MarginBound bound = MarginBound.of(margins, 0.01, 0.05);
        MarginBound scaled = MarginBound.of(Vectors.scale(margins, 1e-80), 1e-82, 0.05);
        assertThat(scaled.at(0.5e-80)).isCloseTo(bound.at(0.5), within(1e-14));
        assertThat(scaled.best(1e-80)).isCloseTo(bound.best(1), within(1e-14));
        assertThat(scaled.bestScale(1e-80) / 1e-80).isCloseTo(bound.bestScale(1), within(1e-12));
        double[] twice = new double[10];
        Arrays.setAll(twice, i -> margins[i % 5]);
        assertThat(MarginBound.of(twice, 0.01, 0.05).ramp(0.5)).isCloseTo(bound.ramp(0.5), within(1e-15));
        assertThat(MarginBound.of(twice, 0.01, 0.05).gap(0.5)).isLessThan(bound.gap(0.5));
        // By hand at η = ½: 0, 0, 1, 0 and 0.8.
        assertThat(bound.ramp(0.5)).isCloseTo(1.8 / 5, within(1e-15));
        assertThat(bound.best(1)).isGreaterThanOrEqualTo(bound.at(bound.bestScale(1)));
        assertThat(bound.toString()).contains("5 samples", "0.01", "0.05");
    }

    @Test
    void whatIsNoMarginOrCountIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginBound.of(new double[] {1, Double.NaN}, 1, 0.1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginBound.of(new double[] {1}, Double.NaN, 0.1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearBall.euclidean(X, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearBall.meanLargest(0))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearBall.euclidean(X, 1).draws(0, Seeds.of(1)))
                .withMessageContaining("got 0");
        assertThatThrownBy(() -> LinearBall.absolute(X, 1).normalLimit()).isInstanceOf(IllegalStateException.class);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> LinearBall.euclidean(X, 1).draws(5, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
