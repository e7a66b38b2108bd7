package org.ridgeless.linalg.openblas;

/**
 * In which order the terms of an entry of a product are added: in stretches of at most {@value #DEEPEST} terms, each by fused
 * multiply-adds from the first term on; what a stretch gives is multiplied by α and added to the entry, with a rounding after each.
 * OpenBLAS does so on processors of the Haswell and Zen families, and the kernels with vectors of four lanes do the same.
 */
public final class SummationOrder {
    /** The longest stretch. */
    public static final int DEEPEST = 256;

    private static final int UNIT = 4;

    private SummationOrder() {}

    /**
     * The length of the next stretch when so many terms are left.
     *
     * @param left terms, ≥ 0
     * @return at most {@value #DEEPEST}
     */
    public static int stretch(int left) {
        if (left >= 2 * DEEPEST) {
            return DEEPEST;
        }
        return left > DEEPEST ? (left / 2 + UNIT - 1) / UNIT * UNIT : left;
    }

    /**
     * Entry (i, j) of start + α A B, for A with rows of k entries and B with rows of m entries.
     *
     * @param start what the entry is added to
     * @param alpha α
     * @param a A, row by row
     * @param b B, row by row
     * @param k columns of A
     * @param m columns of B
     * @param i row of the entry
     * @param j column of the entry
     * @return the entry with its roundings
     */
    public static double entry(double start, double alpha, double[] a, double[] b, int k, int m, int i, int j) {
        double entry = start;
        for (int p = 0; p < k; ) {
            int end = p + stretch(k - p);
            double sum = 0;
            for (; p < end; p++) {
                sum = Math.fma(a[i * k + p], b[p * m + j], sum);
            }
            entry += alpha * sum;
        }
        return entry;
    }
}
