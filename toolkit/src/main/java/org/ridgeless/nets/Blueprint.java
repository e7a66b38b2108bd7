package org.ridgeless.nets;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

/**
 * A network in the making, layer after layer; it keeps track of shapes. Immutable; each verb returns a longer one, and {@link
 * #net} the network.
 *
 * <pre>{@code
 * Nets.on(Shape.image(1, 28, 28))
 *         .convolution(8, Window.square(5).stride(2), Activations.RELU)
 *         .maximumPool(Window.square(2).stride(2))
 *         .dense(10, Activations.LINEAR)
 *         .net().init(Init.HE).seed(1)
 * }</pre>
 */
public final class Blueprint {
    private final Shape shape;
    private final List<Layer> layers;

    private Blueprint(Shape shape, List<Layer> layers) {
        this.shape = shape;
        this.layers = layers;
    }

    static Blueprint on(Shape shape) {
        return new Blueprint(shape, List.of());
    }

    private Blueprint then(Layer layer, Shape output) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(layer);
        return new Blueprint(output, List.copyOf(longer));
    }

    /** The shape that the next layer gets. */
    public Shape shape() {
        return shape;
    }

    /** A dense layer on all numbers. */
    public Blueprint dense(int width, Activation activation) {
        return then(Dense.of(shape.size(), width, activation), Shape.vector(width));
    }

    /** A convolution: the same weights at each position of the window. */
    public Blueprint convolution(int channels, Window window, Activation activation) {
        Patches patches = new Patches(shape, window);
        return then(patches.shared(channels, activation), patches.grid().channels(channels));
    }

    /** A layer that sees what a convolution sees, with other weights at each position. */
    public Blueprint locallyConnected(int channels, Window window, Activation activation) {
        Patches patches = new Patches(shape, window);
        return then(patches.separate(channels, activation), patches.grid().channels(channels));
    }

    /** The mean in each window, channel by channel. */
    public Blueprint averagePool(Window window) {
        Pool pool = new Pool(shape, window, Pool.Kind.AVERAGE);
        return then(pool, pool.output());
    }

    /** The largest number in each window, channel by channel. */
    public Blueprint maximumPool(Window window) {
        Pool pool = new Pool(shape, window, Pool.Kind.MAXIMUM);
        return then(pool, pool.output());
    }

    /** Any other layer that takes the present number of inputs; its outputs have no place. */
    public Blueprint layer(Layer layer) {
        return then(layer, Shape.vector(layer.outputs()));
    }

    /** The network. */
    public Net net() {
        if (layers.isEmpty()) {
            throw new IllegalStateException(
                    "A network needs at least one layer, for example .dense(10, Activations.RELU).");
        }
        return Net.of(Architecture.of(layers));
    }

    @Override
    public String toString() {
        return layers + " → " + shape;
    }
}
