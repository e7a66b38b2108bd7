package org.ridgeless.kernels;

import java.util.List;
import org.ridgeless.kernels.ActivationMoments.Moments;
import org.ridgeless.kernels.ActivationMoments.Pair;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;

/**
 * The Gaussian process (NNGP) and the neural tangent kernel (NTK) of a network of any depth, from the same description that
 * makes the finite network: its layers, its initialization and its parametrization.
 *
 * <pre>{@code
 * var net = Nets.relu(20, 512, 512, 1).biased().parametrization(Parametrization.NTK);
 * var kernel = InfiniteNetwork.of(net);
 * kernel.tangent(x, z); kernel.gaussianProcess(x, z)
 * }</pre>
 *
 * <p>A dense layer y = σ(c W h + b) with entries of W of standard deviation s and n inputs maps the covariance
 * \(\Phi=\frac1nE[h\cdot h']\) and the tangent kernel Θ by
 * \[K=c^2s^2n\,\Phi,\qquad T=c^2n\,\Phi+1_b+c^2s^2n\,\Theta,\qquad \Phi\leftarrow E[\sigma(u)\sigma(v)],\quad
 * \Theta\leftarrow T\,E[\sigma'(u)\sigma'(v)],\] (u, v) centred Gaussian with covariance K, starting from \(\Phi=x\cdot z/n_0\), Θ = 0.
 * A residual layer adds the Φ and the Θ of branch and shortcut. Biases start at 0 and are trained: they add to Θ alone.
 *
 * <p><b>Conventions.</b> Nothing is divided out: Θ is the mean over initializations of \(\nabla_\theta f(x)\cdot\nabla_\theta f(z)\) for
 * one output as the widths grow, with the constants c as the network has them. {@code Parametrization.NTK} has
 * \(c^2=g/n\), with the gain g = 2 for ReLU layers and \(2/(1+s^2)\) for leaky ones, so that a two-layer ReLU network has twice the
 * kernel of {@link org.ridgeless.kernels.tangent.ReluTangentKernel}, which has no gain; each further ReLU layer doubles it again. In
 * the standard parametrization c = 1, Θ grows in proportion to the widths, and the values are those at the widths given.
 *
 * <p>Assumes wide layers of independent Gaussian weights, and a linear last layer; the finite network deviates by about
 * 1/√width. References: J. Lee et al., <i>Deep neural networks as Gaussian processes</i>, ICLR 2018; A. Jacot, F. Gabriel and C.
 * Hongler, <i>Neural tangent kernel</i>, NeurIPS 2018, Theorem 1; residual layers: K. Huang, Y. Wang, M. Tao and T. Zhao,
 * NeurIPS 2020.
 */
public final class InfiniteNetwork {
    private final List<Layer> layers;
    private final Init init;
    private final int inputs;

    /** Φ of two inputs and their norms, and Θ: what a layer hands on. */
    private record State(double aa, double bb, double gap, double theta) {
        double covariance() {
            return Math.sqrt(aa) * Math.sqrt(bb) * (1 - gap);
        }
    }

    private InfiniteNetwork(List<Layer> layers, Init init, int inputs) {
        this.layers = layers;
        this.init = init;
        this.inputs = inputs;
    }

    /**
     * The limit of a network of dense, elementwise and residual layers.
     *
     * @throws IllegalArgumentException naming the first layer that has no limit here
     * @throws IllegalStateException if the weights do not start as independent Gaussian numbers
     */
    public static InfiniteNetwork of(Net net) {
        List<Layer> layers = net.architecture().layers();
        boolean gaussian = false;
        for (Layer layer : layers) {
            gaussian = require(layer, net.init(), gaussian);
        }
        if (!gaussian) {
            throw new IllegalArgumentException(
                    "a Gaussian process needs a linear dense layer at its end, got " + layers.get(layers.size() - 1));
        }
        return new InfiniteNetwork(List.copyOf(layers), net.init(), net.inputs());
    }

    /** Whether the output of a layer is a centred Gaussian field in the limit; an error where no limit is known. */
    private static boolean require(Layer layer, Init init, boolean gaussian) {
        if (layer instanceof Dense dense) {
            init.deviation(dense.blocks().get(0));
            return linear(dense.activation());
        }
        if (layer instanceof Chain chain) {
            boolean end = gaussian;
            for (Layer part : chain.parts()) {
                end = require(part, init, end);
            }
            return end;
        }
        if (layer instanceof Residual residual) {
            if (!require(residual.branch(), init, gaussian)) {
                throw new IllegalArgumentException(
                        "a residual branch must end with a linear dense layer, so that it is centred, got " + layer);
            }
            return require(residual.shortcut(), init, gaussian);
        }
        if (layer instanceof Elementwise elementwise && (gaussian || linear(elementwise.activation()))) {
            return gaussian && linear(elementwise.activation());
        }
        throw new IllegalArgumentException("no limit of infinite width is known here for the layer " + layer
                + "; accepted are dense and residual layers, and an activation right after a linear one");
    }

