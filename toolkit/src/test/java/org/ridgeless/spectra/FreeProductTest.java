package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.spectra.measures.Law;

class FreeProductTest {
    /** Populations that are nearly one point, and a lower edge near 0: a sample covariance says the same in another way. */
    @ParameterizedTest
    @CsvSource({
        "0.8125140168082388, 1.3273673519548006",
        "0.8118869593039651, 1.5982484449186274",
        "0.8115286322151453, 1.324466257030012",
        "0.81, 1.0477828848096409",
        "0.95, 1.2",
        "0.3, 1.001"
    })
    void theOrderOfTheFactorsDoesNotShow(double ratio, double second) {
        SpectralLaw population = FixedSpectrum.of(1, second);
        SpectralLaw noise = MarchenkoPastur.ofRatio(ratio);
        SampleCovariance covariance =
                SampleCovariance.of(Law.of(new double[] {1, second}, new double[] {0.5, 0.5}), ratio);
        double far = 2 * covariance.rightEdge();
        assertThat(population.times(noise).stieltjes(far)).isCloseTo(covariance.stieltjes(far), within(1e-11));
        assertThat(noise.times(population).stieltjes(far)).isCloseTo(covariance.stieltjes(far), within(1e-11));
        assertThat(population.times(noise).leftEdge())
                .isCloseTo(covariance.leftEdge(), within(1e-8 * covariance.rightEdge()));
    }
}
