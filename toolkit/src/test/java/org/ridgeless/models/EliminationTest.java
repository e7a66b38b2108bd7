package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EliminationTest {
    /** D. Hilbert (1894): the inverse of the matrix 1/(i + j − 1) of order 4 has these integers. */
    private static final double[][] INVERSE_OF_HILBERT = {
        {16, -120, 240, -140}, {-120, 1200, -2700, 1680}, {240, -2700, 6480, -4200}, {-140, 1680, -4200, 2800}
    };

    private static double[][] hilbert() {
        double[][] h = new double[4][4];
        for (int i = 0; i < 4; i++) {
            int row = i;
            Arrays.setAll(h[i], j -> 1.0 / (row + j + 1));
        }
        return h;
    }

    @Test
    void theInverseOfHilbertsMatrixIsWhole() {
        double[][] inverse = Elimination.inverse(hilbert());
        for (int i = 0; i < 4; i++) {
            assertThat(inverse[i]).containsExactly(INVERSE_OF_HILBERT[i], within(1e-8));
        }
    }

    /** Without exchange of rows the first step would divide by 0, or by 1e-20 and lose all digits. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-20, -1e-20})
    void smallPivotsAreExchanged(double corner) {
        double[][] matrix = {{corner, 1, 0}, {1, 1, 0}, {2, 0, 3}};
        // x = (1, 2, 3) up to the corner.
        assertThat(Elimination.solve(matrix, new double[] {2, 3, 11}))
                .containsExactly(new double[] {1, 2, 3}, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void unitsCancel(double unit) {
        double[][] scaled = hilbert();
        for (double[] row : scaled) {
            Arrays.setAll(row, j -> unit * row[j]);
        }
        double[] right = {unit, 0, 0, 0};
        assertThat(Elimination.solve(scaled, right)).containsExactly(INVERSE_OF_HILBERT[0], within(1e-9));
        assertThat(right).containsExactly(unit, 0, 0, 0);
    }

    @Test
    void singularEquationsHaveNoSolution() {
        assertThatThrownBy(() -> Elimination.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular");
    }

    /** The third row is the sum of the first two in numbers that binary fractions only round. */
    @Test
    void equationsThatAreSingularUpToRoundingHaveNoSolutionEither() {
        double[][] matrix = {{0.1, 0.7, 0.3}, {0.2, -0.3, 0.9}, {0.1 + 0.2, 0.7 - 0.3, 0.3 + 0.9}};
        for (double unit : new double[] {1e-100, 1, 1e100}) {
            double[][] scaled = Arrays.stream(matrix)
                    .map(row -> Arrays.stream(row).map(v -> unit * v).toArray())
                    .toArray(double[][]::new);
            assertThatThrownBy(() -> Elimination.solve(scaled, new double[] {1, 2, 5}))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("singular");
        }
    }

    @Test
    void whatIsNotANumberHasNoSolution() {
        assertThatThrownBy(() -> Elimination.solve(new double[][] {{1, Double.NaN}, {2, 4}}, new double[] {1, 1}))
                .isInstanceOf(ArithmeticException.class);
    }
}
