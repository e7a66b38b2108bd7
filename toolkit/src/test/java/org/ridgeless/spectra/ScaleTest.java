package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.spectra.measures.Law;

/** A matrix times a factor has the spectrum times that factor: nothing about a law depends on its scale. */
class ScaleTest {
    private static final double[] FACTORS = {1e-30, 1e-9, 1e9, 1e30};

    @Test
    void theSampleCovarianceLawScalesWithThePopulation() {
        UniformRandomProvider random = Seeds.of(1).stream();
        for (int draw = 0; draw < 20; draw++) {
            double ratio = Math.exp(4 * random.nextDouble() - 2);
            double[] spectrum = {random.nextDouble(), 1 + random.nextDouble(), 5 * random.nextDouble()};
            SampleCovariance one = SampleCovariance.of(Law.uniform(spectrum), ratio);
            for (double factor : FACTORS) {
                SampleCovariance other =
                        SampleCovariance.of(Law.uniform(spectrum).map(t -> factor * t), ratio);
                double right = one.rightEdge();
                assertThat(other.rightEdge() / factor).isCloseTo(right, within(1e-12 * right));
                assertThat(other.leftEdge() / factor).isCloseTo(one.leftEdge(), within(1e-9 * one.leftEdge()));
                for (double x : new double[] {0.01, 0.2, 0.5, 0.9, 1.1}) {
                    double density = one.density(x * right);
                    assertThat(factor * other.density(factor * x * right))
                            .isCloseTo(density, within(1e-8 * (density + 1e-3 / right)));
                }
            }
        }
    }

    @Test
    void theDensityIsZeroOutsideOfTheSupportAndPositiveInside() {
        for (double ratio : new double[] {0.1, 0.5, 2, 9}) {
            for (double scale : new double[] {1e-12, 1, 1e12}) {
                SampleCovariance law = SampleCovariance.of(Law.point(scale), ratio);
                double left = scale * Math.pow(1 - Math.sqrt(ratio), 2);
                double right = scale * Math.pow(1 + Math.sqrt(ratio), 2);
                assertThat(law.density(left * (1 - 1e-4))).isZero();
                assertThat(law.density(right * (1 + 1e-4))).isZero();
                for (double x : new double[] {left * (1 + 1e-4), (left + right) / 2, right * (1 - 1e-4)}) {
                    double exact = Math.sqrt((right - x) * (x - left)) / (2 * Math.PI * ratio * scale * x);
                    assertThat(law.density(x)).isCloseTo(exact, within(1e-8 * exact));
                }
            }
        }
    }

    /** f times s has a₁ and a₂ times s and ν times s². */
    @Test
    void theKernelSpectrumScalesWithTheNonlinearity() {
        KernelSpectrum one = KernelSpectrum.withMoments(0.7, 0.2, 1, 0.4);
        for (double factor : FACTORS) {
            KernelSpectrum other = KernelSpectrum.withMoments(0.7 * factor, 0.2 * factor, factor * factor, 0.4);
            assertThat(other.leftEdge() / factor).isCloseTo(one.leftEdge(), within(1e-12));
            assertThat(other.rightEdge() / factor).isCloseTo(one.rightEdge(), within(1e-12));
            assertThat(other.threshold()).isCloseTo(one.threshold(), within(1e-12));
            assertThat(other.spike(5).orElseThrow() / factor)
                    .isCloseTo(one.spike(5).orElseThrow(), within(1e-12));
            for (double x : new double[] {-1.5, -0.3, 0.2, 1, 2.5}) {
                assertThat(factor * other.density(factor * x)).isCloseTo(one.density(x), within(1e-8));
            }
        }
    }
}
