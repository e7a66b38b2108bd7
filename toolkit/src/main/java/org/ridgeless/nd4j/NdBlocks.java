package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.nets.layers.BlockDiagonal;

/** z_t = c x_t W_t + b_t for each slice t of the input, as products of stacks of T matrices. */
final class NdBlocks implements NdStage {
    private final int times;
    private final int in;
    private final int out;
    private final double c;
    private final int offset;
    private final INDArray weight;
    private final INDArray weightTangent;
    private final INDArray bias;
    private final INDArray biasTangent;
    private INDArray x;
    private INDArray xTangent;
    private INDArray slope;

    NdBlocks(BlockDiagonal layer, NdParameters parameters, int offset) {
        this.times = layer.times();
        this.in = layer.dense().inputs();
        this.out = layer.dense().outputs();
        this.c = layer.dense().multiplier();
        this.offset = offset;
        int weights = times * in * out;
        this.weight = parameters.value(offset, times, in, out);
        this.weightTangent = parameters.tangent(offset, times, in, out);
        boolean hasBias = layer.dense().hasBias();
        this.bias = hasBias ? parameters.value(offset + weights, 1, times * out) : null;
        this.biasTangent = hasBias ? parameters.tangent(offset + weights, 1, times * out) : null;
    }

    /** The product of every slice with its matrix, n × T·m; a transposed stack sends signals back. */
    private INDArray multiply(INDArray rows, INDArray stack) {
        long n = rows.size(0);
        INDArray slices =
                rows.reshape('c', n, times, stack.size(1)).permute(1, 0, 2).dup('c');
        INDArray product = Nd4j.matmul(slices, stack.dup('c'));
        return product.permute(1, 0, 2)
                .dup('c')
                .reshape('c', n, times * stack.size(2))
                .muli(c);
    }

    @Override
    public INDArray forward(INDArray input) {
        x = input;
        INDArray z = multiply(x, weight);
        return bias == null ? z : z.addi(bias);
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        slope = outputGradient;
        if (gradient != null) {
            addWeightGradient(x, slope, gradient);
            addBiasGradient(slope, gradient);
        }
        return multiply(slope, weight.permute(0, 2, 1));
    }

    private void addWeightGradient(INDArray input, INDArray signal, INDArray gradient) {
        long groups = gradient.size(0);
        INDArray sums = Nd4j.matmul(grouped(input, groups, in), grouped(signal, groups, out), true, false, false);
        long size = (long) times * in * out;
        NdParameters.columns(gradient, offset, size).addi(sums.mul(c).dup('c').reshape('c', groups, size));
    }

    /** G·T × n/G × m. */
    private INDArray grouped(INDArray rows, long groups, int width) {
        long size = rows.size(0) / groups;
        return rows.reshape('c', groups, size, times, width)
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape('c', groups * times, size, width);
    }

    private void addBiasGradient(INDArray signal, INDArray gradient) {
        if (bias != null) {
            long groups = gradient.size(0);
            long width = (long) times * out;
            INDArray sums = signal.reshape('c', groups, signal.size(0) / groups, width)
                    .sum(1)
                    .reshape('c', groups, width);
            NdParameters.columns(gradient, offset + width * in, width).addi(sums);
        }
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        xTangent = inputTangent;
        INDArray moved = multiply(x, weightTangent);
        if (xTangent != null) {
            moved.addi(multiply(xTangent, weight));
        }
        return bias == null ? moved : moved.addi(biasTangent);
    }

    @Override
    public INDArray reverseTangent(INDArray slopeTangent, INDArray gradient) {
        addWeightGradient(x, slopeTangent, gradient);
        if (xTangent != null) {
            addWeightGradient(xTangent, slope, gradient);
        }
        addBiasGradient(slopeTangent, gradient);
        return multiply(slopeTangent, weight.permute(0, 2, 1)).addi(multiply(slope, weightTangent.permute(0, 2, 1)));
    }
}
