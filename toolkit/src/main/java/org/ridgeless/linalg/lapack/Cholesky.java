package org.ridgeless.linalg.lapack;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/** The Cholesky factor of a symmetric positive definite matrix. */
public final class Cholesky {
    static final LAPACK LAPACK = Provider.lapack();

    private final double[] factor;
    private final int n;

    private Cholesky(double[] factor, int n) {
        this.factor = factor;
        this.n = n;
    }

    /**
     * Factors an n × n matrix.
     *
     * @throws ArithmeticException when the matrix is not positive definite, with the leading minor that is not
     */
    public static Cholesky of(double[] matrix, int n) {
        double[] factor = matrix.clone();
        intW info = new intW(0);
        LAPACK.dpotrf("L", n, factor, n, info);
        if (info.val != 0) {
            throw new ArithmeticException("the " + n + " × " + n
                    + " matrix is not positive definite: its leading minor " + info.val + " is not positive");
        }
        return new Cholesky(factor, n);
    }

    /** The solution x of A x = b. */
    public double[] solve(double[] b) {
        double[] x = b.clone();
        intW info = new intW(0);
        LAPACK.dpotrs("L", n, 1, factor, n, x, n, info);
        return x;
    }

    /** The inverse. */
    public double[] inverse() {
        double[] inverse = factor.clone();
        intW info = new intW(0);
        LAPACK.dpotri("L", n, inverse, n, info);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i * n + j] = inverse[j * n + i];
            }
        }
        return inverse;
    }
}
