package org.ridgeless.nets.layers;

/**
 * A dense layer whose weight matrix is a product of two thin ones, y = σ(c₁c₂ x A B + b): its rank is at most the width between
 * them.
 *
 * @param first x A, linear and without bias
 * @param second σ(· B + b)
 */
public record LowRank(Dense first, Dense second) implements Composite {
    /**
     * Two thin layers as one.
     *
     * @throws IllegalArgumentException if the second does not take what the first gives
     */
    public LowRank {
        Chain.requireFit(1, first, second, "factor");
    }

    /**
     * A layer of the given rank, without bias.
     *
     * @param inputs ≥ 1
     * @param outputs ≥ 1
     * @param rank from 1 to the smaller of both
     * @param activation σ
     * @return the layer, with rank · (inputs + outputs) weights
     * @throws IllegalArgumentException if the rank is out of range, with the range
     */
    public static LowRank of(int inputs, int outputs, int rank, Activation activation) {
        if (rank < 1 || rank > Math.min(inputs, outputs)) {
            throw new IllegalArgumentException("the rank of a layer " + inputs + "→" + outputs + " is from 1 to "
                    + Math.min(inputs, outputs) + ", got " + rank);
        }
        return new LowRank(Dense.of(inputs, rank, Activations.LINEAR), Dense.of(rank, outputs, activation));
    }

    @Override
    public Chain body() {
        return Chain.of(first, second);
    }

    @Override
    public LowRank biased() {
        return new LowRank(first, second.biased());
    }

    @Override
    public LowRank parametrized(Parametrization parametrization, boolean last) {
        return new LowRank(first.parametrized(parametrization, false), second.parametrized(parametrization, last));
    }

    @Override
    public String toString() {
        return "rank " + first.outputs() + " " + first.inputs() + "→" + second.outputs() + " "
                + second.activation().name() + (second.hasBias() ? " biased" : "");
    }
}
