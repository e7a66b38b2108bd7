package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.lapack.LeastSquares;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.random.Seeds;

class MatrixTest {
    private static final Matrix WIDE = random(3, 5, 1);
    private static final Matrix TALL = random(5, 3, 2);

    @Test
    void aProductIsAssociativeWithATransposedOne() {
        Matrix left = WIDE.times(TALL).transpose();
        Matrix right = TALL.transpose().times(WIDE.transpose());
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(left.get(i, j)).isCloseTo(right.get(i, j), within(1e-14));
            }
        }
        assertThat(Matrix.of(new double[] {1, 2}, new double[] {3, 4}).times(5, 6))
                .containsExactly(17, 39);
    }

    @Test
    void matricesOfOneShapeAreAVectorSpaceWithTheFrobeniusNorm() {
        Matrix other = random(3, 5, 3);
        assertThat(WIDE.plus(other).minus(other).minus(random(3, 5, 1)).frobeniusNorm())
                .isLessThan(1e-15);
        assertThat(WIDE.plus(other).get(2, 4)).isEqualTo(WIDE.get(2, 4) + other.get(2, 4));
        assertThat(WIDE.scaled(-2).frobeniusNorm())
                .isCloseTo(
                        2
                                * Math.sqrt(Arrays.stream(WIDE.singularValues())
                                        .map(s -> s * s)
                                        .sum()),
                        within(1e-14));
        assertThat(WIDE.scaled(1e-200).frobeniusNorm()).isCloseTo(1e-200 * WIDE.frobeniusNorm(), within(1e-214));
        assertThatThrownBy(() -> WIDE.plus(TALL)).hasMessageContaining("3 × 5 and 5 × 3");
    }

    @Test
    void singularValuesAreTheRootsOfTheEigenvaluesOfTheGramMatrix() {
        double[] singular = WIDE.singularValues();
        double[] eigenvalues = WIDE.times(WIDE.transpose()).symmetricEigenvalues();
        for (int i = 0; i < 3; i++) {
            assertThat(singular[i] * singular[i]).isCloseTo(eigenvalues[2 - i], within(1e-13));
        }
        assertThat(WIDE.transpose().singularValues()).containsExactly(singular, within(1e-14));
    }

    @Test
    void aTinySingularValueThatAGramMatrixWouldLoseIsKept() {
        // Läuchli's matrix: singular values sqrt(2 + ε²) and ε.
        double epsilon = 1e-9;
        Matrix lauchli = Matrix.of(new double[] {1, 1}, new double[] {epsilon, 0}, new double[] {0, epsilon});
        assertThat(lauchli.singularValues()[1]).isCloseTo(epsilon, within(1e-6 * epsilon));
        assertThat(lauchli.conditionNumber()).isCloseTo(Math.sqrt(2) / epsilon, within(1e-5 * Math.sqrt(2) / epsilon));
        double lost = lauchli.transpose().times(lauchli).symmetricEigenvalues()[0];
        assertThat(Math.abs(lost - epsilon * epsilon)).isGreaterThan(0.5 * epsilon * epsilon);
    }

    @Test
    void bidiagonalSingularValuesHaveHighRelativeAccuracy() {
        // Kahan's example in the small: the product of the singular values is the determinant.
        double[] diagonal = {1e-5, 1, 1e5, 1e-8};
        double[] values = SingularValues.ofBidiagonal(diagonal, new double[] {1, 1, 1});
        double product = Arrays.stream(values).reduce(1, (a, b) -> a * b);
        assertThat(product).isCloseTo(1e-8, within(1e-21));
        double[][] full = new double[4][4];
        for (int i = 0; i < 4; i++) {
            full[i][i] = diagonal[i];
            if (i < 3) {
                full[i][i + 1] = 1;
            }
        }
        assertThat(Matrix.of(full).singularValues()[0]).isCloseTo(values[0], within(1e-9));
    }

    @Test
    void theMinimumNormSolutionInterpolatesAndLiesInTheRowSpace() {
        double[] b = {1, -2, 0.5};
        double[] x = WIDE.solve(b);
        assertThat(WIDE.times(x)).containsExactly(b, within(1e-13));
        // In the row space: orthogonal to the kernel, hence x = Aᵀ(AAᵀ)⁻¹b, checked by a second least squares.
        double[] weights = WIDE.transpose().solve(x);
        assertThat(WIDE.transpose().times(weights)).containsExactly(x, within(1e-13));
    }

    @Test
    void leastSquaresLeavesAResidualOrthogonalToTheColumns() {
        double[] b = {1, 2, 3, 4, 5};
        double[] x = TALL.solve(b);
        double[] fit = TALL.times(x);
        double[] residual = new double[5];
        for (int i = 0; i < 5; i++) {
            residual[i] = b[i] - fit[i];
        }
        assertThat(TALL.transpose().times(residual)).containsExactly(new double[3], within(1e-13));
    }

    @Test
    void aRankDeficientSystemHasAMinimumNormSolution() {
        Matrix twice = Matrix.of(new double[] {1, 1}, new double[] {2, 2});
        assertThat(twice.solve(2, 4)).containsExactly(new double[] {1, 1}, within(1e-14));
    }

    /** κ(cA) = κ(A) = κ(Aᵀ) ≥ 1 in every unit, 1 for an orthogonal matrix, and infinite where a singular value is 0. */
    @Test
    void theConditionIsThatOfTheShape() {
        double condition = WIDE.conditionNumber();
        for (double unit : new double[] {1e-290, 1e-150, 1e150, 1e290}) {
            assertThat(WIDE.scaled(unit).conditionNumber()).isCloseTo(condition, within(1e-12 * condition));
        }
        assertThat(WIDE.transpose().conditionNumber()).isCloseTo(condition, within(1e-12 * condition));
        assertThat(Matrix.of(new double[] {0.6, 0.8}, new double[] {-0.8, 0.6}).conditionNumber())
                .isCloseTo(1, within(1e-15));
        assertThat(Matrix.of(new double[] {5, 0}, new double[] {0, 0}).conditionNumber())
                .isInfinite();
        assertThat(Matrix.wrap(new double[6], 2, 3).conditionNumber()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Each decomposition of a matrix is that of its entries, and none changes it. */
    @Test
    void decompositionsLeaveTheMatrixAlone() {
        Matrix gram = TALL.transpose().times(TALL);
        double[] before = gram.flat();
        assertThat(gram.symmetricEigen().values()).containsExactly(gram.symmetricEigenvalues(), within(1e-14));
        assertThat(gram.svd().values()).containsExactly(gram.singularValues(), within(1e-14));
        double[] real = gram.eigenvalues().real();
        Arrays.sort(real);
        assertThat(real).containsExactly(gram.symmetricEigenvalues(), within(1e-14));
        assertThat(gram.solve(gram.times(1, 2, 3))).containsExactly(new double[] {1, 2, 3}, within(1e-12));
        assertThat(gram.flat()).containsExactly(before);
        gram.flat()[0] = 99;
        gram.toArray()[0][0] = 99;
        assertThat(gram.flat()).containsExactly(before);
        assertThat(Matrix.of(gram.toArray()).flat()).containsExactly(before);
        assertThat(gram).hasToString("Matrix 3 × 3");
        assertThatThrownBy(() -> TALL.eigenvalues()).hasMessageContaining("square matrix, got 5 × 3");
        assertThatThrownBy(() -> TALL.times(1, 2)).hasMessageContaining("5 × 3 matrix does not multiply a 2 × 1");
        assertThatThrownBy(() -> Matrix.of()).hasMessageContaining("at least one row");
        assertThatThrownBy(() -> Matrix.of(new double[0])).hasMessageContaining("got 1 × 0");
        assertThatThrownBy(() -> Matrix.wrap(new double[0], -1, 0)).hasMessageContaining("got -1 × 0");
    }

    /** Half of the heap fits, more does not, and a message says both in gigabytes. */
    @Test
    void halfOfTheHeapMayBeHeldAtOnce() {
        double half = Runtime.getRuntime().maxMemory() / 16.0;
        assertThat(Memory.fits(half)).isTrue();
        assertThat(Memory.fits(half + 1)).isFalse();
        Memory.require("nothing", half);
        assertThatThrownBy(() -> Memory.require("a table", 2 * half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table needs " + Memory.need(2 * half))
                .hasMessageEndingWith("keeps half of that free");
        assertThat(Memory.need(1.25e8)).startsWith("1.0 GB; this process may use ");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> WIDE.times(WIDE)).hasMessageContaining("3 × 5");
        assertThatThrownBy(() -> WIDE.symmetricEigenvalues()).hasMessageContaining("3 × 5");
        assertThatThrownBy(() ->
                        Matrix.of(new double[] {1, 2}, new double[] {3, 4}).symmetricEigenvalues())
                .hasMessageContaining("(1, 0) is 3.0 but (0, 1) is 2.0");
        assertThatThrownBy(() -> Matrix.of(new double[] {1}, new double[] {1, 2}))
                .hasMessageContaining("row 1 has 2");
        assertThatThrownBy(() -> Matrix.wrap(new double[3], 2, 2)).hasMessageContaining("4 entries, got 3");
        assertThatThrownBy(() -> Matrix.of(new double[] {1, Double.NaN}).singularValues())
                .hasMessageContaining("NaN in row 0, column 1");
        assertThatThrownBy(() -> LeastSquares.minimumNorm(new double[4], 2, 2, new double[3]))
                .hasMessageContaining("2 equations");
        assertThatThrownBy(() -> Matrix.entries(1 << 20, 1 << 20)).hasMessageContaining("GB");
    }

    private static Matrix random(int rows, int columns, long seed) {
        double[] entries =
                Seeds.of(seed).stream().doubles(rows * columns, -1, 1).toArray();
        return Matrix.wrap(entries, rows, columns);
    }
}
