package org.ridgeless.bounds.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class LipschitzCertificateTest {
    private static Matrix normal(int rows, int columns, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return Matrix.wrap(sampler.samples((long) rows * columns).toArray(), rows, columns);
    }

    @Test
    void oneHiddenUnitHasTheProductOfItsWeights() {
        Matrix inner = Matrix.of(new double[] {3, 4});
        Matrix outer = Matrix.of(new double[] {2}, new double[] {0});
        LipschitzCertificate certificate = LipschitzCertificate.of(inner, outer);
        assertThat(certificate.upper()).isCloseTo(10, within(1e-3));
        assertThat(certificate.lower()).isCloseTo(10, within(1e-3));
    }

    @Test
    void separateUnitsHaveTheLargestProduct() {
        Matrix inner = Matrix.of(new double[] {2, 0}, new double[] {0, 1});
        Matrix outer = Matrix.of(new double[] {1, 0}, new double[] {0, 3});
        assertThat(LipschitzCertificate.of(inner, outer).upper()).isCloseTo(3, within(3e-3));
    }

    @Test
    void bothSidesOfTheProgramMeetAndTheInequalityHolds() {
        for (int seed = 0; seed < 4; seed++) {
            Matrix inner = normal(10, 4, seed);
            Matrix outer = normal(2, 10, 100 + seed);
            LipschitzCertificate certificate = LipschitzCertificate.of(inner, outer);
            assertThat(certificate.upper()).isBetween(certificate.lower(), certificate.lower() * (1 + 1e-3));
            assertThat(certificate.violation()).isLessThan(1e-12);
            double reached = ReluSlopes.everyPattern(inner, outer);
            assertThat(ReluSlopes.sampled(inner, outer, 100, Seeds.of(seed).stream()))
                    .isLessThanOrEqualTo(reached);
            assertThat(reached).isLessThanOrEqualTo(certificate.upper());
            assertThat(certificate.multipliers()).hasSize(10);
        }
    }

    @Test
    void aNetworkThatIsZeroHasTheConstantZero() {
        LipschitzCertificate certificate = LipschitzCertificate.of(normal(3, 2, 1), Matrix.of(new double[3]));
        assertThat(certificate.upper()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aSkipConnectionAloneHasItsSpectralNorm() {
        Matrix skip = normal(2, 3, 5);
        LipschitzCertificate certificate =
                LipschitzCertificate.of(normal(4, 3, 6), Matrix.of(new double[4], new double[4]), skip);
        assertThat(certificate.upper()).isCloseTo(skip.singularValues()[0], within(1e-3));
    }

    @Test
    void sortingKeepsItsConstraintAndBreaksThatOfSlopes() {
        GroupSort maxMin = new GroupSort(2);
        assertThat(maxMin.apply(2, 1, -1, 3)).containsExactly(1, 2, -1, 3);
        double[] x = {1, 0};
        double[] y = {0, 2};
        assertThat(maxMin.constraint(x, y, new double[] {1, 7, -5, 3})).isEqualTo(5 - 1);
        assertThat(maxMin.slopeConstraint(new double[] {0, 3}, new double[] {3, -1}))
                .isNegative();
    }

    @Test
    void misfitsAreNamed() {
        assertThatThrownBy(() -> LipschitzCertificate.of(normal(3, 2, 1), normal(1, 4, 1)))
                .hasMessageContaining("got 1 × 4, 3 × 2");
        assertThatThrownBy(() -> LipschitzCertificate.of(Matrix.of(new double[] {Double.NaN}), normal(1, 1, 1)))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> ReluSlopes.everyPattern(normal(21, 2, 1), normal(1, 21, 1)))
                .hasMessageContaining("got 21");
        assertThatThrownBy(() -> new GroupSort(1)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new GroupSort(2).apply(1, 2, 3)).hasMessageContaining("got 3");
    }
}
