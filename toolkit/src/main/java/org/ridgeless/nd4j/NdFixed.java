package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.nets.layers.Fixed;

/** y = (x − μ) / s with constants. */
final class NdFixed implements NdStage {
    private final INDArray mean;
    private final INDArray scale;

    NdFixed(Fixed layer) {
        this.mean = row(layer.mean());
        this.scale = row(layer.scale());
    }

    private static INDArray row(java.util.List<Double> values) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Nd.of(numbers).reshape('c', 1, numbers.length);
    }

    private INDArray divided(INDArray rows) {
        return rows.div(scale).dup('c');
    }

    @Override
    public INDArray forward(INDArray x) {
        return divided(x.sub(mean));
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        return divided(outputGradient);
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        return inputTangent == null ? null : divided(inputTangent);
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        return divided(outputGradientTangent);
    }
}
