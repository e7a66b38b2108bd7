package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/** One layer of a network, described: shapes, parameters, homogeneity. Immutable; {@link #stage} makes it run. */
public interface Layer {
    /** Width of one input sample. */
    int inputs();

    /** Width of one output sample. */
    int outputs();

    /** The parameter blocks in their order, with offsets from the first parameter of the layer. */
    List<Block> blocks();

    /**
     * The degree of positive homogeneity of the output in all parameters up to this layer, given the degree of the input
     * (0 for the data themselves); NaN if the output is not positively homogeneous. The layer alone has the degree
     * {@code degree(0)} in its own parameters.
     *
     * @param inputDegree degree of the input, 0 for the data, or NaN
     * @return the degree of the output, or NaN
     */
    double degree(double inputDegree);

    /**
     * Whether the layer multiplies by each of its weight blocks once and passes factors of its input on as they are, so that the
     * network is the product of the norms of its blocks times the network of the normalized blocks. Not so with an activation of
     * another degree than one, which raises the factors of all blocks before it to that power, nor with biases.
     */
    default boolean factorizes() {
        return true;
    }

    /** Whether a gradient may be added to the weights while the layer's reverse pass still runs; false for tied weights. */
    default boolean updatesInPlace() {
        return true;
    }

    /** This layer with a bias wherever it can have one. */
    default Layer biased() {
        return this;
    }

    /**
     * This layer with the constants that the parametrization gives it; {@code last} if it gives the output of the network.
     *
     * @param parametrization which constants
     * @param last whether the layer gives the output of the network
     * @return the layer; one without constants is itself
     */
    default Layer parametrized(Parametrization parametrization, boolean last) {
        return this;
    }

    /** Whether the output of a sample depends on the other samples of its batch, as with batch normalization. */
    default boolean couplesSamples() {
        return false;
    }

    /** Whether the layer draws at random in training, as dropout does. */
    default boolean random() {
        return false;
    }

    /**
     * Makes freshly drawn parameters, which start at {@code offset}, fit each other.
     *
     * @param w all parameters, changed in place
     * @param offset where those of the layer start
     */
    default void settle(double[] w, int offset) {}

    /**
     * A new runnable form of this layer.
     *
     * @param offset where the layer's parameters start in the flat vector
     * @param capacity the largest number of samples it will be given at once
     * @param kernels the matrix products to use
     * @return a stage with buffers of its own, for one thread
     */
    Stage stage(int offset, int capacity, DenseKernels kernels);

    /** About how many numbers a stage of this layer keeps for each sample. */
    default double workspace() {
        return inputs() + 2.0 * outputs();
    }

    /** The length of the longest array of it, for each sample. */
    default long longestArray() {
        return Math.max(inputs(), outputs());
    }

    /** Number of parameters of the layer. */
    default int parameterCount() {
        return blocks().stream().mapToInt(Block::size).sum();
    }
}
