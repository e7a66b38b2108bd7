package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.lapack.Samples;

/** Operators are matrices: what is made of them is made of their entries. */
class SymmetricOperatorTest {
    private static final int N = 9;
    private static final double[] A = Samples.symmetric(N, 1);
    private static final double[] B = Samples.symmetric(N, 2);

    private static SymmetricOperator of(double[] entries) {
        return SymmetricOperator.of(Matrix.wrap(entries.clone(), N, N));
    }

    @Test
    void anOperatorOfAMatrixIsTheMatrix() {
        assertThat(of(A).toMatrix().flat()).containsExactly(A);
        double[] v = Samples.gaussian(N, 1, 3);
        assertThat(of(A).times(v)).containsExactly(Samples.product(A, v, N, N, 1), within(1e-14));
        double[] into = Vectors.of(N, i -> 100);
        of(A).apply(v, into);
        assertThat(into).containsExactly(Vectors.map(of(A).times(v), x -> 100 + x), within(1e-13));
        assertThat(of(A).order()).isEqualTo(N);
        assertThat(of(A)).hasToString("symmetric operator of order 9");
    }

    @Test
    void sumsMultiplesShiftsAndSquaresAreThoseOfTheMatrices() {
        Matrix a = Matrix.wrap(A, N, N);
        Matrix b = Matrix.wrap(B, N, N);
        near(of(A).plus(of(B)), a.plus(b));
        near(of(A).scaled(-2.5), a.scaled(-2.5));
        near(of(A).squared(), a.times(a));
        double[] shifted = A.clone();
        for (int i = 0; i < N; i++) {
            shifted[i * N + i] += 7;
        }
        near(of(A).shifted(7), Matrix.wrap(shifted, N, N));
        // (A + 7)² − 14 A − 49 = A².
        near(of(A).shifted(7).squared().plus(of(A).scaled(-14)).shifted(-49), a.times(a));
    }

    @Test
    void aPartIsABlock() {
        Matrix block = of(A).part(2, 6).toMatrix();
        assertThat(block.rows()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(block.get(i, j)).isEqualTo(A[(2 + i) * N + 2 + j]);
            }
        }
        near(of(A).part(0, N), Matrix.wrap(A, N, N));
        assertThat(of(A).part(N - 1, N).times(3)).containsExactly(3 * A[N * N - 1]);
    }

    private static void near(SymmetricOperator operator, Matrix known) {
        assertThat(operator.toMatrix().flat()).containsExactly(known.flat(), within(1e-12));
    }

    /** The two triangles of products that rounding leaves apart are averaged; near the largest numbers, too. */
    @Test
    void theMatrixOfAnOperatorIsSymmetric() {
        for (double unit : new double[] {1e-300, 1, 1.7e308}) {
            SymmetricOperator uneven = SymmetricOperator.of(2, (v, into) -> {
                into[0] += unit * v[1];
                into[1] += unit * (1 - 1e-15) * v[0];
            });
            Matrix matrix = uneven.toMatrix();
            assertThat(matrix.get(0, 1)).isEqualTo(matrix.get(1, 0));
            assertThat(matrix.get(0, 1) / unit).isCloseTo(1 - 5e-16, within(2e-16));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> SymmetricOperator.of(0, (v, into) -> {})).hasMessageContaining("at least 1, got 0");
        assertThatThrownBy(() -> of(A).plus(of(A).part(0, 3))).hasMessageContaining("orders 9 and 3");
        assertThatThrownBy(() -> of(A).part(-1, 3)).hasMessageContaining("from -1 to 3");
        assertThatThrownBy(() -> of(A).part(3, 10)).hasMessageContaining("from 3 to 10");
        assertThatThrownBy(() -> of(A).part(5, 4)).hasMessageContaining("from 5 to 4");
        assertThatThrownBy(() -> of(A).requireLength("a gradient", 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the operator is of order 9, got a gradient of length 2");
        assertThatThrownBy(() -> SymmetricOperator.of(Matrix.wrap(new double[6], 2, 3)))
                .hasMessageContaining("square, got 2 × 3");
        // A millionth of a millionth of the largest entry is rounding, more is not.
        assertThat(SymmetricOperator.of(Matrix.of(new double[] {1, 0}, new double[] {9e-13, 0}))
                        .order())
                .isEqualTo(2);
        assertThatThrownBy(() -> SymmetricOperator.of(Matrix.of(new double[] {1, 0}, new double[] {2e-12, 0})))
                .hasMessageContaining("entry (1, 0) is 2.0E-12 but (0, 1) is 0.0");
        for (double unit : new double[] {1e-150, 1e-3, 1e3, 1e150}) {
            Matrix nearly = Matrix.of(new double[] {unit, 0}, new double[] {9e-13 * unit, 0});
            Matrix hardly = Matrix.of(new double[] {unit, 0}, new double[] {2e-12 * unit, 0});
            assertThat(nearly.symmetricEigen().values()[1] / unit).isEqualTo(1);
            assertThatThrownBy(hardly::symmetricEigen).hasMessageContaining("not symmetric");
            assertThatThrownBy(hardly::symmetricEigenvalues).hasMessageContaining("not symmetric");
        }
    }

    @Test
    void aMatrixThatIsChangedAfterwardsChangesNoOperator() {
        double[] entries = A.clone();
        SymmetricOperator operator = SymmetricOperator.of(Matrix.wrap(entries, N, N));
        double[] before = operator.times(Vectors.of(N, i -> 1));
        Arrays.fill(entries, 0);
        assertThat(operator.times(Vectors.of(N, i -> 1))).containsExactly(before);
    }
}
