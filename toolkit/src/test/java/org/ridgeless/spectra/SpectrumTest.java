package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Law;

class SpectrumTest {
    @Test
    void aSampleCovarianceLiesOverItsLaw() {
        Spectrum spectrum = Spectrum.covariance(GaussianMatrix.of(800, 400).draw(3));
        SpectrumComparison comparison = spectrum.against(MarchenkoPastur.of(800, 400));
        assertThat(comparison.distance()).isLessThan(0.01);
        double[] interval = comparison.distanceInterval();
        assertThat(interval[0]).isZero();
        assertThat(interval[1]).isBetween(comparison.distance(), 0.1);
        assertThat(comparison.outside(0.05)).isEmpty();
        // The law of another ratio is excluded: the interval does not reach 0.
        assertThat(spectrum.against(MarchenkoPastur.ofRatio(0.8)).distanceInterval()[0])
                .isPositive();
        assertThat(comparison.mime().toString()).isNotBlank();
    }

    @Test
    void zerosThatTheShapeForcesAreTheAtom() {
        Spectrum spectrum = Spectrum.covariance(GaussianMatrix.of(200, 500).draw(3));
        assertThat(spectrum.size()).isEqualTo(500);
        assertThat(spectrum.against(MarchenkoPastur.of(200, 500)).distance()).isLessThan(0.01);
    }

    @Test
    void theDistanceIsTheKolmogorovSmirnovStatistic() {
        // Three points against the uniform-like cdf of a fixed spectrum: by hand.
        FixedSpectrum law = FixedSpectrum.of(1, 2, 3, 4);
        assertThat(Spectrum.ofEigenvalues(1, 2, 3, 4).against(law).distance()).isCloseTo(0, within(1e-15));
        assertThat(Spectrum.ofEigenvalues(2, 2, 3, 4).against(law).distance()).isCloseTo(0.25, within(1e-15));
        assertThat(Spectrum.ofEigenvalues(1.5).against(law).distance()).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void theFitFindsVarianceAndSpikes() {
        int n = 600;
        int d = 300;
        double[] x = GaussianMatrix.of(n, d).draw(5).flat();
        for (int i = 0; i < n; i++) {
            x[i * d] *= 3;
            x[i * d + 1] *= 4;
        }
        for (double unit : new double[] {1, 1e-8, 1e8}) {
            double[] scaled = java.util.Arrays.stream(x).map(v -> v * unit).toArray();
            MarchenkoPasturFit fit =
                    Spectrum.covariance(Matrix.wrap(scaled, n, d)).fit();
            assertThat(fit.variance() / (unit * unit)).isCloseTo(1, within(0.01));
            assertThat(fit.spikes()).hasSize(2);
            assertThat(fit.distance()).isLessThan(0.02);
            // The spikes 9 and 16 of the population are seen at α(1 + c/(α − 1)).
            SpikedCovariance model = SpikedCovariance.of(0.5, 16, 9).samples(n);
            assertThat(fit.spikes()[1] / (unit * unit))
                    .isCloseTo(
                            16 * (1 + 0.5 / 15),
                            within(4 * model.outliers().get(0).deviation()));
            // Behind them the fitted model finds the population's, which the bias of sampling (0.5 at 16) would hide.
            Outlier largest = fit.model().outliers().get(1);
            assertThat(largest.position()).isCloseTo(fit.spikes()[1], within(1e-10 * fit.spikes()[1]));
            assertThat(largest.spike()).isCloseTo(16 * unit * unit, within(4 * largest.deviation()));
            assertThat(largest.deviation() / (unit * unit))
                    .isCloseTo(model.outliers().get(0).deviation(), within(0.1));
        }
    }

    @Test
    void thePureBulkHasNoSpikesInNinetyNineOfAHundredDraws() {
        int spikes = 0;
        for (int k = 0; k < 100; k++) {
            double[] values =
                    BetaEnsemble.laguerre(200, 80).eigenvalues(Seeds.of(9).child(k));
            spikes += Spectrum.ofEigenvalues(values).fit(0.4).spikes().length > 0 ? 1 : 0;
        }
        // Level 0.1 %: two or more of a hundred happen with probability 0.005.
        assertThat(spikes).isLessThanOrEqualTo(1);
    }

    @Test
    void anEffectiveRatioIsFoundWhereTheShapeIsNotKnown() {
        double[] values = BetaEnsemble.laguerre(1000, 300).eigenvalues(Seeds.of(9));
        MarchenkoPasturFit fit = Spectrum.ofEigenvalues(values).fitRatio();
        assertThat(fit.law().ratio()).isCloseTo(0.3, within(0.03));
    }

    @Test
    void aGeneralPopulationIsPredictedWithItsGaps() {
        int n = 1200;
        int p = 240;
        double[] x = GaussianMatrix.of(n, p).draw(8).flat();
        double[] population = new double[p];
        for (int j = 0; j < p; j++) {
            population[j] = j % 3 == 0 ? 12 : 1;
            for (int i = 0; i < n; i++) {
                x[i * p + j] *= Math.sqrt(population[j]);
            }
        }
        SampleCovariance law = SampleCovariance.of(population, n);
        assertThat(law.support()).hasSize(2);
        Spectrum spectrum = Spectrum.covariance(Matrix.wrap(x, n, p));
        // Eigenvalues are rigid: they stay within O(log p/p) of their places.
        assertThat(spectrum.against(law).distance()).isLessThan(Math.log(p) / p);
        assertThat(spectrum.against(law).outside(0.15)).isEmpty();
    }

    @Test
    void aPowerLawIsRecoveredWithinItsErrorAndAnExponentialTailIsImplausible() {
        double[] power = new double[800];
        double[] light = new double[800];
        var random = Seeds.of(10).stream();
        for (int i = 0; i < 800; i++) {
            double u = 1 - random.nextDouble();
            power[i] = 3 * Math.pow(u, -1 / 1.5);
            light[i] = 1 - Math.log(u);
        }
        PowerLawTail tail = PowerLawTail.of(power);
        assertThat(tail.alpha()).isCloseTo(2.5, within(4 * tail.standardError()));
        assertThat(tail.plausibility(40, Seeds.of(11))).isGreaterThan(0.1);
        assertThat(PowerLawTail.of(light).plausibility(40, Seeds.of(12)))
                .isLessThan(tail.plausibility(40, Seeds.of(12)));
        double[] scaled = java.util.Arrays.stream(power).map(x -> x * 1e-9).toArray();
        assertThat(PowerLawTail.of(scaled).alpha()).isCloseTo(tail.alpha(), within(1e-9));
        assertThatThrownBy(() -> PowerLawTail.of(1, 2, 3)).hasMessageContaining("got 3 positive");
    }

    @Test
    void theExponentIsCoveredByItsInterval() {
        int covered = 0;
        int draws = 200;
        for (int k = 0; k < draws; k++) {
            var random = Seeds.of(13).child(k).stream();
            double[] values = new double[400];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.pow(1 - random.nextDouble(), -1 / 2.0);
            }
            double[] interval = PowerLawTail.of(values).interval();
            covered += interval[0] <= 3 && 3 <= interval[1] ? 1 : 0;
        }
        // x_min is chosen by the data, which costs some coverage of the nominal 99 %.
        assertThat(covered).isGreaterThanOrEqualTo((int) (0.93 * draws));
    }

