package org.ridgeless.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.nets.layers.Tied;

/** Steps in a row on copies of the same parameters, whose gradients add up. */
final class NdTied implements NdStage {
    private final int offset;
    private final int steps;
    private final int size;
    private final NdParameters parameters;
    private final NdParameters copies;
    private final NdStage unrolled;

    NdTied(Tied layer, NdParameters parameters, int offset) {
        this.offset = offset;
        this.steps = layer.steps().size();
        this.size = layer.parameterCount();
        this.parameters = parameters;
        this.copies = new NdParameters(Math.multiplyExact(steps, size));
        this.unrolled = NdStages.chain(layer.steps(), copies, 0);
    }

    @Override
    public INDArray forward(INDArray x) {
        for (int k = 0; size > 0 && k < steps; k++) {
            copies.value(k * size, 1, size).assign(parameters.value(offset, 1, size));
        }
        return unrolled.forward(x);
    }

    private INDArray apart(INDArray gradient) {
        boolean none = gradient == null || size == 0;
        return none ? null : Nd4j.zeros(DataType.DOUBLE, gradient.size(0), (long) steps * size);
    }

    private void addUp(INDArray each, INDArray gradient) {
        for (int k = 0; each != null && k < steps; k++) {
            NdParameters.columns(gradient, offset, size).addi(NdParameters.columns(each, (long) k * size, size));
        }
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        INDArray each = apart(gradient);
        INDArray result = unrolled.reverse(outputGradient, each);
        addUp(each, gradient);
        return result;
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        for (int k = 0; size > 0 && k < steps; k++) {
            copies.tangent(k * size, 1, size).assign(parameters.tangent(offset, 1, size));
        }
        return unrolled.tangent(inputTangent);
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        INDArray each = apart(gradient);
        INDArray result = unrolled.reverseTangent(outputGradientTangent, each);
        addUp(each, gradient);
        return result;
    }

    @Override
    public void train(long seed, long step) {
        unrolled.train(seed, step);
    }

    @Override
    public void evaluate() {
        unrolled.evaluate();
    }
}
