package org.ridgeless.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ridgeless.howto.Bottleneck;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Fixed;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.LowRank;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.Tree;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/** Every kind of layer, in shapes drawn at random, between dense layers that send it tangents and errors. */
final class LayerCases {
    private static final int[] WIDTHS = {1, 2, 3, 5, 7, 8, 9, 15, 17};
    /** Smooth ones, since many kinks are hard on differences; a few rectified layers are added. */
    private static final Activation[] SIGMAS = {
        Activations.TANH, Activations.SOFTPLUS, Activations.SINE, Activations.GELU, Activations.LINEAR
    };

    /** Those that a complex step goes through. */
    static final Activation[] ENTIRE = {Activations.TANH, Activations.SOFTPLUS, Activations.SINE, Activations.LINEAR};

    private LayerCases() {}

    /** The layers, their shapes drawn from the seed. */
    static List<Layer> layers(long seed) {
        return layers(seed, SIGMAS);
    }

    /** As {@link #layers(long)}, with activations from the given ones. */
    static List<Layer> layers(long seed, Activation... sigmas) {
        Random random = new Random(seed);
        List<Layer> layers = new ArrayList<>();
        layers.add(Chain.of(dense(random, sigmas, 3), Dense.of(3, 2, Activations.SINE)));
        layers.add(new Sliced(dense(random, sigmas, width(random)), 1 + random.nextInt(4)));
        layers.add(new Sliced(Chain.of(dense(random, sigmas, 3), Dense.of(3, 2, Activations.TANH)), 3));
        layers.add(new BlockDiagonal(dense(random, sigmas, width(random)), 1 + random.nextInt(4)));
        layers.add(new Sliced(new BlockDiagonal(dense(random, sigmas, 2), 3), 2));
        layers.add(Tree.binary(2 << random.nextInt(3), width(random), sigma(random, sigmas))
                .separate());
        layers.add(Tree.binary(4, 3, sigma(random, sigmas)).width(width(random)).shared());
        Shape image = Shape.image(1 + random.nextInt(2), 3 + random.nextInt(2), 3 + random.nextInt(3));
        Shape sequence = Shape.sequence(1 + random.nextInt(2), 5 + random.nextInt(6));
        Window square = Window.square(3).stride(1 + random.nextInt(2)).padding(random.nextInt(3));
        Window line = Window.line(2 + random.nextInt(3)).stride(1 + random.nextInt(3));
        layers.add(new Patches(image, square).shared(1 + random.nextInt(4), sigma(random, sigmas)));
        layers.add(new Patches(sequence, line).shared(width(random), sigma(random, sigmas)));
        layers.add(new Patches(image, square).separate(1 + random.nextInt(3), sigma(random, sigmas)));
        layers.add(new Patches(sequence, line.padding(1)).separate(2, sigma(random, sigmas)));
        for (Pool.Kind kind : Pool.Kind.values()) {
            layers.add(new Pool(image, Window.rectangle(2, 3).stride(1 + random.nextInt(2)), kind));
            layers.add(new Pool(sequence, line, kind));
        }
        int wide = width(random);
        layers.add(LowRank.of(wide, 5, Math.min(wide, 2), sigma(random, sigmas)));
        layers.add(Tied.times(1 + random.nextInt(3), Dense.of(wide, wide, Activations.TANH)));
        layers.add(Tied.times(
                2, Chain.of(Dense.of(wide, 3, sigma(random, sigmas)), Dense.of(3, wide, Activations.SINE))));
        layers.add(Tree.binary(8, 3, Activations.SOFTPLUS).width(2).recursive());
        layers.add(Residual.of(
                Chain.of(Dense.of(wide, 3, sigma(random, sigmas)), Dense.of(3, wide, sigma(random, sigmas)))));
        layers.add(new Residual(Dense.of(wide, 4, Activations.TANH), Dense.of(wide, 4, Activations.LINEAR)));
        layers.add(new Residual(new Elementwise(wide, Activations.SINE), new Elementwise(wide, sigma(random, sigmas))));
        for (WeightNormalized.Per per : WeightNormalized.Per.values()) {
            layers.add(new WeightNormalized(dense(random, sigmas, width(random)), per));
            layers.add(new WeightNormalized(new Patches(sequence, line).separate(2, sigma(random, sigmas)), per));
        }
        layers.add(new Sliced(new WeightNormalized(dense(random, sigmas, 2), WeightNormalized.Per.UNIT), 3));
        layers.add(new Sliced(Tied.times(3, Dense.of(2, 2, Activations.TANH)), 2));
        Standardize batch = new Standardize(wide, 0.1, Standardize.Over.BATCH);
        // What a linear loss makes of a batch of mean zero is nothing but rounding; a bend prevents that.
        layers.add(Chain.of(batch, new Elementwise(wide, Activations.SOFTPLUS)));
        layers.add(Chain.of(batch, new Affine(wide, false), new Elementwise(wide, Activations.SINE)));
        layers.add(new Sliced(Chain.of(new Standardize(2, 0.2, Standardize.Over.BATCH), new Affine(2, true)), 3));
        layers.add(new Standardize(2 + wide, 0, Standardize.Over.UNITS));
        layers.add(Chain.of(new Standardize(wide, 0.1, Standardize.Over.UNITS), new Affine(wide, true)));
        layers.add(new Sliced(Chain.of(new Affine(2, false), new Standardize(2, 0.3, Standardize.Over.UNITS)), 2));
        layers.add(Residual.of(Chain.of(batch, Dense.of(wide, wide, Activations.TANH))));
        layers.add(new Sliced(Dense.of(wide, 3, Activations.RELU), 2));
        layers.add(new BlockDiagonal(Dense.of(2, 3, Activations.RELU), 2));
        layers.add(Residual.of(new Elementwise(3, Activations.RELU)));
        layers.add(new Fixed(List.of(0.3, -0.2), List.of(0.7, 1.5)));
        layers.add(new Dropout(wide, 0.4, 1));
        layers.add(Bottleneck.of(4, 2, Activations.TANH));
        return layers;
    }

    /** The layer between two dense ones, with the given number of outputs. */
    static Net net(Layer layer, int inputs, int outputs) {
        Dense before = Dense.of(inputs, layer.inputs(), Activations.TANH);
        Dense after = Dense.of(layer.outputs(), outputs, Activations.LINEAR);
        return Nets.chain(before, layer, after);
    }

    private static Dense dense(Random random, Activation[] sigmas, int outputs) {
        return Dense.of(width(random), outputs, sigma(random, sigmas));
    }

    private static int width(Random random) {
        return WIDTHS[random.nextInt(WIDTHS.length)];
    }

    private static Activation sigma(Random random, Activation... sigmas) {
        return sigmas[random.nextInt(sigmas.length)];
    }
}
