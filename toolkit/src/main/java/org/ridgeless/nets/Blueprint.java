package org.ridgeless.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.LowRank;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.random.Seeds;

/**
 * A network in the making, layer after layer; it keeps track of shapes. Immutable; each verb returns a longer one, and {@link
 * #net} the network.
 *
 * {@snippet file="NetworksTest.java" region="blueprint"}
 */
public final class Blueprint {
    private final Shape shape;
    private final List<Layer> layers;
    /** Tells this part of the network from the others, so that no two places drop the same. */
    private final long part;

    private Blueprint(Shape shape, List<Layer> layers, long part) {
        this.shape = shape;
        this.layers = layers;
        this.part = part;
    }

    static Blueprint on(Shape shape) {
        return new Blueprint(shape, List.of(), 0);
    }

    private Blueprint then(Layer layer, Shape output) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(layer);
        return new Blueprint(output, List.copyOf(longer), part);
    }

    /** The shape that the next layer gets. */
    public Shape shape() {
        return shape;
    }

    /**
     * A dense layer on all numbers.
     *
     * @param width units, ≥ 1
     * @param activation of each unit
     * @return the network with the layer, without biases; width · inputs weights
     * @throws IllegalArgumentException if the width is below 1
     */
    public Blueprint dense(int width, Activation activation) {
        return then(Dense.of(shape.size(), width, activation), Shape.vector(width));
    }

    /**
     * A convolution: the same weights at each position of the window.
     *
     * @param channels of the output, ≥ 1
     * @param window side, stride and padding; it must fit on the present shape
     * @param activation of each unit
     * @return the network with the layer, whose shape is channels × the places of the window
     * @throws IllegalArgumentException if there is no channel or the window does not fit
     */
    public Blueprint convolution(int channels, Window window, Activation activation) {
        Patches patches = new Patches(shape, window);
        return then(patches.shared(channels, activation), patches.grid().channels(channels));
    }

    /**
     * A layer that sees what a convolution sees, with other weights at each position.
     *
     * @param channels of the output, ≥ 1
     * @param window side, stride and padding; it must fit on the present shape
     * @param activation of each unit
     * @return the network with the layer; as many weights as a convolution times the places
     * @throws IllegalArgumentException if there is no channel or the window does not fit
     */
    public Blueprint locallyConnected(int channels, Window window, Activation activation) {
        Patches patches = new Patches(shape, window);
        return then(patches.separate(channels, activation), patches.grid().channels(channels));
    }

    /**
     * The mean in each window, channel by channel.
     *
     * @param window without padding
     * @return the network with the layer, which has no parameters
     * @throws IllegalArgumentException if the window is padded or does not fit
     */
    public Blueprint averagePool(Window window) {
        Pool pool = new Pool(shape, window, Pool.Kind.AVERAGE);
        return then(pool, pool.output());
    }

    /**
     * The largest number in each window, channel by channel.
     *
     * @param window without padding
     * @return the network with the layer, which has no parameters
     * @throws IllegalArgumentException if the window is padded or does not fit
     */
    public Blueprint maximumPool(Window window) {
        Pool pool = new Pool(shape, window, Pool.Kind.MAXIMUM);
        return then(pool, pool.output());
    }

    /**
     * A dense layer whose weight matrix has at most the given rank.
     *
     * @param width units, ≥ 1
     * @param rank from 1 to the smaller of inputs and width
     * @param activation of each unit
     * @return the network with the layer; rank · (inputs + width) weights
     * @throws IllegalArgumentException if the rank is not, with the range
     */
    public Blueprint lowRank(int width, int rank, Activation activation) {
        return then(LowRank.of(shape.size(), width, rank, activation), Shape.vector(width));
    }

    /**
     * The same dense layer so many times, of the present width.
     *
     * @param times how often, ≥ 1
     * @param activation of each unit
     * @return the network with the layers, which share their weights
     * @throws IllegalArgumentException if the number is below 1
     */
    public Blueprint recurrent(int times, Activation activation) {
        return then(Tied.times(times, Dense.of(shape.size(), shape.size(), activation)), shape);
    }

    /**
     * An activation by itself.
     *
     * @param activation of each number
     * @return the network with the activation
     */
    public Blueprint activation(Activation activation) {
        return then(new Elementwise(shape.size(), activation), shape);
    }

    /**
     * Each channel less its mean over the batch and the places, divided by √(variance + ε); the statistics are those of the batch
     * at hand. {@link #gain} follows it where wanted.
     *
     * @param epsilon ε, finite and ≥ 0, in the units of a variance
     * @return the network with the layer, in which the samples of a batch are coupled
     * @throws IllegalArgumentException if ε is negative or not finite
     */
    public Blueprint batchNormalization(double epsilon) {
        return eachPlace(new Standardize(shape.channels(), epsilon, Standardize.Over.BATCH));
    }

    /**
     * All numbers of a sample less their mean, divided by √(variance + ε).
     *
     * @param epsilon ε, finite and ≥ 0, in the units of a variance; more than 0 for a single number
     * @return the network with the layer
     * @throws IllegalArgumentException if ε is not
     */
    public Blueprint layerNormalization(double epsilon) {
        return then(new Standardize(shape.size(), epsilon, Standardize.Over.UNITS), shape);
    }

    /** A factor for each channel, 1 at first; with {@code .biased()} also a summand. */
    public Blueprint gain() {
        return eachPlace(new Affine(shape.channels(), false));
    }

    private Blueprint eachPlace(Layer layer) {
        return then(shape.places() == 1 ? layer : new Sliced(layer, shape.places()), shape);
    }

    /**
     * In training, zero with the given probability, independently for each number, sample and step.
     *
     * @param probability in [0, 1)
     * @return the network with the layer
     * @throws IllegalArgumentException if the probability is outside of [0, 1)
     */
    public Blueprint dropout(double probability) {
        return then(new Dropout(shape.size(), probability, Seeds.hash(part, layers.size())), shape);
    }

    /**
     * x + F(x), where the branch F continues from the present shape and comes back to it.
     *
     * @param branch F, from a blueprint of the present shape
     * @return the network with the block
     * @throws IllegalArgumentException if the branch ends in another shape, with both
     */
    public Blueprint residual(UnaryOperator<Blueprint> branch) {
        return residual(branch, same -> same);
    }

    /**
     * F(x) + S(x), where branch and shortcut both continue from the present shape to the same one.
     *
     * @param branch F, from a blueprint of the present shape
     * @param shortcut S, likewise
     * @return the network with the block
     * @throws IllegalArgumentException if they end in different shapes, with both
     */
    public Blueprint residual(UnaryOperator<Blueprint> branch, UnaryOperator<Blueprint> shortcut) {
        long here = Seeds.hash(part, layers.size());
        Blueprint f = branch.apply(new Blueprint(shape, List.of(), Seeds.hash(here, 1)));
        Blueprint s = shortcut.apply(new Blueprint(shape, List.of(), Seeds.hash(here, 2)));
        if (!f.shape.equals(s.shape)) {
            throw new IllegalArgumentException("a residual block adds equal shapes, but its branch leads from " + shape
                    + " to " + f.shape + " and its shortcut to " + s.shape);
        }
        return then(new Residual(f.asLayer(), s.asLayer()), f.shape);
    }

    private Layer asLayer() {
        if (layers.isEmpty()) {
            return new Elementwise(shape.size(), Activations.LINEAR);
        }
        return layers.size() == 1 ? layers.get(0) : new Chain(layers);
    }

    /**
     * The weights of the last layer as lengths times directions.
     *
     * @param per whether each unit or the whole matrix has a length
     * @return the network with its last layer changed
     * @throws IllegalStateException if there is no layer yet
     * @throws IllegalArgumentException if the last layer has no weights, or has them normalized already
     */
    public Blueprint weightNormalized(WeightNormalized.Per per) {
        List<Layer> changed = new ArrayList<>(layers);
        if (changed.isEmpty()) {
            throw new IllegalStateException("weight normalization follows the layer whose weights it is about");
        }
        Layer last = changed.remove(changed.size() - 1);
        return new Blueprint(shape, changed, part).then(new WeightNormalized(last, per), shape);
    }

    /**
     * Any other layer that takes the present number of inputs; its outputs have no place.
     *
     * @param layer with as many inputs as the present shape has numbers
     * @return the network with the layer
     * @throws IllegalArgumentException if the layer takes another number of inputs, with both
     */
    public Blueprint layer(Layer layer) {
        if (layer.inputs() != shape.size()) {
            throw new IllegalArgumentException("the layer (" + layer + ") takes " + layer.inputs()
                    + " inputs, but the shape so far is " + shape + ", which is " + shape.size() + " numbers");
        }
        return then(layer, Shape.vector(layer.outputs()));
    }

    /**
     * The network, with {@code Init.LECUN} and the seed 0 until {@code init} and {@code seed} say otherwise.
     *
     * @throws IllegalStateException if there is no layer
     */
    public Net net() {
        if (layers.isEmpty()) {
            throw new IllegalStateException(
                    "a network needs at least one layer, for example .dense(10, Activations.RELU)");
        }
        return Net.of(Architecture.of(layers));
    }

    @Override
    public String toString() {
        return layers + " → " + shape;
    }
}
