package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class ErmFitTest {
    @Test
    void noSmallMoveLowersTheLoss() {
        int p = 4;
        int n = 30;
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(5).stream());
        double[] x = new double[n * p];
        for (int i = 0; i < x.length; i++) {
            x[i] = normal.sample() + (i % p == 0 ? 1 : 0);
        }
        for (MarginLoss loss : MarginLoss.values()) {
            double[] beta = ErmFit.newton(loss, x, p, 0.1);
            for (int k = 0; k < p; k++) {
                double[] up = beta.clone();
                double[] down = beta.clone();
                up[k] += 1e-4;
                down[k] -= 1e-4;
                double slope = (value(loss, x, p, up) - value(loss, x, p, down)) / 2e-4;
                assertThat(slope).as(loss.name()).isCloseTo(0, within(1e-7));
            }
        }
    }

    private static double value(MarginLoss loss, double[] x, int p, double[] beta) {
        double sum = 0;
        for (int i = 0; i < x.length / p; i++) {
            double u = 0;
            for (int k = 0; k < p; k++) {
                u += x[i * p + k] * beta[k];
            }
            sum += loss.value(u) * p / x.length;
        }
        for (double b : beta) {
            sum += 0.05 * b * b;
        }
        return sum;
    }
}
