package org.ridgeless.landscape.minima;

import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/**
 * The network with one hidden unit more that computes the same: a unit and its double share the output weights a as t a and (1 − t) a. A critical
 * point of the smaller network becomes a line of critical points of the larger, one for each t, at the same loss (K. Fukumizu and S. Amari,
 * <i>Local minima and plateaus in hierarchical structures of multilayer perceptrons</i>, Neural Networks 13 (2000) 317–327).
 */
public final class UnitSplitting {
    private UnitSplitting() {}

    /**
     * Splits a hidden unit of a network of two dense layers without biases.
     *
     * @param net two dense layers without biases
     * @param unit from 1
     * @param share t, which the unit keeps; any real number
     * @return the network with one hidden unit more, the last
     * @throws IllegalArgumentException if the network is of another kind, or has no such unit
     */
    public static Net split(Net net, int unit, double share) {
        double[][] in = inputWeights(net);
        double[][] out = net.weights(2);
        int hidden = in.length;
        if (unit < 1 || unit > hidden) {
            throw new IllegalArgumentException("hidden units are numbered 1 to " + hidden + ", got " + unit);
        }
        int wider = hidden + 1;
        Dense first = (Dense) net.architecture().layers().get(0);
        Net larger = Nets.of(first.activation(), net.inputs(), wider, net.outputs());
        double[] w = new double[larger.parameterCount()];
        int from = net.inputs() * wider;
        for (int j = 0; j < wider; j++) {
            int source = j < hidden ? j : unit - 1;
            for (int i = 0; i < net.inputs(); i++) {
                w[i * wider + j] = in[source][i];
            }
            double part = j == hidden ? 1 - share : j == unit - 1 ? share : 1;
            for (int c = 0; c < net.outputs(); c++) {
                w[from + j * net.outputs() + c] = part * out[c][source];
            }
        }
        return larger.withParameters(w);
    }

    private static double[][] inputWeights(Net net) {
        boolean dense = net.architecture().layers().size() == 2;
        for (Layer layer : net.architecture().layers()) {
            dense &= layer instanceof Dense;
        }
        if (!dense || net.parameterCount() != net.weights(1).length * (net.inputs() + net.outputs())) {
            throw new IllegalArgumentException(
                    "a unit is split in a network of two dense layers without biases, got " + net);
        }
        return net.weights(1);
    }
}
