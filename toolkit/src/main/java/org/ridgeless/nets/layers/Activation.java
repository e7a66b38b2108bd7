package org.ridgeless.nets.layers;

/**
 * An elementwise nonlinearity σ with its derivatives; at kinks the derivative from the left is taken (0 for ReLU at 0).
 * Custom ones implement this interface; the batch methods exist so that the frequent ones can be fast.
 */
public interface Activation {
    /** How the activation is called in the description of a network. */
    String name();

    /**
     * σ(z).
     *
     * @param z any number
     * @return σ(z)
     */
    double value(double z);

    /**
     * σ′(z).
     *
     * @param z any number
     * @return σ′(z), at a kink from the left
     */
    double derivative(double z);

    /**
     * σ″(z), almost everywhere.
     *
     * @param z any number
     * @return σ″(z)
     */
    double secondDerivative(double z);

    /**
     * σ‴(z), almost everywhere.
     *
     * @param z any number
     * @return σ‴(z)
     */
    double thirdDerivative(double z);

    /** p if σ(c z) = cᵖ σ(z) for all c &gt; 0, else NaN. */
    default double degree() {
        return Double.NaN;
    }

    /** Whether positive factors pass unchanged, as the product f(W; x) = Π ρ_k f(V; x) needs it. */
    default boolean factorizes() {
        return degree() == 1;
    }

    /** Whether σ″ is zero almost everywhere, so that second-order passes may leave it out. */
    default boolean piecewiseLinear() {
        return false;
    }

    /**
     * y_i = σ(z_i) for the first n entries.
     *
     * @param n how many
     * @param z arguments
     * @param y values, overwritten
     */
    default void apply(int n, double[] z, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = value(z[i]);
        }
    }

    /**
     * b_i = σ′(z_i) a_i for the first n entries, where y_i = σ(z_i) is known; a and b may be the same array.
     *
     * @param n how many
     * @param z arguments
     * @param y values σ(z)
     * @param a factors
     * @param b products, overwritten
     */
    default void multiplyDerivative(int n, double[] z, double[] y, double[] a, double[] b) {
        for (int i = 0; i < n; i++) {
            b[i] = derivative(z[i]) * a[i];
        }
    }

    /**
     * c_i += a_i σ″(z_i) b_i for the first n entries, where y_i = σ(z_i) is known.
     *
     * @param n how many
     * @param z arguments
     * @param y values σ(z)
     * @param a factors
     * @param b factors
     * @param c sums, to which the products are added
     */
    default void addBend(int n, double[] z, double[] y, double[] a, double[] b, double[] c) {
        for (int i = 0; i < n; i++) {
            c[i] += a[i] * secondDerivative(z[i]) * b[i];
        }
    }
}
