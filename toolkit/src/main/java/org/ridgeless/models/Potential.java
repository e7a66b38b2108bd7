package org.ridgeless.models;

/** A function V on ℝⁿ with its gradient. */
public interface Potential {
    /** n. */
    int dimension();

    /** V(f). */
    double value(double[] f);

    /** Writes ∇V(f). */
    void gradient(double[] f, double[] into);
}
