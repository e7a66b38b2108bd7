package org.ridgeless.spectra;

/**
 * The random and fixed matrices of which a {@link MatrixExpression} is made.
 *
 * {@snippet file="SpectraTest.java" region="separable"}
 */
public final class Matrices {
    private Matrices() {}

    /**
     * A symmetric n × n Gaussian matrix with entries of variance 1/n: semicircle on [−2, 2].
     *
     * @param n order, ≥ 1
     * @return a matrix, another one at each call
     * @throws IllegalArgumentException if n is below 1
     */
    public static MatrixExpression wigner(int n) {
        return MatrixExpression.leaf(MatrixExpression.Kind.WIGNER, n, n);
    }

    /**
     * Independent Gaussian entries of variance 1/columns.
     *
     * @param rows ≥ 1
     * @param columns ≥ 1
     * @return a matrix, another one at each call
     * @throws IllegalArgumentException if a side is below 1
     */
    public static MatrixExpression noise(int rows, int columns) {
        return MatrixExpression.leaf(MatrixExpression.Kind.NOISE, rows, columns);
    }

    /**
     * The n × n matrix X Xᵀ/p with X of size n × p and standard normal: Marchenko–Pastur of ratio n/p.
     *
     * @param n order, ≥ 1
     * @param p columns of X, ≥ 1
     * @return a matrix, another one at each call
     * @throws IllegalArgumentException if n or p is below 1
     */
    public static MatrixExpression wishart(int n, int p) {
        return noise(n, p).gram();
    }

    /**
     * A fixed symmetric matrix, given by its eigenvalues. Two of them in one expression commute; the law of a Gaussian
     * expression does not depend on the basis of a single one.
     *
     * @param eigenvalues finite, at least one
     * @return the diagonal matrix
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static MatrixExpression diagonal(double... eigenvalues) {
        return MatrixExpression.fixed(eigenvalues);
    }

    /**
     * The identity.
     *
     * @param n order, ≥ 1
     * @return the matrix
     * @throws IllegalArgumentException if n is below 1
     */
    public static MatrixExpression identity(int n) {
        double[] ones = new double[Math.max(0, n)];
        java.util.Arrays.fill(ones, 1);
        return MatrixExpression.fixed(ones);
    }
}
