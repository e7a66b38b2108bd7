package org.ridgeless.spectra.equivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RidgeRiskTest {
    private static RidgeRisk isotropic(int p, double signal, double noise) {
        double[] spectrum = new double[p];
        double[] target = new double[p];
        Arrays.fill(spectrum, 1);
        Arrays.fill(target, Math.sqrt(signal / p));
        return RidgeRisk.of(spectrum, target, noise);
    }

    @Test
    void ridgelessRiskHasItsClosedFormOnBothSidesOfTheThreshold() {
        RidgeRisk risk = isotropic(200, 1, 0.25);
        // γ = ½: σ²γ/(1−γ) above the noise; γ = 2: r²(1−1/γ) + σ²/(γ−1).
        assertThat(risk.test(400, 0) - 0.25).isCloseTo(0.25, within(1e-12));
        assertThat(risk.test(100, 0) - 0.25).isCloseTo(0.5 + 0.25, within(1e-12));
        assertThat(risk.test(200, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(risk.train(400, 0)).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void aSmallRidgeTendsToTheRidgelessLimit() {
        RidgeRisk risk = isotropic(50, 1, 0.25);
        for (int n : new int[] {20, 100}) {
            assertThat(risk.test(n, 1e-10)).isCloseTo(risk.test(n, 0), within(1e-6));
            assertThat(risk.train(n, 1e-10)).isCloseTo(risk.train(n, 0), within(1e-6));
        }
    }

    @Test
    void theIsotropicOptimumIsTheNoiseToSignalRatio() {
        RidgeRisk risk = isotropic(100, 2, 0.5);
        double best = RidgeRisk.bestIsotropicRidge(100, 150, 0.5, 2);
        double at = risk.test(150, best);
        assertThat(risk.test(150, best * 1.05)).isGreaterThan(at);
        assertThat(risk.test(150, best * 0.95)).isGreaterThan(at);
    }

    @Test
    void aNegativeEigenvalueIsRefused() {
        assertThatThrownBy(() -> RidgeRisk.of(new double[] {1, -2}, new double[] {1, 1}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2.0");
    }
}
