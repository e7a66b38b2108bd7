package org.ridgeless.kernels;

import java.util.List;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;

/**
 * The Gaussian process (NNGP) and the neural tangent kernel (NTK) of a network of any depth, from the same description that
 * makes the finite network: its layers, its initialization and its parametrization.
 *
 * {@snippet file="KernelsTest.java" region="infinite-network"}
 * {@snippet file="KernelsTest.java" region="depth"}
 *
 * <p>A dense layer y = σ(c W h + b) with entries of W of standard deviation s and n inputs maps the covariance
 * \(\Phi=\frac1nE[h\cdot h']\) and the tangent kernel Θ by
 * \[K=c^2s^2n\,\Phi,\qquad T=c^2n\,\Phi+1_b+c^2s^2n\,\Theta,\qquad \Phi\leftarrow E[\sigma(u)\sigma(v)],\quad
 * \Theta\leftarrow T\,E[\sigma'(u)\sigma'(v)],\] (u, v) centred Gaussian with covariance K, starting from \(\Phi=x\cdot z/n_0\), Θ = 0.
 * A residual layer adds the Φ and the Θ of branch and shortcut. Biases start at 0 and are trained: they add to Θ alone.
 *
 * <p>In a convolution Φ and Θ belong to pairs of places: the same weights at all of them give \(\Phi'(a,b)=\frac1k\sum_o\Phi(a+o,b+o)\) over the
 * k places of the window, weights of their own only a = b; average pooling takes means over both places, layer normalization divides
 * by the mean of Φ(a, a), less the squared mean of the field where it comes after an activation, and a gain adds Φ to Θ. Without
 * pooling only a = b is needed, and only that is kept. A network of several outputs has this kernel for each, and 0 between them.
 *
 * <p><b>Conventions.</b> Nothing is divided out: Θ is the mean over initializations of \(\nabla_\theta f(x)\cdot\nabla_\theta f(z)\) for
 * one output as the widths grow, with the constants c as the network has them. {@code Parametrization.NTK} has
 * \(c^2=g/n\), with the gain g = 2 for ReLU layers and \(2/(1+s^2)\) for leaky ones, so that a two-layer ReLU network has twice the
 * kernel of {@link ReluTangentKernel}, which has no gain; each further ReLU layer doubles it again. In
 * the standard parametrization c = 1, Θ grows in proportion to the widths, and the values are those at the widths given.
 *
 * <p>Assumes wide layers of independent Gaussian weights, and a linear last layer; the finite network deviates by about
 * 1/√width. References: J. Lee et al., <i>Deep neural networks as Gaussian processes</i>, ICLR 2018; A. Jacot, F. Gabriel and C.
 * Hongler, <i>Neural tangent kernel</i>, NeurIPS 2018, Theorem 1; residual layers: K. Huang, Y. Wang, M. Tao and T. Zhao,
 * NeurIPS 2020; convolution and pooling: R. Novak et al., ICLR 2019, and S. Arora et al., NeurIPS 2019, Section 4. <b>Cost</b> of a pair
 * of inputs with P places: O(P) moments a layer, or O(P²) with pooling.
 */
public final class InfiniteNetwork {
    private final Architecture architecture;
    /** What is done with the data themselves, before the first weights; null if nothing. */
    private final Architecture first;

    private final int start;
    private final Init init;
    private final int places;
    private final boolean all;

    private InfiniteNetwork(Net net, Architecture first, int start, int places, boolean all) {
        this.architecture = net.architecture();
        this.init = net.init();
        this.first = first;
        this.start = start;
        this.places = places;
        this.all = all;
    }

