package org.ridgeless.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;

/**
 * The regularizer \( R(w) = \sum_b \tfrac{\lambda_b}{2}\|w_b\|^2 \) with a strength for each block of parameters. Its
 * gradient is \( \lambda_b w_b \) and its Hessian \( \lambda_b \) times the identity. Immutable.
 *
 * {@snippet file="NetworksTest.java" region="decay"}
 *
 * <p><i>Reference:</i> A. Krogh and J. Hertz, <i>A simple weight decay can improve generalization</i>, NIPS 1991.
 */
public final class WeightDecay {
    private static final WeightDecay NONE = new WeightDecay(0, 0, Map.of());

    private final double weights;
    private final double biases;
    private final Map<String, Double> blocks;

    private WeightDecay(double weights, double biases, Map<String, Double> blocks) {
        this.weights = weights;
        this.biases = biases;
        this.blocks = blocks;
    }

    /** No decay. */
    public static WeightDecay none() {
        return NONE;
    }

    /**
     * The same λ ≥ 0 for all parameters.
     *
     * @param lambda finite and ≥ 0
     * @return the decay
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public static WeightDecay all(double lambda) {
        return new WeightDecay(require(lambda), lambda, Map.of());
    }

    /**
     * λ ≥ 0 for the weight matrices, nothing for the biases.
     *
     * @param lambda finite and ≥ 0
     * @return the decay
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public static WeightDecay weights(double lambda) {
        return new WeightDecay(require(lambda), 0, Map.of());
    }

    /**
     * The same with another λ ≥ 0 for the block of that name, for example {@code W2}.
     *
     * @param name of a block, as {@code net.architecture().blocks()} lists them
     * @param lambda finite and ≥ 0
     * @return the changed decay
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public WeightDecay block(String name, double lambda) {
        Map<String, Double> more = new LinkedHashMap<>(blocks);
        more.put(name, require(lambda));
        return new WeightDecay(weights, biases, more);
    }

    private static double require(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("weight decay needs a number λ ≥ 0, got " + lambda);
        }
        return lambda;
    }

    /** Whether nothing decays. */
    public boolean isNone() {
        return weights == 0 && biases == 0 && blocks.values().stream().allMatch(lambda -> lambda == 0);
    }

    /**
     * The regularizer of networks of the given architecture; refuses names of blocks that it does not have.
     *
     * @param architecture whose blocks decay
     * @return R of its parameters
     * @throws IllegalArgumentException if a named block is not there, with those that are
     */
    public Regularizer on(Architecture architecture) {
        for (String name : blocks.keySet()) {
            if (architecture.blocks().stream().noneMatch(b -> b.name().equals(name))) {
                throw new IllegalArgumentException("the network has no block " + name + "; its blocks are "
                        + architecture.blocks().stream().map(Block::name).collect(Collectors.joining(", ")));
            }
        }
        return new Regularizer(architecture.blocks(), this::strength);
    }

    private double strength(Block block) {
        return blocks.getOrDefault(block.name(), block.role() == Block.Role.WEIGHT ? weights : biases);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightDecay && other.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return "weight decay " + weights + " for weights, " + biases + " for biases"
                + (blocks.isEmpty() ? "" : ", " + blocks);
    }
}
