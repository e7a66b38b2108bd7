package org.ridgeless.spectra.sketching;

import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/** Whitening: a matrix with orthonormal columns and the same column space. */
public final class Orthonormal {
    private Orthonormal() {}

    /**
     * \(A(A^{\mathsf T}A)^{-1/2}\) for A of full column rank with d columns, row by row; the scores of leverage stay.
     *
     * @param a n × d, row by row
     * @param d its number of columns
     * @return n × d numbers, row by row; O(nd²) flops
     * @throws IllegalArgumentException if the rank is not d: the smallest eigenvalue of AᵀA is at most 1e-12 of the largest
     */
    public static double[] columns(double[] a, int d) {
        int n = a.length / d;
        SymmetricEigen eigen = SymmetricEigen.of(Products.transposeLeft(a, a, d, n, d), d);
        double[] values = eigen.values();
        if (!(values[0] > 1e-12 * values[d - 1])) {
            throw new IllegalArgumentException("the " + n + " × " + d
                    + " matrix has no full column rank: the eigenvalues of its Gram matrix run from " + values[0]
                    + " to "
                    + values[d - 1]);
        }
        double[] scaled = eigen.vectors();
        for (int k = 0; k < d; k++) {
            for (int l = 0; l < d; l++) {
                scaled[k * d + l] /= Math.sqrt(values[k]);
            }
        }
        return Products.multiply(a, Products.transposeLeft(eigen.vectors(), scaled, d, d, d), n, d, d);
    }
}
