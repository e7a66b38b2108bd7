package org.ridgeless.linalg.dense;

/**
 * Dense products and elementwise functions on flat row-major {@code double[]}; the inner loops of every network.
 *
 * <p>Matrices carry an offset, never a leading dimension: rows are contiguous. No method allocates, but for scratch space on
 * its first call. Implementations agree to
 * rounding (they may fuse multiplications with additions and sum in another order); each one alone is deterministic, and the
 * value of a row of a product does not depend on how many rows the product has. An object is for one thread at a time.
 */
public interface DenseKernels {
    /** A new object of the fastest implementation that this JVM can run; start it with {@code --add-modules jdk.incubator.vector}. */
    static DenseKernels best() {
        return new LargeProducts(AvailableKernels.BEST.forOneThread());
    }

    /** Plain loops, which run on every JVM. */
    static DenseKernels plain() {
        return PlainKernels.INSTANCE;
    }

    /** Another object of the same kernels, for another thread. */
    default DenseKernels forOneThread() {
        return this;
    }

    /**
     * Whether an entry of a product with at least as many columns as a vector has lanes is summed as
     * {@link org.ridgeless.linalg.openblas.SummationOrder} says.
     */
    default boolean sumsInOrder() {
        return false;
    }

    /** What runs, for example {@code "vector, 8 lanes"}. */
    String name();

    /**
     * C = α A B + 1 bᵀ, then max(·, 0) if asked; A is n × k, B is k × m, C is n × m.
     *
     * @param n rows of A and C
     * @param k columns of A
     * @param m columns of B and C
     * @param alpha α
     * @param a holds A
     * @param aOffset where A starts
     * @param b holds B
     * @param bOffset where B starts
     * @param bias a row of m numbers added to each row of C, or null
     * @param biasOffset where the bias starts
     * @param rectified whether negative entries of C become zero
     * @param c C, overwritten
     * @param cOffset where C starts
     */
    void multiply(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] bias,
            int biasOffset,
            boolean rectified,
            double[] c,
            int cOffset);

    /**
     * C += α A B; A is n × k, B is k × m, C is n × m.
     *
     * @param n rows of A and C
     * @param k columns of A
     * @param m columns of B and C
     * @param alpha α
     * @param a holds A
     * @param aOffset where A starts
     * @param b holds B
     * @param bOffset where B starts
     * @param c C, added to
     * @param cOffset where C starts
     */
    void multiplyAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset);

    /**
     * C += α Aᵀ B; A is n × k, B is n × m, C is k × m.
     *
     * @param n rows of A and B
     * @param k columns of A
     * @param m columns of B and C
     * @param alpha α
     * @param a holds A
     * @param aOffset where A starts
     * @param b holds B
     * @param bOffset where B starts
     * @param c C, added to
     * @param cOffset where C starts
     */
    void multiplyTransposedAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset);

    /**
     * C = α A Bᵀ, or C += α A Bᵀ; A is n × k, B is m × k, C is n × m.
     *
     * @param n rows of A and C
     * @param k columns of A and B
     * @param m rows of B
     * @param alpha α
     * @param a holds A
     * @param aOffset where A starts
     * @param b holds B
     * @param bOffset where B starts
     * @param adds whether C is added to
     * @param c holds C
     * @param cOffset where C starts
     */
    void multiplyByTransposed(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            boolean adds,
            double[] c,
            int cOffset);

    /**
     * C = A Aᵀ, or C += A Aᵀ for a symmetric C; half of the work of the product where that pays.
     *
     * @param n rows of A
     * @param k columns of A
     * @param a n × k
     * @param aOffset where A starts
     * @param adds whether C is added to
     * @param c n × n
     * @param cOffset where C starts
     */
    default void gram(int n, int k, double[] a, int aOffset, boolean adds, double[] c, int cOffset) {
        multiplyByTransposed(n, k, n, 1, a, aOffset, a, aOffset, adds, c, cOffset);
    }

    /**
     * B = Aᵀ; A is rows × columns.
     *
     * @param rows of A
     * @param columns of A
     * @param a holds A
     * @param aOffset where A starts
     * @param b B, overwritten
     * @param bOffset where B starts
     */
    void transpose(int rows, int columns, double[] a, int aOffset, double[] b, int bOffset);

    /**
     * y += α · (sum of the rows of A); A is n × m.
     *
     * @param n rows of A
     * @param m columns of A
     * @param alpha α
     * @param a holds A
     * @param aOffset where A starts
     * @param y m numbers, added to
     * @param yOffset where y starts
     */
    void addRowSums(int n, int m, double alpha, double[] a, int aOffset, double[] y, int yOffset);

    /**
     * c_i = a_i where gate_i is positive, else slope · a_i.
     *
     * @param n how many
     * @param slope the factor where the gate is closed
     * @param gate whose signs decide
     * @param a factors
     * @param c overwritten
     */
    void gate(int n, double slope, double[] gate, double[] a, double[] c);

    /**
     * y_i = exp(x_i), to within a few units in the last place; x and y may be the same array.
     *
     * @param n how many
     * @param x arguments
     * @param y values, overwritten
     */
    void exp(int n, double[] x, double[] y);

    /**
     * y_i = {@link Tanh#of tanh x_i}, the same bits in every implementation; x and y may be the same array.
     *
     * @param n how many
     * @param x arguments
     * @param y values, overwritten
     */
    default void tanh(int n, double[] x, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = Tanh.of(x[i]);
        }
    }

    /**
     * Σ x_i y_i.
     *
     * @param n how many
     * @param x first vector
     * @param xOffset where it starts
     * @param y second vector
     * @param yOffset where it starts
     * @return the sum
     */
    double dot(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y += α x.
     *
     * @param n how many
     * @param alpha α
     * @param x holds the vector
     * @param xOffset where it starts
     * @param y added to
     * @param yOffset where it starts
     */
    void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset);
}
