package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class ScaledSamplesTest {
    @Test
    void theMeanSquareOfAnEntryIsTheProductOfItsVariances() {
        Matrix x = ScaledSamples.of(new double[] {4, 0}, filled(20_000, 0.25)).draw(Seeds.of(1));
        double square = 0;
        for (int j = 0; j < x.columns(); j++) {
            square += x.get(0, j) * x.get(0, j) / x.columns();
            assertThat(x.get(1, j)).isZero();
        }
        // The standard error of the mean square of 20,000 standard normal numbers is 0.01.
        assertThat(square).isEqualTo(1, within(0.04));
    }

    @Test
    void eigenvaluesSumToTheTraceOfTheCovariance() {
        ScaledSamples samples = ScaledSamples.of(new double[] {1, 2, 3}, 10);
        double[] covariance = samples.covariance(Seeds.of(2));
        double sum = 0;
        for (double value : samples.eigenvalues(Seeds.of(2))) {
            sum += value;
        }
        assertThat(sum).isEqualTo(covariance[0] + covariance[4] + covariance[8], within(1e-12));
    }

    /** At population I the law is that of {@link WishartEdges} but for terms of the next order. */
    @Test
    void theEigenvalueNearestToAnEdgeHasTheTracyWidomLaw() {
        int p = 40_000;
        int n = 160_000;
        Distribution general = SampleCovariance.of(new double[] {1}, 4).nearest(1, n);
        assertThat(SampleCovariance.of(new double[] {1}, 4).ratio()).isEqualTo(0.25);
        Distribution edge = WishartEdges.of(n, p).largest().scaled(1.0 / n);
        // Centring with n − ½ and p − ½ moves the edge by ½(1 + √c)(1 + 1/√c)/n.
        assertThat(general.quantile(0.9)).isEqualTo(edge.quantile(0.9) + 2.25 / n, within(1e-7));
        Distribution low = SampleCovariance.of(new double[] {1}, 4).nearest(0, n);
        assertThat(low.median())
                .isEqualTo(WishartEdges.of(n, p).smallest().scaled(1.0 / n).median(), within(4e-6));
    }

    @Test
    void whatIsNoVarianceIsNamed() {
        assertThatThrownBy(() -> ScaledSamples.of(new double[] {1, -2}, 3)).hasMessageContaining("-2");
        assertThatThrownBy(() -> ScaledSamples.of(new double[0], 3)).hasMessageContaining("0");
    }

    private static double[] filled(int n, double value) {
        double[] all = new double[n];
        java.util.Arrays.fill(all, value);
        return all;
    }
}
