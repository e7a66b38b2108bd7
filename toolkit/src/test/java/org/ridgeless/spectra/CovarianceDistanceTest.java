package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.spectra.measures.Complex;

class CovarianceDistanceTest {
    private static final double[] EIGENVALUES = {0.2, 0.5, 0.9, 1.4, 2.2, 5};

    private final CovarianceDistance distance = CovarianceDistance.of(EIGENVALUES, 15, 40);

    @Test
    void theContourAgreesWithTheClosedForms() {
        assertThat(distance.mean(t -> t)).isEqualTo(distance.meanEigenvalue(), within(1e-9));
        assertThat(distance.mean(Complex::log)).isEqualTo(distance.meanLog(), within(1e-9));
        assertThat(distance.mean(t -> Complex.ONE)).isEqualTo(1, within(1e-9));
    }

    @Test
    void withManySamplesItIsThePlainMean() {
        CovarianceDistance many = CovarianceDistance.of(EIGENVALUES, 10_000_000, 20_000_000);
        double plain = java.util.Arrays.stream(EIGENVALUES)
                .map(x -> Math.log(x) * Math.log(x))
                .average()
                .orElseThrow();
        assertThat(many.fisher()).isEqualTo(plain, within(1e-5));
    }

    /** Zeros of φ/z = 1 + c₁zm and of ψ = 1 − c₂ − c₂zm. */
    @Test
    void theZerosInterlace() {
        double[] above = SecularEquation.roots(EIGENVALUES, EIGENVALUES, 1.0 / 9);
        double[] below = SecularEquation.roots(EIGENVALUES, EIGENVALUES, -1.0 / 40);
        for (int i = 0; i < 6; i++) {
            assertThat(zm(above[i])).isEqualTo(-15.0 / 6, within(1e-9));
            assertThat(zm(below[i])).isEqualTo(40.0 / 6 - 1, within(1e-9));
            assertThat(below[i]).isLessThan(EIGENVALUES[i]);
            assertThat(above[i]).isGreaterThan(EIGENVALUES[i]);
        }
    }

    private static double zm(double z) {
        return java.util.Arrays.stream(EIGENVALUES).map(x -> z / (x - z) / 6).sum();
    }

    @Test
    void tooFewSamplesAreNamed() {
        assertThatThrownBy(() -> CovarianceDistance.of(EIGENVALUES, 6, 40)).hasMessageContaining("6 and 40");
    }
}
