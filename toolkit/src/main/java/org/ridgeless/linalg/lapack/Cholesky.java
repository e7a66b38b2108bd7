package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** The Cholesky factor of a symmetric positive definite matrix. */
public final class Cholesky {
    private final double[] factor;
    private final int n;

    private Cholesky(double[] factor, int n) {
        this.factor = factor;
        this.n = n;
    }

    /**
     * Factors an n × n matrix, of which one triangle is read, in n³/3 flops.
     *
     * @param matrix n² numbers, row by row; copied
     * @param n the order, ≥ 1
     * @return the factor, n² numbers
     * @throws ArithmeticException when the matrix is not positive definite, with the leading minor that is not
     * @throws IllegalArgumentException when an entry is not finite, with its place, or memory is short
     */
    public static Cholesky of(double[] matrix, int n) {
        Shapes.require(matrix, n, n);
        Shapes.requireRoom("The Cholesky factor of a matrix of order " + n, (double) n * n, 0);
        Shapes.requireFinite(matrix, n);
        double[] factor = matrix.clone();
        intW info = new intW(0);
        if (n >= BlockedCholesky.SMALLEST && !Provider.isNative(n)) {
            info.val = BlockedCholesky.factor(factor, n);
        } else {
            Provider.lapack(n).dpotrf("L", n, factor, n, info);
        }
        if (info.val != 0) {
            throw new ArithmeticException("the " + n + " × " + n
                    + " matrix is not positive definite: its leading minor " + info.val + " is not positive");
        }
        return new Cholesky(factor, n);
    }

    /**
     * The solution x of A x = b.
     *
     * @param b n numbers
     * @return n numbers; 2n² flops
     * @throws IllegalArgumentException if b is not of length n
     */
    public double[] solve(double[] b) {
        if (b.length != n) {
            throw new IllegalArgumentException(
                    "a system of " + n + " equations needs as many right-hand sides, got " + b.length);
        }
        double[] x = b.clone();
        intW info = new intW(0);
        Provider.lapack(n).dpotrs("L", n, 1, factor, n, x, n, info);
        return x;
    }

    /** The inverse. */
    public double[] inverse() {
        double[] inverse = factor.clone();
        intW info = new intW(0);
        Provider.lapack(n).dpotri("L", n, inverse, n, info);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i * n + j] = inverse[j * n + i];
            }
        }
        return inverse;
    }

    /**
     * The factor of A + x xᵀ in O(n²) operations, by one plane rotation a column (P. E. Gill, G. H. Golub, W. Murray and
     * M. A. Saunders, <i>Methods for modifying matrix factorizations</i>, Math. Comp. 28 (1974) 505–535, method C1).
     *
     * @param x n numbers
     * @return the factor of the changed matrix
     * @throws IllegalArgumentException if x is not of length n
     */
    public Cholesky updated(double... x) {
        return modified(x, 1);
    }

    /**
     * The factor of A − x xᵀ in O(n²) operations.
     *
     * @param x n numbers
     * @return the factor of the changed matrix
     * @throws ArithmeticException when A − x xᵀ is not positive definite
     * @throws IllegalArgumentException if x is not of length n
     */
    public Cholesky downdated(double... x) {
        return modified(x, -1);
    }

    private Cholesky modified(double[] x, int sign) {
        if (x.length != n) {
            throw new IllegalArgumentException("a vector of length " + n + " is wanted, got one of " + x.length);
        }
        double[] changed = factor.clone();
        double[] rest = x.clone();
        for (int k = 0; k < n; k++) {
            double pivot = changed[k * n + k];
            double square = pivot * pivot + sign * rest[k] * rest[k];
            if (!(square > 0)) {
                throw new ArithmeticException("the downdated " + n + " × " + n
                        + " matrix is not positive definite: its leading minor " + (k + 1) + " is not positive");
            }
            double root = Math.sqrt(square);
            double cosine = root / pivot;
            double sine = rest[k] / pivot;
            changed[k * n + k] = root;
            // Column k of the factor is contiguous: LAPACK's columns are the rows here.
            for (int i = k + 1; i < n; i++) {
                changed[k * n + i] = (changed[k * n + i] + sign * sine * rest[i]) / cosine;
                rest[i] = cosine * rest[i] - sine * changed[k * n + i];
            }
        }
        return new Cholesky(changed, n);
    }

    /** The logarithm of the determinant of A. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(factor[i * n + i]);
        }
        return sum;
    }

    /**
     * Entry (i, j), i ≥ j, of the lower triangular factor L with A = L Lᵀ.
     *
     * @param i row, from 0
     * @param j column, from 0, at most i
     * @return the entry
     * @throws IndexOutOfBoundsException if i &lt; j, or there is no such entry
     */
    public double factor(int i, int j) {
        if (i < j || j < 0 || i >= n) {
            throw new IndexOutOfBoundsException(
                    "the factor of order " + n + " has entries (i, j) with i ≥ j, got (" + i + ", " + j + ")");
        }
        return factor[j * n + i];
    }

    /**
     * Solves with the leading p × p block of L: L x = b. The leading block factors the leading block of A.
     *
     * @param p order of the block, 1 to n
     * @param b p numbers; further ones do not count
     * @return x, p numbers; p² flops
     * @throws IllegalArgumentException if p is out of range
     */
    public double[] forward(int p, double... b) {
        double[] x = java.util.Arrays.copyOf(b, requireLeading(p));
        for (int j = 0; j < p; j++) {
            x[j] /= factor[j * n + j];
            for (int i = j + 1; i < p; i++) {
                x[i] -= factor[j * n + i] * x[j];
            }
        }
        return x;
    }

    /**
     * Solves with the transpose of the leading p × p block of L: Lᵀ x = b.
     *
     * @param p order of the block, 1 to n
     * @param b p numbers; further ones do not count
     * @return x, p numbers; p² flops
     * @throws IllegalArgumentException if p is out of range
     */
    public double[] backward(int p, double... b) {
        double[] x = java.util.Arrays.copyOf(b, requireLeading(p));
        for (int j = p - 1; j >= 0; j--) {
            double sum = x[j];
            for (int i = j + 1; i < p; i++) {
                sum -= factor[j * n + i] * x[i];
            }
            x[j] = sum / factor[j * n + j];
        }
        return x;
    }

    private int requireLeading(int p) {
        if (p < 1 || p > n) {
            throw new IllegalArgumentException("a leading block of order 1 to " + n + " is wanted, got " + p);
        }
        return p;
    }
}
