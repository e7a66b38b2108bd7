package org.ridgeless.spectra.learning;

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
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.TwoClasses;

class TrainingTest {
    /** f + x (1 − f)/x = 1, across the place where the filter changes its formula. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 400})
    void whatIsNotShrunkIsLearned(int steps) {
        for (Training training : new Training[] {Training.flow(0.3), Training.descent(0.3)}) {
            for (double x : new double[] {1e-12, 0.01, 1, 0.5 / 0.3, 0.5 / 0.3 - 1e-9, 3, 6}) {
                assertThat(training.factor(x, steps) + x * training.filter(x, steps))
                        .isCloseTo(1, within(1e-13));
            }
            assertThat(training.filter(0, steps)).isCloseTo(0.3 * steps, within(1e-15));
            assertThat(training.filter(1e-14, steps)).isCloseTo(0.3 * steps, within(1e-9));
        }
    }

    /** f_{s+t} = f_s f_t, for complex arguments, too. */
    @Test
    void shrinkingIsASemigroup() {
        for (Training training : new Training[] {Training.flow(0.3), Training.descent(0.3)}) {
            Complex z = new Complex(0.7, 0.2);
            Complex product = training.factor(z, 3).times(training.factor(z, 5));
            assertThat(product.minus(training.factor(z, 8)).abs()).isLessThan(1e-15);
            assertThat(training.factor(0.7, 3) * training.factor(0.7, 5))
                    .isCloseTo(training.factor(0.7, 8), within(1e-15));
            assertThat(training.factor(Complex.real(0.7), 8).re()).isCloseTo(training.factor(0.7, 8), within(1e-14));
        }
        assertThat(Training.flow(0.3).factor(2, 5)).isCloseTo(Math.exp(-3), within(1e-15));
        assertThat(Training.descent(0.3).factor(2, 5)).isCloseTo(Math.pow(0.4, 5), within(1e-15));
        assertThat(Training.descent(0.3).rate()).isEqualTo(0.3);
    }

    /**
     * In the long run for c &lt; 1: least squares with E = μᵀ(C + μμᵀ)⁻¹μ …, of which the margin E/√V has the square
     * (1 − c)ρ²/(ρ + c), ρ = ‖μ‖².
     */
    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.2, 0.7", "0.8, 3"})
    void leastSquaresHasItsMarginInTheLongRun(double ratio, double signal) {
        LearningCurve.Score score =
                LearningCurve.of(ratio, signal, Training.flow(0.5)).test(100_000);
        assertThat(score.mean() * score.mean() / score.variance())
                .isCloseTo((1 - ratio) * signal * signal / (signal + ratio), within(1e-6));
    }

    /** The first steps follow the difference of the means: E = αt ρ, V = (αt)²(ρ + c). */
    @Test
    void earlyOnItIsTheClassifierOfTheMeans() {
        LearningCurve.Score score =
                LearningCurve.of(0.5, 2, Training.flow(1e-7)).test(1);
        assertThat(score.mean() / 1e-7).isCloseTo(2, within(1e-5));
        assertThat(score.variance() / 1e-14).isCloseTo(2 + 0.5, within(1e-5));
    }

    /** A training sample is one of its own teachers: its margin is larger than that of a fresh one. */
    @Test
    void trainingScoresAreBetterThanFreshOnes() {
        LearningCurve curve = LearningCurve.of(0.5, 2, Training.descent(0.1)).initialVariance(0.3);
        for (int t : new int[] {5, 50, 500}) {
            assertThat(curve.train(t).error()).isLessThan(curve.test(t).error());
            assertThat(curve.train(t).mean()).isGreaterThan(curve.test(t).mean());
        }
        // Decay without end leaves nothing: weights and scores shrink like 1/γ.
        LearningCurve.Score decayed =
                LearningCurve.of(0.5, 2, Training.flow(1)).ridge(1e6).test(1000);
        assertThat(decayed.mean() * 1e6).isCloseTo(2, within(1e-4));
    }

    /** Ten thousand fresh scores of descent on one data set of n = 600 follow the curve. */
    @Test
    void descentOnDataFollowsTheCurve() {
        int p = 200;
        TwoClasses data = TwoClasses.sample(TwoClasses.evenMean(Math.sqrt(2), p), 400, Seeds.of(5));
        double[][] path = LeastSquaresDescent.of(data, 0.1, 0).run(new double[p], 5, 60);
        double[] mean = TwoClasses.evenMean(Math.sqrt(2), p);
        LearningCurve curve = LearningCurve.of(0.5, 2, Training.descent(0.1));
        int[] times = {5, 60};
        for (int k = 0; k < 2; k++) {
            LearningCurve.Score score = curve.test(times[k]);
            // One draw fluctuates by about 1/√n around the limit.
            assertThat(Vectors.dot(path[k], mean)).isCloseTo(score.mean(), within(4 * score.mean() / Math.sqrt(400)));
            assertThat(Vectors.squares(path[k]))
                    .isCloseTo(score.variance(), within(6 * score.variance() / Math.sqrt(400)));
        }
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        LearningCurve curve = LearningCurve.of(0.5, 2, Training.flow(0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> curve.test(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> curve.train(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.ridge(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.initialVariance(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.flow(Double.NaN))
                .withMessageContaining("NaN");
        TwoClasses data = TwoClasses.sample(new double[] {1, 0}, 6, Seeds.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquaresDescent.of(data, Double.NaN, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquaresDescent.of(data, 0.1, -1))
                .withMessageContaining("-1.0");
        LeastSquaresDescent descent = LeastSquaresDescent.of(data, 0.1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.run(new double[2], 5, 3))
                .withMessageContaining("[5, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.run(new double[3], 5))
                .withMessageContaining("3");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> descent.run(new double[2], 5)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
