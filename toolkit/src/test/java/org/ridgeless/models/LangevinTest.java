package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class LangevinTest {
    @Test
    void varianceInAHarmonicWellHasTheFactorOfTheStep() {
        var well = new HarmonicWell(3, 2000);
        double[] f = new double[2000];
        double[] sum = new double[2];
        Langevin.on(well, 0.5, 0.1).run(f, 600, Seeds.of(1), state -> {
            sum[1]++;
            if (sum[1] > 100) {
                sum[0] += 2 * well.value(state) / 3 / 2000 / 500;
            }
        });
        assertThat(sum[0]).isCloseTo(well.variance(0.5, 0.1), within(0.002));
        assertThat(sum[0]).isNotCloseTo(0.5 / 3, within(0.02));
    }

    @Test
    void samplesOfTheWellsHaveTheirGradientOnAverageAndNoneWhereAllAreFitted() {
        var wells = new TwoWells(1, 1, 4, 0.2, 3);
        var sampled = new SampledWells(wells, 1.5);
        double[] f = {0.13, -0.4, 0.7, 1.1};
        double[] mean = new double[4];
        double[] one = new double[4];
        for (int sample = 0; sample < sampled.samples(); sample++) {
            sampled.gradient(sample, f, one);
            for (int i = 0; i < 4; i++) {
                mean[i] += one[i] / sampled.samples();
            }
        }
        double[] whole = new double[4];
        wells.gradient(f, whole);
        assertThat(mean).containsExactly(whole, within(1e-12));

        new SampledWells(wells, 0).gradient(4, new double[] {1, 0, 0, 0}, one);
        assertThat(one).containsOnly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> new SampledWells(wells, -1));
    }

    @Test
    void gradientOfTwoWellsIsTheDerivativeOfTheirValue() {
        var wells = new TwoWells(1, 1, 4, 0.2, 3);
        double[] f = {0.13, -0.4, 0.7, 1.1};
        double[] gradient = new double[4];
        wells.gradient(f, gradient);
        for (int i = 0; i < 4; i++) {
            double[] up = f.clone();
            double[] down = f.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertThat(gradient[i]).isCloseTo((wells.value(up) - wells.value(down)) / 2e-5, within(1e-8));
        }
    }

    @Test
    void equalWellsAreEquallyLikelyAndSharpOnesFollowTheVolumeRatio() {
        assertThat(new TwoWells(1, 1, 4, 0.2, 0).gibbs(0.4).below(0)).isCloseTo(0.5, within(1e-12));
        // With a sharp switch and deep wells the odds of the wide well are (k_n/k_w)^{D/2} = 16.
        assertThat(new TwoWells(1, 1, 4, 1e-4, 4).gibbs(0.02).below(0)).isCloseTo(16.0 / 17, within(1e-4));
    }

    @Test
    void marginalIntegratesToOne() {
        GibbsMarginal law = new TwoWells(1, 1, 4, 0.2, 2).gibbs(0.4);
        double sum = 0;
        for (int i = -3000; i <= 3000; i++) {
            sum += law.density(i * 1e-3) * 1e-3;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void walkersPreferTheWideWellAsOftenAsGibbsSays() {
        var wells = new TwoWells(1, 1, 4, 0.2, 2);
        int[] count = new int[2];
        for (int walker = 0; walker < 60; walker++) {
            double[] f = {walker % 2 == 0 ? 1 : -1, 0, 0};
            Langevin.on(wells, 0.4, 0.01).run(f, 10_000, Seeds.of(5).child(walker), state -> {
                count[0] += state[0] < 0 ? 1 : 0;
                count[1]++;
            });
        }
        assertThat((double) count[0] / count[1]).isCloseTo(wells.gibbs(0.4).below(0), within(0.05));
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Langevin.on(new HarmonicWell(1, 1), -1, 0.1))
                .withMessageContaining("T = -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Langevin.on(new HarmonicWell(1, 1), 1, 0.1).run(new double[2], 1, Seeds.of(1), f -> {}))
                .withMessageContaining("dimension 1");
    }
}
