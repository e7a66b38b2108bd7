package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.bounds.complexity.LinearBall;
import org.ridgeless.bounds.complexity.MarginBound;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.landscape.polynomials.Homotopy;
import org.ridgeless.landscape.polynomials.PolynomialSystem;
import org.ridgeless.landscape.polynomials.Zeros;
import org.ridgeless.linalg.Vectors;

class BoundsTest {
    @Test
    void linearBall() {
        // @start region="linear-ball"
        LinearBall ball = LinearBall.euclidean(new double[][] {{3, 4}, {0, 5}}, 2); // two inputs, ‖w‖ ≤ 2
        double supremum = ball.supremum(1, -1); // 3.1622… = 2 ‖(3, 4) − (0, 5)‖ / 2
        double upper = ball.upper(); // 7.0710… = 2 √(5² + 5²) / 2
        // @end
        Shown.in("linear-ball", supremum, upper);
        assertThat(supremum).isCloseTo(Math.sqrt(10), within(1e-14));
        assertThat(upper).isCloseTo(Math.sqrt(50), within(1e-14));
    }

    @Test
    void marginBound() {
        // @start region="margin-bound"
        double[] margins = Vectors.of(1_000, i -> 2); // of 1,000 samples
        MarginBound bound = MarginBound.of(margins, 0.1, 0.05); // complexity R, holds with probability 0.95
        double atOne = bound.at(1); // 0.3288… = 0 + 2R + 3 √(log(2/0.05) / 2000)
        // @end
        Shown.in("margin-bound", atOne);
        assertThat(atOne).isCloseTo(0.2 + 3 * Math.sqrt(Math.log(40) / 2000), within(1e-14));
    }

    @Test
    void homotopy() {
        // @start region="homotopy"
        PolynomialSystem cubic = PolynomialSystem.univariate(-1, 0, 0, 1); // z³ − 1
        Zeros zeros = Homotopy.to(cubic, 0.5).solve(); // γ = exp(0.5 i)
        int all = zeros.count(); // 3
        int real = zeros.real(); // 1
        // @end
        Shown.in("homotopy", all, real);
    }
}
