package org.ridgeless.spectra.sketching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class InversionBiasTest {
    private static final int D = 5;

    /** The coordinate axes, each repeated. */
    private static double[] axes(int copies) {
        double[] a = new double[copies * D * D];
        for (int i = 0; i < copies * D; i++) {
            a[i * D + i % D] = 1 / Math.sqrt(copies);
        }
        return a;
    }

    @Test
    void gaussianSketchesFollowTheInverseWishartLaw() {
        InversionBias.Average average =
                InversionBias.of(axes(40), D, RowSketch.gaussian(), 20).average(4000, Seeds.of(1));
        assertThat(average.trace()).isCloseTo(20.0 / 14, within(4 * average.standardError()));
        assertThat(average.bias(20.0 / 14)).isLessThan(0.06);
        assertThat(average.singular()).isZero();
    }

    @Test
    void everySketchIsUnbiasedBeforeItIsInverted() {
        double[] a = axes(40);
        RowSketch[] sketches = {RowSketch.gaussian(), RowSketch.less(3), RowSketch.leverage(), RowSketch.uniform()};
        for (RowSketch sketch : sketches) {
            RowSketch.Sampler sampler = sketch.on(a, D);
            double[] gram = sampler.gram(40_000, Seeds.of(2).stream());
            for (int k = 0; k < D; k++) {
                for (int l = 0; l < D; l++) {
                    assertThat(gram[k * D + l]).as(sketch.name()).isCloseTo(k == l ? 1 : 0, within(0.06));
                }
            }
        }
    }

    @Test
    void mixingRowsRemovesTheBiasThatSamplingByWrongScoresLeaves() {
        double[] a = axes(40);
        double[] wrong = new double[a.length / D];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = i % D == 0 ? 0.5 : 1;
        }
        double correction = 60.0 / 55;
        double mixed = InversionBias.of(a, D, RowSketch.less(5), 60)
                .average(3000, Seeds.of(3))
                .bias(correction);
        double sampled = InversionBias.of(a, D, RowSketch.approximateLeverage(wrong), 60)
                .average(3000, Seeds.of(3))
                .bias(correction);
        assertThat(mixed).isLessThan(0.05);
        assertThat(sampled).isGreaterThan(0.1);
    }

    @Test
    void whiteningLeavesOrthonormalColumnsAndTheColumnSpace() {
        double[] a = {1, 2, 0, 1, 3, -1, 2, 2};
        double[] q = Orthonormal.columns(a, 2);
        double[] gram = org.ridgeless.linalg.lapack.Products.transposeLeft(q, q, 2, 4, 2);
        assertThat(gram).containsExactly(new double[] {1, 0, 0, 1}, within(1e-14));
        // The projection on the columns leaves A alone.
        double[] coefficients = org.ridgeless.linalg.lapack.Products.transposeLeft(q, a, 2, 4, 2);
        double[] back = org.ridgeless.linalg.lapack.Products.multiply(q, coefficients, 4, 2, 2);
        assertThat(back).containsExactly(a, within(1e-14));
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> InversionBias.of(axes(4), D, RowSketch.gaussian(), 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m = 6");
    }
}
