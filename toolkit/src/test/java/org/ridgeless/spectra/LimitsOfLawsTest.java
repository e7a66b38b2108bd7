package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.spectra.measures.Law;

/** Laws that are one another's image, and laws that become one another in a limit. */
class LimitsOfLawsTest {
    private static final double[] SHARES = {0.03, 0.2, 0.5, 0.71, 0.98};

    /** (X − 1)/√γ tends to the semicircle, with an error of order √γ: many more rows than columns. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10, 1e-12})
    void aThinSampleCovarianceIsAWignerMatrix(double ratio) {
        double root = Math.sqrt(ratio);
        MarchenkoPastur law = MarchenkoPastur.ofRatio(ratio);
        double before = 0;
        for (double t = -1.97; t < 1.95; t += 0.03) {
            double x = 1 + root * t;
            assertThat(law.cdf(x)).isCloseTo(Semicircle.standard().cdf(t), within(root + 1e-16 / root));
            assertThat(law.cdf(x)).isGreaterThan(before);
            before = law.cdf(x);
        }
        for (double p : SHARES) {
            assertThat((law.quantile(p) - 1) / root)
                    .isCloseTo(Semicircle.standard().quantile(p), within(2 * root + 1e-14 / root));
        }
    }

    /** At γ = 1 the law is that of the square of a semicircle: F(x²) = 2 Φ(x) − 1, and E X^{k} are Catalan's numbers for both. */
    @Test
    void theSquareOfASemicircleIsASquareSampleCovariance() {
        MarchenkoPastur law = MarchenkoPastur.ofRatio(1);
        Semicircle root = Semicircle.standard();
        for (double x = 0.01; x < 2; x += 0.07) {
            assertThat(law.cdf(x * x)).isCloseTo(2 * root.cdf(x) - 1, within(1e-14));
            assertThat(law.density(x * x) * x).isCloseTo(root.density(x), within(1e-14));
        }
        double catalan = 1;
        for (int k = 0; k < 9; k++) {
            assertThat(law.moment(k)).isCloseTo(catalan, within(1e-12 * catalan));
            assertThat(root.moment(2 * k)).isCloseTo(catalan, within(1e-12 * catalan));
            assertThat(root.moment(2 * k + 1)).isCloseTo(0, within(1e-12 * catalan));
            catalan = catalan * 2 * (2 * k + 1) / (k + 2);
        }
    }

    /** A and Aᵀ have the same singular values: of γ and 1/γ one law is γ times the other but for the zeros. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0001, 2, 17, 1e4})
    void tallAndWideMatricesShareTheirLaw(double ratio) {
        MarchenkoPastur wide = MarchenkoPastur.ofRatio(ratio);
        MarchenkoPastur tall = MarchenkoPastur.ofRatio(1 / ratio);
        assertThat(wide.massAtZero()).isCloseTo(1 - 1 / ratio, within(1e-15));
        assertThat(wide.quantile(0.5 * wide.massAtZero())).isZero();
        for (double p : SHARES) {
            double x = tall.quantile(p);
            // A series of the mass stands behind the quantile, to 1e-12 of its largest term.
            assertThat(wide.cdf(ratio * x)).isCloseTo(wide.massAtZero() + p / ratio, within(1e-11));
            assertThat(wide.cdf(ratio * x)).isCloseTo(wide.massAtZero() + tall.cdf(x) / ratio, within(1e-15));
            assertThat(wide.density(ratio * x) * ratio * ratio)
                    .isCloseTo(tall.density(x), within(1e-10 * tall.density(x)));
        }
        assertThat(wide.conditionNumber()).isCloseTo(tall.conditionNumber(), within(1e-9 * tall.conditionNumber()));
    }

    /** (A + B)⁻¹A and (A + B)⁻¹B add up to I: x and 1 − x change places with m and n. */
    @ParameterizedTest
    @CsvSource({"60, 90, 40", "30, 90, 40", "30, 20, 40", "7, 7, 7"})
    void bothMatricesOfManovaPlayTheSamePart(int m, int n, int p) {
        Manova one = Manova.of(m, n, p);
        SpectralLaw other = Manova.of(n, m, p).scaled(-1).shifted(1);
        assertThat(other.leftEdge()).isCloseTo(one.leftEdge(), within(1e-15));
        assertThat(other.rightEdge()).isCloseTo(one.rightEdge(), within(1e-15));
        assertThat(other.atoms()).hasSameSizeAs(one.atoms());
        for (int i = 0; i < one.atoms().size(); i++) {
            assertThat(other.atoms().get(i).at()).isEqualTo(one.atoms().get(i).at());
            assertThat(other.atoms().get(i).mass()).isCloseTo(one.atoms().get(i).mass(), within(1e-15));
        }
        for (double x = 0; x <= 1; x += 0.05) {
            assertThat(other.cdf(x)).isCloseTo(one.cdf(x), within(1e-11));
        }
        // E tr (A + B)⁻¹A/p = m/(m + n).
        assertThat(one.mean()).isCloseTo((double) m / (m + n), within(1e-12));
    }

