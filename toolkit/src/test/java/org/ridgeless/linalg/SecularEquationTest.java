package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.SymmetricEigen;

class SecularEquationTest {
    @ParameterizedTest
    @ValueSource(doubles = {2.5, -0.7, 1e-9})
    void rootsAreTheEigenvaluesOfTheChangedMatrix(double tau) {
        double[] d = {-1, 0.5, 0.5, 2, 7};
        double[] w = {0.3, 0.2, 0.4, 0, 1.1};
        int n = d.length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = (i == j ? d[i] : 0) + tau * Math.sqrt(w[i] * w[j]);
            }
        }
        assertThat(SecularEquation.roots(d, w, tau)).containsExactly(SymmetricEigen.values(matrix, n), within(1e-13));
    }

    @Test
    void whatIsNoSecularEquationIsNamed() {
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1, 0}, new double[] {1, 1}, 1))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1}, new double[] {1}, 0))
                .hasMessageContaining("τ = 0");
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1}, new double[] {-1}, 1))
                .hasMessageContaining("-1");
    }
}
