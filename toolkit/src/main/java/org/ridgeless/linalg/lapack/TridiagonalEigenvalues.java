package org.ridgeless.linalg.lapack;

import java.util.Arrays;
import org.netlib.util.intW;

/** Eigenvalues of symmetric tridiagonal matrices, in O(n²), by the root-free QR iteration of LAPACK's DSTERF. */
public final class TridiagonalEigenvalues {
    private TridiagonalEigenvalues() {}

    /**
     * The eigenvalues, ascending.
     *
     * @param diagonal its n entries
     * @param beside the n − 1 entries beside it
     * @return n numbers
     * @throws IllegalArgumentException if the numbers of entries do not fit, or one is not finite
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static double[] of(double[] diagonal, double[] beside) {
        int n = diagonal.length;
        if (n == 0 || beside.length != n - 1) {
            throw new IllegalArgumentException(
                    "a tridiagonal matrix has n diagonal and n − 1 other entries, got " + n + " and " + beside.length);
        }
        Shapes.requireFiniteBand(diagonal, beside);
        double[] values = diagonal.clone();
        intW info = new intW(0);
        Provider.lapack(n).dsterf(n, values, Arrays.copyOf(beside, n), info);
        if (info.val != 0) {
            throw new ArithmeticException("the eigenvalues of a tridiagonal matrix of order " + n
                    + " did not converge: LAPACK says " + info.val);
        }
        return values;
    }
}
