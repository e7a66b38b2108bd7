package org.ridgeless.spectra.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.TwoClasses;

class LeastSquaresDescentTest {
    @Test
    void oneStepIsTheGradientByFiniteDifferences() {
        TwoClasses data = TwoClasses.sample(TwoClasses.evenMean(1, 3), 10, Seeds.of(1));
        double[] start = {0.3, -0.2, 0.5};
        double[] moved = LeastSquaresDescent.of(data, 1e-3, 0.7).run(start, 1)[0];
        for (int i = 0; i < 3; i++) {
            double[] up = start.clone();
            double[] down = start.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (loss(data, up) - loss(data, down)) / 2e-5;
            assertThat(start[i] - moved[i]).isCloseTo(1e-3 * slope, within(1e-11));
        }
    }

    private static double loss(TwoClasses data, double[] w) {
        double sum = 0;
        int n = data.samples();
        for (int j = 0; j < n; j++) {
            double score = 0;
            for (int i = 0; i < 3; i++) {
                score += w[i] * data.x()[i * n + j];
            }
            sum += (data.labels()[j] - score) * (data.labels()[j] - score) / (2 * n);
        }
        for (double v : w) {
            sum += 0.35 * v * v;
        }
        return sum;
    }
}
