package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ridgeless.linalg.Memory;
import org.ridgeless.random.Seeds;

/** A chain of layers and the layout of all their parameters in one flat vector. Immutable. */
public final class Architecture {
    private final List<Layer> layers;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] offsets;

    private Architecture(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        this.offsets = new int[layers.size() + 1];
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            if (k > 0) {
                Chain.requireFit(k, layers.get(k - 1), layer, "layer");
            }
            for (Block block : Patches.blocksAfter(k == 0 ? null : layers.get(k - 1), layer)) {
                blocks.add(block.moved(offsets[k], k + 1));
            }
            offsets[k + 1] = Math.addExact(offsets[k], layer.parameterCount());
        }
    }

    /**
     * The chain of the given layers; each must take what the one before it gives.
     *
     * @param layers from the input to the output, at least one
     * @return the chain
     * @throws IllegalArgumentException if there is none, or one takes another width than the one before it gives, naming both
     */
    public static Architecture of(List<? extends Layer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        return new Architecture(List.copyOf(layers));
    }

    /**
     * The same chain with every layer replaced.
     *
     * @param change from a layer to the one in its place
     * @return the changed chain
     * @throws IllegalArgumentException if the new layers do not fit each other
     */
    public Architecture map(UnaryOperator<Layer> change) {
        return of(layers.stream().map(change).collect(Collectors.toList()));
    }

    /**
     * The same layers in another parametrization.
     *
     * @param parametrization which constant each layer has
     * @return layers with as many parameters
     */
    public Architecture parametrized(Parametrization parametrization) {
        return of(Chain.parametrized(layers, parametrization, true));
    }

    /** The layers from the input to the output. */
    public List<Layer> layers() {
        return layers;
    }

    /** All parameter blocks with their places in the flat vector; the blocks of layer k carry the number k, from 1. */
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** The weight matrices alone, in order. */
    public List<Block> weights() {
        return blocks.stream().filter(b -> b.role() == Block.Role.WEIGHT).collect(Collectors.toList());
    }

    /**
     * Where the parameters of layer k start, k from 0.
     *
     * @param k from 0; the number of layers gives the end of the last one
     * @return an index of the flat vector
     */
    public int offset(int k) {
        return offsets[k];
    }

    /** Number of parameters. */
    public int parameterCount() {
        return offsets[layers.size()];
    }

    /** Width of one input sample. */
    public int inputs() {
        return layers.get(0).inputs();
    }

    /** Width of one output sample. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Degree of positive homogeneity of the output in all parameters, or NaN. */
    public double degree() {
        double degree = 0;
        for (Layer layer : layers) {
            degree = layer.degree(degree);
        }
        return degree;
    }

    /** Whether plain gradient descent may write new weights during the reverse pass. */
    public boolean updatesInPlace() {
        return layers.stream().allMatch(Layer::updatesInPlace);
    }

    /** Whether the output of a sample depends on the other samples of its batch. */
    public boolean couplesSamples() {
        return layers.stream().anyMatch(Layer::couplesSamples);
    }

    /**
     * The same chain with the statistics of every batch normalization fixed to those that the given n samples have at the
     * parameters w.
     *
     * @param w P parameters
     * @param x n × d inputs
     * @param n samples, ≥ 1
     * @return the chain, in which samples are not coupled any more
     */
    public Architecture withStatistics(double[] w, double[] x, int n) {
        return of(Freezing.of(this, w, x, n));
    }

    /** Whether a layer draws at random in training. */
    public boolean random() {
        return layers.stream().anyMatch(Layer::random);
    }

    /**
     * Refuses networks with layers that draw at random, for {@code what} follows one function.
     *
     * @param what needs one function, at the start of the message
     * @throws IllegalStateException if a layer draws at random in training, naming it
     */
    public void requireNotRandom(String what) {
        for (Layer layer : layers) {
            if (layer.random()) {
                throw new IllegalStateException(what
                        + " follows the loss of one function; it takes no layers that draw at each step, as " + layer);
            }
        }
    }

    /**
     * Refuses networks that, homogeneous or not, are not a product in their blocks of weights: f(W; x) = Π ρ_k f(V; x).
     *
     * @param what needs a product, at the start of the message
     * @throws IllegalArgumentException if a layer does not factorize, naming it
     */
    public void requireProduct(String what) {
        boolean weighted = false;
        for (Layer layer : layers) {
            weighted |= layer.parameterCount() > 0;
            // What comes before the first weights is a function of the data alone.
            if (weighted && !layer.factorizes()) {
                throw new IllegalArgumentException(what
                        + " needs layers that multiply by each of their weights once, without biases and with activations of"
                        + " degree one (linear, ReLU, leaky ReLU), which is not so for " + layer);
            }
        }
    }

    private void requireMemory() {
        if (!Memory.fits(parameterCount())) {
            throw new IllegalArgumentException(String.format(
                    "the %,d parameters of this network (%s) need %s; accepted are smaller networks, or a larger heap (-Xmx)",
                    parameterCount(), this, Memory.need(parameterCount())));
        }
    }

    /**
     * Fresh parameters: every weight block drawn by the rule from its own stream, biases zero, gains one.
     *
     * @param init rule for the weights
     * @param seeds each block has the child of its name
     * @return P parameters
     * @throws IllegalArgumentException if they do not fit into memory, with what they need
     */
    public double[] draw(Init init, Seeds seeds) {
        requireMemory();
        double[] w = new double[parameterCount()];
        for (Block block : blocks) {
            if (block.role() == Block.Role.WEIGHT) {
                init.fill(block, seeds.child(block.name()), w);
            } else if (block.role() == Block.Role.GAIN) {
                Arrays.fill(w, block.offset(), block.end(), 1);
            }
        }
        for (int k = 0; k < layers.size(); k++) {
            layers.get(k).settle(w, offsets[k]);
        }
        return w;
    }

    @Override
    public String toString() {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(" → "));
    }
}
