package org.ridgeless.kernels.stability;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/**
 * The Laplace kernel \(k(x, x') = e^{-\|x - x'\|/s}\), strictly positive definite on distinct points.
 *
 * @param scale s, in the units of the inputs
 */
public record LaplaceKernel(double scale) {
    /**
     * The kernel of a scale.
     *
     * @throws IllegalArgumentException if the scale is not positive and finite
     */
    public LaplaceKernel {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("the scale of a Laplace kernel must be positive, got " + scale);
        }
    }

    /**
     * The kernel between the rows of two matrices, rows of the first × rows of the second.
     *
     * @param left n × d
     * @param right m × d
     * @return n × m numbers in [0, 1]
     * @throws IllegalArgumentException if the numbers of columns differ
     */
    public Matrix between(Matrix left, Matrix right) {
        if (left.columns() != right.columns()) {
            throw new IllegalArgumentException(
                    "the points must have as many coordinates, got " + left.columns() + " and " + right.columns());
        }
        double[] entries = new double[Matrix.entries(left.rows(), right.rows())];
        double[] difference = new double[left.columns()];
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < right.rows(); j++) {
                for (int k = 0; k < difference.length; k++) {
                    difference[k] = left.get(i, k) - right.get(j, k);
                }
                entries[i * right.rows() + j] = Math.exp(-Vectors.norm(difference) / scale);
            }
        }
        return Matrix.wrap(entries, left.rows(), right.rows());
    }
}
