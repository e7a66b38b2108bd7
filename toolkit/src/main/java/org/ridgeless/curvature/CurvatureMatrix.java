package org.ridgeless.curvature;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.nets.Risk;

/**
 * The curvature of a risk at a point as a dense symmetric matrix, for networks of up to a few thousand parameters: the
 * Hessian \(\nabla^2L\), or its Gauss–Newton part \(\tfrac1n\sum_iJ_i^\top A_iJ_i\), which keeps the outputs linear in the
 * weights.
 *
 * <p><b>Cost</b> one product for each parameter p, so O(p) passes over the data, and O(p³) for the eigenvalues.
 *
 * <p><b>Reference</b> B. Pearlmutter, <i>Fast Exact Multiplication by the Hessian</i>, Neural Computation 6 (1994);
 * N. Schraudolph, <i>Fast Curvature Matrix-Vector Products</i>, Neural Computation 14 (2002).
 */
public final class CurvatureMatrix {
    private static final int LARGEST = 5000;

    private final Matrix entries;

    private CurvatureMatrix(Matrix entries) {
        this.entries = entries;
    }

    /**
     * The Hessian of the risk at the weights w.
     *
     * @param risk with P parameters; a decay is included
     * @param w P weights, at most 5,000
     * @return the P × P matrix
     * @throws IllegalArgumentException if there are more than 5,000 weights, or not P
     */
    public static CurvatureMatrix hessian(Risk risk, double... w) {
        return of(Curvature.hessian(risk, requireSize(w)));
    }

    /**
     * The Gauss–Newton matrix of the risk at the weights w.
     *
     * @param risk with P parameters; a decay is included
     * @param w P weights, at most 5,000
     * @return the P × P matrix
     * @throws IllegalArgumentException if there are more than 5,000 weights, or not P
     */
    public static CurvatureMatrix gaussNewton(Risk risk, double... w) {
        return of(Curvature.gaussNewton(risk, requireSize(w)));
    }

    private static double[] requireSize(double[] w) {
        if (w.length > LARGEST) {
            throw new IllegalArgumentException("a dense matrix is for up to " + LARGEST + " parameters, got " + w.length
                    + "; use SpectralDensity or Lanczos");
        }
        return w;
    }

    /**
     * The entries of an operator, by as many products as its order.
     *
     * @param operator symmetric, of any order that fits into memory
     * @return its matrix
     * @throws IllegalArgumentException if there is no room for it, with what it needs
     */
    public static CurvatureMatrix of(SymmetricOperator operator) {
        return new CurvatureMatrix(operator.toMatrix());
    }

    /** The number of parameters. */
    public int order() {
        return entries.rows();
    }

    /**
     * One entry.
     *
     * @param row from 0
     * @param column from 0
     * @return the entry, equal to that of column and row
     */
    public double at(int row, int column) {
        return entries.get(row, column);
    }

    /** All eigenvalues, ascending. */
    public double[] eigenvalues() {
        return entries.symmetricEigenvalues();
    }

    /**
     * The number of outliers: the place from the top of the largest ratio of an eigenvalue to the next smaller one, among the
     * largest so many.
     *
     * @param ascending eigenvalues, the largest ones positive
     * @param among how many of the largest are looked at, ≥ 0
     * @return from 1 to {@code among}; 0 if there is nothing to compare
     */
    public static int outliers(double[] ascending, int among) {
        int n = ascending.length;
        int best = 0;
        double largest = 0;
        for (int i = 0; i < among && i + 1 < n; i++) {
            double next = Math.max(ascending[n - 2 - i], 1e-14 * ascending[n - 1]);
            if (ascending[n - 1 - i] / next > largest) {
                largest = ascending[n - 1 - i] / next;
                best = i + 1;
            }
        }
        return best;
    }
}
