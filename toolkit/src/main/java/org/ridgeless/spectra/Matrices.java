package org.ridgeless.spectra;

/**
 * The random and fixed matrices of which a {@link MatrixExpression} is made.
 *
 * <pre>{@code
 * var noise = Matrices.noise(500, 1000);
 * noise.times(Matrices.diagonal(weights)).times(noise.transpose()).law()    // a separable covariance
 * }</pre>
 */
public final class Matrices {
    private Matrices() {}

    /** A symmetric n × n Gaussian matrix with entries of variance 1/n: semicircle on [−2, 2]. */
    public static MatrixExpression wigner(int n) {
        return MatrixExpression.leaf(MatrixExpression.Kind.WIGNER, n, n);
    }

    /** Independent Gaussian entries of variance 1/columns. */
    public static MatrixExpression noise(int rows, int columns) {
        return MatrixExpression.leaf(MatrixExpression.Kind.NOISE, rows, columns);
    }

    /** The n × n matrix X Xᵀ/p with X of size n × p and standard normal: Marčenko–Pastur of ratio n/p. */
    public static MatrixExpression wishart(int n, int p) {
        return noise(n, p).gram();
    }

    /**
     * A fixed symmetric matrix, given by its eigenvalues. Two of them in one expression commute; the law of a Gaussian
     * expression does not depend on the basis of a single one.
     */
    public static MatrixExpression diagonal(double... eigenvalues) {
        return MatrixExpression.fixed(eigenvalues);
    }

    /** The identity. */
    public static MatrixExpression identity(int n) {
        double[] ones = new double[Math.max(0, n)];
        java.util.Arrays.fill(ones, 1);
        return MatrixExpression.fixed(ones);
    }
}
