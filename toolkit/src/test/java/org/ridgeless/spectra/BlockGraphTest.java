package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.lapack.GeneralEigenvalues;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

class BlockGraphTest {
    private final BlockGraph graph = BlockGraph.draw(10, 0.8, 0.4, Seeds.of(4));

    /** From its definition on directed edges: (i → j) is followed by (j → k) with k ≠ i. */
    @Test
    void theSmallMatrixHasTheRadiusOfTheNonBacktrackingMatrix() {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                if (graph.joins(i, j)) {
                    edges.add(new int[] {i, j});
                }
            }
        }
        int m = edges.size();
        double[] matrix = new double[m * m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                matrix[a * m + b] = edges.get(a)[1] == edges.get(b)[0] && edges.get(b)[1] != edges.get(a)[0] ? 1 : 0;
            }
        }
        double radius = GeneralEigenvalues.of(matrix, m).spectralRadius();
        assertThat(GeneralEigenvalues.of(graph.nonBacktracking(), 20).spectralRadius())
                .isEqualTo(radius, within(1e-9));
        // det H(r) = 0 at a real eigenvalue r of the non-backtracking matrix.
        double[] values = SymmetricEigen.values(graph.betheHessian(radius), 10);
        assertThat(values[0]).isEqualTo(0, within(1e-8));
    }

    @Test
    void theModularityHasRowsThatSumToZero() {
        double[] matrix = graph.modularity();
        for (int i = 0; i < 10; i++) {
            double sum = 0;
            for (int j = 0; j < 10; j++) {
                sum += matrix[10 * i + j];
                assertThat(graph.joins(i, j)).isEqualTo(graph.joins(j, i));
            }
            assertThat(sum).isEqualTo(0, within(1e-12));
            assertThat(graph.joins(i, i)).isFalse();
        }
    }

    @Test
    void whatIsNoProbabilityIsNamed() {
        assertThatThrownBy(() -> BlockGraph.draw(10, 1.2, 0, Seeds.of(1))).hasMessageContaining("1.2");
        assertThatThrownBy(() -> BlockGraph.draw(7, 1, 0, Seeds.of(1))).hasMessageContaining("7");
    }
}
