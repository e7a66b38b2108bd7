package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * The same layer with the same parameters on each of several equal slices of its input, side by side: y = (F(w, x_1), …,
 * F(w, x_T)). A convolution is a dense layer sliced over the patches of an image.
 *
 * @param layer the layer that each slice goes through
 * @param times number of slices
 */
public record Sliced(Layer layer, int times) implements Layer {
    /**
     * A layer on so many slices.
     *
     * @throws IllegalArgumentException if there is no slice
     */
    public Sliced {
        if (times < 1) {
            throw new IllegalArgumentException("a sliced layer needs at least one slice, got " + times);
        }
    }

    @Override
    public int inputs() {
        return Math.multiplyExact(layer.inputs(), times);
    }

    @Override
    public int outputs() {
        return Math.multiplyExact(layer.outputs(), times);
    }

    @Override
    public List<Block> blocks() {
        return layer.blocks();
    }

    @Override
    public Sliced biased() {
        return new Sliced(layer.biased(), times);
    }

    @Override
    public Sliced parametrized(Parametrization parametrization, boolean last) {
        return new Sliced(layer.parametrized(parametrization, last), times);
    }

    @Override
    public double degree(double inputDegree) {
        return layer.degree(inputDegree);
    }

    @Override
    public boolean factorizes() {
        return layer.factorizes();
    }

    @Override
    public boolean updatesInPlace() {
        return layer.updatesInPlace();
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
    }

    @Override
    public double workspace() {
        return times * layer.workspace();
    }

    @Override
    public long longestArray() {
        return times * layer.longestArray();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new SlicedStage(this, offset, capacity, kernels);
    }

    @Override
    public String toString() {
        return times + " × shared " + layer;
    }
}
