package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.nets.layers.Activation;

/** y = σ(z), entry by entry. */
final class NdElementwise implements NdStage {
    private final NdActivation sigma;
    private final Buffer value = new Buffer();
    private final Buffer firstDerivative = new Buffer();
    private final Buffer back = new Buffer();
    private INDArray z;
    private INDArray y;
    private INDArray slope;
    private INDArray zTangent;
    private INDArray dy;

    NdElementwise(Activation activation) {
        this.sigma = NdActivation.of(activation);
    }

    @Override
    public INDArray forward(INDArray input) {
        z = input;
        y = value.of(z.shape());
        slope = null;
        sigma.value(z, y);
        return y;
    }

    private INDArray slope() {
        if (slope == null) {
            slope = firstDerivative.of(z.shape());
            sigma.derivative(z, y, slope);
        }
        return slope;
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        dy = outputGradient;
        return dy.muli(slope(), back.of(z.shape()));
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        zTangent = inputTangent;
        return zTangent == null ? null : zTangent.mul(slope());
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        INDArray result = outputGradientTangent.mul(slope());
        if (zTangent != null && !sigma.piecewiseLinear()) {
            INDArray bend = z.dup('c');
            sigma.secondDerivative(z, y, bend);
            result.addi(bend.muli(dy).muli(zTangent));
        }
        return result;
    }
}
