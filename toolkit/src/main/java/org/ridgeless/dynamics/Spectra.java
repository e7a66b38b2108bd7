package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.nets.Net;

/** Spectra that probes measure. */
final class Spectra {
    private Spectra() {}

    static double[] stableRanks(Net net) {
        double[] ranks = new double[net.depth()];
        Arrays.setAll(ranks, k -> stableRank(net.weights(k + 1)));
        return ranks;
    }

    private static double stableRank(double[][] matrix) {
        int columns = matrix[0].length;
        double[] flat = new double[matrix.length * columns];
        for (int i = 0; i < matrix.length; i++) {
            System.arraycopy(matrix[i], 0, flat, i * columns, columns);
        }
        double[] s = SingularValues.of(flat, matrix.length, columns);
        return Arrays.stream(s).map(v -> v / s[0] * (v / s[0])).sum();
    }

    static double[] ofKernel(State state, int count) {
        int n = state.data().samples();
        if (count < 1 || count > n) {
            throw new IllegalArgumentException(
                    "the tangent kernel of " + n + " samples has 1 to " + n + " eigenvalues, got " + count);
        }
        double[] gram = new double[Matrix.entries(n, n)];
        state.risk().kernel(state.net().parameters(), gram);
        double[] ascending = SymmetricEigen.values(gram, n);
        double[] largest = new double[count];
        Arrays.setAll(largest, i -> ascending[n - 1 - i] / n);
        return largest;
    }
}
