package org.ridgeless.nets.engine;

import java.util.function.BiConsumer;
import org.ridgeless.nets.layers.Architecture;

/**
 * One network f(w; x) ready to be evaluated on batches. P is the number of parameters, n of samples, C of outputs; arrays are
 * flat with one sample a row. Returned arrays belong to the evaluator and hold until the same method is called again. The
 * passes build on one another: call forward before reverse and tangent, and both of these before reverseTangent.
 */
public interface Evaluator {
    /** What is evaluated. */
    Architecture architecture();

    /** The largest batch. */
    int capacity();

    /**
     * f(w; x_i) for n samples: n × C.
     *
     * @param w P parameters
     * @param x n × d inputs
     * @param n at most the capacity
     * @return n × C outputs
     */
    double[] forward(double[] w, double[] x, int n);

    /**
     * Adds {@code scale} · Jᵀ s to {@code into}, where J is the nC × P Jacobian of the outputs and s the n × C array {@code
     * outputGradient}. {@code into} may be the array w itself if the architecture {@link Architecture#updatesInPlace}; if it is null
     * the pass only prepares {@link #reverseTangent}.
     *
     * @param w P parameters
     * @param outputGradient s, n × C
     * @param scale a factor of the whole
     * @param into P numbers, to which the product is added; or null
     */
    void reverse(double[] w, double[] outputGradient, double scale, double[] into);

    /**
     * As {@link #reverse}, and returns the gradient with respect to the inputs, n × d.
     *
     * @param w P parameters
     * @param outputGradient s, n × C
     * @param scale a factor of what is added to {@code into}
     * @param into P numbers, to which the product is added; or null
     * @return (∂f/∂x)ᵀ s, n × d
     */
    double[] reverseToInputs(double[] w, double[] outputGradient, double scale, double[] into);

    /**
     * J v: n × C.
     *
     * @param w P parameters
     * @param v P numbers
     * @return n × C numbers
     */
    double[] tangent(double[] w, double[] v);

    /**
     * The derivative along v of Jᵀ s, times {@code scale}, added to {@code into}: Σ (∂²f/∂w² · s) v + Jᵀ ṡ, where s is that of
     * the last reverse and ṡ is {@code outputGradientTangent}.
     *
     * @param w P parameters
     * @param v P numbers, those of the last {@link #tangent}
     * @param outputGradientTangent ṡ, n × C
     * @param scale a factor of the whole
     * @param into P numbers, to which the product is added
     */
    void reverseTangent(double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into);

    /**
     * After forward: J v + (∂f/∂x) ẋ for a direction ẋ of the inputs, n × d: n × C.
     *
     * @param w P parameters
     * @param v P numbers
     * @param inputTangent ẋ, n × d
     * @return n × C numbers
     * @throws UnsupportedOperationException if this engine has no second derivatives in the inputs
     */
    default double[] tangentFromInputs(double[] w, double[] v, double[] inputTangent) {
        throw withoutInputs();
    }

    /**
     * As {@link #reverseTangent} after {@link #tangentFromInputs}: adds to {@code into}, and returns the derivative along (v, ẋ) of
     * the gradient with respect to the inputs, n × d.
     *
     * @param w P parameters
     * @param v P numbers, those of the last {@link #tangentFromInputs}
     * @param outputGradientTangent ṡ, n × C
     * @param scale a factor of what is added to {@code into}
     * @param into P numbers, to which the product is added
     * @return n × d numbers
     * @throws UnsupportedOperationException if this engine has no second derivatives in the inputs
     */
    default double[] reverseTangentToInputs(
            double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into) {
        throw withoutInputs();
    }

    private static UnsupportedOperationException withoutInputs() {
        return new UnsupportedOperationException(
                "this engine has no second derivatives in the inputs; they are taken with"
                        + " Engine.FUSED or Engine.PLAIN");
    }

    /**
     * After forward: the coefficients f_0, …, f_3 of f(w + t v; x) = f_0 + f_1 t + f_2 t² + f_3 t³ + O(t⁴), each n × C; f_0 is
     * what forward returned and f_1 is J v.
     *
     * @param w P parameters
     * @param v P numbers, the direction
     * @return four arrays of n × C numbers
     * @throws UnsupportedOperationException if this engine has no Taylor pass
     */
    default double[][] taylor(double[] w, double[] v) {
        throw new UnsupportedOperationException(
                "this engine has no Taylor pass; derivatives of third order are taken with Engine.FUSED or"
                        + " Engine.PLAIN");
    }

    /**
     * The gradients of s_i · f(w; x_i), one sample a row, n × P; runs a reverse pass of its own after forward.
     *
     * @param w P parameters
     * @param outputGradient s, n × C
     * @param rows n × P numbers, overwritten
     */
    void sampleGradients(double[] w, double[] outputGradient, double[] rows);

    /**
     * Adds the n × n matrix of inner products of the sample gradients, without forming them.
     *
     * @param w P parameters
     * @param outputGradient s, n × C
     * @param gram n × n numbers, to which the products are added
     */
    void addGram(double[] w, double[] outputGradient, double[] gram);

    /**
     * The forward passes from now on belong to the given step of a training run; random layers then draw from the seed, the
     * step and the place of a sample in the batch. Nothing else changes.
     *
     * @param seed of the run
     * @param step of the run
     */
    default void train(long seed, long step) {}

    /** The forward passes from now on evaluate, without any randomness; so it is at first. */
    default void evaluate() {}

    /**
     * After forward and reverse: fills the P × P array {@code into} with {@code scale} times the second derivative of the loss whose
     * output gradient the last reverse was given, if the structure of the network allows more than one column at a time.
     *
     * @param w P parameters
     * @param outputCurvature writes the second derivative of the loss in the outputs, times its first argument, into its second
     * @param scale a factor of the whole
     * @param into P² numbers, overwritten
     * @return false if the structure does not allow it; then nothing is done
     */
    default boolean hessian(double[] w, BiConsumer<double[], double[]> outputCurvature, double scale, double[] into) {
        return false;
    }
}
