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

    /** With samples of one size the root of φ/ψ is that of z over ψ, and residues give 2n/p times the difference of sums. */
    @Test
    void theMeanRootOfAProductHasAClosedFormForEqualSamples() {
        double[] zeros = SecularEquation.roots(EIGENVALUES, EIGENVALUES, -1.0 / 15);
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += Math.sqrt(EIGENVALUES[i]) - Math.sqrt(zeros[i]);
        }
        CovarianceDistance equal = CovarianceDistance.ofProduct(EIGENVALUES, 15, 15);
        assertThat(equal.meanRoot()).isEqualTo(2.0 * 15 / 6 * sum, within(1e-9));
        assertThat(equal.mean(t -> Complex.ONE)).isEqualTo(1, within(1e-9));
    }

    /** The mean of the product is unbiased as it is: tr Ĉ₁Ĉ₂ is a mean of products of independent matrices. */
    @Test
    void theMeanOfAProductIsThePlainOne() {
        CovarianceDistance product = CovarianceDistance.ofProduct(EIGENVALUES, 15, 40);
        assertThat(product.mean(t -> t)).isEqualTo(10.2 / 6, within(1e-9));
        assertThat(CovarianceDistance.ofProduct(EIGENVALUES, 10_000_000, 20_000_000)
                        .wasserstein(1.3, 1.4))
                .isEqualTo(
                        2.7
                                - java.util.Arrays.stream(EIGENVALUES)
                                                .map(Math::sqrt)
                                                .sum()
                                        / 3,
                        within(1e-5));
        assertThatThrownBy(() -> distance.wasserstein(1, 1)).hasMessageContaining("ofProduct");
        assertThatThrownBy(product::kullbackLeibler).hasMessageContaining("Ĉ₁⁻¹Ĉ₂");
    }

    @Test
    void tooFewSamplesAreNamed() {
        assertThatThrownBy(() -> CovarianceDistance.of(EIGENVALUES, 6, 40)).hasMessageContaining("6 and 40");
    }
}
