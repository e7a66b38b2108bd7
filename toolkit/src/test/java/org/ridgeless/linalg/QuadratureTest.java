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

    @Test
    void anEmptyIntervalIsRefused() {
        assertThatThrownBy(() -> Quadrature.on(1, 1, 1, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> Quadrature.on(0, Double.NaN, 1, 1)).hasMessageContaining("NaN");
    }
}
