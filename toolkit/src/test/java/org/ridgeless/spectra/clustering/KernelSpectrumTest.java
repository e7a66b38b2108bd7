package org.ridgeless.spectra.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.measures.TabulatedLaw;

class KernelSpectrumTest {
    @Test
    void momentsHaveTheirClosedForms() {
        double root = Math.sqrt(2 / Math.PI);
        Nonlinearity sign = Nonlinearity.sign();
        assertThat(sign.a1()).isCloseTo(root, within(1e-9));
        assertThat(sign.nu()).isCloseTo(1, within(1e-9));
        Nonlinearity relu = Nonlinearity.relu();
        assertThat(relu.a1()).isCloseTo(0.5, within(1e-9));
        assertThat(relu.a2()).isCloseTo(1 / (2 * Math.sqrt(Math.PI)), within(1e-9));
        assertThat(relu.nu()).isCloseTo(0.5 - 0.5 / Math.PI, within(1e-9));
        double s = 0.8;
        Nonlinearity sparse = Nonlinearity.sparse(s);
        double kept = Gauss.erfc(s) + 2 * s * Math.exp(-s * s) / Math.sqrt(Math.PI);
        assertThat(sparse.a1()).isCloseTo(kept, within(1e-9));
        assertThat(sparse.nu()).isCloseTo(kept, within(1e-9));
        Nonlinearity ternary = Nonlinearity.ternary(s);
        assertThat(ternary.a1()).isCloseTo(root * Math.exp(-s * s), within(1e-9));
        assertThat(ternary.nu()).isCloseTo(Gauss.erfc(s), within(1e-9));
    }

    @Test
    void theMatchedCubicHasTheSameMoments() {
        Nonlinearity relu = Nonlinearity.relu();
        Nonlinearity cubic = relu.matchedCubic();
        assertThat(cubic.a1()).isCloseTo(relu.a1(), within(1e-9));
        assertThat(cubic.a2()).isCloseTo(relu.a2(), within(1e-9));
        assertThat(cubic.nu()).isCloseTo(relu.nu(), within(1e-9));
    }

    @Test
    void theLinearKernelHasTheThresholdOfPrincipalComponents() {
        for (double c : new double[] {0.1, 0.5, 2}) {
            assertThat(KernelSpectrum.of(Nonlinearity.linear(), c).threshold()).isCloseTo(Math.sqrt(c), within(1e-9));
        }
    }

    @Test
    void theLinearBulkIsAShiftedMarchenkoPasturLaw() {
        double c = 0.25;
        KernelSpectrum spectrum = KernelSpectrum.of(Nonlinearity.linear(), c);
        // XᵀX/p without its diagonal: eigenvalues of the Gram matrix minus one.
        double left = Math.pow(1 - 1 / Math.sqrt(c), 2);
        double right = Math.pow(1 + 1 / Math.sqrt(c), 2);
        for (double u : new double[] {0.1, 0.5, 0.9}) {
            double y = left + u * (right - left);
            double closed = c * Math.sqrt((y - left) * (right - y)) / (2 * Math.PI * y);
            assertThat(spectrum.density(y - 1)).isCloseTo(closed, within(1e-5));
        }
    }

    @Test
    void theBulkOfASignKernelHasUnitMassAndTheVarianceOfItsEntries() {
        KernelSpectrum spectrum = KernelSpectrum.of(Nonlinearity.sign(), 0.5);
        TabulatedLaw law = TabulatedLaw.between(-8, 12, 3000, spectrum::density);
        assertThat(law.mass()).isCloseTo(1, within(1e-3));
        assertThat(law.expect(x -> x)).isCloseTo(0, within(1e-3));
        // n·ν/p of squared entries in a row.
        assertThat(law.expect(x -> x * x)).isCloseTo(2, within(1e-2));
    }

    @Test
    void atTheThresholdSpikeMeetsBulkAndOverlapVanishes() {
        KernelSpectrum spectrum = KernelSpectrum.of(Nonlinearity.ternary(0.7), 0.25);
        double gamma = spectrum.threshold();
        assertThat(spectrum.alignment(gamma * (1 + 1e-9))).isCloseTo(0, within(1e-7));
        double edge = spectrum.spike(gamma * (1 + 1e-9)).orElseThrow();
        assertThat(spectrum.density(edge - 0.05)).isPositive();
        assertThat(spectrum.density(edge + 0.01)).isZero();
        assertThat(spectrum.spike(0.9 * gamma)).isEmpty();
    }

    @Test
    void kurtosisOneForbidsSpuriousSpikes() {
        KernelSpectrum relu = KernelSpectrum.of(Nonlinearity.relu(), 0.25);
        assertThat(relu.spuriousSpikes(1)).isEmpty();
        assertThat(relu.spuriousSpikes(3)).isNotEmpty();
    }
}
