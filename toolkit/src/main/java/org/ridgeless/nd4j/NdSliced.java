package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The same stage on equal slices of every sample: the slices are handed to it as a longer batch. */
record NdSliced(NdStage stage, int times) implements NdStage {
    private INDArray apart(INDArray rows) {
        return rows == null ? null : rows.reshape('c', rows.size(0) * times, rows.size(1) / times);
    }

    private INDArray together(INDArray rows) {
        return rows == null ? null : rows.reshape('c', rows.size(0) / times, rows.size(1) * times);
    }

    @Override
    public INDArray forward(INDArray x) {
        return together(stage.forward(apart(x)));
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        return together(stage.reverse(apart(outputGradient), gradient));
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        return together(stage.tangent(apart(inputTangent)));
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        return together(stage.reverseTangent(apart(outputGradientTangent), gradient));
    }

    @Override
    public void train(long seed, long step) {
        stage.train(seed, step);
    }

    @Override
    public void evaluate() {
        stage.evaluate();
    }
}
