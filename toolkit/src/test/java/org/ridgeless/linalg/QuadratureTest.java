package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class QuadratureTest {
    private static double integral(Quadrature rule, DoubleUnaryOperator f) {
        double[] nodes = rule.nodes();
        double[] weights = rule.weights();
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * f.applyAsDouble(nodes[i]);
        }
        return sum;
    }

    @Test
    void polynomialsUpToDegree31AreExact() {
        Quadrature rule = Quadrature.on(-1, 1, 2, 2);
        assertThat(rule.size()).isEqualTo(16);
        for (int degree = 0; degree < 32; degree += 2) {
            int k = degree;
            assertThat(integral(rule, x -> Math.pow(x, k))).isCloseTo(2.0 / (degree + 1), within(1e-14));
        }
    }

    /** ∫ dx/(1 + (x/w)²) over ±1 is 2w arctan(1/w), with singularities at ±iw. */
    @Test
    void aPeakOfAnyWidthIsIntegratedAndCostsItsLogarithm() {
        for (double width : new double[] {1, 1e-3, 1e-9, 1e-150}) {
            Quadrature rule = Quadrature.on(-1, 1, 1, width, 0);
            double exact = 2 * width * Math.atan(1 / width);
            assertThat(integral(rule, x -> 1 / (1 + x / width * (x / width)))).isCloseTo(exact, within(1e-13 * exact));
            assertThat(rule.size()).isLessThan(16 * (6 + (int) (2 * Math.log(1 / width) / Math.log(2))));
        }
    }

    @Test
    void pointsOutsideTheIntervalCountByTheirDistance() {
        // ∫ dx/(x + w) over [0, 1].
        double width = 1e-12;
        Quadrature rule = Quadrature.on(0, 1, 1, width, -width);
        double exact = Math.log((1 + width) / width);
        assertThat(integral(rule, x -> 1 / (x + width))).isCloseTo(exact, within(1e-13 * exact));
    }

    /** Weights are positive and sum to the length, nodes ascend inside, and neither unit nor place of the interval matters. */
    @Test
    void aRuleMovesAndScalesWithItsInterval() {
        Quadrature one = Quadrature.on(-1, 2, 0.7, 1e-3, 0.25, 5);
        for (double unit : new double[] {1e-200, 1e-9, 1e9, 1e200}) {
            Quadrature other = Quadrature.on(-unit, 2 * unit, 0.7 * unit, 1e-3 * unit, 0.25 * unit, 5 * unit);
            assertThat(other.size()).isEqualTo(one.size());
            for (int i = 0; i < one.size(); i++) {
                assertThat(other.nodes()[i] / unit).isCloseTo(one.nodes()[i], within(1e-15));
                assertThat(other.weights()[i] / unit).isCloseTo(one.weights()[i], within(1e-16));
            }
        }
        // Five panels of at most 0.7, the one at ¼ halved until 2⁻⁹ of it.
        assertThat(Quadrature.on(-1, 2, 0.7, 0.7).size()).isEqualTo(5 * 16);
        assertThat(one.nodes()).isSorted();
        assertThat(one.nodes()[0]).isGreaterThan(-1);
        assertThat(one.nodes()[one.size() - 1]).isLessThan(2);
        assertThat(integral(one, x -> 1)).isCloseTo(3, within(1e-14));
        assertThat(integral(one, x -> x * x)).isCloseTo(3, within(1e-14));
    }

    /** Of two abutting intervals the integrals add up. */
    @Test
    void anIntervalIsTheSumOfItsParts() {
        DoubleUnaryOperator f = x -> Math.exp(Math.sin(5 * x));
        double whole = integral(Quadrature.on(0, 3, 0.5, 0.5), f);
        double parts = integral(Quadrature.on(0, 1.1, 0.5, 0.5), f) + integral(Quadrature.on(1.1, 3, 0.5, 0.5), f);
        assertThat(parts).isCloseTo(whole, within(1e-13));
    }

    @Test
    void withoutABoundOfTheirWidthPanelsAreTheInterval() {
        Quadrature rule = Quadrature.on(0, 2, Double.POSITIVE_INFINITY, 1);
        assertThat(rule.size()).isEqualTo(16);
        assertThat(integral(rule, x -> x)).isCloseTo(2, within(1e-14));
    }

    @Test
    void whatIsNoRuleIsNamed() {
        assertThatThrownBy(() -> Quadrature.on(0, 1, 0, 1)).hasMessageContaining("0.0 and 1.0");
        assertThatThrownBy(() -> Quadrature.on(0, 1, 1, Double.NaN)).hasMessageContaining("1.0 and NaN");
        assertThatThrownBy(() -> Quadrature.on(0, Double.POSITIVE_INFINITY, 1, 1))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> Quadrature.on(0, 1, 1, 1, 2, Double.NaN)).hasMessageContaining("[2.0, NaN]");
        assertThatThrownBy(() -> Quadrature.on(-1.5e308, 1.5e308, 1, 1)).hasMessageContaining("-1.5E308, 1.5E308");
        assertThatThrownBy(() -> Quadrature.on(0, 1, 1e-9, 1e-9)).hasMessageContaining("more than 65536 panels");
    }

    @Test
    void anEmptyIntervalIsRefused() {
        assertThatThrownBy(() -> Quadrature.on(1, 1, 1, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> Quadrature.on(0, Double.NaN, 1, 1)).hasMessageContaining("NaN");
    }
}
