package org.ridgeless.spectra.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class GaussTest {
    static Stream<double[]> tails() {
        return Arrays.stream(ReferenceValues.of(GaussTest.class, "gauss.csv"));
    }

    @ParameterizedTest
    @MethodSource("tails")
    void tailsKeepTheirDigitsFarOut(double... row) {
        // A rounding of x is one of x²/2 in the exponent.
        double rounding = Math.ulp(1.0) * (4 + row[0] * row[0]);
        assertThat(Gauss.tail(row[0]) / row[1]).isCloseTo(1, within(rounding));
        assertThat(Gauss.density(row[0]) / row[2]).isCloseTo(1, within(rounding));
        assertThat(Gauss.erf(row[0])).isCloseTo(row[3], within(1e-15));
        assertThat(Gauss.erf(row[0]) + Gauss.erfc(row[0])).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("tails")
    void bothTailsMakeTheWhole(double... row) {
        assertThat(Gauss.tail(row[0]) + Gauss.tail(-row[0])).isCloseTo(1, within(1e-15));
        assertThat(Gauss.density(-row[0])).isEqualTo(Gauss.density(row[0]));
    }

    /** E d/(x² + d²) = √(π/2) e^{d²/2} erfc(d/√2): a pole at the distance d from the real line (mpmath, 20 digits). */
    @ParameterizedTest
    @CsvSource({
        "1, 0.65567954241879847154",
        "0.1, 1.1592623996187363287",
        "1e-3, 1.2523147636393921733",
        "1e-6, 1.2533131373161269079"
    })
    void nodesThatGatherIntegrateANearPole(double distance, double mean) {
        Law law = Law.gaussianNear(distance, 0);
        assertThat(law.expect(x -> distance / (x * x + distance * distance))).isCloseTo(mean, within(2e-13));
        assertThat(law.expect(x -> 1)).isCloseTo(1, within(1e-13));
        assertThat(law.expect(x -> x * x * x * x)).isCloseTo(3, within(1e-12));
        // Away from the node where all gather, by the shift of the density: e^{−1/2} at 1 for a width that is small.
        Law shifted = Law.gaussianNear(distance, 1);
        assertThat(shifted.expect(x -> x)).isCloseTo(0, within(1e-13));
        assertThat(shifted.expect(x -> x * x)).isCloseTo(1, within(1e-13));
    }

    /** E log cosh ξ by mpmath: 0.374567207491437979…; the strip of analyticity is π/2. */
    @Test
    void equidistantNodesIntegrateWhatIsAnalyticInAStrip() {
        assertThat(Law.gaussian(120).expect(x -> Math.log(Math.cosh(x)))).isCloseTo(0.37456720749143797, within(1e-14));
    }

    @Test
    void lawsAreMappedAndAskedForTheirNodes() {
        Law law = Law.of(new double[] {3, -1, 2}, new double[] {0.2, 0.3, 0.5});
        assertThat(law.mean()).isCloseTo(1.3, within(1e-15));
        assertThat(law.min()).isEqualTo(-1);
        assertThat(law.max()).isEqualTo(3);
        assertThat(law.size()).isEqualTo(3);
        assertThat(law.node(1)).isEqualTo(-1);
        assertThat(law.weight(2)).isEqualTo(0.5);
        assertThat(law.map(x -> x * x).mean()).isCloseTo(0.2 * 9 + 0.3 + 0.5 * 4, within(1e-15));
        assertThat(law.map(x -> 2 * x).expect(x -> x)).isCloseTo(2 * law.mean(), within(1e-15));
        assertThat(Law.uniform(1, 2, 6).mean()).isCloseTo(3, within(1e-15));
        assertThat(Law.point(7).expect(x -> x * x)).isEqualTo(49);
    }

    @Test
    void whatIsNoLawIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(Law::uniform);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.point(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.uniform(1, Double.POSITIVE_INFINITY))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.of(new double[] {1, 2}, new double[] {1.5, -0.5}))
                .withMessageContaining("-0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.of(new double[] {1, 2}, new double[] {Double.NaN, 1}))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.of(new double[] {1, 2}, new double[] {1}))
                .withMessageContaining("1 for 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Law.gaussian(19)).withMessageContaining("19");
    }

    /** Class means are ±μ and the spread around them is that of the identity. */
    @Test
    void classesHaveTheirMeansAndUnitSpread() {
        double[] mean = TwoClasses.evenMean(3, 4);
        assertThat(Vectors.norm(mean)).isCloseTo(3, within(1e-15));
        TwoClasses data = TwoClasses.sample(mean, 20_000, Seeds.of(1));
        assertThat(data.samples()).isEqualTo(20_000);
        assertThat(Vectors.sum(data.labels())).isZero();
        for (int i = 0; i < 4; i++) {
            double signed = 0;
            double spread = 0;
            for (int j = 0; j < 20_000; j++) {
                double away = data.labels()[j] * data.x()[i * 20_000 + j] - 1.5;
                signed += away / 20_000;
                spread += away * away / 20_000;
            }
            // Standard errors are 1/√n and √(2/n).
            assertThat(signed).isCloseTo(0, within(4.5 / Math.sqrt(20_000)));
            assertThat(spread).isCloseTo(1, within(4.5 * Math.sqrt(2.0 / 20_000)));
        }
        assertThat(data.scaled(3).x()[5]).isEqualTo(3 * data.x()[5]);
        assertThat(data.scaled(3).labels()).containsExactly(data.labels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoClasses.sample(mean, 7, Seeds.of(1)))
                .withMessageContaining("7");
    }
}
