package org.ridgeless.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Tree;

/**
 * Descriptions of networks, by the widths from the input to the output: {@code Nets.relu(20, 128, 128, 1).seed(7)} has
 * three weight matrices. Without {@code .biased()} there are no biases; the last layer is linear.
 *
 * {@snippet file="NetworksTest.java" region="nets"}
 */
public final class Nets {
    private Nets() {}

    /**
     * A ReLU network; without biases it is positively homogeneous.
     *
     * {@snippet file="NetworksTest.java" region="relu"}
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#HE} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net relu(int... widths) {
        return of(Activations.RELU, widths).init(Init.HE);
    }

    /**
     * A deep linear network.
     *
     * {@snippet file="NetworksTest.java" region="linear"}
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net linear(int... widths) {
        return of(Activations.LINEAR, widths);
    }

    /**
     * A network of hyperbolic tangents.
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net tanh(int... widths) {
        return of(Activations.TANH, widths);
    }

    /**
     * A network of error functions, whose infinitely wide kernels are known in closed form.
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net erf(int... widths) {
        return of(Activations.ERF, widths);
    }

    /**
     * A network of Gaussian error linear units.
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#HE} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net gelu(int... widths) {
        return of(Activations.GELU, widths).init(Init.HE);
    }

    /**
     * A network of smooth rectifiers log(1 + eᶻ).
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#HE} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net softplus(int... widths) {
        return of(Activations.SOFTPLUS, widths).init(Init.HE);
    }

    /**
     * A network of sines.
     *
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net sine(int... widths) {
        return of(Activations.SINE, widths);
    }

    /**
     * A network of rectifiers with the given slope on the negative side; homogeneous like ReLU.
     *
     * @param slope of negative arguments, any finite number
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#HE} and the seed 0
     * @throws IllegalArgumentException if the slope is not finite, there are fewer than two widths, or one below 1
     */
    public static Net leakyRelu(double slope, int... widths) {
        return of(Activations.leakyRelu(slope), widths).init(Init.HE);
    }

    /**
     * A network of max(z, 0)ᵖ, homogeneous of degree 1 + p + … .
     *
     * @param power p ≥ 1
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if the power is below 1, there are fewer than two widths, or one below 1
     */
    public static Net powerRelu(int power, int... widths) {
        return of(Activations.powerRelu(power), widths);
    }

    /**
     * A network with any elementwise activation, for example {@code Activations.polynomial(0, 1, 0.5)}.
     *
     * @param activation of all layers but the last
     * @param widths inputs, hidden layers, outputs; each ≥ 1
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there are fewer than two widths, or one below 1
     */
    public static Net of(Activation activation, int... widths) {
        if (widths.length < 2) {
            throw new IllegalArgumentException(
                    "a network needs at least an input and an output width, got " + Arrays.toString(widths));
        }
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < widths.length; k++) {
            Activation sigma = k < widths.length - 1 ? activation : Activations.LINEAR;
            layers.add(Dense.of(widths[k - 1], widths[k], sigma));
        }
        return Net.of(Architecture.of(layers));
    }

    /**
     * A binary tree of shallow networks of 2 inputs, {@code hidden} units and 1 output, each node with parameters of its own,
     * on {@code leaves} inputs; {@code Nets.chain(Tree.binary(8, 16, Activations.RELU).shared())} shares those of a level.
     *
     * @param activation of the hidden units
     * @param leaves inputs, a power of 2, ≥ 2
     * @param hidden units of a node, ≥ 1
     * @return the network with leaves − 1 nodes
     * @throws IllegalArgumentException if the number of leaves is no power of 2
     */
    public static Net tree(Activation activation, int leaves, int hidden) {
        return chain(Tree.binary(leaves, hidden, activation).separate());
    }

    /**
     * A network on samples of the given shape, to be continued layer by layer.
     *
     * @param shape channels, height and width of a sample, or {@code Shape.vector(d)}
     * @return a blueprint without layers
     */
    public static Blueprint on(Shape shape) {
        return Blueprint.on(shape);
    }

    /**
     * A network of any layers; each must take what the one before it gives.
     *
     * @param layers from the input to the output, at least one
     * @return the network, with {@link Init#LECUN} and the seed 0
     * @throws IllegalArgumentException if there is no layer, or one takes another width than the one before it gives
     */
    public static Net chain(Layer... layers) {
        return Net.of(Architecture.of(Arrays.asList(layers)));
    }
}
