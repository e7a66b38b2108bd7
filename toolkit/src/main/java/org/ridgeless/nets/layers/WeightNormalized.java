package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * A layer whose weights are a length times a direction, W = g V / ‖V‖, with g and V as parameters (T. Salimans and D. Kingma,
 * <i>Weight normalization</i>, NIPS 2016, equation 2). A network starts at g = ‖V‖, where W = V. Its output does not depend on
 * the size of V.
 *
 * @param layer the layer that W is the weights of
 * @param per what is normalized by itself
 */
public record WeightNormalized(Layer layer, Per per) implements Layer {
    /** What has a length g of its own. */
    public enum Per {
        /** The weights into each unit, with the Euclidean norm. */
        UNIT,
        /** Each block of weights, with the Frobenius norm. */
        BLOCK
    }

    /**
     * A layer with its weights in lengths and directions.
     *
     * @throws IllegalArgumentException if it has no weights, or they are normalized already
     */
    public WeightNormalized {
        if (layer.blocks().stream().noneMatch(block -> block.role() == Block.Role.WEIGHT)) {
            throw new IllegalArgumentException("there are no weights to normalize in " + layer);
        }
        if (layer instanceof WeightNormalized) {
            throw new IllegalArgumentException("the weights are normalized already in " + layer);
        }
    }

    /** The parts of the parameters of the layer that have a length each. */
    private Lengths lengths() {
        return Lengths.of(layer, per);
    }

    @Override
    public int inputs() {
        return layer.inputs();
    }

    @Override
    public int outputs() {
        return layer.outputs();
    }

    @Override
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Block block : layer.blocks()) {
            boolean weight = block.role() == Block.Role.WEIGHT;
            blocks.add(weight ? block.called("V" + block.name().substring(1)) : block);
        }
        int count = lengths().count();
        blocks.add(new Block("g", layer.parameterCount(), 1, count, Block.Role.GAIN));
        return blocks;
    }

    @Override
    public WeightNormalized biased() {
        return new WeightNormalized(layer.biased(), per);
    }

    @Override
    public WeightNormalized parametrized(Parametrization parametrization, boolean last) {
        return new WeightNormalized(layer.parametrized(parametrization, last), per);
    }

    @Override
    public double degree(double inputDegree) {
        return layer.degree(inputDegree);
    }

    @Override
    public boolean factorizes() {
        return false;
    }

    @Override
    public boolean updatesInPlace() {
        return false;
    }

    @Override
    public boolean couplesSamples() {
        return layer.couplesSamples();
    }

    @Override
    public boolean random() {
        return layer.random();
    }

    @Override
    public void settle(double[] w, int offset) {
        layer.settle(w, offset);
        lengths().measure(w, offset);
    }

    @Override
    public double workspace() {
        return layer.workspace();
    }

    @Override
    public long longestArray() {
        return layer.longestArray();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new ReparametrizedStage(lengths(), layer, offset, parameterCount(), capacity, kernels);
    }

    @Override
    public String toString() {
        return "weight-normalized " + layer;
    }
}
