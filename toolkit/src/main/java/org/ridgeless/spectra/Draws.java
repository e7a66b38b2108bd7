package org.ridgeless.spectra;

import java.util.Map;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** Evaluates a {@link MatrixExpression} at drawn leaves. */
final class Draws {
    private Draws() {}

    static Matrix leaf(MatrixExpression leaf, Seeds seeds) {
        int rows = leaf.rows();
        int columns = leaf.columns();
        double[] entries = new double[Matrix.entries(rows, columns)];
        if (leaf.kind() == MatrixExpression.Kind.FIXED) {
            for (int i = 0; i < rows; i++) {
                entries[i * columns + i] = leaf.diagonal()[i];
            }
            return Matrix.wrap(entries, rows, columns);
        }
        double[] gaussian = GaussianMatrix.of(rows, columns).draw(seeds).flat();
        boolean wigner = leaf.kind() == MatrixExpression.Kind.WIGNER;
        double scale = 1 / Math.sqrt(wigner ? 2.0 * columns : columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double mirror = wigner ? gaussian[j * columns + i] : 0;
                entries[i * columns + j] = scale * (gaussian[i * columns + j] + mirror);
            }
        }
        return Matrix.wrap(entries, rows, columns);
    }

    static Matrix evaluate(MatrixExpression expression, Map<MatrixExpression, Matrix> leaves) {
        Matrix known = leaves.get(expression);
        if (known != null) {
            return known;
        }
        Matrix first = evaluate(expression.parts().get(0), leaves);
        return switch (expression.kind()) {
            case SUM -> combine(first, 1, evaluate(expression.parts().get(1), leaves));
            case PRODUCT -> first.times(evaluate(expression.parts().get(1), leaves));
            case SCALED -> combine(first, expression.factor() - 1, first);
            case TRANSPOSE -> first.transpose();
            case INVERSE -> inverse(first);
            default -> throw new IllegalStateException("leaf without a draw: " + expression.kind());
        };
    }

    private static Matrix combine(Matrix a, double factor, Matrix b) {
        double[] sum = a.flat();
        double[] other = b.flat();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * other[i];
        }
        return Matrix.wrap(sum, a.rows(), a.columns());
    }

    /** The inverse, by the eigenvalues of a symmetric matrix or by solving for each column. */
    private static Matrix inverse(Matrix a) {
        int n = a.rows();
        double[] inverse = new double[n * n];
        if (isSymmetric(a)) {
            SymmetricEigen eigen = SymmetricEigen.of(symmetrized(a).flat(), n);
            double[] values = eigen.values();
            double[] vectors = eigen.vectors();
            double[] weighted = vectors.clone();
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < n; i++) {
                    weighted[k * n + i] /= values[k];
                }
            }
            return Matrix.wrap(vectors, n, n).transpose().times(Matrix.wrap(weighted, n, n));
        }
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = a.solve(unit);
            for (int i = 0; i < n; i++) {
                inverse[i * n + j] = column[i];
            }
        }
        return Matrix.wrap(inverse, n, n);
    }

    private static boolean isSymmetric(Matrix a) {
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                largest = Math.max(largest, Math.abs(a.get(i, j)));
                apart = Math.max(apart, Math.abs(a.get(i, j) - a.get(j, i)));
            }
        }
        return apart <= 1e-12 * largest;
    }

    /** (A + Aᵀ)/2: a symmetric expression without what rounding has added. */
    static Matrix symmetrized(Matrix a) {
        int n = a.rows();
        double[] entries = a.flat();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (entries[i * n + j] + entries[j * n + i]) / 2;
                entries[i * n + j] = mean;
                entries[j * n + i] = mean;
            }
        }
        return Matrix.wrap(entries, n, n);
    }
}