    /** x = (n/m) t/(1 − t) carries Manova's law to Wachter's, and 1/x exchanges the samples of Wachter's. */
    @Test
    void theFMatrixIsARatioOfManovas() {
        Manova share = Manova.of(60, 90, 40);
        Wachter ratio = Wachter.of(60, 90, 40);
        Wachter inverse = Wachter.of(90, 60, 40);
        for (double p : SHARES) {
            double t = share.quantile(p);
            double x = ratio.quantile(p);
            assertThat(x).isCloseTo(1.5 * t / (1 - t), within(1e-10 * x));
            assertThat(1 / x).isCloseTo(inverse.quantile(1 - p), within(1e-10 / x));
        }
        assertThat(ratio.leftEdge() * inverse.rightEdge()).isCloseTo(1, within(1e-13));
        // E S₂⁻¹ of a population I is n/(n − p).
        assertThat(ratio.mean()).isCloseTo(90.0 / 50, within(1e-10));
    }

    /** With ever more samples in the covariance that is inverted it becomes I, and the other's law is what is left. */
    @Test
    void aFMatrixOfManySamplesIsASampleCovariance() {
        MarchenkoPastur limit = MarchenkoPastur.ofRatio(2.0 / 3);
        Wachter many = Wachter.of(60, 1_000_000_000, 40);
        SpectralLaw manova = Manova.of(60, 1_000_000_000, 40).scaled((60 + 1e9) / 60);
        for (double p : SHARES) {
            double x = limit.quantile(p);
            assertThat(many.quantile(p)).isCloseTo(x, within(1e-6 * x));
            assertThat(manova.quantile(p)).isCloseTo(x, within(1e-6 * x));
        }
    }

    /** With ever more samples the covariance becomes the population, and each of its eigenvalues a narrow semicircle. */
    @Test
    void aSampleCovarianceOfManySamplesIsThePopulation() {
        double ratio = 1e-6;
        SampleCovariance law = SampleCovariance.of(Law.of(new double[] {1, 4}, new double[] {0.6, 0.4}), ratio);
        assertThat(law.support()).hasSize(2);
        assertThat(law.cdf(2)).isCloseTo(0.6, within(1e-9));
        double[] at = {1, 4};
        double[] mass = {0.6, 0.4};
        for (int i = 0; i < 2; i++) {
            Interval bulk = law.support().get(i);
            assertThat((bulk.low() + bulk.high()) / 2).isCloseTo(at[i], within(20 * ratio));
            assertThat(bulk.length()).isCloseTo(4 * at[i] * Math.sqrt(mass[i] * ratio), within(1e-4 * at[i]));
        }
        assertThat(law.mean()).isCloseTo(2.2, within(1e-9));
        assertThat(law.variance()).isCloseTo(0.6 * 0.4 * 9 + ratio * 2.2 * 2.2, within(1e-8));
    }

    /** The law of a random regular graph of large degree d is a semicircle of variance d − 1. */
    @Test
    void aGraphOfLargeDegreeIsAWignerMatrix() {
        int degree = 100_000;
        SpectralLaw graph = KestenMcKay.ofDegree(degree).scaled(1 / Math.sqrt(degree - 1.0));
        for (double p : SHARES) {
            assertThat(graph.quantile(p)).isCloseTo(Semicircle.standard().quantile(p), within(1e-4));
        }
    }

