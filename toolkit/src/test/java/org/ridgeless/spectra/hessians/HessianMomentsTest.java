package org.ridgeless.spectra.hessians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

class HessianMomentsTest {
    @Test
    void constantCurvatureGivesTheMomentsOfALawInClosedForm() {
        double c = 0.25;
        HessianMoments moments = HessianMoments.of(Law.point(3), c);
        // Marchenko–Pastur: E 1/x = 1/(1 − c), E log x = −1 − (1 − c) log(1 − c)/c, E x² = 1 + c, each of 3x.
        assertThat(moments.meanInverse()).isCloseTo(1 / (1 - c) / 3, within(1e-12));
        assertThat(moments.meanLog()).isCloseTo(Math.log(3) - 1 - (1 - c) * Math.log(1 - c) / c, within(1e-12));
        assertThat(moments.meanSquare()).isCloseTo(9 * (1 + c), within(1e-12));
    }

    @Test
    void theMeanInverseIsTheStieltjesTransformAtZero() {
        Law curvature = Law.of(new double[] {0.2, 1, 5}, new double[] {0.5, 0.3, 0.2});
        double atZero = HessianBulk.of(Law.point(1), curvature, 0.125)
                .stieltjes(new Complex(0, 1e-9))
                .re();
        assertThat(HessianMoments.of(curvature, 0.125).meanInverse()).isCloseTo(atZero, within(1e-7 * atZero));
    }

    @Test
    void momentsFollowTheScaleOfTheCurvature() {
        Law curvature = Law.of(new double[] {1, 2}, new double[] {0.5, 0.5});
        HessianMoments one = HessianMoments.of(curvature, 0.5);
        HessianMoments tiny = HessianMoments.of(curvature.map(g -> 1e-12 * g), 0.5);
        assertThat(tiny.meanInverse() / one.meanInverse()).isCloseTo(1e12, within(1e2));
        assertThat(tiny.meanLog() - one.meanLog()).isCloseTo(Math.log(1e-12), within(1e-10));
    }

    @Test
    void moreParametersThanSamplesAreRefused() {
        assertThatThrownBy(() -> HessianMoments.of(Law.point(1), 1.5)).hasMessageContaining("1.5");
    }
}
