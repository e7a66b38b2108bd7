package org.ridgeless.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Tree;

/** Every kind of layer, in shapes drawn at random, between dense layers that send it tangents and errors. */
final class LayerCases {
    private static final int[] WIDTHS = {1, 2, 3, 5, 7, 8, 9, 15, 17};
    private static final Activation[] SIGMAS = {
        Activations.TANH, Activations.SOFTPLUS, Activations.RELU, Activations.GELU, Activations.LINEAR
    };

    private LayerCases() {}

    /** The layers, their shapes drawn from the seed. */
    static List<Layer> layers(long seed) {
        Random random = new Random(seed);
        List<Layer> layers = new ArrayList<>();
        layers.add(Chain.of(dense(random, 3), Dense.of(3, 2, Activations.SINE)));
        layers.add(new Sliced(dense(random, width(random)), 1 + random.nextInt(4)));
        layers.add(new Sliced(Chain.of(dense(random, 3), Dense.of(3, 2, Activations.TANH)), 3));
        layers.add(new BlockDiagonal(dense(random, width(random)), 1 + random.nextInt(4)));
        layers.add(new Sliced(new BlockDiagonal(dense(random, 2), 3), 2));
        layers.add(Tree.binary(2 << random.nextInt(3), width(random), sigma(random))
                .separate());
        layers.add(Tree.binary(4, 3, sigma(random)).width(width(random)).shared());
        return layers;
    }

    /** The layer between two dense ones, with the given number of outputs. */
    static Net net(Layer layer, int inputs, int outputs) {
        Dense before = Dense.of(inputs, layer.inputs(), Activations.TANH);
        Dense after = Dense.of(layer.outputs(), outputs, Activations.LINEAR);
        return Nets.chain(before, layer, after);
    }

    private static Dense dense(Random random, int outputs) {
        return Dense.of(width(random), outputs, sigma(random));
    }

    private static int width(Random random) {
        return WIDTHS[random.nextInt(WIDTHS.length)];
    }

    private static Activation sigma(Random random) {
        return SIGMAS[random.nextInt(SIGMAS.length)];
    }
}
