package org.ridgeless.nets;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/** The p-th root of the sum over all paths of Π |w|ᵖ, the output of the linear network with weights |w|ᵖ on the input (1, …, 1). */
final class PathNorm {
    private PathNorm() {}

    static double of(Net net, int power) {
        Architecture linear = net.architecture().map(PathNorm::linear);
        double[] w = net.parameters();
        double unit = 1;
        for (Block block : net.architecture().weights()) {
            double multiplier = layerOf(block, net.architecture()).multiplier();
            double largest = Math.abs(multiplier) * Vectors.largest(Arrays.copyOfRange(w, block.offset(), block.end()));
            // Powers of numbers next to 1, which neither over- nor underflow; a power of two costs no digit.
            double divisor = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
            unit *= divisor;
            for (int i = block.offset(); i < block.end(); i++) {
                w[i] = Math.pow(Math.abs(multiplier * w[i]) / divisor, power);
            }
        }
        double[] ones = new double[net.inputs()];
        Arrays.fill(ones, 1);
        double sum = Arrays.stream(Net.of(linear).withParameters(w).apply(ones)).sum();
        return (power == 1 ? sum : Math.sqrt(sum)) * unit;
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
