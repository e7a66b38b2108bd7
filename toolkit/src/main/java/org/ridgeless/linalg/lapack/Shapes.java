package org.ridgeless.linalg.lapack;

/** Argument checks shared by the decompositions. */
final class Shapes {
    private Shapes() {}

    static void require(double[] matrix, int n, int d) {
        if (n < 1 || d < 1 || matrix.length != (long) n * d) {
            throw new IllegalArgumentException(
                    "a " + n + " × " + d + " matrix has " + (long) n * d + " entries, got " + matrix.length);
        }
    }

    /** LAPACK would loop or return nonsense. */
    static void requireFinite(double[] matrix, int columns) {
        for (int i = 0; i < matrix.length; i++) {
            if (!Double.isFinite(matrix[i])) {
                throw new IllegalArgumentException(
                        "the matrix holds " + matrix[i] + " in row " + i / columns + ", column " + i % columns);
            }
        }
    }
}
