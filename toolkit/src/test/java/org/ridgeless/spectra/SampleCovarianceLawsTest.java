package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/** The equation of Marchenko and Pastur in the form of Silverstein, and what follows from it. */
class SampleCovarianceLawsTest {
    static Stream<SampleCovariance> laws() {
        Law two = Law.of(new double[] {1, 9}, new double[] {0.6, 0.4});
        Law zeros = Law.of(new double[] {0, 1, 5}, new double[] {0.3, 0.3, 0.4});
        return Stream.of(
                SampleCovariance.of(two, 0.05),
                SampleCovariance.of(two, 1),
                SampleCovariance.of(two, 7),
                SampleCovariance.of(zeros, 0.2),
                SampleCovariance.of(zeros, 3),
                SampleCovariance.of(new double[] {0.1, 0.2, 0.4, 0.8, 1.6, 3.2}, 60),
                SampleCovariance.of(Law.point(1e-9), 0.5));
    }

    private static Complex place(SampleCovariance law, int k) {
        double size = law.rightEdge();
        return new Complex(size * 1.5 * Math.sin(1 + 5 * k), size * Math.exp(1 - k / 2.0));
    }

    /** z = −1/m̃ + c∫ t ν(dt)/(1 + t m̃), m̃ = −(1 − c)/z + c m: J. W. Silverstein and Z. Bai (1995). */
    @ParameterizedTest
    @MethodSource("laws")
    void theCompanionSolvesSilversteinsEquation(SampleCovariance law) {
        Law population = law.population();
        double c = law.ratio();
        for (int k = 0; k < 30; k++) {
            Complex z = place(law, k);
            Complex companion = law.companion(z);
            Complex sum = companion.inverse().negate();
            for (int i = 0; i < population.size(); i++) {
                double t = population.node(i);
                sum = sum.plus(companion.times(t).plus(1).inverse().times(c * population.weight(i) * t));
            }
            assertThat(sum.minus(z).abs())
                    .isLessThan(1e-12 * (z.abs() + companion.inverse().abs()));
            Complex other = law.stieltjes(z).times(c).minus(z.inverse().times(1 - c));
            assertThat(other.minus(companion).abs()).isLessThan(1e-12 * (companion.abs() + 1 / z.abs()));
            assertThat(companion.im()).isPositive();
            assertThat(law.stieltjes(z).im()).isPositive();
            assertThat(law.alpha(z).im()).isPositive();
        }
    }

    /** ψ and α are inverse to each other outside of the bulks, where ψ′ is positive; at the edges it is 0. */
    @ParameterizedTest
    @MethodSource("laws")
    void psiRisesOutsideOfTheBulksAndTurnsAtTheEdges(SampleCovariance law) {
        double right = law.rightEdge();
        for (double x : new double[] {-right, -0.1 * right, 1.01 * right, 2 * right, 1e3 * right}) {
            double alpha = law.alpha(Complex.real(x)).re();
            assertThat(law.inverse(alpha)).isCloseTo(x, within(1e-12 * (Math.abs(x) + right)));
            assertThat(law.inverseSlope(alpha)).isBetween(0.0, 1.0);
            double h = 1e-6 * right;
            double slope = (law.inverse(alpha + h) - law.inverse(alpha - h)) / (2 * h);
            assertThat(law.inverseSlope(alpha)).isCloseTo(slope, within(1e-6));
        }
        double threshold = SpikedCovariance.of(law.population(), law.ratio()).threshold();
        assertThat(law.inverse(threshold)).isCloseTo(right, within(1e-13 * right));
        assertThat(law.inverseSlope(threshold)).isCloseTo(0, within(1e-9));
    }

