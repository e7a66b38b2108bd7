package org.ridgeless.linalg.lapack;

import java.util.Locale;
import org.ridgeless.linalg.Memory;

/** Argument checks shared by the decompositions. */
final class Shapes {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Shapes() {}

    /**
     * Refuses what would end in the middle, before anything is allocated; beyond the longest array the library's own counts overflow.
     *
     * @param what at the start of a sentence
     * @param results numbers of copies and results
     * @param work numbers that the library works with
     */
    static void requireRoom(String what, double results, double work) {
        if (work > LONGEST_ARRAY) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s needs %.2e numbers to work with, and an array holds %.2e", what, work, (double)
                            LONGEST_ARRAY));
        }
        Memory.require(what, results + work);
    }

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
                throw notFinite(matrix[i], i / columns, i % columns);
            }
        }
    }

    /** The same for the diagonal of a matrix and the entries to the right of it. */
    static void requireFiniteBand(double[] diagonal, double[] right) {
        for (int i = 0; i < diagonal.length; i++) {
            if (!Double.isFinite(diagonal[i])) {
                throw notFinite(diagonal[i], i, i);
            }
            if (i < right.length && !Double.isFinite(right[i])) {
                throw notFinite(right[i], i, i + 1);
            }
        }
    }

    private static IllegalArgumentException notFinite(double entry, int row, int column) {
        return new IllegalArgumentException("the matrix holds " + entry + " in row " + row + ", column " + column);
    }
}
