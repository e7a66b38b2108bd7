package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.nets.layers.Affine;

/** y = g ∘ x + b, unit by unit. */
final class NdAffine implements NdStage {
    private final int width;
    private final int offset;
    private final boolean hasBias;
    private final INDArray gain;
    private final INDArray gainTangent;
    private final INDArray bias;
    private final INDArray biasTangent;
    private INDArray x;
    private INDArray xTangent;
    private INDArray dy;

    NdAffine(Affine layer, NdParameters parameters, int offset) {
        this.width = layer.width();
        this.offset = offset;
        this.hasBias = layer.hasBias();
        this.gain = parameters.value(offset, 1, width);
        this.gainTangent = parameters.tangent(offset, 1, width);
        this.bias = hasBias ? parameters.value(offset + width, 1, width) : null;
        this.biasTangent = hasBias ? parameters.tangent(offset + width, 1, width) : null;
    }

    @Override
    public INDArray forward(INDArray input) {
        x = input;
        INDArray y = x.mul(gain).dup('c');
        return hasBias ? y.addi(bias) : y;
    }

    private void add(INDArray signal, INDArray gradient, int start) {
        long groups = gradient.size(0);
        INDArray sums = signal.dup('c')
                .reshape('c', groups, signal.size(0) / groups, width)
                .sum(1)
                .reshape('c', groups, width);
        NdParameters.columns(gradient, start, width).addi(sums);
    }

    private void addBias(INDArray signal, INDArray gradient) {
        if (hasBias) {
            add(signal, gradient, offset + width);
        }
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        dy = outputGradient;
        if (gradient != null) {
            add(x.mul(dy), gradient, offset);
            addBias(dy, gradient);
        }
        return dy.mul(gain).dup('c');
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        xTangent = inputTangent;
        INDArray y = x.mul(gainTangent).dup('c');
        if (xTangent != null) {
            y.addi(xTangent.mul(gain));
        }
        return hasBias ? y.addi(biasTangent) : y;
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        add(x.mul(outputGradientTangent), gradient, offset);
        if (xTangent != null) {
            add(xTangent.mul(dy), gradient, offset);
        }
        addBias(outputGradientTangent, gradient);
        return outputGradientTangent.mul(gain).dup('c').addi(dy.mul(gainTangent));
    }
}
