package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolynomialSpaceTest {
    @Test
    void dimensionIsABinomialCoefficient() {
        assertThat(new PolynomialSpace(2, 3).dimension()).isEqualTo(10);
        assertThat(new PolynomialSpace(5, 2).dimension()).isEqualTo(21);
        assertThat(new PolynomialSpace(3, 0).dimension()).isEqualTo(1);
    }

    /** x³ on a fine grid of [−1, 1] is 3x/5 away from Legendre's P₃ · 2/5, of mean square 4/25 · 1/7. */
    @Test
    void distanceOfACubeFromQuadraticsIsThatOfLegendresPolynomial() {
        double[][] x = IntStream.range(0, 20_000)
                .mapToObj(i -> new double[] {-1 + (i + 0.5) / 10_000})
                .toArray(double[][]::new);
        double[] y = Arrays.stream(x).mapToDouble(p -> p[0] * p[0] * p[0]).toArray();
        assertThat(new PolynomialSpace(1, 2).distance(x, y)).isCloseTo(0.4 / Math.sqrt(7), within(1e-7));
        assertThat(new PolynomialSpace(1, 3).distance(x, y)).isLessThan(1e-13);
    }

    @Test
    void polynomialsHaveVariablesAndADegree() {
        assertThatThrownBy(() -> new PolynomialSpace(0, -1)).hasMessageContaining("got 0 and -1");
    }
}
