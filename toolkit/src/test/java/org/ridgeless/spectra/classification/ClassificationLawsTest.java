package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Gauss;

class ClassificationLawsTest {
    private static final double[][] VARIANCES = {{1, 2, 0.5}, {3, 1, 1}};
    private static final double[] DIFFERENCE = {2, -1, 0.5};

    /** Class 0 and class 1 are names. */
    @Test
    void exchangingTheClassesChangesNoError() {
        RidgeDiscriminant one = RidgeDiscriminant.of(VARIANCES, DIFFERENCE, 0.3, 40);
        RidgeDiscriminant other = RidgeDiscriminant.of(
                new double[][] {VARIANCES[1], VARIANCES[0]}, Vectors.scale(DIFFERENCE, -1), 0.7, 40);
        for (double ridge : new double[] {0.01, 1, 50}) {
            assertThat(other.error(ridge)).isCloseTo(one.error(ridge), within(1e-12));
            assertThat(other.score(1, ridge).mean())
                    .isCloseTo(-one.score(0, ridge).mean(), within(1e-11));
            assertThat(other.score(1, ridge).variance())
                    .isCloseTo(one.score(0, ridge).variance(), within(1e-11));
        }
    }

    /** Data in units of s: variances and the ridge in s², the score without a unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-40, 1e-3, 1e40})
    void unitsCancelInTheDiscriminant(double s) {
        double[][] variances = {Vectors.scale(VARIANCES[0], s * s), Vectors.scale(VARIANCES[1], s * s)};
        RidgeDiscriminant one = RidgeDiscriminant.of(VARIANCES, DIFFERENCE, 0.3, 40);
        RidgeDiscriminant other = RidgeDiscriminant.of(variances, Vectors.scale(DIFFERENCE, s), 0.3, 40);
        assertThat(other.error(0.4 * s * s)).isCloseTo(one.error(0.4), within(1e-12));
        assertThat(other.score(0, 0.4 * s * s).mean())
                .isCloseTo(one.score(0, 0.4).mean(), within(1e-10));
    }

    /** With endless samples of equal covariance and no ridge it is Fisher's discriminant: mean ½Δ², variance Δ². */
    @Test
    void withEndlessSamplesItIsFishersDiscriminant() {
        double[][] same = {{1, 2, 0.5}, {1, 2, 0.5}};
        RidgeDiscriminant.Score score =
                RidgeDiscriminant.of(same, DIFFERENCE, 0.5, 1_000_000_000).score(0, 1e-9);
        double mahalanobis = 4 / 1.0 + 1 / 2.0 + 0.25 / 0.5;
        assertThat(score.mean()).isCloseTo(mahalanobis / 2, within(1e-6));
        assertThat(score.variance()).isCloseTo(mahalanobis, within(1e-6));
    }

    @Test
    void whatIsNoVarianceIsRefused() {
        for (double bad : new double[] {-1, 0, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            RidgeDiscriminant.of(new double[][] {{1, bad, 1}, {1, 1, 1}}, DIFFERENCE, 0.3, 40))
                    .withMessageContaining(Double.toString(bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeDiscriminant.of(VARIANCES, new double[] {1, Double.NaN, 0}, 0.3, 40))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RidgeDiscriminant.of(VARIANCES, DIFFERENCE, 0.3, 40).score(2, 1))
                .withMessageContaining("class 2");
    }

    /** No classifier errs less than that of the means, Q(‖Δ‖/2), and more distance never hurts. */
    @Test
    void noMethodBeatsBayes() {
        double before = 0.5;
        for (double distance : new double[] {0.5, 1, 2, 4}) {
            double error = CentredSimilarity.of(distance, 100, 20, 400).best();
            assertThat(error).isBetween(Gauss.tail(distance / 2), before);
            before = error;
        }
        // With many samples of both kinds it comes to Bayes' error.
        assertThat(CentredSimilarity.of(2, 10, 1_000_000, 1_000_000).best()).isCloseTo(Gauss.tail(1), within(1e-4));
    }

    /** The best error is one of those on the grid, and none of them is lower. */
    @Test
    void theBestErrorIsReachedAndLowest() {
        CentredSimilarity method = CentredSimilarity.of(2, 100, 20, 400);
        double best = method.best();
        boolean reached = false;
        for (int i = 1; i < 1000; i++) {
            double error = method.error(i / 1000.0);
            assertThat(error < best).isFalse();
            reached |= error == best;
        }
        assertThat(reached).isTrue();
        for (double theta : new double[] {-0.1, 0, 1, 1.5, Double.NaN}) {
            assertThat(method.error(theta)).as("θ = " + theta).isNaN();
        }
    }

    /** μ = 0: nothing to learn, whatever the loss. */
    @ParameterizedTest
    @EnumSource(MarginLoss.class)
    void withoutAMeanTheErrorIsAHalf(MarginLoss loss) {
        RidgeErm.Solution solution =
                RidgeErm.of(new double[] {1, 2}, new double[2], 5).solve(loss, 0.3);
        assertThat(solution.error()).isCloseTo(0.5, within(1e-9));
        assertThat(solution.mean()).isCloseTo(0, within(1e-9));
        assertThat(solution.residual()).isLessThan(1e-9);
    }

    /** Inputs in units of s, the ridge in s²: scores have no unit. Every direction twice is twice the dimension and n. */
    @ParameterizedTest
    @EnumSource(MarginLoss.class)
    void unitsAndCopiesOfDirectionsChangeNoScore(MarginLoss loss) {
        double[] spectrum = {1, 2, 0.3};
        double[] mean = {0.5, -1, 0.2};
        RidgeErm.Solution one = RidgeErm.of(spectrum, mean, 5).solve(loss, 0.3);
        for (double s : new double[] {1e-30, 1e30}) {
            RidgeErm.Solution scaled = RidgeErm.of(Vectors.scale(spectrum, s * s), Vectors.scale(mean, s), 5)
                    .solve(loss, 0.3 * s * s);
            assertThat(scaled.error()).isCloseTo(one.error(), within(1e-10));
            assertThat(scaled.deviation()).isCloseTo(one.deviation(), within(1e-9));
        }
        double half = Math.sqrt(0.5);
        RidgeErm.Solution copied = RidgeErm.of(
                        new double[] {1, 2, 0.3, 1, 2, 0.3},
                        new double[] {0.5 * half, -half, 0.2 * half, 0.5 * half, -half, 0.2 * half},
                        10)
                .solve(loss, 0.3);
        assertThat(copied.error()).isCloseTo(one.error(), within(1e-10));
        assertThat(copied.mean()).isCloseTo(one.mean(), within(1e-9));
        // The sign of a coordinate of μ, and the order of all, are those of a basis.
        RidgeErm.Solution turned = RidgeErm.of(new double[] {0.3, 1, 2}, new double[] {-0.2, 0.5, 1}, 5)
                .solve(loss, 0.3);
        assertThat(turned.error()).isCloseTo(one.error(), within(1e-10));
    }

    @Test
    void whatIsNoProblemIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeErm.of(new double[] {1, Double.NaN}, new double[2], 5))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeErm.of(new double[] {1, 1}, new double[] {1, Double.NaN}, 5))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RidgeErm.of(new double[] {1}, new double[] {1}, 5).solve(MarginLoss.SQUARE, -1))
                .withMessageContaining("-1.0");
        assertThat(Arrays.stream(MarginLoss.values())
                        .mapToDouble(loss -> loss.slope(0))
                        .max()
                        .orElseThrow())
                .isNegative();
    }
}
