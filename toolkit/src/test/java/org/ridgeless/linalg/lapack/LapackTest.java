package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LapackTest {
    private static final double[] A = {1, 2, 3, 4, 5, 6};
    private static final double[] B = {1, 0, 2, -1, 0, 3};

    @Test
    void productsCountByRows() {
        // A is 2 × 3 and B is 3 × 2.
        assertThat(Products.multiply(A, B, 2, 3, 2)).containsExactly(5, 7, 14, 13);
        assertThat(Products.transposeLeft(A, A, 3, 2, 3)).containsExactly(17, 22, 27, 22, 29, 36, 27, 36, 45);
        assertThat(Products.transposeRight(A, A, 2, 3, 2)).containsExactly(14, 32, 32, 77);
    }

    @Test
    void theFactorSolvesAndInverts() {
        int n = 7;
        double[] matrix = hilbertPlusOne(n);
        Cholesky factor = Cholesky.of(matrix, n);
        double[] unit = Products.multiply(matrix, factor.inverse(), n, n, n);
        double[] b = Products.multiply(matrix, new double[] {1, 2, 3, 4, 5, 6, 7}, n, n, 1);
        for (int i = 0; i < n; i++) {
            assertThat(factor.solve(b)[i]).isCloseTo(i + 1, within(1e-12));
            for (int j = 0; j < n; j++) {
                assertThat(unit[i * n + j]).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    @Test
    void eigenvectorsBelongToTheirValues() {
        int n = 7;
        double[] matrix = hilbertPlusOne(n);
        SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
        assertThat(eigen.values()).isSorted();
        for (int i = 0; i < n; i++) {
            double[] image = Products.multiply(matrix, eigen.vector(i), n, n, 1);
            for (int j = 0; j < n; j++) {
                assertThat(image[j]).isCloseTo(eigen.values()[i] * eigen.vector(i)[j], within(1e-13));
            }
        }
    }

    @Test
    void anIndefiniteMatrixHasNoFactor() {
        assertThatThrownBy(() -> Cholesky.of(new double[] {1, 2, 2, 1}, 2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("leading minor 2");
    }

    private static double[] hilbertPlusOne(int n) {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = 1.0 / (i + j + 1) + (i == j ? 1 : 0);
            }
        }
        return matrix;
    }
}
