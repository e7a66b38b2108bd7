package org.ridgeless.linalg.lapack;

import org.netlib.util.intW;

/** The thin singular value decomposition A = U diag(σ) Vᵀ of an n × d matrix, with m = min(n, d) columns in U and V. */
public final class SingularDecomposition {
    private final int n;
    private final int d;
    private final double[] values;
    private final double[] left;
    private final double[] rightTransposed;

    private SingularDecomposition(int n, int d, double[] values, double[] left, double[] rightTransposed) {
        this.n = n;
        this.d = d;
        this.values = values;
        this.left = left;
        this.rightTransposed = rightTransposed;
    }

    /**
     * Decomposes a flat row-major matrix; where only the values are wanted, {@link SingularValues} is several times faster.
     *
     * @param matrix n × d, row by row; finite
     * @param n rows, ≥ 1
     * @param d columns, ≥ 1
     * @return the decomposition, m (n + d + 1) numbers; n d + 4m² numbers besides
     * @throws IllegalArgumentException if there are not n d entries, or one is not finite, or memory is short
     * @throws ArithmeticException if LAPACK does not converge
     */
    public static SingularDecomposition of(double[] matrix, int n, int d) {
        Shapes.require(matrix, n, d);
        double m = Math.min(n, d);
        Shapes.requireRoom(
                "The singular value decomposition of a " + n + " × " + d + " matrix",
                (double) n * d + m * (n + d),
                4 * m * m + 64.0 * (n + d));
        Shapes.requireFinite(matrix, d);
        if (d > n) {
            // The binding demands d × d entries for V of a wide matrix, though LAPACK writes m of its columns only.
            SingularDecomposition tall = of(transposed(matrix, n, d), d, n);
            return new SingularDecomposition(
                    n, d, tall.values, transposed(tall.rightTransposed, n, n), transposed(tall.left, d, n));
        }
        return tall(matrix, n, d);
    }

    private static SingularDecomposition tall(double[] matrix, int n, int d) {
        int m = Math.min(n, d);
        double[] a = matrix.clone();
        double[] values = new double[m];
        // LAPACK sees Aᵀ = V diag(σ) Uᵀ: its left vectors are ours on the right, and columns are rows.
        double[] rightTransposed = new double[m * d];
        double[] left = new double[n * m];
        double[] size = new double[1];
        int[] integers = new int[8 * m];
        intW info = new intW(0);
        Provider.lapack(m).dgesdd("S", d, n, a, d, values, rightTransposed, d, left, m, size, -1, integers, info);
        int work = (int) size[0];
        Provider.lapack(m)
                .dgesdd("S", d, n, a, d, values, rightTransposed, d, left, m, new double[work], work, integers, info);
        if (info.val != 0) {
            throw new ArithmeticException("the singular value decomposition of a " + n + " × " + d
                    + " matrix did not converge: LAPACK says " + info.val);
        }
        return new SingularDecomposition(n, d, values, left, rightTransposed);
    }

    private static double[] transposed(double[] matrix, int rows, int columns) {
        double[] flipped = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                flipped[j * rows + i] = matrix[i * columns + j];
            }
        }
        return flipped;
    }

    /** The singular values, descending. */
    public double[] values() {
        return values.clone();
    }

    /** U, n × m, row by row. */
    public double[] left() {
        return left.clone();
    }

    /** Vᵀ, m × d, row by row: its rows are the right singular vectors. */
    public double[] rightTransposed() {
        return rightTransposed.clone();
    }

    /**
     * The best approximation of A of rank at most k, in every unitarily invariant norm (Eckart and Young).
     *
     * @param k from 0 to m
     * @return n × d numbers, row by row
     * @throws IllegalArgumentException if k is out of range
     */
    public double[] truncated(int k) {
        if (k < 0 || k > values.length) {
            throw new IllegalArgumentException("a rank between 0 and " + values.length + " is wanted, got " + k);
        }
        double[] approximation = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < k; r++) {
                double weight = left[i * values.length + r] * values[r];
                for (int j = 0; j < d; j++) {
                    approximation[i * d + j] += weight * rightTransposed[r * d + j];
                }
            }
        }
        return approximation;
    }
}
