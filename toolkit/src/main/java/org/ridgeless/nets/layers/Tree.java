package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * Networks with the graph of a binary tree: each node applies a shallow network to the outputs of its two children, y = σ(x W)
 * A with x of twice the width, and the leaves are consecutive parts of the input. They approximate functions of the same
 * compositional structure with a number of units that grows linearly in the number of leaves (H. Mhaskar and T. Poggio, <i>Deep
 * vs. shallow networks</i>, 2016, theorem 2.1; T. Poggio, H. Mhaskar, L. Rosasco, B. Miranda and Q. Liao, <i>Why and when can
 * deep- but not shallow-networks avoid the curse of dimensionality</i>, 2017).
 */
public final class Tree {
    private final int leaves;
    private final int hidden;
    private final int width;
    private final Activation activation;

    private Tree(int leaves, int hidden, int width, Activation activation) {
        this.leaves = leaves;
        this.hidden = hidden;
        this.width = width;
        this.activation = activation;
    }

    /**
     * A binary tree whose leaves and nodes have width 1.
     *
     * @param leaves number of leaves, a power of 2 and at least 2
     * @param hidden number of units in each node
     * @param activation σ of these units
     * @return the tree, to be made into a layer
     * @throws IllegalArgumentException if the number of leaves is no power of 2, or below 2
     */
    public static Tree binary(int leaves, int hidden, Activation activation) {
        if (leaves < 2 || Integer.bitCount(leaves) != 1) {
            throw new IllegalArgumentException("a binary tree has 2, 4, 8, … leaves, got " + leaves);
        }
        return new Tree(leaves, hidden, 1, activation);
    }

    /**
     * The same with so many numbers at each leaf and node.
     *
     * @param numbers ≥ 1
     * @return the wider tree
     */
    public Tree width(int numbers) {
        return new Tree(leaves, hidden, numbers, activation);
    }

    /** The layer in which every node has parameters of its own. */
    public Layer separate() {
        List<Layer> parts = new ArrayList<>();
        for (int nodes = leaves / 2; nodes >= 1; nodes /= 2) {
            parts.add(new BlockDiagonal(Dense.of(2 * width, hidden, activation), nodes));
            parts.add(new BlockDiagonal(Dense.of(hidden, width, Activations.LINEAR), nodes));
        }
        return new Chain(parts);
    }

    /** The layer in which all nodes share their parameters. */
    public Layer recursive() {
        List<Layer> levels = new ArrayList<>();
        for (int nodes = leaves / 2; nodes >= 1; nodes /= 2) {
            levels.add(Chain.of(
                    new Sliced(Dense.of(2 * width, hidden, activation), nodes),
                    new Sliced(Dense.of(hidden, width, Activations.LINEAR), nodes)));
        }
        return new Tied(levels);
    }

    /** The layer in which the nodes of one level share their parameters, as in a convolution without overlap. */
    public Layer shared() {
        List<Layer> parts = new ArrayList<>();
        for (int nodes = leaves / 2; nodes >= 1; nodes /= 2) {
            parts.add(new Sliced(Dense.of(2 * width, hidden, activation), nodes));
            parts.add(new Sliced(Dense.of(hidden, width, Activations.LINEAR), nodes));
        }
        return new Chain(parts);
    }
}
