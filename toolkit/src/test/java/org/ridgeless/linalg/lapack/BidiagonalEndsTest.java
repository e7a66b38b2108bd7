package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each lane is the matrix that it is alone, to the bit, and within some roundings of what the dqds algorithm finds. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 8", "7, 1", "7, 33", "40, 5"})
    void lanesDoNotKnowOfEachOther(int n, int lanes) {
        double[] entries = Samples.gaussian(2 * n, lanes, n);
        BidiagonalEnds together = BidiagonalEnds.ofOrder(n, lanes);
        double[] largest = new double[lanes];
        double[] smallest = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            BidiagonalEnds alone = BidiagonalEnds.ofOrder(n, 1);
            double[] diagonal = new double[n];
            double[] above = new double[n - 1];
            for (int i = 0; i < n; i++) {
                double d = entries[lane * 2 * n + 2 * i];
                double r = entries[lane * 2 * n + 2 * i + 1];
                diagonal[i] = d;
                together.setSquares(lane, i, d * d, r * r);
                alone.setSquares(0, i, d * d, r * r);
                if (i + 1 < n) {
                    above[i] = r;
                }
            }
            largest[lane] = alone.largest()[0];
            smallest[lane] = alone.smallest()[0];
            double[] values = SingularValues.ofBidiagonal(diagonal, above);
            assertThat(largest[lane]).isCloseTo(values[0], within(4 * n * Math.ulp(values[0])));
            assertThat(smallest[lane]).isCloseTo(values[n - 1], within(4 * n * Math.ulp(values[n - 1])));
        }
        assertThat(together.largest()).containsExactly(largest);
        assertThat(together.smallest()).containsExactly(smallest);
    }

    /** Singular values scale with the matrix, also where squares of the squares overflow or underflow. */
    @Test
    void endsScaleWithTheMatrix() {
        double[] squares = {1.5, 4, 0.25, 9, 2, 0.7};
        BidiagonalEnds one = filled(squares, 1.25);
        for (int power = -498; power <= 498; power++) {
            double unit = Math.scalb(1.0, power);
            double square = unit * unit;
            BidiagonalEnds other =
                    filled(Arrays.stream(squares).map(x -> x * square).toArray(), 1.25 * square);
            assertThat(other.largest()[0] / unit).as("2^%d", power).isCloseTo(one.largest()[0], within(1e-14));
            assertThat(other.smallest()[0] / unit).as("2^%d", power).isCloseTo(one.smallest()[0], within(1e-14));
        }
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
