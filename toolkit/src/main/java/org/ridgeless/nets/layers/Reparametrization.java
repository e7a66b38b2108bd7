package org.ridgeless.nets.layers;

/**
 * The parameters u = φ(w) of a layer as a function of others; u starts at 0 of its array, w at {@code offset} of the flat
 * vector.
 */
interface Reparametrization {
    /** u = φ(w). */
    void apply(double[] w, int offset, double[] u);

    /** u̇ = φ′(w) ẇ. */
    void push(double[] w, double[] tangent, int offset, double[] u);

    /** Adds {@code scale} · φ′(w)ᵀ ū to {@code into} from {@code start} on; ū starts at {@code first} of its array. */
    void pull(double[] w, int offset, double[] gradient, int first, double scale, double[] into, int start);

    /** Adds {@code scale} · (d/dt φ′(w + t ẇ))ᵀ ū to {@code into} from {@code offset} on. */
    void pullTangent(double[] w, double[] tangent, int offset, double[] gradient, double scale, double[] into);

    /** The coefficients of φ(w(t)) from 1 to 3. */
    void taylor(double[][] w, int offset, double[][] u);

    /** Whether φ is linear, so that {@link #pullTangent} adds nothing. */
    boolean linear();
}
