package org.ridgeless.curvature;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.LinearOperator;
import org.ridgeless.linalg.lapack.SymmetricEigen;
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

    private final double[] entries;
    private final int order;

    private CurvatureMatrix(double[] entries, int order) {
        this.entries = entries;
        this.order = order;
    }

    /** The Hessian of the risk at the weights w. */
    public static CurvatureMatrix hessian(Risk risk, double... w) {
        return columns(w.length, Curvature.hessian(risk, requireSize(w)));
    }

    /** The Gauss–Newton matrix of the risk at the weights w. */
    public static CurvatureMatrix gaussNewton(Risk risk, double... w) {
        return columns(w.length, Curvature.gaussNewton(risk, requireSize(w)));
    }

    private static double[] requireSize(double[] w) {
        if (w.length > LARGEST) {
            throw new IllegalArgumentException("a dense matrix is for up to " + LARGEST + " parameters, got " + w.length
                    + "; use SpectralDensity or Lanczos");
        }
        return w;
    }

    private static CurvatureMatrix columns(int order, LinearOperator operator) {
        double[] entries = new double[order * order];
        double[] unit = new double[order];
        double[] column = new double[order];
        for (int i = 0; i < order; i++) {
            Interruption.poll();
            unit[i] = 1;
            Arrays.fill(column, 0);
            operator.apply(unit, column);
            System.arraycopy(column, 0, entries, i * order, order);
            unit[i] = 0;
        }
        return new CurvatureMatrix(entries, order).symmetrized();
    }

    /** Rounding leaves the two triangles apart in the last digits. */
    private CurvatureMatrix symmetrized() {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (entries[i * order + j] + entries[j * order + i]) / 2;
                entries[i * order + j] = mean;
                entries[j * order + i] = mean;
            }
        }
        return this;
    }

    /** The number of parameters. */
    public int order() {
        return order;
    }

    /** One entry. */
    public double at(int row, int column) {
        return entries[row * order + column];
    }

    /** All eigenvalues, the largest first. */
    public double[] eigenvalues() {
        double[] ascending = SymmetricEigen.values(entries, order);
        double[] descending = new double[order];
        Arrays.setAll(descending, i -> ascending[order - 1 - i]);
        return descending;
    }

    /**
     * The number of outliers: the place of the largest ratio \(\lambda_i/\lambda_{i+1}\) among the first so many
     * eigenvalues, which must be positive and the largest first.
     */
    public static int outliers(double[] eigenvalues, int among) {
        int best = 0;
        double largest = 0;
        for (int i = 0; i < among && i + 1 < eigenvalues.length; i++) {
            double next = Math.max(eigenvalues[i + 1], 1e-14 * eigenvalues[0]);
            if (eigenvalues[i] / next > largest) {
                largest = eigenvalues[i] / next;
                best = i + 1;
            }
        }
        return best;
    }
}
