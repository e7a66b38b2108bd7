package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.ridgeless.nets.layers.Standardize;

/**
 * y = r (x − μ) with r = 1/√(v + ε). With means over the batch or the units, its Jacobian is the symmetric map
 * a ↦ r (a − mean(a) − y mean(a ∘ y)).
 */
final class NdStandardize implements NdStage {
    private final int dimension;
    private final double epsilon;
    private INDArray y;
    private INDArray r;
    private INDArray yTangent;
    private INDArray along;
    private INDArray dy;

    NdStandardize(Standardize layer) {
        this.dimension = layer.over() == Standardize.Over.BATCH ? 0 : 1;
        this.epsilon = layer.epsilon();
    }

    private INDArray mean(INDArray a) {
        return a.mean(true, dimension);
    }

    @Override
    public INDArray forward(INDArray x) {
        INDArray centered = x.sub(mean(x));
        r = Transforms.sqrt(mean(centered.mul(centered)).addi(epsilon), false).rdivi(1);
        y = centered.mul(r).dup('c');
        return y;
    }

    private INDArray jacobian(INDArray a) {
        return a.sub(mean(a)).sub(y.mul(mean(a.mul(y)))).mul(r).dup('c');
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        dy = outputGradient;
        return jacobian(dy);
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        if (inputTangent == null) {
            yTangent = null;
            return null;
        }
        along = mean(y.mul(inputTangent));
        yTangent = jacobian(inputTangent);
        return yTangent;
    }

    /** The Jacobian changes by its factor r, ṙ = −r² mean(y ∘ ẋ), and by y. */
    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        INDArray result = jacobian(outputGradientTangent);
        if (yTangent == null) {
            return result;
        }
        result.subi(jacobian(dy).mul(along.mul(r)));
        INDArray turned = yTangent.mul(mean(dy.mul(y))).addi(y.mul(mean(dy.mul(yTangent))));
        return result.subi(turned.mul(r));
    }
}
