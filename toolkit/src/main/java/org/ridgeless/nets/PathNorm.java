package org.ridgeless.nets;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/** The sum over all paths of Π |w|ᵖ: the output of the linear network with weights |w|ᵖ on the input (1, …, 1). */
final class PathNorm {
    private PathNorm() {}

    static double of(Net net, int power) {
        Architecture linear = net.architecture().map(PathNorm::linear);
        double[] w = net.parameters();
        for (Block block : net.architecture().weights()) {
            double multiplier = layerOf(block, net.architecture()).multiplier();
            for (int i = block.offset(); i < block.end(); i++) {
                w[i] = Math.pow(Math.abs(multiplier * w[i]), power);
            }
        }
        double[] ones = new double[net.inputs()];
        Arrays.fill(ones, 1);
        return Arrays.stream(Net.of(linear).withParameters(w).apply(ones)).sum();
    }

    private static Dense layerOf(Block block, Architecture architecture) {
        List<Layer> layers = architecture.layers();
        int k = layers.size() - 1;
        while (architecture.offset(k) > block.offset()) {
            k--;
        }
        return (Dense) layers.get(k);
    }

    private static Layer linear(Layer layer) {
        if (layer instanceof Dense && !((Dense) layer).hasBias()) {
            return Dense.of(layer.inputs(), layer.outputs(), Activations.LINEAR);
        }
        throw new IllegalArgumentException("the path norm is defined for dense layers without biases, got " + layer);
    }
}
