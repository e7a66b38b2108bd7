package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DegreeCorrectionTest {
    private static final double[] HALVES = {0.5, 0.5};
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** All degrees alike: a semicircle of variance v and a spike of rank one, δq^{2−2α} = s: s + v/s, overlap 1 − v/s². */
    @Test
    void ofEqualPopularitiesItIsTheSpikedSemicircle() {
        for (double alpha : new double[] {0, 0.5, 1}) {
            DegreeCorrection equal = DegreeCorrection.of(new double[] {0.6, 0.6}, HALVES, alpha, INFINITE);
            double v = Math.pow(0.36, 1 - 2 * alpha) * 0.64;
            double unit = Math.pow(0.6, 2 - 2 * alpha);
            assertThat(equal.bulk().rightEdge()).isCloseTo(2 * Math.sqrt(v), within(1e-9));
            assertThat(equal.threshold()).isCloseTo(Math.sqrt(v) / unit, within(1e-3));
            double s = 3 * unit;
            assertThat(equal.spike(3)).isCloseTo(s + v / s, within(1e-9));
            assertThat(equal.overlap(3)).isCloseTo(1 - v / (s * s), within(1e-9));
            assertThat(equal.overlap(0.5)).isZero();
        }
    }

    /** The overlap is the derivative of ρ by the size of the signal: dρ/dδ = ⟨u, Ww⟩, first-order perturbation. */
    @Test
    void theOverlapIsTheSlopeOfTheEigenvalue() {
        double[] q = {0.3, 0.9};
        for (double alpha : new double[] {0, 0.5, 1}) {
            DegreeCorrection law = DegreeCorrection.of(q, HALVES, alpha, 400);
            double step = 1e-4;
            double slope = (law.spike(4 + step) - law.spike(4 - step)) / (2 * step);
            double size = (Math.pow(q[0], 2 - 2 * alpha) + Math.pow(q[1], 2 - 2 * alpha)) / 2;
            assertThat(law.overlap(4) * size).isCloseTo(slope, within(1e-6));
        }
    }

    @Test
    void badInputIsNamed() {
        double[] q = {0.3, 0.9};
        assertThatThrownBy(() -> DegreeCorrection.of(q, HALVES, 0, INFINITE).spike(0.1))
                .hasMessageContaining("0.1");
        assertThatThrownBy(() -> DegreeCorrection.of(new double[] {0.3, 1}, HALVES, 0, INFINITE))
                .hasMessageContaining("1.0");
    }
}
