package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * An activation by itself, y = σ(x), where it does not follow a matrix directly; with {@link Activations#LINEAR} the identity.
 *
 * @param width number of inputs and outputs
 * @param activation σ
 */
public record Elementwise(int width, Activation activation) implements Layer {
    /**
     * An activation of a width.
     *
     * @throws IllegalArgumentException if the width is below 1
     */
    public Elementwise {
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
        return List.of();
    }

    @Override
    public double degree(double inputDegree) {
        return inputDegree == 0 ? 0 : activation.degree() * inputDegree;
    }

    @Override
    public boolean factorizes() {
        return activation.factorizes();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new ElementwiseStage(this, capacity, kernels);
    }

    @Override
    public String toString() {
        return activation == Activations.LINEAR ? "identity" : activation.name();
    }
}
