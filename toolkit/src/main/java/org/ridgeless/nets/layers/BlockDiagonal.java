package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * A dense layer for each of several equal slices of the input, with parameters of their own: y = (σ(c x_1 W_1 + b_1), …,
 * σ(c x_T W_T + b_T)). Without weight sharing, a locally connected layer is one over the patches of an image.
 *
 * @param dense shape and activation of each
 * @param times number of slices
 */
public record BlockDiagonal(Dense dense, int times) implements Layer {
    /**
     * A dense layer on so many slices, with parameters for each.
     *
     * @throws IllegalArgumentException if there is no slice
     */
    public BlockDiagonal {
        if (times < 1) {
            throw new IllegalArgumentException("a block-diagonal layer needs at least one slice, got " + times);
        }
    }

    @Override
    public int inputs() {
        return Math.multiplyExact(dense.inputs(), times);
    }

    @Override
    public int outputs() {
        return Math.multiplyExact(dense.outputs(), times);
    }

    @Override
    public List<Block> blocks() {
        Block weight = new Block("W", 0, times, dense.inputs(), dense.outputs(), Block.Role.WEIGHT);
        return dense.hasBias()
                ? List.of(weight, new Block("b", weight.size(), 1, outputs(), Block.Role.BIAS))
                : List.of(weight);
    }

    @Override
    public BlockDiagonal biased() {
        return new BlockDiagonal(dense.biased(), times);
    }

    @Override
    public BlockDiagonal parametrized(Parametrization parametrization, boolean last) {
        return new BlockDiagonal(dense.parametrized(parametrization, last), times);
    }

    @Override
    public double degree(double inputDegree) {
        return dense.degree(inputDegree);
    }

    @Override
    public boolean factorizes() {
        return dense.factorizes();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new BlockDiagonalStage(this, offset, capacity, kernels);
    }

    /** Each slice is copied for the layer that works on it. */
    @Override
    public double workspace() {
        return times * (dense.workspace() + 2.0 * (dense.inputs() + dense.outputs()));
    }

    @Override
    public String toString() {
        return times + " × " + dense;
    }
}
