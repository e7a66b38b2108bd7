package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * y_j = (x_j − μ_j) / s_j with constants: what remains of a batch normalization once its statistics are those of given data.
 *
 * @param mean μ
 * @param scale s = √(variance + ε)
 */
public record Fixed(List<Double> mean, List<Double> scale) implements Layer {
    /**
     * Fixed statistics of as many numbers as the layer has inputs.
     *
     * @throws IllegalArgumentException if there are none, or not as many means as scales
     */
    public Fixed {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        if (mean.isEmpty() || mean.size() != scale.size()) {
            throw new IllegalArgumentException(
                    "fixed statistics are as many means as scales, got " + mean.size() + " and " + scale.size());
        }
    }

    @Override
    public int inputs() {
        return mean.size();
    }

    @Override
    public int outputs() {
        return mean.size();
    }

    @Override
    public List<Block> blocks() {
        return List.of();
    }

    @Override
    public double degree(double inputDegree) {
        return inputDegree == 0 ? 0 : Double.NaN;
    }

    @Override
    public boolean factorizes() {
        return false;
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new FixedStage(this, capacity);
    }

    @Override
    public String toString() {
        return "fixed statistics";
    }
}
