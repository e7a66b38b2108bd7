package org.ridgeless.linalg;

/** A linear map known by its products. */
@FunctionalInterface
public interface LinearOperator {
    /** Adds the product with the first vector to the second. */
    void apply(double[] vector, double[] into);
}
