package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;

class EulerLawTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.6})
    void inAHarmonicWellTheLawIsNormalWithTheVarianceOfTheScheme(double step) {
        var well = new HarmonicWell(3, 1);
        EulerLaw law = EulerLaw.of(well, 0.5, step);
        double variance = well.variance(0.5, step);
        assertThat(law.mean(x -> x * x)).isCloseTo(variance, within(1e-9 * variance));
        assertThat(law.mean(x -> x * x * x * x)).isCloseTo(3 * variance * variance, within(1e-8));
        assertThat(law.mean(x -> x)).isCloseTo(0, within(1e-10));
        for (double x : new double[] {0, 0.37}) {
            double normal = Math.exp(-x * x / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
            assertThat(law.density(x)).isCloseTo(normal, within(1e-9));
        }
    }

    @Test
    void momentsOfGibbsAreThoseInClosedForm() {
        // With a = 2T the density is ½ sech² x, the logistic law, of variance π²/12.
        assertThat(EulerLaw.gibbs(new LogCoshWell(1), 0.5).mean(x -> x * x))
                .isCloseTo(Math.PI * Math.PI / 12, within(1e-12));
        var quartic = new QuarticWell(2);
        // E x⁴ = T/c by integration by parts.
        assertThat(EulerLaw.gibbs(quartic, 0.5).mean(x -> Math.pow(x, 4))).isCloseTo(0.25, within(1e-12));
        assertThat(EulerLaw.gibbs(quartic, 0.5).mean(x -> x * x)).isCloseTo(quartic.variance(0.5), within(1e-12));
        // 2 Γ(3/4)/Γ(1/4), by mpmath.
        assertThat(new QuarticWell(1).variance(1)).isCloseTo(0.675978240067285, within(1e-14));
    }

    @Test
    void theBiasOfFirstOrderIsThatInClosedForm() {
        assertThat(EulerLaw.firstOrder(new HarmonicWell(3, 1), 0.5)).isCloseTo(0.25, within(1e-9));
        // ε = T(1 − 2 sech²) gives −2T Cov(x², sech²) = 2T/3 from ∫x² sech⁴ = (π² − 6)/9.
        assertThat(EulerLaw.firstOrder(new LogCoshWell(1), 0.5)).isCloseTo(1.0 / 3, within(1e-9));
        // E x⁸ = 5T² and E x⁶ = 3T m with m = E x² give T − (5T² − 3T m²)/(4T).
        double m = new QuarticWell(1).variance(0.5);
        assertThat(EulerLaw.firstOrder(new QuarticWell(1), 0.5))
                .isCloseTo(0.5 - (5 * 0.25 - 3 * 0.5 * m * m) / 2, within(1e-9));
    }

    @Test
    void atSmallStepsTheLawLeavesThatOfGibbsByTheFirstOrder() {
        for (Potential well : new Potential[] {new LogCoshWell(1), new QuarticWell(1), new TwoWells(1, 1, 1, 0.2, 0)}) {
            double gibbs = EulerLaw.gibbs(well, 0.5).mean(x -> x * x);
            double step = 0.02;
            double one = (EulerLaw.of(well, 0.5, step).mean(x -> x * x) - gibbs) / step;
            double half = (EulerLaw.of(well, 0.5, step / 2).mean(x -> x * x) - gibbs) / (step / 2);
            double first = EulerLaw.firstOrder(well, 0.5);
            // Richardson's extrapolation leaves the third order.
            assertThat(2 * half - one).as(well.toString()).isCloseTo(first, within(0.01 * Math.abs(first)));
        }
    }

    @Test
    void correctedStepsSampleGibbsAtAStepWhereUncorrectedOnesAreFarOff() {
        var well = new HarmonicWell(3, 1);
        double[] sum = new double[2];
        Langevin.on(well, 0.5, 0.3).corrected().run(new double[1], 400_000, Seeds.of(3), f -> {
            sum[0] += f[0] * f[0];
            sum[1]++;
        });
        // The standard error is about 0.0008; without the correction the variance is 0.303.
        assertThat(sum[0] / sum[1]).isCloseTo(0.5 / 3, within(0.004));
    }

    @Test
    void slopesAreTheDerivativesOfTheValues() {
        for (Potential well : new Potential[] {new LogCoshWell(1.3), new QuarticWell(0.7)}) {
            double[] into = new double[1];
            for (double x : new double[] {-2, -0.3, 0.9}) {
                well.gradient(new double[] {x}, into);
                double difference = (well.value(new double[] {x + 1e-5}) - well.value(new double[] {x - 1e-5})) / 2e-5;
                assertThat(into[0]).isCloseTo(difference, within(1e-8));
            }
        }
    }

    @Test
    void stepsBeyondStabilityAreNamed() {
        assertThat(EulerLaw.largestStep(new HarmonicWell(4, 1), 0.5)).isCloseTo(0.5, within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.of(new HarmonicWell(4, 1), 0.5, 0.6))
                .withMessageContaining("below 0.5")
                .withMessageContaining("got 0.6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.of(new HarmonicWell(4, 2), 0.5, 0.1))
                .withMessageContaining("dimension 2");
    }
}
