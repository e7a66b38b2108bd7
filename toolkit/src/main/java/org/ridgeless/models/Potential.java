package org.ridgeless.models;

/** A function V on ℝⁿ with its gradient. */
public interface Potential {
    /** n. */
    int dimension();

    /**
     * V(f).
     *
     * @param f n numbers, which stay as they are
     * @return the value, in the units in which temperatures are given
     */
    double value(double[] f);

    /**
     * Writes ∇V(f).
     *
     * @param f n numbers, which stay as they are
     * @param into n numbers that are overwritten
     */
    void gradient(double[] f, double[] into);
}
