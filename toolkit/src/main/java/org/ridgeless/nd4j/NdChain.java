package org.ridgeless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Stages one after the other. */
record NdChain(List<NdStage> parts) implements NdStage {
    @Override
    public INDArray forward(INDArray x) {
        INDArray h = x;
        for (NdStage part : parts) {
            h = part.forward(h);
        }
        return h;
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        INDArray s = outputGradient;
        for (int k = parts.size() - 1; k >= 0; k--) {
            s = parts.get(k).reverse(s, gradient);
        }
        return s;
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        INDArray h = inputTangent;
        for (NdStage part : parts) {
            h = part.tangent(h);
        }
        return h;
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        INDArray s = outputGradientTangent;
        for (int k = parts.size() - 1; k >= 0; k--) {
            s = parts.get(k).reverseTangent(s, gradient);
        }
        return s;
    }

    @Override
    public void train(long seed, long step) {
        parts.forEach(part -> part.train(seed, step));
    }

    @Override
    public void evaluate() {
        parts.forEach(NdStage::evaluate);
    }
}
