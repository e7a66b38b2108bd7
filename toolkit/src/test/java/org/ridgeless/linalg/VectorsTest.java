package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class VectorsTest {
    @Test
    void normsAndAnglesDoNotDependOnTheScale() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(1).stream());
        for (int draw = 0; draw < 100; draw++) {
            double[] a = normal.samples(9).toArray();
            double[] b = normal.samples(9).toArray();
            double norm = Vectors.norm(a);
            double angle = Vectors.angle(a, b);
            assertThat(Math.cos(angle)).isCloseTo(Vectors.dot(a, b) / norm / Vectors.norm(b), within(1e-15));
            for (double factor : new double[] {1e-300, 1e-160, 1e160, 1e300}) {
                double[] scaled = Vectors.scale(a, factor);
                assertThat(Vectors.norm(scaled) / factor).isCloseTo(norm, within(1e-14 * norm));
                assertThat(Vectors.angle(scaled, b)).isCloseTo(angle, within(1e-14));
                assertThat(Vectors.norm(Vectors.unit(scaled))).isCloseTo(1, within(1e-15));
            }
        }
    }

    /** Where a norm has few digits or overflows the entries still have theirs. */
    @Test
    void aUnitVectorIsOneAtTheEndsOfTheNumbers() {
        double diagonal = Math.sqrt(0.5);
        for (double end : new double[] {Double.MIN_VALUE, 3 * Double.MIN_VALUE, 1e-310, 1.2e308, Double.MAX_VALUE}) {
            assertThat(Vectors.unit(end, -end)).containsExactly(new double[] {diagonal, -diagonal}, within(1e-15));
            assertThat(Vectors.unit(0, end)).containsExactly(0, 1);
            assertThat(Vectors.angle(new double[] {end, end}, new double[] {0, 1}))
                    .isCloseTo(Math.PI / 4, within(1e-15));
            assertThat(Vectors.angle(new double[] {end, end}, new double[] {-end, -end}))
                    .isCloseTo(Math.PI, within(1e-15));
        }
        assertThat(Vectors.unit(0, 0)).containsOnly(Double.NaN);
        assertThat(Vectors.unit(1, Double.POSITIVE_INFINITY)).containsOnly(Double.NaN);
        assertThat(Vectors.unit(1, Double.NaN)).containsOnly(Double.NaN);
        assertThat(Vectors.angle(new double[2], new double[] {1, 1})).isEqualTo(Math.PI / 2);
        assertThat(Vectors.angle(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isNaN();
    }

    /** ‖a + b‖² + ‖a − b‖² = 2‖a‖² + 2‖b‖², ⟨a, b⟩ ≤ ‖a‖‖b‖, and what is said of parts of a vector. */
    @Test
    void vectorsObeyTheLawsOfAnInnerProduct() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(2).stream());
        for (int n = 1; n < 30; n++) {
            double[] a = normal.samples(n).toArray();
            double[] b = normal.samples(n).toArray();
            double sides = 2 * Vectors.squares(a) + 2 * Vectors.squares(b);
            assertThat(Vectors.squares(Vectors.add(a, b)) + Vectors.squares(Vectors.subtract(a, b)))
                    .isCloseTo(sides, within(1e-14 * sides));
            assertThat(Math.abs(Vectors.dot(a, b)))
                    .isLessThanOrEqualTo(Vectors.norm(a) * Vectors.norm(b) * (1 + 1e-15));
            assertThat(Vectors.norm(a)).isBetween(Vectors.largest(a), Math.sqrt(n) * Vectors.largest(a) * (1 + 1e-15));
            int half = n / 2;
            assertThat(Vectors.dot(a, b, 0, half) + Vectors.dot(a, b, half, n))
                    .isCloseTo(Vectors.dot(a, b), within(1e-13));
            assertThat(Math.hypot(Vectors.norm(a, 0, half), Vectors.norm(a, half, n)))
                    .isCloseTo(Vectors.norm(a), within(1e-14 * Vectors.norm(a)));
            assertThat(Vectors.sum(Vectors.map(a, x -> x - Vectors.mean(a)))).isCloseTo(0, within(1e-14 * n));
            double[] before = a.clone();
            double[] c = Vectors.addScaled(a.clone(), -2, b);
            assertThat(Vectors.add(c, Vectors.scale(b, 2))).containsExactly(a, within(1e-14));
            assertThat(a).containsExactly(before);
        }
        assertThat(Vectors.norm()).isZero();
        assertThat(Vectors.largest()).isZero();
        assertThat(Vectors.areFinite()).isTrue();
        assertThat(Vectors.areFinite(1, Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(Vectors.norm(new double[] {1e-200, 3e200, 4e200}, 1, 3)).isCloseTo(5e200, within(1e185));
        assertThat(Vectors.norm(new double[] {3e-200, 4e-200, 1}, 0, 2)).isCloseTo(5e-200, within(1e-215));
    }

    @Test
    void aFunctionMakesAVectorOfIndicesOrOfEntries() {
        double[] squares = Vectors.of(4, i -> i * i);
        assertThat(squares).containsExactly(0, 1, 4, 9);
        assertThat(Vectors.map(squares, Math::sqrt)).containsExactly(0, 1, 2, 3);
        assertThat(squares).containsExactly(0, 1, 4, 9);
    }

    @Test
    void nothingOfWhatIsNotANumberIsOne() {
        double[] a = {1, Double.NaN, 1e200};
        assertThat(Vectors.norm(a)).isNaN();
        assertThat(Vectors.largest(a)).isNaN();
        assertThat(Vectors.sum(a)).isNaN();
        assertThat(Vectors.mean()).isNaN();
        assertThat(Vectors.areFinite(a)).isFalse();
        assertThat(Vectors.norm(1, Double.POSITIVE_INFINITY)).isInfinite();
    }

    @Test
    void differentLengthsAreRefused() {
        assertThatThrownBy(() -> Vectors.dot(new double[2], new double[3])).hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> Vectors.add(new double[1], new double[3])).hasMessageContaining("1 and 3");
        assertThatThrownBy(() -> Vectors.angle(new double[] {1}, new double[] {1, 1}))
                .hasMessageContaining("1 and 2");
    }
}
