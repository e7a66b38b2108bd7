package org.ridgeless.linalg;

/** A linear map known by its products. */
@FunctionalInterface
public interface LinearOperator {
    /**
     * Adds the product with the first vector to the second.
     *
     * @param vector the factor; not to be changed
     * @param into where the product is added
     */
    void apply(double[] vector, double[] into);
}
