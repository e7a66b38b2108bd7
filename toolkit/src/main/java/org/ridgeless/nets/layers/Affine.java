package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * y_j = g_j x_j + b_j, what usually follows a normalization; g starts at 1 and b at 0.
 *
 * @param width number of inputs and outputs
 * @param hasBias whether there is b
 */
public record Affine(int width, boolean hasBias) implements Layer {
    /**
     * Gains of a width.
     *
     * @throws IllegalArgumentException if the width is below 1
     */
    public Affine {
        if (width < 1) {
            throw new IllegalArgumentException("the width of a layer must be at least 1, got " + width);
        }
    }

    @Override
    public int inputs() {
        return width;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public List<Block> blocks() {
        Block gain = new Block("g", 0, 1, width, Block.Role.GAIN);
        return hasBias ? List.of(gain, new Block("b", width, 1, width, Block.Role.BIAS)) : List.of(gain);
    }

    @Override
    public Affine biased() {
        return new Affine(width, true);
    }

    @Override
    public double degree(double inputDegree) {
        return hasBias && inputDegree != 0 ? Double.NaN : inputDegree + 1;
    }

    @Override
    public boolean factorizes() {
        return false;
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new AffineStage(this, offset, capacity, kernels);
    }

    @Override
    public String toString() {
        return hasBias ? "gain and bias" : "gain";
    }
}
