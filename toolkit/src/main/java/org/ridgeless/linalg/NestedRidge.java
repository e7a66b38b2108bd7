package org.ridgeless.linalg;

import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;

/**
 * Ridge regression on the first p columns of one design, for every p from a single factorization.
 *
 * <p>For each p the weights minimize \(\|\Phi_p w - y\|^2 + \lambda\|w\|^2\), that is
 * \((\Phi_p^{\mathsf T}\Phi_p+\lambda I)w=\Phi_p^{\mathsf T}y\). These matrices are the leading blocks of one matrix, so their Cholesky
 * factors are the leading blocks of one factor, and the forward substitution is shared too: after O(n P² + P³) operations
 * for the whole design each width costs one back substitution of p² operations, where solving each width afresh would cost
 * O(n p² + p³). Assumes λ &gt; 0; the factorization loses about \(\log_{10}(\|\Phi\|^2/\lambda)\) of sixteen digits.
 *
 * <p>Reference: G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed. (2013), section 4.2.3.
 */
public final class NestedRidge {
    private final int width;
    private final Cholesky factor;
    private final double[] forward;

    private NestedRidge(int width, Cholesky factor, double[] forward) {
        this.width = width;
        this.factor = factor;
        this.forward = forward;
    }

    /**
     * Factors the whole design.
     *
     * @param design Φ, one row for each sample and one column for each feature, in the order in which they are added
     * @param targets y, one for each sample
     * @param ridge λ, positive
     * @return the factored problem, from which weights of every width come
     * @throws IllegalArgumentException if the ridge is not positive and finite, or there are not as many targets as rows
     */
    public static NestedRidge of(Matrix design, double[] targets, double ridge) {
        if (!(ridge > 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("the ridge must be positive and finite, got " + ridge);
        }
        int n = design.rows();
        int width = design.columns();
        if (targets.length != n) {
            throw new IllegalArgumentException(
                    "the design has " + n + " rows but there are " + targets.length + " targets");
        }
        double[] phi = design.flat();
        double[] gram = Products.transposeLeft(phi, phi, width, n, width);
        for (int i = 0; i < width; i++) {
            gram[i * width + i] += ridge;
        }
        double[] right = Products.transposeLeft(phi, targets, width, n, 1);
        Cholesky factor = Cholesky.of(gram, width);
        return new NestedRidge(width, factor, factor.forward(width, right));
    }

    /**
     * The weights of the first p features.
     *
     * @param p from 1 to the width of the design
     * @return p weights
     * @throws IllegalArgumentException if p is not, with the range
     */
    public double[] weights(int p) {
        if (p < 1 || p > width) {
            throw new IllegalArgumentException("the design has 1 to " + width + " features, got " + p);
        }
        return factor.backward(p, forward);
    }

    /** The number of features of the whole design. */
    public int width() {
        return width;
    }
}