    private static boolean linear(Activation activation) {
        return activation.piecewiseLinear() && activation.derivative(-1) == 1;
    }

    /** The covariance of the outputs at initialization for two inputs, of one output. */
    public double gaussianProcess(double[] x, double[] z) {
        return run(x, z).covariance();
    }

    /** The tangent kernel at initialization for two inputs, of one output; different outputs have none between them. */
    public double tangent(double[] x, double[] z) {
        return run(x, z).theta();
    }

    /** The NNGP between the rows of two sets of inputs. */
    public Matrix gaussianProcess(double[][] rows, double[][] columns) {
        return matrix(rows, columns, false);
    }

    /** The NTK between the rows of two sets of inputs. */
    public Matrix tangent(double[][] rows, double[][] columns) {
        return matrix(rows, columns, true);
    }

    private Matrix matrix(double[][] rows, double[][] columns, boolean tangent) {
        double[] entries = new double[Matrix.entries(rows.length, columns.length)];
        boolean same = rows == columns;
        for (int i = 0; i < rows.length; i++) {
            Interruption.poll();
            for (int j = same ? i : 0; j < columns.length; j++) {
                State state = run(rows[i], columns[j]);
                entries[i * columns.length + j] = tangent ? state.theta() : state.covariance();
                if (same) {
                    entries[j * columns.length + i] = entries[i * columns.length + j];
                }
            }
        }
        return Matrix.wrap(entries, rows.length, columns.length);
    }

    private State run(double[] x, double[] z) {
        if (x.length != inputs || z.length != inputs) {
            throw new IllegalArgumentException(
                    "the network has " + inputs + " inputs, got " + x.length + " and " + z.length);
        }
        State state = start(x, z);
        for (Layer layer : layers) {
            state = through(layer, state);
        }
        return state;
    }

    /** The gap by Kahan's formula: half the squared distance of the unit vectors. */
    private static State start(double[] x, double[] z) {
        double xx = 0;
        double zz = 0;
        for (int i = 0; i < x.length; i++) {
            xx += x[i] * x[i];
            zz += z[i] * z[i];
        }
        double rx = Math.sqrt(xx);
        double rz = Math.sqrt(zz);
        double apart = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = rx == 0 || rz == 0 ? 0 : x[i] / rx - z[i] / rz;
            apart += difference * difference;
        }
        double gap = rx == 0 || rz == 0 ? 1 : apart / 2;
        return new State(xx / x.length, zz / x.length, gap, 0);
    }

    private State through(Layer layer, State state) {
        if (layer instanceof Dense dense) {
            return dense(dense, state);
        }
        if (layer instanceof Elementwise elementwise) {
            return activated(ActivationMoments.of(elementwise.activation()), state);
        }
        if (layer instanceof Chain chain) {
            State end = state;
            for (Layer part : chain.parts()) {
                end = through(part, end);
            }
            return end;
        }
        Residual residual = (Residual) layer;
        State branch = through(residual.branch(), state);
        State shortcut = through(residual.shortcut(), state);
        return sum(branch, shortcut);
    }

    private static State sum(State one, State other) {
        double aa = one.aa + other.aa;
        double bb = one.bb + other.bb;
        // √(aa bb) − (c₁ + c₂) = (√(aa bb) − √(a₁b₁) − √(a₂b₂)) + Σ √(a b) gap; the bracket is a square over a sum.
        double first = Math.sqrt(one.aa * one.bb);
        double second = Math.sqrt(other.aa * other.bb);
        double size = Math.sqrt(aa * bb);
        double cross = Math.sqrt(one.aa * other.bb) - Math.sqrt(other.aa * one.bb);
        double bracket = size == 0 ? 0 : cross * cross / (size + first + second);
        double gap = size == 0 ? 1 : (bracket + first * one.gap + second * other.gap) / size;
        return new State(aa, bb, gap, one.theta + other.theta);
    }

    private State dense(Dense dense, State state) {
        Block weight = dense.blocks().get(0);
        double n = dense.inputs();
        double constant = dense.multiplier() * dense.multiplier() * n;
        double deviation = init.deviation(weight);
        double variance = constant * deviation * deviation;
        double theta = constant * state.covariance() + (dense.hasBias() ? 1 : 0) + variance * state.theta;
        State before = new State(variance * state.aa, variance * state.bb, state.gap, theta);
        return activated(ActivationMoments.of(dense.activation()), before);
    }

    private static State activated(ActivationMoments moments, State state) {
        double aa = moments.of(new Pair(state.aa, state.aa, 0)).value();
        double bb = moments.of(new Pair(state.bb, state.bb, 0)).value();
        Moments cross = moments.of(new Pair(state.aa, state.bb, state.gap));
        double size = Math.sqrt(aa * bb);
        double gap = Double.isNaN(cross.gap()) ? (size == 0 ? 1 : 1 - cross.value() / size) : cross.gap();
        return new State(aa, bb, gap, state.theta * cross.slope());
    }

    @Override
    public String toString() {
        return "infinite network of " + layers;
    }
}
