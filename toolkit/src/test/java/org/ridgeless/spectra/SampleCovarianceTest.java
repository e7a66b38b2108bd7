package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

class SampleCovarianceTest {
    private static final Law TWO_BULKS = Law.of(new double[] {1, 7}, new double[] {0.5, 0.5});

    @Test
    void identityPopulationGivesTheMarchenkoPasturDensityAndEdges() {
        for (double c : new double[] {0.25, 0.5, 2}) {
            SampleCovariance law = SampleCovariance.of(Law.point(1), c);
            double left = Math.pow(1 - Math.sqrt(c), 2);
            double right = Math.pow(1 + Math.sqrt(c), 2);
            assertThat(law.leftEdge()).isCloseTo(left, within(1e-12));
            assertThat(law.rightEdge()).isCloseTo(right, within(1e-12));
            for (double u : new double[] {0.05, 0.3, 0.7, 0.95}) {
                double x = left + u * (right - left);
                double closed = Math.sqrt((x - left) * (right - x)) / (2 * Math.PI * c * x);
                assertThat(law.density(x)).isCloseTo(closed, within(1e-6));
            }
        }
    }

    @Test
    void massAndMeanAreThoseOfThePopulation() {
        SampleCovariance law = SampleCovariance.of(TWO_BULKS, 0.1);
        assertThat(law.residual()).isLessThan(1e-9);
        assertThat(law.moment(1)).isCloseTo(4, within(1e-8));
        SampleCovariance wide = SampleCovariance.of(TWO_BULKS, 3);
        assertThat(wide.residual()).isLessThan(1e-9);
        assertThat(wide.cdf(0)).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void theGapBetweenTwoBulksIsEmptyAndTheFarBulkStaysOnItsBranch() {
        SampleCovariance law = SampleCovariance.of(TWO_BULKS, 0.1);
        assertThat(law.density(2.3)).isZero();
        assertThat(law.density(7)).isPositive();
    }

    @Test
    void theTransformSolvesItsEquationCloseToTheRealAxis() {
        SampleCovariance law = SampleCovariance.of(TWO_BULKS, 0.1);
        for (double x = 0.2; x < 14; x += 0.1) {
            Complex z = new Complex(x, 1e-6);
            Complex m = law.companion(z);
            Complex mean = Complex.ZERO;
            for (int i = 0; i < 2; i++) {
                double t = TWO_BULKS.node(i);
                mean = mean.plus(m.times(t).plus(1).inverse().times(0.5 * t));
            }
            assertThat(m.times(mean.times(0.1).minus(z)).minus(1).abs()).isLessThan(1e-9);
            assertThat(m.im()).isPositive();
        }
    }

    @Test
    void aRatioOfZeroIsRefused() {
        assertThatThrownBy(() -> SampleCovariance.of(TWO_BULKS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
    }
}
