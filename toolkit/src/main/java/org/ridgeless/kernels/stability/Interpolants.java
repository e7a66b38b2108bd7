package org.ridgeless.kernels.stability;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.Cholesky;

/**
 * All linear interpolants \(w = A^+y + c\,P_0z\) of n samples with p &gt; n features, \(P_0\) the projector on the null space of
 * A: the interpolant of smallest norm at c = 0 and longer ones beyond.
 *
 * @param features A, n × p with independent rows
 * @param labels y
 */
public record Interpolants(Matrix features, double[] labels) {
    /**
     * The interpolants of samples; the labels are copied.
     *
     * @throws IllegalArgumentException if there are fewer than 2 samples, not more features than samples, or not as many labels
     */
    public Interpolants {
        if (features.rows() != labels.length || features.columns() <= features.rows() || features.rows() < 2) {
            throw new IllegalArgumentException("interpolants form a family if features outnumber samples; got "
                    + features.rows() + " samples, " + features.columns() + " features and " + labels.length
                    + " labels");
        }
        labels = labels.clone();
    }

    /** The Gram matrix A Aᵀ, the kernel of these features. */
    public Matrix kernel() {
        return features.times(features.transpose());
    }

    /**
     * CV_loo with the square loss by n fits without one sample each, for one standard normal z and its mirror image −z, so
     * that the term linear in c cancels.
     *
     * @param c size of what is added; 0 for the interpolants of smallest norm
     * @param random of z
     * @return the mean over the samples; n factorizations, O(n⁴ + n³p)
     * @throws ArithmeticException if the rows without one are dependent
     */
    public double stability(double c, UniformRandomProvider random) {
        int n = features.rows();
        int p = features.columns();
        double[] z = ZigguratSampler.NormalizedGaussian.of(random).samples(p).toArray();
        double sum = 0;
        for (int left = 0; left < n; left++) {
            double[][] rest = new double[n - 1][];
            double[] y = new double[n - 1];
            for (int a = 0; a < n - 1; a++) {
                int row = a < left ? a : a + 1;
                rest[a] = row(row);
                y[a] = labels[row];
            }
            Matrix a = Matrix.of(rest);
            Matrix transposed = a.transpose();
            Cholesky gram = Cholesky.of(a.times(transposed).flat(), n - 1);
            double[] shortest = transposed.times(gram.solve(y));
            double[] seen = transposed.times(gram.solve(a.times(z)));
            double residual = labels[left];
            double free = 0;
            for (int k = 0; k < p; k++) {
                residual -= features.get(left, k) * shortest[k];
                free += features.get(left, k) * (z[k] - seen[k]);
            }
            double plus = residual - c * free;
            double minus = residual + c * free;
            sum += (plus * plus + minus * minus) / 2;
        }
        return sum / n;
    }

    private double[] row(int i) {
        double[] row = new double[features.columns()];
        for (int k = 0; k < row.length; k++) {
            row[k] = features.get(i, k);
        }
        return row;
    }
}
