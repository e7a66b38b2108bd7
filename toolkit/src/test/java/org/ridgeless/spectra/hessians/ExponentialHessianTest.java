package org.ridgeless.spectra.hessians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.ReferenceValues;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;

class ExponentialHessianTest {
    private static final Law ISOTROPIC = Law.point(1);

    @Test
    void theDensityIsThatOfAnIndependentSolution() {
        for (double[] row : ReferenceValues.of(getClass(), "exponential-hessian.csv")) {
            HessianBulk bulk = HessianBulk.exponential(ISOTROPIC, row[1], row[0]);
            double density = bulk.density(row[2]);
            // What is below a 1e-12 of the transform, which is of the order of 1/x, is not told from zero.
            assertThat(density).isCloseTo(row[3], within(1e-8 * row[3] + 2e-12 / row[2]));
        }
    }

    /** E tr H/p = E G and E tr H²/p = (E G)² + c E G². */
    @Test
    void theBulkHasTheMomentsOfLogNormalCurvature() {
        double ratio = 0.125;
        for (double spread : new double[] {0.5, 1}) {
            HessianBulk bulk = HessianBulk.exponential(ISOTROPIC, spread, ratio);
            TabulatedLaw law = TabulatedLaw.geometric(0.05, 500, 500, bulk::density);
            double mean = Math.exp(spread * spread / 2);
            double square = Math.exp(spread * spread) + ratio * Math.exp(2 * spread * spread);
            assertThat(law.mass()).isCloseTo(1, within(1e-3));
            assertThat(law.expect(x -> x)).isCloseTo(mean, within(1e-3 * mean));
            assertThat(law.expect(x -> x * x)).isCloseTo(square, within(1e-3 * square));
        }
    }

    @Test
    void theLogNormalLawHasNoGapsWhereFixedNodesHave() {
        HessianBulk law = HessianBulk.exponential(ISOTROPIC, 1, 0.125);
        HessianBulk fixed = HessianBulk.of(ISOTROPIC, Law.gaussian(120).map(x -> Math.exp(-x)), 0.125);
        int gaps = 0;
        for (double x = 0.5; x < 30; x *= 1.1) {
            assertThat(law.density(x)).isPositive();
            gaps += fixed.density(x) == 0 ? 1 : 0;
        }
        assertThat(gaps).isPositive();
    }

    /** A covariance times a factor gives the law times that factor. */
    @Test
    void theDensityScalesWithTheCovariance() {
        HessianBulk one = HessianBulk.exponential(ISOTROPIC, 1, 0.3);
        for (double factor : new double[] {1e-30, 1e-6, 1e6, 1e30}) {
            HessianBulk other = HessianBulk.exponential(Law.point(factor), 1, 0.3);
            for (double x : new double[] {0.3, 1, 10, 40}) {
                double density = one.density(x);
                assertThat(factor * other.density(factor * x)).isCloseTo(density, within(1e-9 * density));
            }
        }
    }

    @Test
    void aSpreadWhoseLargestCurvatureOverflowsIsRefused() {
        assertThatThrownBy(() -> HessianBulk.exponential(ISOTROPIC, 100, 0.1)).hasMessageContaining("100.0");
        assertThatThrownBy(() -> HessianBulk.exponential(ISOTROPIC, Double.NaN, 0.1))
                .hasMessageContaining("NaN");
    }
}
