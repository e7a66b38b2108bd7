package org.ridgeless.bounds.complexity;

import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Window;

/**
 * A bound on the empirical Rademacher complexity of convolutional ReLU networks by the norms of their filters, and the bound that
 * takes the same network for a dense one. For layers 1..L whose places see k_l places of the layer below,
 * \[ R \le \frac\rho N \Big(\prod_{l=2}^L k_l \max_p \sum_n \|x_{n,p}\|^2\Big)^{1/2}\Big(1 + \sqrt{2\sum_{l=2}^L \ln(2 k_l)}\Big),
 * \qquad \rho = \prod_l \|w_l\|_F, \]
 * with w_l the filter of a layer and x_{n,p} the patches of the input.
 *
 * <p>Reference: T. Galanti, M. Xu, L. Galanti and T. Poggio, <i>Norm-based Generalization Bounds for Compositionally Sparse Neural
 * Networks</i>, NeurIPS 2023, arXiv:2301.12033. The constants are derived here by peeling off layer after layer: the norm over k_l
 * places is at most √k_l times the largest, the largest exponential is at most the sum of all k_l, and each ReLU costs a factor of
 * 2, all of it under the logarithm.
 */
public final class SparseNormBound {
    private final double filterNorm;
    private final double places;
    private final double seen;
    private final double logarithms;
    private final int layers;
    private final double patch;
    private final double squares;
    private final int samples;

    private SparseNormBound(Net net, Data data) {
        List<Layer> all = net.architecture().layers();
        double norm = 1;
        double dense = 1;
        double product = 1;
        double sum = 0;
        int below = 1;
        for (int l = 0; l < all.size(); l++) {
            Patches patches = patches(all.get(l));
            int fan = patches == null ? below : sight(patches.window());
            int positions = patches == null ? 1 : patches.grid().places();
            norm *= norm(net, l);
            dense *= Math.sqrt(positions);
            product *= l == 0 ? 1 : fan;
            sum += l == 0 ? 0 : Math.log(2.0 * fan);
            below = positions;
        }
        filterNorm = norm;
        places = dense;
        seen = product;
        logarithms = sum;
        layers = all.size();
        samples = data.samples();
        squares = NormBound.squares(data.inputs());
        patch = patches(all.get(0)) == null ? squares : largestPatch(patches(all.get(0)), data);
    }

    /**
     * The bounds for all networks of these layers with filters up to these norms.
     *
     * @param net convolutions without padding, then dense layers, with one output, without biases, with activations of degree 1
     *     and slopes of at most 1
     * @param data of which only the inputs are used
     * @return the bounds, in the units of the output
     * @throws IllegalArgumentException if the layers are not of that kind; the message names the layer
     */
    public static SparseNormBound of(Net net, Data data) {
        if (net.outputs() != 1) {
            throw new IllegalArgumentException("a norm bound is for networks with one output, got " + net.outputs());
        }
        if (net.inputs() != data.dimension()) {
            throw new IllegalArgumentException(
                    "the network takes " + net.inputs() + " inputs, the data have " + data.dimension());
        }
        return new SparseNormBound(net, data);
    }

    /** R by the norms of the filters. */
    public double complexity() {
        return filterNorm * normalized();
    }

    /** The same for filters whose norms have the product 1. */
    public double normalized() {
        return Math.sqrt(seen * patch) / samples * (1 + Math.sqrt(2 * logarithms));
    }

    /** R by the Frobenius norms of the matrices of the layers, {@link NormBound#FROBENIUS}. */
    public double denseComplexity() {
        return denseNorm() * NormBound.frobenius(layers, squares, samples);
    }

    /** Π ‖w_l‖_F over the filters. */
    public double filterNorm() {
        return filterNorm;
    }

    /** Π ‖W_l‖_F over the matrices, in which a filter stands once for each of its positions. */
    public double denseNorm() {
        return filterNorm * places;
    }

    private static double norm(Net net, int layer) {
        double[] w = net.parameters();
        Block block = net.architecture().weights().get(layer);
        return Vectors.norm(w, block.offset(), block.end());
    }

    /** The window of a convolution; nothing for a dense layer. */
    private static Patches patches(Layer layer) {
        boolean dense = layer instanceof Dense;
        boolean convolution = layer instanceof Chain chain
                && chain.parts().size() == 2
                && chain.parts().get(0) instanceof Patches
                && chain.parts().get(1) instanceof Sliced;
        Layer weights =
                dense ? layer : convolution ? ((Sliced) ((Chain) layer).parts().get(1)).layer() : null;
        boolean known = weights instanceof Dense matrix
                && !matrix.hasBias()
                && matrix.multiplier() == 1
                && NormBound.isContraction(matrix.activation());
        if (!known || convolution && isPadded(((Patches) ((Chain) layer).parts().get(0)).window())) {
            throw new IllegalArgumentException(
                    "a bound by the norms of filters needs convolutions without padding and dense"
                            + " layers, without biases and with activations of degree 1 and slopes of at most 1, got "
                            + layer);
        }
        return dense ? null : (Patches) ((Chain) layer).parts().get(0);
    }

    private static boolean isPadded(Window window) {
        return window.above() > 0 || window.beside() > 0;
    }

    private static int sight(Window window) {
        return window.height() * window.width();
    }

    private static double largestPatch(Patches patches, Data data) {
        int positions = patches.grid().places();
        double[] all = Nets.chain(patches).outputs(data.flatInputs(), data.samples());
        int size = patches.outputs() / positions;
        double[] sums = new double[positions];
        for (int i = 0; i < all.length / size; i++) {
            sums[i % positions] += Vectors.squares(all, i * size, (i + 1) * size);
        }
        return Vectors.largest(sums);
    }
}
