package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/** What every spectral law must satisfy, and closed forms that pairs of laws share. */
class SpectralLawTest {
    private static final Law TWO = Law.of(new double[] {1, 4}, new double[] {0.6, 0.4});
    private static final Law THREE = Law.of(new double[] {1, 3, 10}, new double[] {0.2, 0.4, 0.4});

    static Stream<SpectralLaw> laws() {
        return Stream.of(
                Semicircle.standard(),
                Semicircle.ofVariance(1e-14),
                KestenMcKay.ofDegree(3),
                MarchenkoPastur.ofRatio(0.3),
                MarchenkoPastur.ofRatio(1),
                MarchenkoPastur.ofRatio(2.5).variance(3),
                Manova.of(60, 90, 40),
                Manova.of(30, 90, 40),
                Manova.of(50, 50, 50),
                Manova.of(30, 20, 40),
                Wachter.of(60, 90, 40),
                Wachter.of(30, 90, 40),
                SampleCovariance.of(TWO, 0.5),
                SampleCovariance.of(THREE, 0.1),
                SampleCovariance.of(THREE, 3),
                SampleCovariance.of(Law.of(new double[] {0, 1, 5}, new double[] {0.3, 0.3, 0.4}), 0.2),
                SampleCovariance.of(Law.point(1e9), 1),
                SeparableCovariance.of(TWO, Law.of(new double[] {-1, 2}, new double[] {0.3, 0.7}), 0.4),
                ClassMixture.of(new double[][] {{1, 1, 4}, {2, 0.5, 1}}, new double[] {0.5, 0.5}, 12),
                Semicircle.standard().plus(FixedSpectrum.of(-3, 3)),
                MarchenkoPastur.ofRatio(0.5).plus(Semicircle.standard()),
                MarchenkoPastur.ofRatio(0.5).times(MarchenkoPastur.ofRatio(0.25)),
                MarchenkoPastur.ofRatio(0.5).scaled(-2).shifted(1));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void massMomentsTransformAndQuantileAgree(SpectralLaw law) {
        assertThat(law.residual()).as("mass").isLessThan(1e-8);
        double size = Math.max(Math.abs(Ends.low(law)), Math.abs(Ends.high(law)));
        // Far out the transform is its moment series: −m(z) = Σ M_k / z^{k+1}.
        Complex z = new Complex(3 * size, 40 * size);
        Complex series = Complex.ZERO;
        Complex power = z.inverse();
        for (int k = 0; k < 9; k++) {
            series = series.minus(power.times(law.moment(k)));
            power = power.over(z);
        }
        assertThat(law.stieltjes(z).minus(series).abs() * size).as("transform").isLessThan(1e-9);
        assertThat(law.mean() / size).isCloseTo(law.moment(1) / size, within(1e-9));
        double atoms = law.atoms().stream().mapToDouble(Atom::mass).sum();
        for (double p : new double[] {0.03, 0.31, 0.5, 0.77, 0.99}) {
            double x = law.quantile(p);
            assertThat(law.cdf(x)).as("cdf at the quantile of %s", p).isGreaterThanOrEqualTo(p - 1e-9);
            assertThat(law.cdf(x) - p).isLessThanOrEqualTo(atoms + 1e-9);
        }
        assertThat(law.density(Double.NaN)).isNaN();
        assertThat(law.density(Ends.high(law) + size)).isZero();
        assertThat(law.cdf(Ends.high(law))).isCloseTo(1, within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theTransformNearTheRealAxisIsTheDensity(SpectralLaw law) {
        Interval bulk = law.support().get(law.support().size() - 1);
        double x = bulk.low() + 0.37 * bulk.length();
        double height = 1e-9 * bulk.length();
        assertThat(law.stieltjes(new Complex(x, height)).im() / Math.PI / law.density(x))
                .isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void scalingMovesNothingButTheUnit(SpectralLaw law) {
        SpectralLaw tiny = law.scaled(1e-12);
        double x = law.quantile(0.6);
        assertThat(tiny.quantile(0.6) / 1e-12).isCloseTo(x, within(1e-12 * Math.abs(x)));
        assertThat(tiny.density(x * 1e-12) * 1e-12).isCloseTo(law.density(x), within(1e-6 * law.density(x)));
        double size = Ends.high(law) - Ends.low(law);
        double z = Ends.high(law) + size;
        assertThat(tiny.stieltjes(z * 1e-12) * 1e-12).isCloseTo(law.stieltjes(z), within(1e-10 / size));
    }

    @Test
    void theLawOfAnIdentityPopulationIsMarchenkoPastur() {
        for (double ratio : new double[] {0.2, 1, 4}) {
            SampleCovariance general = SampleCovariance.of(Law.point(2), ratio);
            MarchenkoPastur closed = MarchenkoPastur.ofRatio(ratio).variance(2);
            SeparableCovariance separable = SeparableCovariance.of(Law.point(2), Law.point(1), ratio);
            assertThat(general.leftEdge()).isCloseTo(closed.leftEdge(), within(1e-12));
            assertThat(general.rightEdge()).isCloseTo(closed.rightEdge(), within(1e-12));
            assertThat(separable.rightEdge()).isCloseTo(closed.rightEdge(), within(1e-10));
            for (double p : new double[] {0.83, 0.9, 0.97}) {
                double x = closed.quantile(p);
                assertThat(general.density(x)).isCloseTo(closed.density(x), within(1e-12));
                assertThat(general.cdf(x)).isCloseTo(closed.cdf(x), within(1e-11));
                assertThat(separable.density(x)).isCloseTo(closed.density(x), within(1e-10));
            }
            assertThat(general.stieltjes(-0.5)).isCloseTo(closed.stieltjes(-0.5), within(1e-13));
            assertThat(general.atoms()).isEqualTo(closed.atoms());
        }
    }

    @Test
    void aSampleCovarianceIsTheFreeProductOfItsPopulationAndMarchenkoPastur() {
        SampleCovariance covariance = SampleCovariance.of(THREE, 0.1);
        SpectralLaw product = FixedSpectrum.of(THREE).times(MarchenkoPastur.ofRatio(0.1));
        assertThat(covariance.support()).hasSize(3);
        assertThat(product.support()).hasSize(3);
        for (int i = 0; i < 6; i++) {
            assertThat(product.edges()[i]).isCloseTo(covariance.edges()[i], within(1e-9));
        }
        for (double p : new double[] {0.1, 0.5, 0.8}) {
            double x = covariance.quantile(p);
            assertThat(product.density(x)).isCloseTo(covariance.density(x), within(1e-9));
        }
    }

    @Test
    void freeSumsHaveTheirClosedForms() {
        // Semicircles add their variances; cumulants of any law add, so that variances do.
        SpectralLaw sum = Semicircle.ofVariance(2).plus(Semicircle.ofVariance(3));
        Semicircle closed = Semicircle.ofVariance(5);
        assertThat(sum.rightEdge()).isCloseTo(closed.rightEdge(), within(1e-10));
        assertThat(sum.density(1.3)).isCloseTo(closed.density(1.3), within(1e-11));
        // Two coins make the arcsine law on [−2, 2].
        SpectralLaw coins = FixedSpectrum.of(-1, 1).plus(FixedSpectrum.of(-1, 1));
        assertThat(coins.density(0.7)).isCloseTo(1 / (Math.PI * Math.sqrt(4 - 0.49)), within(1e-10));
        // Free Poisson laws add their rates: MP(c) is free Poisson of rate 1/c and jump c.
        SpectralLaw poisson = MarchenkoPastur.ofRatio(0.5).plus(MarchenkoPastur.ofRatio(0.5));
        SpectralLaw rate = MarchenkoPastur.ofRatio(0.25).scaled(2);
        assertThat(poisson.leftEdge()).isCloseTo(rate.leftEdge(), within(1e-10));
        assertThat(poisson.density(2.2)).isCloseTo(rate.density(2.2), within(1e-10));
    }

    @Test
    void atomsOfFreeConvolutionsAreThoseOfBercoviciAndVoiculescu() {
        FixedSpectrum coin = FixedSpectrum.of(Law.of(new double[] {0, 1}, new double[] {0.7, 0.3}));
        SpectralLaw sum = coin.plus(coin);
        assertThat(sum.atoms()).hasSize(1);
        assertThat(sum.atoms().get(0).at()).isZero();
        assertThat(sum.atoms().get(0).mass()).isCloseTo(0.4, within(1e-15));
        assertThat(sum.residual()).isLessThan(1e-7);
        SpectralLaw product = coin.times(FixedSpectrum.of(Law.of(new double[] {0, 1}, new double[] {0.2, 0.8})));
        assertThat(product.atoms()).hasSize(2);
        assertThat(product.atoms().get(1).mass()).isCloseTo(0.1, within(1e-15));
        // The Jacobi law of two projections of ranks 0.3 and 0.8.
        assertThat(product.residual()).isLessThan(1e-7);
    }

    @Test
    void theSeparableLawAndTheMixtureAgreeWhereTheyMeet() {
        // Classes whose covariances are multiples of one matrix are a separable model.
        ClassMixture mixture = ClassMixture.of(new double[][] {{1, 4}, {3, 12}}, new double[] {0.25, 0.75}, 5);
        SeparableCovariance separable =
                SeparableCovariance.of(Law.uniform(1, 4), Law.of(new double[] {1, 3}, new double[] {0.25, 0.75}), 0.4);
        for (double x : new double[] {1, 3, 8, 14}) {
            assertThat(mixture.density(x)).isCloseTo(separable.density(x), within(1e-11));
        }
        assertThat(mixture.rightEdge()).isCloseTo(separable.rightEdge(), within(1e-9));
    }

    @Test
    void spikesOfAnIdentityPopulationHaveTheirClosedForms() {
        double c = 0.3;
        double alpha = 2.5;
        Outlier outlier = SpikedCovariance.of(c, alpha).samples(400).outliers().get(0);
        assertThat(outlier.detached()).isTrue();
        assertThat(outlier.position()).isCloseTo(alpha * (1 + c / (alpha - 1)), within(1e-13));
        double l = alpha - 1;
        assertThat(outlier.overlap()).isCloseTo((1 - c / (l * l)) / (1 + c / l), within(1e-13));
        assertThat(outlier.deviation()).isCloseTo(alpha * Math.sqrt(2 * (1 - c / (l * l)) / 400), within(1e-14));
        assertThat(SpikedCovariance.of(c).threshold()).isCloseTo(1 + Math.sqrt(c), within(1e-12));
        assertThat(SpikedCovariance.of(c).estimate(outlier.position())).isCloseTo(alpha, within(1e-12));
        Outlier lost = SpikedCovariance.of(c, 1.4).outliers().get(0);
        assertThat(lost.detached()).isFalse();
        assertThat(lost.position()).isCloseTo(Math.pow(1 + Math.sqrt(c), 2), within(1e-12));
        // X = Z/√n + θuvᵀ has the population spike 1 + θ².
        assertThat(SpikedRectangle.of(30, 100).left(Math.sqrt(l)).position())
                .isCloseTo(outlier.position(), within(1e-12));
        assertThat(SpikedRectangle.of(30, 100).left(Math.sqrt(l)).overlap())
                .isCloseTo(outlier.overlap(), within(1e-12));
    }

    @Test
    void spikesOfAMatrixAppearWhereTheyArePredicted() {
        int n = 400;
        int p = 200;
        int draws = 24;
        Law population = Law.uniform(1, 2);
        SpikedCovariance model = SpikedCovariance.of(population, 0.5, 7).samples(n);
        Outlier predicted = model.outliers().get(0);
        double position = 0;
        double square = 0;
        for (int k = 0; k < draws; k++) {
            double[] z = GaussianMatrix.of(p, n).draw(Seeds.of(11).child(k)).flat();
            for (int i = 0; i < p; i++) {
                double scale = Math.sqrt((i == 0 ? 7 : i % 2 == 0 ? 1 : 2) / (double) n);
                for (int j = 0; j < n; j++) {
                    z[i * n + j] *= scale;
                }
            }
            double top = org.ridgeless.linalg.Matrix.wrap(z, p, n).singularValues()[0];
            position += top * top / draws;
            square += Math.pow(top * top - predicted.position(), 2) / draws;
        }
        double deviation = predicted.deviation();
        assertThat(position).isCloseTo(predicted.position(), within(4 * deviation / Math.sqrt(draws) + 4.0 / n));
        // χ² with 24 degrees of freedom: 0.38 to 2.1 of its mean but for one in a thousand at each side.
        assertThat(square / (deviation * deviation)).isBetween(0.3, 2.2);
    }

    @Test
    void theCircularLawFillsItsDisc() {
        double[] modulus = new double[300];
        var values = GaussianMatrix.of(300, 300).draw(6).eigenvalues();
        for (int i = 0; i < 300; i++) {
            modulus[i] = Math.hypot(values.real()[i], values.imaginary()[i]) / Math.sqrt(300);
        }
        Arrays.sort(modulus);
        Distribution law = CircularLaw.ofVariance(1).modulus();
        for (int i = 0; i < 300; i++) {
            assertThat(law.cdf(modulus[i])).isCloseTo((i + 0.5) / 300, within(0.04));
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> SampleCovariance.of(Law.point(-1), 1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> SampleCovariance.of(TWO, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> MarchenkoPastur.ofRatio(0.5).stieltjes(1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> SampleCovariance.of(TWO, 0.5).stieltjes(new Complex(1, -1)))
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> Semicircle.standard().times(Semicircle.standard()))
                .hasMessageContaining("-2.0");
        assertThatThrownBy(() -> SpikedCovariance.of(0.5, 1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> Manova.of(3, 4, 7)).hasMessageContaining("p = 7");
        assertThatThrownBy(() -> Wachter.of(9, 3, 3)).hasMessageContaining("n = 3");
        assertThatThrownBy(() -> ClassMixture.of(new double[][] {{1}, {1, 2}}, new double[] {0.5, 0.5}, 4))
                .hasMessageContaining("class 1");
        assertThat(List.of(CircularLaw.ofVariance(4).radius())).containsExactly(2.0);
    }
}
