package org.ridgeless.spectra.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.clustering.KernelMatrix.Entries;

class KernelMatrixTest {
    @Test
    void edgesAreWhereTheDensityEnds() {
        for (Nonlinearity f :
                new Nonlinearity[] {Nonlinearity.sign(), Nonlinearity.relu(), Nonlinearity.ternary(0.7)}) {
            KernelSpectrum spectrum = KernelSpectrum.of(f, 0.25);
            assertThat(spectrum.density(spectrum.leftEdge() + 0.01)).isPositive();
            assertThat(spectrum.density(spectrum.leftEdge() - 0.01)).isZero();
            assertThat(spectrum.density(spectrum.rightEdge() - 0.01)).isPositive();
            assertThat(spectrum.density(spectrum.rightEdge() + 0.01)).isZero();
        }
    }

    @Test
    void aStrongSignalIsFoundAndItsEigenvalueIsTheLargest() {
        KernelMatrix matrix = KernelMatrix.sample(40, 120, 12, Entries.GAUSSIAN, Seeds.of(1));
        KernelMatrix.Leading top = matrix.leading(Nonlinearity.tanh());
        double[] all = matrix.eigenvalues(Nonlinearity.tanh());
        assertThat(top.eigenvalue()).isCloseTo(all[119], within(1e-6));
        assertThat(top.accuracy()).isGreaterThan(0.97);
        assertThat(top.alignment()).isGreaterThan(0.8);
        assertThat(matrix.smallest(Nonlinearity.tanh())).isCloseTo(all[0], within(1e-4));
    }
}
