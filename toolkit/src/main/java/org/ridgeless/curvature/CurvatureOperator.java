package org.ridgeless.curvature;

/** A symmetric matrix known by its products. */
@FunctionalInterface
public interface CurvatureOperator {
    /** Adds the product with the first vector to the second. */
    void apply(double[] vector, double[] into);
}
