package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class WeightsAndTailsTest {
    private static final double[] VALUES = {1.2, 1.5, 1.9, 2.2, 3.1, 4.5, 7.0, 12.0, 0.3, 0.9};
    private static final double ALPHA = 2.049067267420133;
    private static final double DISTANCE = 0.1325025407554835;
    private static final double START = 1.2;
    private static final int COUNT = 8;

    private static Matrix weights(int rows, int columns) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(5).stream());
        return Matrix.wrap(normal.samples((long) rows * columns).toArray(), rows, columns);
    }

    /** NumPy: the exponent by maximum likelihood above each value, at the start with the least distance. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void theTailIsThatOfAllStarts(double unit) {
        PowerLawTail tail = PowerLawTail.of(Vectors.scale(VALUES, unit));
        assertThat(tail.alpha()).isCloseTo(ALPHA, within(1e-11));
        assertThat(tail.start() / unit).isCloseTo(START, within(1e-14));
        assertThat(tail.count()).isEqualTo(COUNT);
        assertThat(tail.distance()).isCloseTo(DISTANCE, within(1e-11));
        assertThat(tail.standardError()).isCloseTo((ALPHA - 1) / Math.sqrt(COUNT), within(1e-11));
        assertThat(tail.interval()[1] - tail.interval()[0]).isCloseTo(2 * 2.5758 * tail.standardError(), within(1e-12));
    }

    @Test
    void whatIsNotANumberHasNoTail() {
        double[] broken = VALUES.clone();
        broken[3] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLawTail.of(broken))
                .withMessageContaining("NaN");
        broken[3] = Double.POSITIVE_INFINITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLawTail.of(broken))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLawTail.of(1, 2, 3))
                .withMessageContaining("got 3 positive of 3");
    }

    /** Rows and columns have no order, and WᵀW the eigenvalues of WWᵀ over the longer side. */
    @Test
    void theSpectrumOfWeightsHasNoOrientation() {
        Matrix matrix = weights(30, 12);
        WeightSpectrum one = WeightSpectrum.of("layer", matrix);
        WeightSpectrum other = WeightSpectrum.of("layer", matrix.transpose());
        assertThat(other.spectrum().eigenvalues())
                .containsExactly(one.spectrum().eigenvalues(), within(1e-13));
        assertThat(one.rows()).isEqualTo(30);
        assertThat(other.rows()).isEqualTo(30);
        assertThat(one.columns()).isEqualTo(12);
        assertThat(one.spectralNorm()).isCloseTo(matrix.singularValues()[0], within(1e-12));
        double frobenius = matrix.frobeniusNorm();
        assertThat(one.stableRank())
                .isCloseTo(frobenius * frobenius / Math.pow(matrix.singularValues()[0], 2), within(1e-12));
        assertThat(one.name()).isEqualTo("layer");
        assertThat(one.toString()).startsWith("layer, 30 × 12");
    }

    /** A shuffle keeps the entries and so the trace; a common offset is one spike, which centring takes away. */
    @Test
    void shufflesKeepTheTraceAndCentringTakesTheOffset() {
        Matrix matrix = weights(40, 20);
        WeightSpectrum plain = WeightSpectrum.of("layer", matrix);
        assertThat(Vectors.sum(plain.shuffled(Seeds.of(1)).eigenvalues()))
                .isCloseTo(Vectors.sum(plain.spectrum().eigenvalues()), within(1e-11));
        assertThat(plain.shuffled(Seeds.of(1)).eigenvalues())
                .containsExactly(plain.shuffled(Seeds.of(1)).eigenvalues());
        assertThat(plain.shuffled(Seeds.of(1)).largest())
                .isNotEqualTo(plain.shuffled(Seeds.of(2)).largest());
        double[] moved = Vectors.map(matrix.flat(), v -> v + 10);
        WeightSpectrum offset = WeightSpectrum.of("layer", Matrix.wrap(moved, 40, 20));
        assertThat(offset.spectrum().largest()).isGreaterThan(100 * 20 * 0.9);
        assertThat(offset.centred().spectrum().eigenvalues())
                .containsExactly(plain.centred().spectrum().eigenvalues(), within(1e-11));
    }

    /** X. Mestre's estimate of a single eigenvalue is the mean of the sample's, by the trace of its matrix. */
    @ParameterizedTest
    @CsvSource({"10, 1", "1000, 1", "10, 1e-80", "10, 1e80"})
    void oneEigenvalueIsTheMeanOfTheSample(int samples, double unit) {
        double[] sample = Vectors.scale(new double[] {0.4, 0.9, 1.1, 1.7}, unit);
        assertThat(PopulationEigenvalues.estimate(sample, samples, 4)[0] / unit).isCloseTo(4.1 / 4, within(1e-12));
        double[] zeros = PopulationEigenvalues.zeros(sample, samples);
        for (int i = 0; i < 4; i++) {
            assertThat(zeros[i]).isBetween(i == 0 ? 0 : sample[i - 1], sample[i]);
        }
        // With endless samples each group is the mean of its own.
        double[] far = PopulationEigenvalues.estimate(sample, 1_000_000_000, 2, 2);
        assertThat(far[0] / unit).isCloseTo(0.65, within(1e-6));
        assertThat(far[1] / unit).isCloseTo(1.4, within(1e-6));
    }

    @Test
    void whatIsNoSampleOfEigenvaluesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationEigenvalues.estimate(new double[] {1, 2}, 1, 2))
                .withMessageContaining("1 samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationEigenvalues.estimate(new double[] {1, Double.NaN}, 5, 2))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationEigenvalues.estimate(new double[] {2, 1}, 5, 2))
                .withMessageContaining("ascending");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationEigenvalues.estimate(new double[0], 5))
                .withMessageContaining("[]");
    }

    /** Moduli have P(|λ| ≤ r) = r², real parts the semicircle of a quarter of the variance. */
    @Test
    void theCircularLawHasItsMarginals() {
        CircularLaw law = CircularLaw.ofVariance(4);
        assertThat(law.radius()).isEqualTo(2);
        assertThat(law.modulus().cdf(1)).isCloseTo(0.25, within(1e-15));
        assertThat(law.modulus().quantile(0.25)).isCloseTo(1, within(1e-15));
        assertThat(law.modulus().moment(2)).isCloseTo(2, within(1e-15));
        assertThat(law.modulus().mean()).isCloseTo(4 / 3.0, within(1e-15));
        assertThat(law.realPart().variance()).isCloseTo(1, within(1e-9));
        assertThat(law.density(1, 1)).isCloseTo(1 / (4 * Math.PI), within(1e-15));
        assertThat(law.density(2, 1)).isZero();
        double[] real = Arrays.stream(law.sample(4000, Seeds.of(1)))
                .mapToDouble(z -> z[0])
                .toArray();
        // E x² = 1 and Var x² = E x⁴ − 1 = 1 for the semicircle.
        assertThat(Vectors.squares(real) / 4000).isCloseTo(1, within(4 / Math.sqrt(4000)));
        assertThat(Vectors.sum(real) / 4000).isCloseTo(0, within(4 / Math.sqrt(4000)));
    }

    /** The smallest eigenvalue mirrors the largest; more than half of the law lies below the edge 2. */
    @Test
    void edgesOfAWignerMatrixMirrorEachOther() {
        WignerEdge edge = WignerEdge.of(100);
        for (double p : new double[] {0.05, 0.5, 0.95}) {
            assertThat(edge.smallest().quantile(p)).isCloseTo(-edge.largest().quantile(1 - p), within(1e-12));
        }
        assertThat(edge.largest().median()).isLessThan(2);
        assertThat(edge.largestComplex().mean()).isCloseTo(2 - 1.7710868074116 * Math.pow(100, -2 / 3.0), within(1e-7));
        assertThat(edge.toString()).contains("100");
        // n^{2/3} times the spread tends to that of the law: 1.2680 = √1.6078 for real matrices.
        double large = Math.sqrt(WignerEdge.of(1_000_000).largest().variance()) * 1e4;
        assertThat(large).isCloseTo(Math.sqrt(1.607781034581), within(1e-4));
        assertThatIllegalArgumentException().isThrownBy(() -> WignerEdge.of(1)).withMessageContaining("got 1");
    }
}
