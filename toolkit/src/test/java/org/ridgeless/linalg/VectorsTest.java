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
