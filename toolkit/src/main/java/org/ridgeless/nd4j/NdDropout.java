package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.nets.layers.Dropout;

/** y = m ∘ x with the factors that {@link Dropout#factors} gives a step of training; in evaluation y = x. */
final class NdDropout implements NdStage {
    private final Dropout layer;
    private final Buffer buffer = new Buffer();
    private boolean training;
    private long seed;
    private long step;
    private INDArray factors;

    NdDropout(Dropout layer) {
        this.layer = layer;
    }

    @Override
    public void train(long runSeed, long runStep) {
        training = true;
        seed = runSeed;
        step = runStep;
    }

    @Override
    public void evaluate() {
        training = false;
    }

    @Override
    public INDArray forward(INDArray x) {
        factors = null;
        if (training) {
            double[] numbers = new double[(int) x.length()];
            layer.factors(seed, step, numbers.length, numbers);
            factors = buffer.filled(numbers, x.shape());
        }
        return thinned(x);
    }

    private INDArray thinned(INDArray rows) {
        return rows == null || factors == null ? rows : rows.mul(factors);
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        return thinned(outputGradient);
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        return thinned(inputTangent);
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        return thinned(outputGradientTangent);
    }
}