    @Test
    void theLayersOfAnUntrainedNetworkAreBulks() {
        WeightSpectra spectra = WeightSpectra.of(Nets.relu(60, 120, 80, 1).seed(3));
        assertThat(spectra.table().rows()).isEqualTo(3);
        assertThat(spectra.layer(1).fit().spikes()).isEmpty();
        assertThat(spectra.layer(2).fit().variance()).isCloseTo(2.0 / 120, within(0.002));
        // A single output has one eigenvalue: no bulk and no tail to fit.
        assertThat(spectra.table().numbers("σ²")[2]).isNaN();
        assertThat(spectra.layer(1).shuffled(Seeds.of(2)).fit().spikes()).isEmpty();
        assertThatThrownBy(() -> spectra.layer(4)).hasMessageContaining("got 4");
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Spectrum.ofEigenvalues()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Spectrum.ofEigenvalues(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Spectrum.of(Matrix.of(new double[] {1, 2}, new double[] {3, 4})))
                .hasMessageContaining("not symmetric");
        assertThatThrownBy(() -> Spectrum.ofEigenvalues(1, 2, 3).fit()).hasMessageContaining("fit(ratio)");
        assertThatThrownBy(() -> Spectrum.ofEigenvalues(-1, 2).fit(0.5)).hasMessageContaining("-1.0");
        assertThat(SampleCovariance.of(Law.point(1), 0.5).support()).hasSize(1);
    }
}
