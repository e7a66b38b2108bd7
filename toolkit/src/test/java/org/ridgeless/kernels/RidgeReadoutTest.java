package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class RidgeReadoutTest {
    private static final double[] LABELS = {1, -1, 0.5, 2, -0.3};

    @Test
    void theGradientVanishesAtTheFit() {
        for (int width : new int[] {3, 12}) {
            double[] x = new double[10];
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.sin(3 * i);
            }
            double[] f = RandomLayer.gaussian(width, 2, Seeds.of(1)).features(DualActivation.relu(), x);
            RidgeReadout.Fit fit = RidgeReadout.of(f, LABELS).fit(0.2);
            for (int k = 0; k < width; k++) {
                double gradient = 0.2 * fit.weights()[k];
                for (int j = 0; j < 5; j++) {
                    double score = 0;
                    for (int l = 0; l < width; l++) {
                        score += f[l * 5 + j] * fit.weights()[l];
                    }
                    gradient -= f[k * 5 + j] * (LABELS[j] - score) / 5;
                }
                assertThat(gradient).isCloseTo(0, within(1e-13));
            }
            assertThat(fit.train()).isCloseTo(fit.test(f, LABELS), within(1e-13));
        }
    }
}
