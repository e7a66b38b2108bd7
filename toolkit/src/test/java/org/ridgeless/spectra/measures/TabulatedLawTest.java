package org.ridgeless.spectra.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabulatedLawTest {
    /** The density 2x on (0, 1), which straight lines between nodes have exactly. */
    private static TabulatedLaw triangle(double unit) {
        return TabulatedLaw.of(new double[] {0, 0.3 * unit, unit}, new double[] {0, 0.6 / unit, 2 / unit}, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1, 1e100})
    void straightDensitiesHaveQuadraticDistributions(double unit) {
        TabulatedLaw law = triangle(unit);
        assertThat(law.mass()).isCloseTo(1, within(1e-15));
        for (double x : new double[] {0.1, 0.3, 0.55, 0.99}) {
            assertThat(law.cumulative(x * unit)).isCloseTo(x * x, within(1e-15));
        }
        assertThat(law.cumulative(-unit)).isZero();
        assertThat(law.cumulative(2 * unit)).isCloseTo(1, within(1e-15));
    }

    /** scipy.stats.kstest of SciPy 1.17.1 on six numbers; neither order nor a unit changes it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1, 1e100})
    void theDistanceIsThatOfKolmogorovAndSmirnov(double unit) {
        double[] sample = {0.77 * unit, 0.05 * unit, 0.5 * unit, 0.31 * unit, 0.93 * unit, 0.32 * unit};
        assertThat(triangle(unit).distance(sample)).isCloseTo(0.41666666666666663, within(1e-15));
        assertThat(sample[0]).isEqualTo(0.77 * unit);
    }

    /** Half the mass at 0 and half the sample there are no distance at all. */
    @Test
    void anAtomIsMetByTheZerosOfASample() {
        TabulatedLaw law = TabulatedLaw.of(new double[] {0, 1}, new double[] {0.5, 0.5}, 0.5);
        assertThat(law.mass()).isEqualTo(1);
        assertThat(law.cumulative(0)).isEqualTo(0.5);
        assertThat(law.cumulative(-1e-300)).isZero();
        assertThat(law.cumulative(0.5)).isEqualTo(0.75);
        // F − Fₙ is 1/8 just before 0.25 and 0.75 and just after 1/8 more, whatever the four zeros do.
        assertThat(law.distance(0, 0, 0, 0, 0.125, 0.375, 0.625, 0.875)).isCloseTo(1.0 / 16, within(1e-15));
        assertThat(law.distance(0, 0, 0.125, 0.375, 0.625, 0.875, 0.9, 0.95)).isGreaterThanOrEqualTo(0.25);
        // All mass at 0 where the law has half: the distance is the other half.
        assertThat(law.distance(0, 0, 0)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void meansAreThoseOfTheContinuousPart() {
        TabulatedLaw law = TabulatedLaw.between(-1, 1, 4001, x -> Math.sqrt(1 - x * x) * 2 / Math.PI);
        assertThat(law.mass()).isCloseTo(1, within(1e-6));
        assertThat(law.expect(x -> x * x)).isCloseTo(0.25, within(1e-6));
        assertThat(law.expect(x -> x)).isCloseTo(0, within(1e-12));
        TabulatedLaw geometric = TabulatedLaw.geometric(1e-3, 1e3, 20_001, x -> 1 / x / Math.log(1e6));
        assertThat(geometric.mass()).isCloseTo(1, within(1e-6));
        assertThat(geometric.cumulative(1)).isCloseTo(0.5, within(1e-6));
        assertThat(geometric.abscissae()[10_000]).isCloseTo(1, within(1e-12));
    }

    @Test
    void tablesAreCopied() {
        double[] x = {0, 1};
        double[] density = {1, 1};
        TabulatedLaw law = TabulatedLaw.of(x, density, 0);
        x[1] = 5;
        density[0] = -3;
        law.abscissae()[0] = 9;
        law.densities()[0] = 9;
        assertThat(law.cumulative(0.25)).isEqualTo(0.25);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.of(new double[] {0, 2, 1}, new double[] {1, 1, 1}, 0))
                .withMessageContaining("ascending");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.of(new double[] {0, 1}, new double[] {1, Double.NaN}, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.of(new double[] {0, 1}, new double[] {1, 1}, -0.5))
                .withMessageContaining("-0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.between(0, 1, 1, v -> 1))
                .withMessageContaining("1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.geometric(0, 1, 5, v -> 1))
                .withMessageContaining("0.0");
        TabulatedLaw law = triangle(1);
        assertThatIllegalArgumentException().isThrownBy(law::distance);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law.distance(0.1, Double.NaN))
                .withMessageContaining("NaN");
        assertThat(law.cumulative(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1})
    void aDensityIsTabulatedAtTwoPointsOrMore(int points) {
        String message = "2 points or more, got " + points;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.between(0, 1, points, x -> 1))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TabulatedLaw.geometric(1, 2, points, x -> 1))
                .withMessageContaining(message);
        assertThat(TabulatedLaw.between(0, 1, 2, x -> 1).mass()).isEqualTo(1);
    }
}