    /** m rises between the bulks of the real line, from 1/(distance to the support) at most. */
    @ParameterizedTest
    @MethodSource("laws")
    void theTransformOnTheRealLineIsThatOfAMeasure(SampleCovariance law) {
        double right = law.rightEdge();
        double before = 0;
        for (double ridge = 100 * right; ridge > 1e-3 * right; ridge /= 2) {
            double m = law.stieltjes(-ridge);
            assertThat(m).isGreaterThan(before).isLessThanOrEqualTo(1 / ridge * (1 + 1e-12));
            double size = 1 / (ridge + law.mean());
            // Jensen: E 1/(λ + t) ≥ 1/(E λ + t).
            assertThat(m).isGreaterThanOrEqualTo(size * (1 - 1e-9));
            before = m;
        }
        assertThatThrownBy(() -> law.stieltjes(0.5 * (law.edges()[0] + law.edges()[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** M₁ = ν₁, M₂ = ν₂ + cν₁², M₃ = ν₃ + 3cν₁ν₂ + c²ν₁³, and the mass at 0. */
    @ParameterizedTest
    @MethodSource("laws")
    void momentsAreSumsOverNonCrossingPartitions(SampleCovariance law) {
        Law population = law.population();
        double c = law.ratio();
        double one = population.mean();
        double two = population.expect(t -> t * t);
        double three = population.expect(t -> t * t * t);
        double[] known = {1, one, two + c * one * one, three + 3 * c * one * two + c * c * one * one * one};
        for (int k = 0; k < 4; k++) {
            assertThat(law.moment(k) / known[k]).isCloseTo(1, within(1e-7));
        }
        double zero = Math.max(1 - 1 / c, population.expect(t -> t == 0 ? 1 : 0));
        double mass = law.atoms().stream().mapToDouble(Atom::mass).sum();
        assertThat(mass).isCloseTo(Math.max(0, zero), within(1e-15));
    }

    /** Of a population I both edges fluctuate as Johnstone's theorem says: (√n ± √p)(1/√n ± 1/√p)^{1/3}/n, Ann. Statist. 29 (2001). */
    @Test
    void edgesOfAnIdentityPopulationFluctuateAsJohnstoneSays() {
        int n = 400;
        for (int p : new int[] {40, 200, 390, 900}) {
            SampleCovariance law = SampleCovariance.of(Law.point(1), (double) p / n);
            double above = (Math.sqrt(n) + Math.sqrt(p)) * Math.cbrt(1 / Math.sqrt(n) + 1 / Math.sqrt(p)) / n;
            double below = (Math.sqrt(n) - Math.sqrt(p)) * Math.cbrt(1 / Math.sqrt(n) - 1 / Math.sqrt(p)) / n;
            double spread = TracyWidom.real().quantile(0.9) - TracyWidom.real().quantile(0.1);
            Distribution right = law.nearest(1, n);
            Distribution left = law.nearest(0, n);
            assertThat((right.quantile(0.9) - right.quantile(0.1)) / spread).isCloseTo(above, within(1e-9 * above));
            assertThat(left.quantile(0.9) - left.quantile(0.1))
                    .isCloseTo(spread * Math.abs(below), within(1e-7 * above));
            assertThat(right.quantile(0.5))
                    .isCloseTo(law.rightEdge() + above * TracyWidom.real().median(), within(1e-9));
            assertThat(left.median())
                    .isCloseTo(
                            law.leftEdge() - Math.abs(below) * TracyWidom.real().median(), within(1e-9));
        }
    }

    /** Near an edge a density is a root: four times as far away it is twice as high. */
    @ParameterizedTest
    @MethodSource("laws")
    void densitiesRiseLikeRootsFromTheirEdges(SampleCovariance law) {
        for (Interval bulk : law.support()) {
            if (bulk.low() > 0) {
                double inside = 1e-6 * bulk.length();
                double ratio = law.density(bulk.low() + 4 * inside) / law.density(bulk.low() + inside);
                assertThat(ratio).isCloseTo(2, within(0.01));
            }
            double inside = 1e-6 * bulk.length();
            assertThat(law.density(bulk.high() - 4 * inside) / law.density(bulk.high() - inside))
                    .isCloseTo(2, within(0.01));
            assertThat(law.density(bulk.low())).isZero();
            assertThat(law.density(bulk.high())).isZero();
        }
        assertThat(law.toString()).startsWith("sample covariance law of ratio " + law.ratio() + " with bulks [[");
    }

    /** The overlaps of a population eigenvector with all bulks add up to 1, but for the kernel of the samples. */
    @Test
    void overlapsOfAVectorAddUp() {
        SampleCovariance law = SampleCovariance.of(Law.of(new double[] {1, 9}, new double[] {0.6, 0.4}), 0.05);
        for (double t : new double[] {1, 9}) {
            EigenspaceOverlap vector = EigenspaceOverlap.of(law, t);
            double[] edges = law.edges();
            double gap = (edges[1] + edges[2]) / 2;
            double left = vector.between(edges[0] / 2, gap);
            double right = vector.between(gap, 2 * edges[3]);
            assertThat(left + right).isCloseTo(1, within(1e-9));
            assertThat(vector.inBulk(0)).isCloseTo(left, within(1e-6));
            assertThat(vector.inBulk(1)).isCloseTo(right, within(1e-6));
            assertThat(vector.density(gap)).isZero();
        }
        assertThatThrownBy(() -> EigenspaceOverlap.of(law, 0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> EigenspaceOverlap.of(law, 1).between(2, 1)).hasMessageContaining("2.0 to 1.0");
    }

    /** A population and its samples in any order, or with its eigenvalues repeated, are the same. */
    @Test
    void nothingDependsOnTheOrderOfTheEigenvalues() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
        SampleCovariance one = SampleCovariance.of(values, 20);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        SampleCovariance other = SampleCovariance.of(sorted, 20);
        double[] twice = Arrays.copyOf(values, 16);
        System.arraycopy(values, 0, twice, 8, 8);
        SampleCovariance doubled = SampleCovariance.of(twice, 40);
        for (double x : new double[] {0.2, 1, 3, 8, 15}) {
            assertThat(other.density(x)).isCloseTo(one.density(x), within(1e-12));
            assertThat(doubled.density(x)).isCloseTo(one.density(x), within(1e-12));
        }
        assertThat(doubled.edges()).containsExactly(one.edges(), within(1e-12));
        assertThatThrownBy(() -> one.nearest(7, 10)).hasMessageContaining("got edge 7 and 10");
        assertThatThrownBy(() -> one.nearest(0, 0)).hasMessageContaining("0 samples");
        assertThatThrownBy(() -> SampleCovariance.of(Law.uniform(0, 0), 1)).hasMessageContaining("not all 0");
    }
}
