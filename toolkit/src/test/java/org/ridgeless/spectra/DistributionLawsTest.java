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
import org.ridgeless.spectra.measures.Law;

/** What every law of one number keeps of its contract, whatever computes it. */
class DistributionLawsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Distribution> laws() {
        return Stream.of(
                Semicircle.standard(),
                MarchenkoPastur.ofRatio(0.4),
                MarchenkoPastur.ofRatio(0.4).variance(1e-30),
                Manova.of(60, 90, 40),
                Wachter.of(60, 90, 40),
                SampleCovariance.of(Law.uniform(1, 2), 0.5),
                CircularLaw.ofVariance(4).modulus(),
                TracyWidom.real(),
                TracyWidom.complex(),
                TracyWidom.quaternion(),
                WishartEdges.of(60, 20).largest(),
                WishartEdges.of(60, 20).smallest(),
                WishartEdges.of(60, 20).conditionNumber(),
                WignerEdge.of(50).largest(),
                WignerEdge.of(50).largestComplex(),
                MarchenkoPastur.ofRatio(0.4).scaled(-3).shifted(2),
                TracyWidom.real().scaled(-1e-20).shifted(1e-20));
    }

    /** The largest difference between a law and the shares of a sample. */
    static double distance(Distribution law, double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double worst = 0;
        for (int i = 0; i < sorted.length; i++) {
            worst = Math.max(worst, Math.abs(law.cdf(sorted[i]) - (i + 0.5) / sorted.length));
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void distributionFunctionsRiseFromZeroToOne(Distribution law) {
        double low = law.quantile(0.001);
        double step = (law.quantile(0.999) - low) / 60;
        double before = 0;
        for (int k = -5; k <= 65; k++) {
            double x = low + k * step;
            double at = law.cdf(x);
            assertThat(at).isBetween(before - 1e-13, 1.0);
            assertThat(at + law.survival(x)).isCloseTo(1, within(1e-12));
            assertThat(law.density(x)).isGreaterThanOrEqualTo(0);
            before = at;
        }
        assertThat(law.cdf(-INFINITY)).isZero();
        assertThat(law.cdf(INFINITY)).isCloseTo(1, within(1e-11));
        assertThat(law.survival(INFINITY)).isCloseTo(0, within(1e-11));
        assertThat(law.density(INFINITY)).isZero();
        assertThat(law.density(-INFINITY)).isZero();
        assertThat(law.density(Double.NaN)).isNaN();
        assertThat(law.cdf(Double.NaN)).isNaN();
        assertThat(law.survival(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void quantilesAreInversesAndDensitiesSlopes(Distribution law) {
        double before = -INFINITY;
        double wide = law.quantile(0.9) - law.quantile(0.1);
        for (double p : new double[] {0.01, 0.1, 0.3, 0.5, 0.62, 0.9, 0.99}) {
            double x = law.quantile(p);
            assertThat(law.cdf(x)).isCloseTo(p, within(1e-10));
            assertThat(x).isGreaterThan(before);
            before = x;
            double h = 1e-4 * wide;
            double slope =
                    (law.cdf(x - 2 * h) - 8 * law.cdf(x - h) + 8 * law.cdf(x + h) - law.cdf(x + 2 * h)) / (12 * h);
            assertThat(law.density(x) * wide).isCloseTo(slope * wide, within(1e-6));
        }
        assertThat(law.median()).isEqualTo(law.quantile(0.5));
        for (double bad : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> law.quantile(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got ");
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void momentsAreMeansOfTheQuantiles(Distribution law) {
        assertThat(law.moment(0)).isCloseTo(1, within(1e-7));
        double wide = law.quantile(0.9) - law.quantile(0.1);
        // ∫ Q(p) dp with p = sin⁴-like spacing at both ends: u ↦ u²(3 − 2u), by the midpoint rule.
        int nodes = 400;
        double mean = 0;
        double square = 0;
        for (int k = 0; k < nodes; k++) {
            double u = (k + 0.5) / nodes;
            double weight = 6 * u * (1 - u) / nodes;
            double x = (law.quantile(u * u * (3 - 2 * u)) - law.median()) / wide;
            mean += weight * x;
            square += weight * x * x;
        }
        assertThat((law.mean() - law.median()) / wide).isCloseTo(mean, within(1e-4));
        assertThat(law.variance() / (wide * wide)).isCloseTo(square - mean * mean, within(1e-3));
        assertThatThrownBy(() -> law.moment(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k ≥ 0, got -1");
    }

    @ParameterizedTest
    @MethodSource("laws")
    void samplesFollowTheLawAndTheSeedAlone(Distribution law) {
        double[] draws = law.sample(400, Seeds.of(12));
        assertThat(distance(law, draws)).isLessThan(1.95 / Math.sqrt(400));
        assertThat(law.sample(7, Seeds.of(12))).containsExactly(Arrays.copyOf(draws, 7));
        assertThat(law.sample(7, Seeds.of(13))).isNotEqualTo(Arrays.copyOf(draws, 7));
    }

    /** 2 − X has all that X has, mirrored; and back again. */
    @ParameterizedTest
    @MethodSource("laws")
    void mirroredLawsAreTheOtherWayRound(Distribution law) {
        Distribution mirrored = law.scaled(-1);
        for (double p : new double[] {0.05, 0.4, 0.8}) {
            double x = law.quantile(p);
            assertThat(mirrored.cdf(-x)).isCloseTo(1 - p, within(1e-10));
            assertThat(mirrored.survival(-x)).isCloseTo(law.cdf(x), within(1e-13));
            assertThat(mirrored.density(-x)).isEqualTo(law.density(x));
            assertThat(mirrored.scaled(-1).quantile(p)).isEqualTo(x);
        }
        assertThat(mirrored.mean()).isEqualTo(-law.mean());
        assertThat(mirrored.variance()).isCloseTo(law.variance(), within(1e-9 * law.variance()));
    }

    /** Masses of moved atoms are found at the very numbers that the law says they are at, from either side. */
    @Test
    void atomsOfMovedLawsAreWhereTheLawSaysTheyAre() {
        Law population = Law.of(new double[] {0.1, 0.7, 1.3}, new double[] {0.2, 0.5, 0.3});
        List<SpectralLaw> laws =
                List.of(FixedSpectrum.of(population), Manova.of(30, 20, 40), MarchenkoPastur.ofRatio(3));
        for (SpectralLaw law : laws) {
            for (double factor : new double[] {3, 0.1, -0.3, -7, 1e-20, -1e20}) {
                for (double widths : new double[] {0, 0.1, -1e3, 1 / 3.0}) {
                    SpectralLaw moved = law.scaled(factor).shifted(widths * factor);
                    double mass = 0;
                    for (Atom atom : moved.atoms()) {
                        double jump = moved.cdf(atom.at()) - moved.cdf(Math.nextDown(atom.at()));
                        assertThat(jump).isCloseTo(atom.mass(), within(1e-9));
                        assertThat(moved.cdf(atom.at()) + moved.survival(atom.at()))
                                .isCloseTo(1, within(1e-15));
                        mass += atom.mass();
                    }
                    assertThat(mass)
                            .isCloseTo(
                                    law.atoms().stream().mapToDouble(Atom::mass).sum(), within(1e-15));
                }
            }
        }
    }

    /** The smallest x with F(x) ≥ p, also where F has a step of that height and the law is mirrored. */
    @Test
    void quantilesOfMirroredAtomsAreTheSmallest() {
        FixedSpectrum coin = FixedSpectrum.of(0, 1);
        assertThat(coin.median()).isZero();
        assertThat(coin.scaled(-1).median()).isEqualTo(-1);
        assertThat(coin.scaled(-2).shifted(5).median()).isEqualTo(3);
        assertThat(coin.scaled(-1).quantile(0.51)).isZero();
        FixedSpectrum four = FixedSpectrum.of(1, 2, 3, 4);
        SpectralLaw mirrored = four.scaled(-1).shifted(5);
        for (double p : new double[] {0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9}) {
            assertThat(mirrored.quantile(p)).isEqualTo(four.quantile(p));
        }
    }

    /** Sums of equal masses may exceed 1 by rounding; a probability may not. */
    @Test
    void probabilitiesOfManyAtomsEndAtOne() {
        for (int n = 1; n < 200; n++) {
            double[] values = new double[n];
            Arrays.setAll(values, i -> i);
            FixedSpectrum law = FixedSpectrum.of(values);
            assertThat(law.cdf(n)).isLessThanOrEqualTo(1).isCloseTo(1, within(1e-14));
            assertThat(law.survival(n)).isGreaterThanOrEqualTo(0);
            assertThat(law.residual()).isLessThan(1e-14);
            assertThat(law.moment(1)).isCloseTo((n - 1) / 2.0, within(1e-13 * n));
        }
    }
}
