package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BidiagonalEndsTest {
    @Test
    void theSingularValuesOfTheDifferenceMatrixAreCosines() {
        // B with 1 on and −1 right of the diagonal has σ_k = 2 sin((2k−1)π/(4n+2)): the signs do not matter.
        int n = 50;
        BidiagonalEnds ends = filled(IntStream.range(0, n).mapToDouble(i -> 1).toArray(), 1);
        assertThat(ends.smallest()[0]).isCloseTo(2 * Math.sin(Math.PI / (4 * n + 2)), within(1e-15));
        assertThat(ends.largest()[0]).isCloseTo(2 * Math.sin((2 * n - 1) * Math.PI / (4 * n + 2)), within(1e-15));
    }

    @Test
    void aTinySingularValueKeepsItsRelativeAccuracy() {
        double[] squares = {1, 4, 1e-28, 9, 25};
        BidiagonalEnds ends = filled(squares, 1);
        double[] diagonal = {1, 2, 1e-14, 3, 5};
        double[] values = SingularValues.ofBidiagonal(diagonal, new double[] {1, 1, 1, 1});
        assertThat(ends.smallest()[0]).isCloseTo(values[4], within(1e-14 * values[4]));
        assertThat(ends.largest()[0]).isCloseTo(values[0], within(1e-14 * values[0]));
    }

    @Test
    void equalSingularValuesAndSingularMatricesAreHandled() {
        BidiagonalEnds equal = filled(new double[] {4, 4, 4, 4}, 0);
        assertThat(equal.smallest()[0]).isCloseTo(2, within(1e-15));
        assertThat(equal.largest()[0]).isCloseTo(2, within(1e-15));
        BidiagonalEnds singular = filled(new double[] {4, 0, 1}, 1);
        assertThat(singular.smallest()[0]).isZero();
        assertThat(singular.largest()[0]).isGreaterThan(2);
        assertThat(filled(new double[] {9}, 1).smallest()[0]).isEqualTo(3);
    }

    @Test
    void whatIsNotANumberIsRefused() {
        BidiagonalEnds ends = filled(new double[] {1, Double.NaN}, 1);
        assertThatThrownBy(ends::smallest).hasMessageContaining("NaN in row 1");
        assertThatThrownBy(() -> BidiagonalEnds.ofOrder(0, 1)).hasMessageContaining("0 rows");
    }

    private static BidiagonalEnds filled(double[] squares, double right) {
        BidiagonalEnds ends = BidiagonalEnds.ofOrder(squares.length, 1);
        for (int i = 0; i < squares.length; i++) {
            ends.setSquares(0, i, squares[i], right);
        }
        return ends;
    }
}
