package org.ridgeless.linalg.lapack;

import dev.ludovic.netlib.blas.BLAS;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.linalg.openblas.Netlib;
import org.ridgeless.linalg.openblas.OpenBlas;

/** Products of flat row-major matrices. */
public final class Products {
    static final BLAS BLAS = Netlib.javaBlas();

    /** From so many columns and multiplications on the blocked kernels are faster. */
    private static final int WIDE = 16;

    private static final int LARGE = 100_000;

    /** From so many multiplications on the native library is faster, which starts at its full speed. */
    private static final long VERY_LARGE = 1_000_000;

    /** Multiplications between two looks for an interruption, some tenths of a second. */
    private static final long AT_ONCE = 4_000_000_000L;

    private Products() {}

    /**
     * A B: n × k times k × m.
     *
     * @param a A, row by row
     * @param b B, row by row
     * @param n rows of A
     * @param k columns of A
     * @param m columns of B
     * @return n × m numbers; 2nkm flops
     * @throws IllegalArgumentException if the lengths do not fit the shapes, or the product does not fit into memory
     */
    public static double[] multiply(double[] a, double[] b, int n, int k, int m) {
        return product("N", "N", a, b, n, k, m);
    }

    /**
     * Aᵀ B for A of k × n and B of k × m.
     *
     * @param a A, row by row
     * @param b B, row by row
     * @param n columns of A
     * @param k rows of both
     * @param m columns of B
     * @return n × m numbers; 2nkm flops
     * @throws IllegalArgumentException if the lengths do not fit the shapes
     */
    public static double[] transposeLeft(double[] a, double[] b, int n, int k, int m) {
        return product("T", "N", a, b, n, k, m);
    }

    /**
     * A Bᵀ for A of n × k and B of m × k.
     *
     * @param a A, row by row
     * @param b B, row by row
     * @param n rows of A
     * @param k columns of both
     * @param m rows of B
     * @return n × m numbers; 2nkm flops
     * @throws IllegalArgumentException if the lengths do not fit the shapes
     */
    public static double[] transposeRight(double[] a, double[] b, int n, int k, int m) {
        return product("N", "T", a, b, n, k, m);
    }

    /**
     * Adds A v to a vector, for a symmetric A of order n.
     *
     * @param a n² numbers, symmetric, which is not checked
     * @param n the order
     * @param v n numbers
     * @param into n numbers, to which the product is added
     */
    public static void addSymmetric(double[] a, int n, double[] v, double[] into) {
        BLAS.dgemv("T", n, n, 1, a, n, v, 1, 1, into, 1);
    }

    private static double[] product(String left, String right, double[] a, double[] b, int n, int k, int m) {
        if (a.length != (long) n * k || b.length != (long) k * m) {
            throw new IllegalArgumentException("a product of " + n + " × " + k + " and " + k + " × " + m + " needs "
                    + (long) n * k + " and " + (long) k * m + " entries, got " + a.length + " and " + b.length);
        }
        Shapes.requireRoom(
                "the product of a " + n + " × " + k + " and a " + k + " × " + m + " matrix", 0, (double) n * m);
        double[] c = new double[n * m];
        if (Math.min(n, Math.min(k, m)) >= WIDE && (long) n * k * m >= VERY_LARGE && OpenBlas.works()) {
            inPieces(left, right, a, b, n, k, m, c);
            return c;
        }
        if (m >= WIDE && (long) n * k * m >= LARGE) {
            DenseKernels kernels = DenseKernels.best();
            if (left.equals("T")) {
                kernels.multiplyTransposedAdd(k, n, m, 1, a, 0, b, 0, c, 0);
            } else if (right.equals("T")) {
                kernels.multiplyByTransposed(n, k, m, 1, a, 0, b, 0, false, c, 0);
            } else {
                kernels.multiply(n, k, m, 1, a, 0, b, 0, null, 0, false, c, 0);
            }
            return c;
        }
        // BLAS counts by columns, where these matrices are transposed: Cᵀ = Bᵀ Aᵀ.
        BLAS.dgemm(right, left, m, n, k, 1, b, right.equals("N") ? m : k, a, left.equals("N") ? k : n, 0, c, m);
        return c;
    }

    /** Some rows of C after the other. */
    private static void inPieces(String left, String right, double[] a, double[] b, int n, int k, int m, double[] c) {
        int step = (int) Math.max(1, Math.min(n, AT_ONCE / ((long) k * m)));
        for (int row = 0; row < n; row += step) {
            if (row > 0) {
                Interruption.poll();
            }
            int rows = Math.min(step, n - row);
            boolean byRows = left.equals("N");
            int start = byRows ? row * k : row;
            OpenBlas.blas()
                    .dgemm(
                            right,
                            left,
                            m,
                            rows,
                            k,
                            1,
                            b,
                            0,
                            right.equals("N") ? m : k,
                            a,
                            start,
                            byRows ? k : n,
                            0,
                            c,
                            row * m,
                            m);
        }
    }
}
