package org.ridgeless.nets;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/** The largest singular value of a matrix by power iteration on AᵀA; the value converges twice as fast as the vector. */
final class SpectralNorm {
    private static final int LIMIT = 20_000;
    private static final int BETWEEN_POLLS = 256;
    private static final double TOLERANCE = 1e-15;

    private SpectralNorm() {}

    static double of(double[][] matrix) {
        double scale = 0;
        for (double[] row : matrix) {
            scale = Math.max(scale, Vectors.largest(row));
        }
        if (scale == 0 || !Double.isFinite(scale)) {
            return scale;
        }
        // The squares of small or large entries are no numbers.
        double divisor = scale;
        return scale
                * ofUnitScale(Arrays.stream(matrix)
                        .map(row -> Arrays.stream(row).map(v -> v / divisor).toArray())
                        .toArray(double[][]::new));
    }

    private static double ofUnitScale(double[][] a) {
        // A start with unequal entries is orthogonal to the leading vector only by an accident of the data.
        double[] v = new double[a[0].length];
        Arrays.setAll(v, j -> 1 + Math.sin(j + 1.0) / 2);
        double sigma = 0;
        for (int iteration = 0; iteration < LIMIT; iteration++) {
            // Most matrices are done before; then an interrupted run can still say what it had.
            if (iteration % BETWEEN_POLLS == BETWEEN_POLLS - 1) {
                Interruption.poll();
            }
            double[] u = multiply(a, v);
            double next = Vectors.norm(u) / Vectors.norm(v);
            v = multiplyTransposed(a, u);
            double size = Vectors.norm(v);
            if (size == 0) {
                return 0;
            }
            for (int j = 0; j < v.length; j++) {
                v[j] /= size;
            }
            if (iteration > 10 && next - sigma <= TOLERANCE * next) {
                return next;
            }
            sigma = next;
        }
        // Singular values so close to each other are for the decomposition to tell apart.
        return Matrix.of(a).singularValues()[0];
    }

    private static double[] multiply(double[][] a, double[] v) {
        double[] u = new double[a.length];
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < v.length; j++) {
                u[i] += a[i][j] * v[j];
            }
        }
        return u;
    }

    private static double[] multiplyTransposed(double[][] a, double[] u) {
        double[] v = new double[a[0].length];
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < v.length; j++) {
                v[j] += a[i][j] * u[i];
            }
        }
        return v;
    }
}
