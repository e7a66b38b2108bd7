package org.ridgeless.spectra.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.learning.LearningCurve.Score;
import org.ridgeless.spectra.measures.Gauss;

class LearningCurveTest {
    @Test
    void contourAndLineIntegralsAgreeToRounding() {
        for (double c : new double[] {0.5, 1, 2}) {
            for (Training training : new Training[] {Training.flow(0.05), Training.descent(0.05)}) {
                LearningCurve curve = LearningCurve.of(c, 2, training).initialVariance(0.1);
                for (int t : new int[] {0, 1, 20, 150}) {
                    Score line = curve.test(t);
                    Score contour = curve.testByContour(t, 4000);
                    assertThat(contour.mean()).isCloseTo(line.mean(), within(1e-10));
                    assertThat(contour.variance()).isCloseTo(line.variance(), within(1e-10));
                }
            }
        }
    }

    @Test
    void leastSquaresErrorIsReachedInTheLongRun() {
        LearningCurve curve = LearningCurve.of(0.5, 1, Training.descent(0.3));
        assertThat(curve.test(20_000).error()).isCloseTo(Gauss.tail(Math.sqrt(0.5 / 1.5)), within(1e-9));
    }

    @Test
    void anUntrainedClassifierGuesses() {
        assertThat(LearningCurve.of(0.5, 1, Training.flow(0.1))
                        .initialVariance(0.1)
                        .test(0)
                        .error())
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void flowAndDescentAgreeForSmallStepsOnly() {
        double fine = difference(1e-4, 10_000);
        double coarse = difference(1e-1, 10);
        assertThat(fine).isLessThan(1e-4);
        assertThat(coarse).isGreaterThan(20 * fine);
    }

    private static double difference(double rate, int steps) {
        LearningCurve flow = LearningCurve.of(1, 2, Training.flow(rate)).initialVariance(0.1);
        LearningCurve descent = LearningCurve.of(1, 2, Training.descent(rate)).initialVariance(0.1);
        return Math.abs(flow.test(steps).error() - descent.test(steps).error());
    }

    @Test
    void aStepThatDivergesIsRefusedWithTheLimit() {
        assertThatThrownBy(() -> LearningCurve.of(0.5, 1, Training.descent(0.9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.9")
                .hasMessageContaining("2/λ_max");
    }
}
