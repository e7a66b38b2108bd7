package org.ridgeless.spectra.sketching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class SketchLawsTest {
    private static double[] tall(int n, int d) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(3).stream());
        double[] a = new double[n * d];
        Arrays.setAll(a, i -> normal.sample());
        return a;
    }

    /** A column of equal entries: every row drawn gives the Gram matrix 1 exactly, its inverse, too, and no spread. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 49})
    void equalRowsLeaveNothingToChance(int n) {
        double[] a = new double[n];
        Arrays.fill(a, 1 / Math.sqrt(n));
        for (RowSketch sketch : new RowSketch[] {RowSketch.uniform(), RowSketch.leverage()}) {
            InversionBias.Average average = InversionBias.of(a, 1, sketch, 7).average(40, Seeds.of(1));
            assertThat(average.trace()).isCloseTo(1, within(1e-14));
            assertThat(average.standardError()).isCloseTo(0, within(1e-14));
            assertThat(average.bias(1)).isCloseTo(0, within(1e-14));
            assertThat(average.draws()).isEqualTo(40);
            assertThat(average.singular()).isZero();
        }
    }

    /** E (ÃᵀÃ)⁻¹ = m/(m − d − 1) for Gaussian rows, within four standard errors. */
    @ParameterizedTest
    @ValueSource(ints = {8, 20})
    void gaussianInversesAreTooLargeByTheirFactor(int m) {
        double[] a = Orthonormal.columns(tall(30, 3), 3);
        InversionBias.Average average =
                InversionBias.of(a, 3, RowSketch.gaussian(), m).average(4000, Seeds.of(1));
        double factor = m / (m - 4.0);
        assertThat(average.trace()).isCloseTo(factor, within(4 * average.standardError()));
        assertThat(average.standardError()).isLessThan(0.1 * factor);
        assertThat(average.bias(factor)).isLessThan(average.bias(1));
    }

    /** Whitening forgets the basis of the columns and their unit: the projection AAᵀ is the same. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1, 1e100})
    void whiteningKeepsTheProjection(double unit) {
        double[] a = tall(12, 2);
        double[] mixed = new double[24];
        for (int i = 0; i < 12; i++) {
            mixed[2 * i] = unit * (3 * a[2 * i] - a[2 * i + 1]);
            mixed[2 * i + 1] = unit * a[2 * i + 1];
        }
        double[] one = Orthonormal.columns(a, 2);
        double[] other = Orthonormal.columns(mixed, 2);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                double p = one[2 * i] * one[2 * j] + one[2 * i + 1] * one[2 * j + 1];
                double q = other[2 * i] * other[2 * j] + other[2 * i + 1] * other[2 * j + 1];
                assertThat(q).isCloseTo(p, within(1e-13));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orthonormal.columns(new double[] {1, 2, 2, 4, 3, 6}, 2))
                .withMessageContaining("rank");
    }

    @Test
    void theDistanceToTheIdentityIsASpectralNorm() {
        // Eigenvalues 3 and 1: halved they are 3/2 and 1/2.
        assertThat(InversionBias.distanceToIdentity(new double[] {2, 1, 1, 2}, 2, 1))
                .isCloseTo(2, within(1e-15));
        assertThat(InversionBias.distanceToIdentity(new double[] {2, 1, 1, 2}, 2, 2))
                .isCloseTo(0.5, within(1e-15));
        assertThat(InversionBias.distanceToIdentity(new double[] {5, 0, 0, 5}, 2, 5))
                .isZero();
    }

    /** Uniform rows of a matrix with one row of all the leverage miss it in most sketches, which are singular. */
    @Test
    void singularSketchesAreCounted() {
        double[] a = new double[50];
        a[49] = 1;
        InversionBias.Average average =
                InversionBias.of(a, 1, RowSketch.uniform(), 3).average(2000, Seeds.of(1));
        double missed = Math.pow(0.98, 3);
        double error = Math.sqrt(missed * (1 - missed) / 2000);
        assertThat(average.singular() / 2000.0).isCloseTo(missed, within(4 * error));
        assertThat(average.draws() + average.singular()).isEqualTo(2000);
        assertThat(average.trace()).isPositive().isFinite();
    }

    @Test
    void aMeanOfNoInverseIsAnError() {
        double[] a = new double[50];
        assertThatThrownBy(() -> InversionBias.of(a, 1, RowSketch.uniform(), 3).average(5, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("none of 5");
    }

    @Test
    void interruptedAveragesAreNotReturned() {
        double[] a = Orthonormal.columns(tall(30, 3), 3);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() ->
                            InversionBias.of(a, 3, RowSketch.gaussian(), 8).average(10, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void whatIsNoSketchIsRefused() {
        double[] a = Orthonormal.columns(tall(30, 3), 3);
        assertThat(Vectors.squares(a)).isCloseTo(3, within(1e-13));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSketch.approximateLeverage(1, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> RowSketch.less(0)).withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InversionBias.of(a, 3, RowSketch.gaussian(), 4))
                .withMessageContaining("m = 4");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> InversionBias.of(a, 3, RowSketch.gaussian(), 8).average(0, Seeds.of(1)))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InversionBias.of(new double[7], 3, RowSketch.gaussian(), 8))
                .withMessageContaining("7");
    }
}
