package org.ridgeless.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Composite;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Fixed;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.WeightNormalized;

/** The stage of every kind of layer. */
final class NdStages {
    private NdStages() {}

    /** The layers one after the other, their parameters from {@code offset} on. */
    static NdStage chain(List<Layer> layers, NdParameters parameters, int offset) {
        List<NdStage> stages = new ArrayList<>();
        int start = offset;
        for (Layer layer : layers) {
            stages.add(of(layer, parameters, start));
            start += layer.parameterCount();
        }
        return stages.size() == 1 ? stages.get(0) : new NdChain(stages);
    }

    static NdStage of(Layer layer, NdParameters parameters, int offset) {
        if (layer instanceof Dense dense) {
            return activated(new NdLinear(dense, parameters, offset), dense.activation());
        }
        if (layer instanceof BlockDiagonal blocks) {
            NdStage linear = new NdBlocks(blocks, parameters, offset);
            return activated(linear, blocks.dense().activation());
        }
        if (layer instanceof Elementwise elementwise) {
            return new NdElementwise(elementwise.activation());
        }
        if (layer instanceof Chain chain) {
            return chain(chain.parts(), parameters, offset);
        }
        if (layer instanceof Composite composite) {
            return of(composite.body(), parameters, offset);
        }
        if (layer instanceof Sliced sliced) {
            return new NdSliced(of(sliced.layer(), parameters, offset), sliced.times());
        }
        if (layer instanceof Residual residual) {
            int second = offset + residual.branch().parameterCount();
            return new NdResidual(
                    of(residual.branch(), parameters, offset), of(residual.shortcut(), parameters, second));
        }
        if (layer instanceof Tied tied) {
            return new NdTied(tied, parameters, offset);
        }
        if (layer instanceof Affine affine) {
            return new NdAffine(affine, parameters, offset);
        }
        if (layer instanceof Patches patches) {
            return new NdWindow(patches);
        }
        if (layer instanceof Pool pool) {
            return new NdWindow(pool);
        }
        if (layer instanceof Standardize standardize) {
            return new NdStandardize(standardize);
        }
        if (layer instanceof WeightNormalized normalized) {
            return new NdWeightNormalized(normalized, parameters, offset);
        }
        if (layer instanceof Dropout dropout) {
            return new NdDropout(dropout);
        }
        if (layer instanceof Fixed fixed) {
            return new NdFixed(fixed);
        }
        throw new IllegalArgumentException("the ND4J engine has no layer like this one: " + layer
                + "; it runs the layers of org.ridgeless.nets.layers; Engine.FUSED runs any");
    }

    private static NdStage activated(NdStage linear, Activation activation) {
        return activation == Activations.LINEAR ? linear : new NdChain(List.of(linear, new NdElementwise(activation)));
    }
}
