package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JetTest {
    private static final Map<String, UnaryOperator<Jet>> FUNCTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("square", Jet::square),
            Map.entry("exp", Jet::exp),
            Map.entry("sin", Jet::sin),
            Map.entry("cos", Jet::cos),
            Map.entry("tanh", Jet::tanh),
            Map.entry("atan", Jet::atan),
            Map.entry("sigmoid", Jet::sigmoid),
            Map.entry("softplus", Jet::softplus),
            Map.entry("log(1 + z²)", z -> z.square().log1p()),
            Map.entry("√(1 + z²)", z -> z.square().plus(1).sqrt()),
            Map.entry("log √(2 + z²)", z -> z.square().plus(2).sqrt().log()),
            Map.entry("z / (1 + e⁻ᶻ)", z -> z.over(z.negate().exp().plus(1))),
            Map.entry("z³ tanh z", z -> z.pow(3).times(z.tanh())),
            Map.entry("|z|", Jet::abs),
            Map.entry("max(z, ½) − min(z, 1)", z -> z.max(0.5).minus(z.min(1))),
            Map.entry("(3 − z) / 2", z -> Jet.constant(3).minus(z).over(2))));

    /** Each derivative is the slope of the one before it, by differences. */
    @Test
    void everyFunctionHasItsDerivatives() {
        FUNCTIONS.forEach((name, f) -> {
            Differences.require(name, at(f)::value, z -> at(f).jet(z).first(), Differences.points());
            Differences.require(
                    name + "′", z -> at(f).jet(z).first(), z -> at(f).jet(z).second(), Differences.points());
            Differences.require(
                    name + "″", z -> at(f).jet(z).second(), z -> at(f).jet(z).third(), Differences.points());
        });
    }

    private record At(UnaryOperator<Jet> f) {
        Jet jet(double z) {
            return f.apply(Jet.variable(z));
        }

        double value(double z) {
            return jet(z).value();
        }
    }

    private static At at(UnaryOperator<Jet> f) {
        return new At(f);
    }

    /** d³/dz³ of z⁵ eᶻ at 1 is (60 + 60 + 15 + 1) e = 136 e, by Leibniz' rule by hand. */
    @Test
    void theThirdDerivativeOfAProductIsThatOfLeibniz() {
        Jet z = Jet.variable(1);
        assertThat(z.pow(5).times(z.exp()).third()).isCloseTo(136 * Math.E, within(1e-12));
    }

    @Test
    void nothingOverflowsOnTheWay() {
        assertThat(Jet.variable(-1000).softplus()).isEqualTo(new Jet(0, 0, 0, 0));
        assertThat(Jet.variable(1000).sigmoid().value()).isEqualTo(1);
        Jet large = Jet.variable(1e200);
        assertThat(large.over(large).value()).isEqualTo(1);
        assertThat(large.over(large).third()).isZero();
    }

    /** Equally spaced, on both sides of 0, and at no whole number, half or third, where formulas have their kinks. */
    @Test
    void pointsAvoidTheKinksOfFormulas() {
        double[] points = Differences.points();
        assertThat(points).hasSize(24).isSorted();
        assertThat(points[0]).isBetween(-4.0, -3.7);
        assertThat(points[23]).isBetween(3.7, 4.0);
        for (int i = 0; i < 24; i++) {
            assertThat(Math.abs(points[i] * 12 - Math.rint(points[i] * 12))).isGreaterThan(0.1);
            assertThat(points[i] - points[0]).isCloseTo(i / 3.0, within(1e-14));
        }
    }

    @Test
    void wrongDerivativesAreRefusedAndRightOnesOnAnyScaleAreNot() {
        assertThatThrownBy(() -> Differences.require("d", z -> z * z, z -> z, Differences.points()))
                .hasMessageContaining("d is")
                .hasMessageContaining("differences of the function give");
        assertThatThrownBy(() -> Differences.require("d", z -> z * z, z -> Double.NaN, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Differences.require("d", Math::exp, z -> Math.exp(z) * 1.0001, Differences.points()))
                .hasMessageContaining("d is");
        for (double scale : new double[] {1e-200, 1, 1e200}) {
            assertThatCode(() -> Differences.require(
                            "d", z -> scale * Math.sin(z), z -> scale * Math.cos(z), Differences.points()))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> Differences.require(
                            "d", z -> scale * Math.sin(z), z -> scale * 1.001 * Math.cos(z), Differences.points()))
                    .hasMessageContaining("d is");
        }
    }
}