    /**
     * The limit of a network of dense, convolutional, locally connected and residual layers, average pooling, layer normalization and
     * activations after linear layers; any layer without parameters may come first.
     *
     * @param net whose layers, init and parametrization are taken, not its parameters
     * @return its limit
     * @throws IllegalArgumentException naming the first layer that has no limit here, or if the covariances of all pairs of
     *     places do not fit into memory, with what they need
     * @throws IllegalStateException if the weights do not start as independent Gaussian numbers
     */
    public static InfiniteNetwork of(Net net) {
        List<Layer> layers = net.architecture().layers();
        int start = 0;
        while (start < layers.size() - 1 && onData(layers.get(start))) {
            start++;
        }
        List<Layer> wide = layers.subList(start, layers.size());
        boolean gaussian = false;
        for (Layer layer : wide) {
            gaussian = LayerLimits.require(layer, gaussian);
        }
        Layer last = layers.get(layers.size() - 1);
        if (!gaussian || LayerLimits.places(last) > 1) {
            throw new IllegalArgumentException("a Gaussian process needs a linear dense layer at its end, got " + last);
        }
        for (Block block : net.architecture().weights()) {
            net.init().deviation(block);
        }
        boolean all = wide.stream().anyMatch(LayerLimits::averages);
        double most = wide.stream().mapToInt(LayerLimits::largest).max().orElse(1);
        Memory.require(
                "the covariance between all pairs of " + (int) most + " places, in 12 arrays,",
                12 * (all ? most * most : most));
        Architecture first = start == 0 ? null : Architecture.of(layers.subList(0, start));
        return new InfiniteNetwork(net, first, start, LayerLimits.places(wide), all);
    }

    /** Whether a layer without parameters acts on the data as they are. */
    private static boolean onData(Layer layer) {
        return layer.parameterCount() == 0 && !layer.couplesSamples() && !layer.random() && !(layer instanceof Patches);
    }

    /**
     * The covariance of the outputs at initialization for two inputs, of one output.
     *
     * @param x an input of the network
     * @param z another one, or the same
     * @return K(x, z)
     * @throws IllegalArgumentException if an input has another length than the network takes
     */
    public double gaussianProcess(double[] x, double[] z) {
        return run(x, z).covariance();
    }

    /**
     * The tangent kernel at initialization for two inputs, of one output; different outputs have none between them.
     *
     * @param x an input of the network
     * @param z another one, or the same
     * @return Θ(x, z)
     * @throws IllegalArgumentException if an input has another length than the network takes
     */
    public double tangent(double[] x, double[] z) {
        return run(x, z).tangent();
    }

    /**
     * The NNGP between the rows of two sets of inputs; half the work if both are the same array.
     *
     * @param rows n inputs
     * @param columns m inputs
     * @return n × m
     * @throws IllegalArgumentException if an input has another length than the network takes
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public Matrix gaussianProcess(double[][] rows, double[][] columns) {
        return matrix(rows, columns, false);
    }

    /**
     * The NTK between the rows of two sets of inputs; half the work if both are the same array.
     *
     * @param rows n inputs
     * @param columns m inputs
     * @return n × m
     * @throws IllegalArgumentException if an input has another length than the network takes
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public Matrix tangent(double[][] rows, double[][] columns) {
        return matrix(rows, columns, true);
    }

    private Matrix matrix(double[][] rows, double[][] columns, boolean tangent) {
        double[] entries = new double[Matrix.entries(rows.length, columns.length)];
        boolean same = rows == columns;
        for (int i = 0; i < rows.length; i++) {
            Interruption.poll();
            for (int j = same ? i : 0; j < columns.length; j++) {
                FieldPair state = run(rows[i], columns[j]);
                entries[i * columns.length + j] = tangent ? state.tangent() : state.covariance();
                if (same) {
                    entries[j * columns.length + i] = entries[i * columns.length + j];
                }
            }
        }
        return Matrix.wrap(entries, rows.length, columns.length);
    }

    private FieldPair run(double[] x, double[] z) {
        FieldPair fields = FieldPair.of(prepared(x), prepared(z), places, all);
        LayerLimits limits = new LayerLimits(init, architecture.blocks());
        for (Layer layer :
                architecture.layers().subList(start, architecture.layers().size())) {
            fields = limits.through(layer, fields);
        }
        return fields;
    }

    private double[] prepared(double[] x) {
        if (x.length != architecture.inputs()) {
            throw new IllegalArgumentException("the network has " + architecture.inputs() + " inputs, got " + x.length);
        }
        return first == null
                ? x
                : Engine.FUSED.evaluator(first, 1).forward(new double[0], x, 1).clone();
    }

    @Override
    public String toString() {
        return "infinite network of " + architecture;
    }
}
