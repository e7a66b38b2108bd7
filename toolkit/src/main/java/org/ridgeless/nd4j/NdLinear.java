package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.nets.layers.Dense;

/** z = c x W + b, the part of a dense layer before its activation. */
final class NdLinear implements NdStage {
    private final int in;
    private final int out;
    private final double c;
    private final int offset;
    private final INDArray weight;
    private final INDArray weightTangent;
    private final INDArray bias;
    private final INDArray biasTangent;
    private final Buffer z = new Buffer();
    private final Buffer back = new Buffer();
    private final Buffer weightGradient = new Buffer();
    private INDArray x;
    private INDArray xTangent;
    private INDArray slope;

    NdLinear(Dense layer, NdParameters parameters, int offset) {
        this.in = layer.inputs();
        this.out = layer.outputs();
        this.c = layer.multiplier();
        this.offset = offset;
        this.weight = parameters.value(offset, in, out);
        this.weightTangent = parameters.tangent(offset, in, out);
        this.bias = layer.hasBias() ? parameters.value(offset + in * out, 1, out) : null;
        this.biasTangent = layer.hasBias() ? parameters.tangent(offset + in * out, 1, out) : null;
    }

    @Override
    public INDArray forward(INDArray input) {
        x = input;
        return affine(z.product(x, weight), bias);
    }

    private INDArray affine(INDArray product, INDArray shift) {
        if (c != 1) {
            product.muli(c);
        }
        return shift == null ? product : product.addi(shift);
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        slope = outputGradient;
        if (gradient != null) {
            addWeightGradient(x, slope, gradient);
            addBiasGradient(slope, gradient);
        }
        return affine(back.product(slope, weight.transpose()), null);
    }

    private void addWeightGradient(INDArray input, INDArray signal, INDArray gradient) {
        INDArray target = NdParameters.columns(gradient, offset, (long) in * out);
        long groups = gradient.size(0);
        INDArray sums;
        if (groups == 1) {
            sums = weightGradient.product(input.transpose(), signal);
        } else {
            INDArray inputs = input.reshape('c', groups, input.size(0) / groups, in);
            sums = Nd4j.matmul(inputs, signal.reshape('c', groups, signal.size(0) / groups, out), true, false, false);
        }
        target.addi((c == 1 ? sums : sums.mul(c)).reshape('c', groups, (long) in * out));
    }

    private void addBiasGradient(INDArray signal, INDArray gradient) {
        if (bias != null) {
            long groups = gradient.size(0);
            INDArray sums = signal.reshape('c', groups, signal.size(0) / groups, out)
                    .sum(1)
                    .reshape('c', groups, out);
            NdParameters.columns(gradient, offset + (long) in * out, out).addi(sums);
        }
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        xTangent = inputTangent;
        INDArray moved = x.mmul(weightTangent);
        if (xTangent != null) {
            moved.addi(xTangent.mmul(weight));
        }
        return affine(moved, biasTangent).dup('c');
    }

    @Override
    public INDArray reverseTangent(INDArray slopeTangent, INDArray gradient) {
        addWeightGradient(x, slopeTangent, gradient);
        if (xTangent != null) {
            addWeightGradient(xTangent, slope, gradient);
        }
        addBiasGradient(slopeTangent, gradient);
        INDArray sent = slopeTangent.mmul(weight.transpose()).addi(slope.mmul(weightTangent.transpose()));
        return affine(sent, null).dup('c');
    }
}
