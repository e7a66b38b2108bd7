package org.ridgeless.nets.layers;

/**
 * A layer at work: y = F(w, x) for a batch of samples, and the derivatives of it that everything else is composed of.
 *
 * <p>Samples are rows, arrays are flat. A stage owns the buffers that it returns: they stay valid until the same method is
 * called again, and nothing is allocated after the first call. The methods build on each other's buffers, so they are called
 * in the order forward, reverse, tangent, reverseTangent (leaving out what is not needed), all with the same w.
 */
public interface Stage {
    /** y = F(w, x) for n samples. */
    double[] forward(double[] w, double[] x, int n);

    /**
     * The vector–Jacobian product: adds {@code scale} · (∂F/∂w)ᵀ ȳ to {@code into} and returns x̄ = (∂F/∂x)ᵀ ȳ, or null if it
     * is not wanted. The input gradient is computed first, so that {@code into} may be {@code w} itself.
     */
    double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted);

    /** The Jacobian–vector product ẏ = (∂F/∂w) ẇ + (∂F/∂x) ẋ; a null input tangent is zero. */
    double[] tangent(double[] w, double[] weightTangent, double[] inputTangent);

    /**
     * The derivative of {@link #reverse} along (ẇ, ẋ, ȳ̇), where ẇ and ẋ are those of the last {@link #tangent} and ȳ that of
     * the last reverse: adds {@code scale} times the tangent of the weight gradient to {@code into} and returns the tangent
     * of the input gradient, or null if it is not wanted.
     */
    double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted);

    /**
     * After a reverse pass: writes the gradient of each sample alone into row i of {@code rows}, at the layer's own columns.
     *
     * @param stride number of columns of {@code rows}, the number of all parameters
     */
    void sampleGradients(double[] rows, int stride);

    /**
     * After a reverse pass: adds to entry (i, j) of {@code gram}, an n × n matrix, the inner product of the gradients of the
     * samples i and j over this layer's parameters.
     */
    void addGram(double[] gram);
}
