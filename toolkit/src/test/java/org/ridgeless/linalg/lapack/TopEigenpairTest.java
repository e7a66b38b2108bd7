package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TopEigenpairTest {
    private static double[] matrix(int n, double spike) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.cos(i * j)
                        + Math.cos(j * i + 1.0)
                        + (i == j ? 0.1 * i : 0)
                        + (i == 3 && j == 3 ? spike : 0);
            }
        }
        return a;
    }

    @Test
    void lanczosFindsTheLargestEigenvalueOfTheFullDecomposition() {
        for (double spike : new double[] {0, 30}) {
            int n = 60;
            double[] start = new double[n];
            start[0] = 1;
            start[5] = 0.3;
            TopEigenpair top = TopEigenpair.of(matrix(n, spike), n, start);
            SymmetricEigen full = SymmetricEigen.of(matrix(n, spike), n);
            assertThat(top.value()).isCloseTo(full.values()[n - 1], within(1e-6 * top.value()));
            double overlap = 0;
            for (int i = 0; i < n; i++) {
                overlap += top.vector()[i] * full.vector(n - 1)[i];
            }
            assertThat(Math.abs(overlap)).isCloseTo(1, within(1e-6));
        }
    }
}
