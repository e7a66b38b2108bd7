package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/** Models made of numbers in another unit, from 1e-150 to 1e150, say the same in that unit. */
class UnitsTest {
    private static final double[] UNITS = {1e-150, 1e150};
    private static final Law TWO = Law.of(new double[] {1, 9}, new double[] {0.6, 0.4});

    private static Law in(double unit, Law law) {
        return law.map(t -> unit * t);
    }

    static Stream<Arguments> laws() {
        return Stream.of(
                Arguments.of("two bulks", (DoubleFunction<SpectralLaw>) u -> SampleCovariance.of(in(u, TWO), 0.05)),
                Arguments.of("one bulk", (DoubleFunction<SpectralLaw>) u -> SampleCovariance.of(in(u, TWO), 2)),
                Arguments.of("a hard edge", (DoubleFunction<SpectralLaw>) u -> SampleCovariance.of(Law.point(u), 1)),
                Arguments.of("separable", (DoubleFunction<SpectralLaw>)
                        u -> SeparableCovariance.of(in(u, TWO), Law.uniform(1, 2), 0.4)),
                Arguments.of("classes", (DoubleFunction<SpectralLaw>) u ->
                        ClassMixture.of(new double[][] {{u, 4 * u}, {3 * u, 12 * u}}, new double[] {0.25, 0.75}, 5)),
                Arguments.of("profile", (DoubleFunction<SpectralLaw>) u -> VarianceProfile.of(
                        new double[][] {{0.5 * u * u, 2 * u * u}, {2 * u * u, 0.1 * u * u}}, new double[] {0.3, 0.7})),
                Arguments.of("sum", (DoubleFunction<SpectralLaw>)
                        u -> FixedSpectrum.of(-3 * u, 3 * u).plus(Semicircle.ofVariance(u * u))),
                Arguments.of("product", (DoubleFunction<SpectralLaw>)
                        u -> FixedSpectrum.of(u, 9 * u).times(MarchenkoPastur.ofRatio(0.05))));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void lawsScaleWithWhatTheyAreMadeOf(String name, DoubleFunction<SpectralLaw> made) {
        SpectralLaw one = made.apply(1);
        double size = one.rightEdge() - one.leftEdge();
        for (double unit : UNITS) {
            SpectralLaw other = made.apply(unit);
            assertThat(other.support()).as("bulks in %s", unit).hasSameSizeAs(one.support());
            for (int i = 0; i < one.edges().length; i++) {
                assertThat(other.edges()[i] / unit).isCloseTo(one.edges()[i], within(1e-9 * size));
            }
            for (double p : new double[] {0.55, 0.7, 0.97}) {
                double x = one.quantile(p);
                assertThat(other.quantile(p) / unit).isCloseTo(x, within(1e-8 * size));
                assertThat(other.density(unit * x) * unit).isCloseTo(one.density(x), within(1e-7 / size));
            }
            Complex z = new Complex(one.rightEdge() + 0.1 * size, 0.3 * size);
            Complex m = other.stieltjes(z.times(unit)).times(unit);
            assertThat(m.minus(one.stieltjes(z)).abs() * size).isLessThan(1e-9);
            assertThat(other.residual()).isLessThan(1e-7);
            assertThat(other.mean() / unit).isCloseTo(one.mean(), within(1e-8 * size));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-60, 1e60, 1e150})
    void spikesScaleWithTheirPopulation(double unit) {
        SpikedCovariance one = SpikedCovariance.of(TWO, 0.05, 0.3, 4, 20).samples(500);
        SpikedCovariance other = SpikedCovariance.of(in(unit, TWO), 0.05, 0.3 * unit, 4 * unit, 20 * unit)
                .samples(500);
        assertThat(other.threshold() / unit).isCloseTo(one.threshold(), within(1e-12));
        for (int i = 0; i < 3; i++) {
            Outlier known = one.outliers().get(i);
            Outlier found = other.outliers().get(i);
            assertThat(found.detached()).isEqualTo(known.detached()).isTrue();
            assertThat(found.position() / unit).isCloseTo(known.position(), within(1e-12));
            assertThat(found.deviation() / unit).isCloseTo(known.deviation(), within(1e-12));
            assertThat(found.overlap()).isCloseTo(known.overlap(), within(1e-12));
            assertThat(other.estimate(found.position()) / unit).isCloseTo(one.estimate(known.position()), within(1e-9));
        }
        for (int edge = 0; edge < 4; edge++) {
            Distribution near = one.bulk().nearest(edge, 500);
            Distribution far = other.bulk().nearest(edge, 500);
            assertThat(far.median() / unit).isCloseTo(near.median(), within(1e-10));
            assertThat((far.quantile(0.9) - far.quantile(0.1)) / unit)
                    .isCloseTo(near.quantile(0.9) - near.quantile(0.1), within(1e-9));
        }
        EigenspaceOverlap vector = EigenspaceOverlap.of(one.bulk(), 9);
        EigenspaceOverlap scaled = EigenspaceOverlap.of(other.bulk(), 9 * unit);
        assertThat(scaled.inBulk(1)).isCloseTo(vector.inBulk(1), within(1e-6));
        assertThat(scaled.density(9 * unit) * unit).isCloseTo(vector.density(9), within(1e-6));
        double gap = (one.bulk().edges()[1] + one.bulk().edges()[2]) / 2;
        assertThat(scaled.between(gap * unit, 40 * unit)).isCloseTo(vector.between(gap, 40), within(1e-9));
    }

    /** Fits, tails and distances of measured eigenvalues. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-60, 1e60, 1e150})
    void whatIsMeasuredScalesToo(double unit) {
        double[] values = BetaEnsemble.laguerre(400, 120).eigenvalues(Seeds.of(5));
        values[119] = 9;
        Spectrum one = Spectrum.ofEigenvalues(values);
        Spectrum other =
                Spectrum.ofEigenvalues(Arrays.stream(values).map(x -> unit * x).toArray());
        MarchenkoPasturFit fit = one.fit(0.3);
        MarchenkoPasturFit scaled = other.fit(0.3);
        assertThat(scaled.spikes()).hasSameSizeAs(fit.spikes()).hasSize(1);
        assertThat(scaled.variance() / unit)
                .isCloseTo(fit.variance(), within(1e-12))
                .isCloseTo(1, within(0.02));
        assertThat(scaled.distance()).isCloseTo(fit.distance(), within(1e-12));
        assertThat(scaled.spikeShare()).isCloseTo(fit.spikeShare(), within(1e-14));
        assertThat(fit.spikeShare()).isCloseTo(9 / Arrays.stream(values).sum(), within(1e-14));
        assertThat(scaled.model().outliers().get(0).position() / unit).isCloseTo(9, within(1e-9));
        assertThat(other.tail().alpha()).isCloseTo(one.tail().alpha(), within(1e-9));
        assertThat(other.tail().start() / unit).isCloseTo(one.tail().start(), within(1e-15));
        assertThat(other.stableRank()).isCloseTo(one.stableRank(), within(1e-12));
        double distance = one.against(MarchenkoPastur.ofRatio(0.3)).distance();
        SpectrumComparison comparison =
                other.against(MarchenkoPastur.ofRatio(0.3).variance(unit));
        assertThat(comparison.distance()).isCloseTo(distance, within(1e-12));
        assertThat(comparison.outside(0.5 * unit)).hasSize(1);
        assertThat(comparison.edges()[1] / unit).isCloseTo(Math.pow(1 + Math.sqrt(0.3), 2), within(1e-14));
        assertThat(comparison.predictedOutliers()).isEqualTo(List.of());
        assertThat(other.smallest() / unit).isCloseTo(one.smallest(), within(1e-15));
        assertThat(one.fitRatio().law().ratio()).isBetween(0.2, 0.4);
    }
}
