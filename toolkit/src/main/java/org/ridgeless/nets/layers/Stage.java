package org.ridgeless.nets.layers;

/**
 * A layer at work: y = F(w, x) for a batch of samples, and the derivatives of it that everything else is composed of.
 *
 * <p>Samples are rows, arrays are flat. A stage owns the buffers that it returns: they stay valid until the same method is
 * called again, and nothing is allocated after the first call. The methods build on each other's buffers, so they are called
 * in the order forward, reverse, tangent, reverseTangent (leaving out what is not needed), all with the same w.
 */
public interface Stage {
    /**
     * y = F(w, x) for n samples.
     *
     * @param w all parameters of the network
     * @param x n × inputs
     * @param n samples, at most the capacity
     * @return n × outputs
     */
    double[] forward(double[] w, double[] x, int n);

    /**
     * The vector–Jacobian product: adds {@code scale} · (∂F/∂w)ᵀ ȳ to {@code into} and returns x̄ = (∂F/∂x)ᵀ ȳ, or null if it
     * is not wanted. The input gradient is computed first, so that {@code into} may be {@code w} itself.
     *
     * @param w all parameters
     * @param outputGradient ȳ, n × outputs
     * @param scale a factor of what is added
     * @param into as long as w; or null for nothing to be added
     * @param inputWanted whether x̄ is wanted
     * @return n × inputs, or null
     */
    double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted);

    /**
     * The Jacobian–vector product ẏ = (∂F/∂w) ẇ + (∂F/∂x) ẋ; a null input tangent is zero, and layers without parameters may
     * return null then.
     *
     * @param w all parameters
     * @param weightTangent ẇ, as long as w
     * @param inputTangent ẋ, n × inputs, or null for 0
     * @return ẏ, n × outputs, or null for 0
     */
    double[] tangent(double[] w, double[] weightTangent, double[] inputTangent);

    /**
     * The derivative of {@link #reverse} along (ẇ, ẋ, ȳ̇), where ẇ and ẋ are those of the last {@link #tangent} and ȳ that of
     * the last reverse: adds {@code scale} times the tangent of the weight gradient to {@code into} and returns the tangent
     * of the input gradient, or null if it is not wanted.
     *
     * @param w all parameters
     * @param weightTangent ẇ, as long as w
     * @param outputGradientTangent the tangent of ȳ, n × outputs
     * @param scale a factor of what is added
     * @param into as long as w
     * @param inputWanted whether the tangent of x̄ is wanted
     * @return n × inputs, or null
     */
    double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted);

    /**
     * After a forward pass at w[0] and x[0]: the coefficients of y(t) = F(w(t), x(t)) up to t³, where w(t) = Σ_k w[k] tᵏ and
     * x(t) = Σ_k x[k] tᵏ. The arrays have four entries; null stands for zero.
     *
     * @param w four arrays as long as all parameters, or null
     * @param x four arrays of n × inputs, or null
     * @return four arrays of n × outputs, or null
     */
    double[][] taylor(double[][] w, double[][] x);

    /**
     * After a reverse pass: writes the gradient of each sample alone, at the layer's own parameters. Layers that apply a stage
     * to many parts of a sample hand it the parts as a batch, and want the sum over each {@code group} of consecutive ones.
     *
     * @param rows where the gradients are written
     * @param start where the gradient of the first group starts: the derivative by w[p] of group i goes to {@code rows[start +
     *     i * stride + p]}
     * @param stride distance between two groups
     * @param group number of consecutive rows of the batch whose gradients are summed; it divides the batch
     */
    void sampleGradients(double[] rows, int start, int stride, int group);

    /**
     * After a reverse pass: adds to entry (i, j) of {@code gram}, an n × n matrix, the inner product of the gradients of the
     * samples i and j over this layer's parameters. The buffers are overwritten.
     *
     * @param gram n × n numbers
     * @param buffers shared by all stages
     */
    void addGram(double[] gram, GramBuffers buffers);

    /**
     * The forward passes from now on belong to the given step of training; only random layers care.
     *
     * @param seed of the run
     * @param step of the run
     */
    default void train(long seed, long step) {}

    /** The forward passes from now on evaluate, without any randomness; so it is before the first call of {@link #train}. */
    default void evaluate() {}
}
