package org.ridgeless.spectra.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    /** Masked data of variance 1 and masked products: K has the second moment ε/p off the diagonal, whatever is kept of the data. */
    @Test
    void puncturingKeepsTheSecondMomentOfTheProducts() {
        int p = 200;
        int n = 100;
        double[] values = KernelMatrix.punctured(p, n, 0, 0.5, 0.3, Seeds.of(4)).eigenvalues(Nonlinearity.linear());
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        // n(n − 1)/2 independent pairs, each with a fourth moment near 3/ε of its variance: three standard errors.
        assertThat(squares * p / (n * (n - 1.0)))
                .isCloseTo(0.3, within(3 * 0.3 * Math.sqrt(2 * 10.0 / (n * (n - 1.0)))));
        assertThatThrownBy(() -> KernelMatrix.punctured(p, n, 0, 0, 1, Seeds.of(4)))
                .hasMessageContaining("0.0");
    }
}
