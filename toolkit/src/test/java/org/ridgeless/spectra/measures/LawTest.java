package org.ridgeless.spectra.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LawTest {
    @Test
    void quadratureReproducesTheMomentsOfTheNormalLaw() {
        Law normal = Law.gaussian(80);
        assertThat(normal.expect(x -> 1)).isCloseTo(1, within(1e-13));
        assertThat(normal.expect(x -> x * x)).isCloseTo(1, within(1e-12));
        assertThat(normal.expect(x -> Math.pow(x, 8))).isCloseTo(105, within(1e-9));
        assertThat(normal.expect(Math::cos)).isCloseTo(Math.exp(-0.5), within(1e-13));
    }

    @Test
    void theTailOfTheNormalLawKeepsItsRelativeAccuracyFarOut() {
        assertThat(Gauss.tail(0)).isEqualTo(0.5);
        assertThat(Gauss.tail(1.959963984540054)).isCloseTo(0.025, within(1e-15));
        assertThat(Gauss.tail(20) / 2.7536241186062337e-89).isCloseTo(1, within(1e-12));
    }

    @Test
    void theUniformLawIsAtDistanceOneOverTwiceNFromItsMidpoints() {
        TabulatedLaw uniform = TabulatedLaw.of(new double[] {0, 1}, new double[] {1, 1}, 0);
        assertThat(uniform.distance(0.25, 0.75)).isCloseTo(0.25, within(1e-15));
        assertThat(uniform.cumulative(0.3)).isCloseTo(0.3, within(1e-15));
        assertThat(uniform.expect(x -> x)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void aGeometricGridCatchesALawOverThreeDecades() {
        TabulatedLaw law = TabulatedLaw.geometric(1, 1000, 2000, x -> 1 / (x * Math.log(1000)));
        assertThat(law.mass()).isCloseTo(1, within(1e-5));
        assertThat(law.cumulative(Math.sqrt(1000))).isCloseTo(0.5, within(1e-5));
    }

    @Test
    void probabilitiesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> Law.of(new double[] {1, 2}, new double[] {0.5, 0.6}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
    }

    @Test
    void complexRootsAndQuotientsInvertTheirProducts() {
        Complex z = new Complex(-3, 1e-9);
        assertThat(z.sqrt().squared().minus(z).abs()).isLessThan(1e-15);
        assertThat(z.times(new Complex(2, 5)).over(new Complex(2, 5)).minus(z).abs())
                .isLessThan(1e-15);
        assertThat(z.log().exp().minus(z).abs()).isLessThan(1e-14);
    }
}
