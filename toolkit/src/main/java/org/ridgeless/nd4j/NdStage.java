package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer at work on arrays of ND4J; the same passes as those of {@link org.ridgeless.nets.layers.Stage}. Arrays have one row
 * for each sample. A gradient is an array G × P for the sum over each of G groups of n / G consecutive rows: G = 1 gives the
 * gradient, G = n that of every sample. Arguments are never changed, and may be returned.
 */
interface NdStage {
    /** y = F(w, x). */
    INDArray forward(INDArray x);

    /** Adds (∂F/∂w)ᵀ ȳ to the gradient unless that is null, and returns (∂F/∂x)ᵀ ȳ. */
    INDArray reverse(INDArray outputGradient, INDArray gradient);

    /** ẏ = (∂F/∂w) ẇ + (∂F/∂x) ẋ; null stands for zero. */
    INDArray tangent(INDArray inputTangent);

    /** The derivative of the last reverse along the last tangent and {@code outputGradientTangent}, for G = 1. */
    INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient);

    /** The forward passes from now on belong to the given step of training. */
    default void train(long seed, long step) {}

    /** The forward passes from now on evaluate. */
    default void evaluate() {}
}
