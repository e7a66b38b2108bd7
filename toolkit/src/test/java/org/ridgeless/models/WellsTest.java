package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

class WellsTest {
    /** scipy.integrate.quad of SciPy 1.17.1 with h = 0.8, k = 1 and 5, s = 0.25, D = 3 at T = 0.3. */
    @Test
    void theMarginalOfTwoWellsIsThatOfQuadrature() {
        GibbsMarginal law = new TwoWells(0.8, 1, 5, 0.25, 3).gibbs(0.3);
        assertThat(law.below(0)).isCloseTo(0.894715157988513, within(1e-12));
        assertThat(law.mean(x -> x)).isCloseTo(-0.7586009325029555, within(1e-12));
        assertThat(law.density(0.3)).isCloseTo(0.02444932300387953, within(1e-13));
    }

    /** The marginal is the integral over z of e^{−V/T}, up to one factor for all x. */
    @Test
    void theMarginalIsTheJointLawIntegratedOverTheFlatDirection() {
        TwoWells wells = new TwoWells(0.8, 1, 5, 0.25, 1);
        double[] ratio = new double[3];
        double[] at = {-1.1, 0.05, 0.9};
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (double z = -12; z <= 12; z += 0.01) {
                sum += Math.exp(-wells.value(new double[] {at[k], z}) / 0.3) * 0.01;
            }
            ratio[k] = sum / wells.marginal(at[k], 0.3);
        }
        assertThat(ratio[1] / ratio[0]).isCloseTo(1, within(1e-12));
        assertThat(ratio[2] / ratio[0]).isCloseTo(1, within(1e-12));
    }

    /** k goes from k_w to k_n, is their mean at 0, and is steepest there with (k_n − k_w)/(4s). */
    @Test
    void theSwitchIsALogisticOne() {
        TwoWells wells = new TwoWells(1, 2, 8, 0.3, 1);
        assertThat(wells.curvature(0)).isCloseTo(5, within(1e-15));
        assertThat(wells.slope(0)).isCloseTo(6 / 1.2, within(1e-15));
        assertThat(wells.curvature(-100)).isEqualTo(2);
        assertThat(wells.curvature(100)).isEqualTo(8);
        assertThat(wells.curvature(0.7) + wells.curvature(-0.7)).isCloseTo(10, within(1e-14));
        double difference = (wells.curvature(0.2 + 1e-6) - wells.curvature(0.2 - 1e-6)) / 2e-6;
        assertThat(wells.slope(0.2)).isCloseTo(difference, within(1e-8));
    }

    /** Φ of the normal law, by scipy.stats.norm.cdf: 0.841344746068543 and 0.022750131948179. */
    @Test
    void theNormalLawHasItsDistribution() {
        GibbsMarginal law = new GibbsMarginal(x -> 7 * Math.exp(-x * x / 2), -40, 40);
        assertThat(law.below(1)).isCloseTo(0.841344746068543, within(1e-13));
        assertThat(law.below(-2)).isCloseTo(0.0227501319481792, within(1e-13));
        assertThat(law.density(0)).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-14));
        assertThat(law.mean(x -> x * x)).isCloseTo(1, within(1e-13));
        assertThat(law.mean(x -> 1)).isCloseTo(1, within(1e-15));
        assertThat(law.below(-41)).isZero();
        assertThat(law.below(41)).isEqualTo(1);
        assertThat(law.density(41)).isZero();
    }

    @Test
    void lawsWithoutARangeOrAMassAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GibbsMarginal(x -> 1, 2, 2))
                .withMessageContaining("2.0 to 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new GibbsMarginal(x -> 1, Double.NaN, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GibbsMarginal(x -> 0, 0, 1))
                .withMessageContaining("0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GibbsMarginal(x -> Double.NaN, 0, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoWells(1, 1, Double.NaN, 1, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new TwoWells(1, 1, 1, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogCoshWell(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new QuarticWell(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HarmonicWell(Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HarmonicWell(1, 0))
                .withMessageContaining("0");
    }

    /** From 2/k on the scheme has no stationary law, and T/(k(1 − γk/2)) is no variance. */
    @ParameterizedTest
    @CsvSource({"3, 0.6666666666666667", "3, 1", "3, NaN", "3, 0"})
    void unstableStepsHaveNoVariance(double curvature, double step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HarmonicWell(curvature, 1).variance(0.5, step))
                .withMessageContaining("2/k");
    }

    @Test
    void farOutTheLogCoshWellIsALineWithoutOverflow() {
        LogCoshWell well = new LogCoshWell(2);
        double[] slope = new double[1];
        well.gradient(new double[] {1e6}, slope);
        assertThat(slope[0]).isEqualTo(2);
        assertThat(well.value(new double[] {-1e6})).isCloseTo(2e6 - 2 * Math.log(2), within(1e-9));
        assertThat(well.value(new double[] {0.3})).isCloseTo(2 * Math.log(Math.cosh(0.3)), within(1e-15));
    }

    /** At T = 0 the scheme is descent, f ← (1 − γk) f. */
    @Test
    void withoutTemperatureTheWalkIsDescent() {
        double[] f = {1, -2};
        int taken = Langevin.on(new HarmonicWell(3, 2), 0, 0.1).run(f, 5, Seeds.of(1), state -> {});
        assertThat(taken).isEqualTo(5);
        assertThat(f).containsExactly(new double[] {Math.pow(0.7, 5), -2 * Math.pow(0.7, 5)}, within(1e-15));
        assertThatThrownBy(() -> Langevin.on(new HarmonicWell(3, 2), 0, 0.1).corrected())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("T = 0");
    }

    /** The correction leaves proposals out only: the state stays or is the proposal, and E x² is that of Gibbs. */
    @Test
    void correctedStepsInAQuarticWellHaveTheVarianceOfGibbs() {
        QuarticWell well = new QuarticWell(1);
        double[] sum = new double[3];
        double[] last = {0};
        Langevin.on(well, 0.5, 0.25).corrected().run(new double[1], 200_000, Seeds.of(1), f -> {
            sum[0] += f[0] * f[0];
            sum[1]++;
            sum[2] += f[0] == last[0] ? 1 : 0;
            last[0] = f[0];
        });
        // The standard error is about 0.0015.
        assertThat(sum[0] / sum[1]).isCloseTo(well.variance(0.5), within(0.006));
        assertThat(sum[2] / sum[1]).isBetween(0.005, 0.5);
    }

    @Test
    void interruptedWalksSayHowFarTheyCame() {
        double[] f = {1};
        int taken = Langevin.on(new HarmonicWell(1, 1), 0.5, 0.1).run(f, 100_000, Seeds.of(1), state -> {
            Thread.currentThread().interrupt();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).isBetween(1, 99_999);
        Thread.currentThread().interrupt();
        try {
            SampledWells sampled = new SampledWells(new TwoWells(1, 1, 4, 0.2, 2), 1);
            assertThatThrownBy(() -> sampled.descend(new double[3], 10, 0.1, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    /** Samples that are all fitted pull z to 0 and x to the bottom of its well, whichever are drawn. */
    @Test
    void withoutNoiseDescentOnSamplesComesToRest() {
        double[] f = {0.8, 0.3, -0.2};
        new SampledWells(new TwoWells(1, 1, 4, 0.2, 2), 0).descend(f, 3000, 0.02, Seeds.of(1));
        assertThat(f).containsExactly(new double[] {1, 0, 0}, within(1e-10));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SampledWells(new TwoWells(1, 1, 4, 0.2, 2), 0).descend(f, 1, Double.NaN, Seeds.of(1)))
                .withMessageContaining("NaN");
    }
}