    /** Of an evenly filled disc the real parts are a semicircle, and its points a sample of both laws. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-20, 1, 1e20})
    void theShadowOfADiscIsASemicircle(double variance) {
        CircularLaw disc = CircularLaw.ofVariance(variance);
        double radius = disc.radius();
        assertThat(disc.realPart().rightEdge()).isCloseTo(radius, within(1e-15 * radius));
        assertThat(disc.density(0.6 * radius, 0.79 * radius) * Math.PI * variance)
                .isCloseTo(1, within(1e-14));
        assertThat(disc.density(0.6 * radius, 0.81 * radius)).isZero();
        // E |λ|² = E (re)² + E (im)².
        assertThat(disc.modulus().moment(2)).isCloseTo(2 * disc.realPart().variance(), within(1e-9 * variance));
        double[][] points = disc.sample(2000, org.ridgeless.random.Seeds.of(3));
        double[] real = java.util.Arrays.stream(points).mapToDouble(z -> z[0]).toArray();
        double[] moduli = java.util.Arrays.stream(points)
                .mapToDouble(z -> Math.hypot(z[0], z[1]))
                .toArray();
        assertThat(DistributionLawsTest.distance(disc.realPart(), real)).isLessThan(1.95 / Math.sqrt(2000));
        assertThat(DistributionLawsTest.distance(disc.modulus(), moduli)).isLessThan(1.95 / Math.sqrt(2000));
    }

    /** A spike on W is seen where the transform of W is −1/θ, and its vector with the overlap 1/(θ²m′): Benaych-Georges and Nadakuditi. */
    @ParameterizedTest
    @CsvSource({"1, 1.5", "1, -3", "1e-40, 2e-20", "1e40, 1e21"})
    void aSpikeIsSeenWhereTheTransformSaysSo(double variance, double theta) {
        SpikedWigner model = SpikedWigner.of(400, variance);
        Outlier outlier = model.outlier(theta);
        double at = outlier.position();
        assertThat(outlier.detached()).isTrue();
        assertThat(model.bulk().stieltjes(at) * theta).isCloseTo(-1, within(1e-13));
        double h = 1e-5 * Math.abs(at);
        double slope = (model.bulk().stieltjes(at + h) - model.bulk().stieltjes(at - h)) / (2 * h);
        assertThat(outlier.overlap()).isCloseTo(1 / (theta * theta * slope), within(1e-7));
        Outlier lost = model.outlier(Math.copySign(0.99 * model.threshold(), theta));
        assertThat(lost.detached()).isFalse();
        assertThat(Math.abs(lost.position())).isEqualTo(model.bulk().rightEdge());
        assertThat(lost.overlap()).isZero();
    }

    /** A p × n matrix and its transpose: left and right change places, and positions are in the ratio of the normalizations. */
    @Test
    void theSidesOfARectangleChangePlacesWithItsShape() {
        SpikedRectangle wide = SpikedRectangle.of(30, 100);
        SpikedRectangle tall = SpikedRectangle.of(100, 30);
        double scale = Math.sqrt(100.0 / 30);
        for (double theta : new double[] {0.75, 1, 2, 10, 1e6}) {
            Outlier left = wide.left(theta);
            Outlier right = tall.right(theta * scale);
            assertThat(left.detached()).isTrue();
            assertThat(right.position() * 30 / 100).isCloseTo(left.position(), within(1e-13 * left.position()));
            assertThat(right.overlap()).isCloseTo(left.overlap(), within(1e-13));
            assertThat(left.overlap()).isBetween(0.0, 1.0);
        }
        assertThat(tall.threshold()).isCloseTo(wide.threshold() * scale, within(1e-14));
        assertThat(wide.left(wide.threshold() * (1 + 1e-12)).overlap()).isCloseTo(0, within(1e-10));
        assertThat(wide.left(0.7).detached()).isFalse();
        assertThat(wide.right(0.7).position()).isEqualTo(wide.bulk().upperEdge());
    }
}
