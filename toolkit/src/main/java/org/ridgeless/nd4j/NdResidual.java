package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Two stages on the same input, added. */
record NdResidual(NdStage branch, NdStage shortcut) implements NdStage {
    private static INDArray sum(INDArray a, INDArray b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.add(b);
    }

    @Override
    public INDArray forward(INDArray x) {
        return sum(branch.forward(x), shortcut.forward(x));
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        return sum(branch.reverse(outputGradient, gradient), shortcut.reverse(outputGradient, gradient));
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        return sum(branch.tangent(inputTangent), shortcut.tangent(inputTangent));
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        return sum(
                branch.reverseTangent(outputGradientTangent, gradient),
                shortcut.reverseTangent(outputGradientTangent, gradient));
    }

    @Override
    public void train(long seed, long step) {
        branch.train(seed, step);
        shortcut.train(seed, step);
    }

    @Override
    public void evaluate() {
        branch.evaluate();
        shortcut.evaluate();
    }
}
