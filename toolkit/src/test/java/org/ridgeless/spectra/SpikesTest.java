package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** Spikes of three models: what they share, where they begin, and what a draw shows. */
class SpikesTest {
    /** A signal θ u vᵀ with Gaussian v is a population eigenvalue 1 + θ²: one position and one overlap for both models. */
    @ParameterizedTest
    @CsvSource({"100, 200, 1.3", "300, 100, 2", "50, 50, 1.1", "10, 1000, 0.5"})
    void aRectangleIsASampleOfASpikedPopulation(int p, int n, double theta) {
        Outlier left = SpikedRectangle.of(p, n).left(theta);
        Outlier sample = SpikedCovariance.of((double) p / n, 1 + theta * theta)
                .outliers()
                .get(0);
        assertThat(left.position()).isCloseTo(sample.position(), within(1e-12 * sample.position()));
        assertThat(left.overlap()).isCloseTo(sample.overlap(), within(1e-12));
        assertThat(left.detached()).isEqualTo(sample.detached());
    }

    /** The transposed matrix in units of its own noise: left is right, θ is θ/√c and positions are divided by c. */
    @ParameterizedTest
    @CsvSource({"100, 200, 1.3", "300, 100, 2", "70, 50, 1.5"})
    void transposingExchangesTheSides(int p, int n, double theta) {
        double c = (double) p / n;
        Outlier right = SpikedRectangle.of(p, n).right(theta);
        Outlier left = SpikedRectangle.of(n, p).left(theta / Math.sqrt(c));
        assertThat(left.overlap()).isCloseTo(right.overlap(), within(1e-13));
        assertThat(left.position() * c).isCloseTo(right.position(), within(1e-12));
        assertThat(SpikedRectangle.of(n, p).threshold() * Math.sqrt(c))
                .isCloseTo(SpikedRectangle.of(p, n).threshold(), within(1e-14));
    }

    /** At the threshold the spike leaves the edge, with an overlap that begins at 0 and tends to 1. */
    @Test
    void spikesLeaveTheEdgeAtTheirThreshold() {
        SpikedRectangle rectangle = SpikedRectangle.of(100, 200);
        SpikedWigner wigner = SpikedWigner.of(100, 4);
        double just = 1 + 1e-9;
        assertThat(rectangle.left(rectangle.threshold() * just).position())
                .isCloseTo(rectangle.bulk().upperEdge(), within(1e-12));
        assertThat(rectangle.left(rectangle.threshold() * just).overlap()).isCloseTo(0, within(1e-7));
        assertThat(rectangle.left(rectangle.threshold() / just).detached()).isFalse();
        assertThat(rectangle.right(1e6).overlap()).isCloseTo(1, within(1e-9));
        assertThat(wigner.threshold()).isEqualTo(2);
        assertThat(wigner.outlier(2 * just).position()).isCloseTo(wigner.bulk().rightEdge(), within(1e-12));
        assertThat(wigner.outlier(1.9).detached()).isFalse();
        assertThat(wigner.outlier(1.9).position()).isEqualTo(4);
        assertThat(wigner.outlier(-1.9).position()).isEqualTo(-4);
        assertThat(wigner.outlier(1.9).overlap()).isZero();
        assertThat(wigner.outlier(1.9).deviation()).isNaN();
    }

    /** θ and σ in one unit: positions and deviations move with it, overlaps do not; −θ is the mirror image. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-120, 1e-3, 1e120})
    void spikesOfAWignerMatrixHaveOneUnit(double unit) {
        Outlier one = SpikedWigner.of(50).outlier(1.7);
        Outlier other = SpikedWigner.of(50, unit * unit).outlier(-1.7 * unit);
        assertThat(other.position() / unit).isCloseTo(-one.position(), within(1e-14));
        assertThat(other.deviation() / unit).isCloseTo(one.deviation(), within(1e-14));
        assertThat(other.overlap()).isCloseTo(one.overlap(), within(1e-14));
        assertThat(one.position()).isCloseTo(1.7 + 1 / 1.7, within(1e-15));
        assertThat(one.overlap()).isCloseTo(1 - 1 / 2.89, within(1e-15));
        // 2(1 − 1/θ²)/n: the variance of a Gaussian ensemble, not half of it.
        assertThat(one.deviation() * one.deviation()).isCloseTo(2 * (1 - 1 / 2.89) / 50, within(1e-15));
    }

    /** Forty draws of order 120: position, fluctuation and overlap, each within its error. */
    @Test
    void drawsShowTheSpikeWhereTheoryHasIt() {
        int n = 120;
        double theta = 2;
        Outlier theory = SpikedWigner.of(n).outlier(theta);
        double sum = 0;
        double squares = 0;
        double overlap = 0;
        for (int draw = 0; draw < 40; draw++) {
            var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(3).child(draw).stream());
            double[] a = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i * n + j] = normal.sample() * Math.sqrt((i == j ? 2.0 : 1.0) / n);
                    a[j * n + i] = a[i * n + j];
                }
            }
            a[0] += theta;
            SymmetricEigen eigen = SymmetricEigen.of(a, n);
            double top = eigen.values()[n - 1];
            sum += top / 40;
            squares += top * top / 40;
            overlap += eigen.vector(n - 1)[0] * eigen.vector(n - 1)[0] / 40;
        }
        double deviation = Math.sqrt((squares - sum * sum) * 40 / 39);
        // Corrections to the limits are of the order of 1/n.
        assertThat(sum).isCloseTo(theory.position(), within(4 * theory.deviation() / Math.sqrt(40) + 1.0 / n));
        assertThat(deviation / theory.deviation()).isBetween(0.6, 1.5);
        assertThat(overlap).isCloseTo(theory.overlap(), within(0.03));
    }

    @Test
    void whatIsNoSpikeIsRefused() {
        for (double bad : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SpikedWigner.of(10).outlier(bad))
                    .withMessageContaining(Double.toString(bad));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SpikedRectangle.of(10, 5).left(bad));
            assertThatIllegalArgumentException().isThrownBy(() -> SpikedWigner.of(10, bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpikedRectangle.of(0, 5))
                .withMessageContaining("0 × 5");
    }
}
