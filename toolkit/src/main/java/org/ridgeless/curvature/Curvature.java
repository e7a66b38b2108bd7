package org.ridgeless.curvature;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;

/**
 * The curvature of the mean loss at a network as operators, for {@code linalg}'s eigenpairs, densities, traces and conjugate
 * gradients: of all parameters, of a layer or a block, on all samples or those of a class.
 *
 * {@snippet file="CurvatureTest.java" region="hessian"}
 * {@snippet file="CurvatureTest.java" region="classes"}
 *
 * <p>Each operator has a workspace of its own, for one thread. <b>Cost</b> of a product: about as much as a gradient, two for the
 * Hessian; the same for a layer as for the whole.
 */
public final class Curvature {
    private static final Set<Loss> LIKELIHOODS = Set.of(Loss.SQUARE, Loss.LOGISTIC, Loss.CROSS_ENTROPY);

    private final Net net;
    private final Data data;
    private final Loss loss;
    private final int from;
    private final int to;

    private Curvature(Net net, Data data, Loss loss, int from, int to) {
        this.net = net;
        this.data = data;
        this.loss = loss;
        this.from = from;
        this.to = to;
    }

    /**
     * The curvature of the mean loss over the data, at the parameters of the network.
     *
     * @param net whose P parameters are the point
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets, which is asked when an operator is taken
     * @return the curvature, all of whose operators are of order P until a part is chosen
     * @throws IllegalArgumentException if inputs or outputs of network and data differ
     */
    public static Curvature of(Net net, Data data, Loss loss) {
        Risk.requireFit(net, data);
        return new Curvature(net, data, loss, 0, net.parameterCount());
    }

    /**
     * The mean over the samples of one class: \(H=\sum_c\frac{n_c}nH_c\).
     *
     * @param label ±1 of two classes, the number of the class from 0 of more
     * @return the curvature on these samples, with the mean over them
     * @throws IllegalArgumentException if no sample has the label
     * @throws IllegalStateException if the targets are real
     */
    public Curvature ofClass(int label) {
        int classes = data.classCount();
        int[] rows = IntStream.range(0, data.samples())
                .filter(i -> data.label(i) == label)
                .toArray();
        if (rows.length == 0) {
            throw new IllegalArgumentException("no sample of the " + classes + " classes has the label " + label);
        }
        return new Curvature(net, data.subset(rows), loss, from, to);
    }

    /**
     * The rows and columns of the parameters of layer k, from 1, as {@code net.architecture()} counts layers.
     *
     * {@snippet file="CurvatureTest.java" region="layers"}
     *
     * @param k from 1 to the number of layers
     * @return the curvature of that part
     * @throws IllegalArgumentException if there is no layer k, or it has no parameters
     */
    public Curvature layer(int k) {
        int layers = net.architecture().layers().size();
        if (k < 1 || k > layers) {
            throw new IllegalArgumentException("layers are numbered 1 to " + layers + ", got " + k);
        }
        int start = net.architecture().offset(k - 1);
        int end = net.architecture().offset(k);
        if (start == end) {
            throw new IllegalArgumentException("layer " + k + " has no parameters: "
                    + net.architecture().layers().get(k - 1));
        }
        return new Curvature(net, data, loss, start, end);
    }

    /**
     * The rows and columns of a block of parameters by its name, for example W2 or b1.
     *
     * @param name as {@code net.architecture().blocks()} lists them
     * @return the curvature of that part
     * @throws IllegalArgumentException if there is no such block, with those there are
     */
    public Curvature block(String name) {
        List<Block> blocks = net.architecture().blocks();
        for (Block block : blocks) {
            if (block.name().equals(name)) {
                return new Curvature(net, data, loss, block.offset(), block.end());
            }
        }
        throw new IllegalArgumentException("there is no block " + name + "; the network has "
                + blocks.stream().map(Block::name).collect(Collectors.joining(", ")));
    }

    private SymmetricOperator part(SymmetricOperator whole) {
        return from == 0 && to == whole.order() ? whole : whole.part(from, to);
    }

    private Risk risk() {
        return Risk.of(net, data, loss);
    }

    /** The Hessian \(\nabla^2L\). */
    public SymmetricOperator hessian() {
        return part(hessian(risk(), net.parameters()));
    }

    /** The Gauss–Newton matrix \(\tfrac1n\sum_iJ_i^\top A_iJ_i\) with \(A_i=\partial^2\ell/\partial f^2\). */
    public SymmetricOperator gaussNewton() {
        return part(gaussNewton(risk(), net.parameters()));
    }

    /**
     * The Fisher matrix \(\tfrac1n\sum_iE_{y\sim p(\cdot|x_i)}[\nabla\ell\,\nabla\ell^\top]\) over labels of the network's own, where
     * the loss is −log p. For square loss (p normal with variance 1), logistic loss and cross-entropy it is the Gauss–Newton matrix.
     *
     * @throws IllegalArgumentException for another loss, which is no likelihood
     */
    public SymmetricOperator fisher() {
        if (!LIKELIHOODS.contains(loss)) {
            throw new IllegalArgumentException("the Fisher matrix is that of a likelihood: accepted are the losses "
                    + LIKELIHOODS.stream().map(Loss::name).sorted().collect(Collectors.joining(", ")) + ", got "
                    + loss.name() + "; empiricalFisher() takes any");
        }
        return gaussNewton();
    }

    /** The empirical Fisher matrix \(\tfrac1n\sum_i\nabla\ell_i\nabla\ell_i^\top\) over the labels of the data. */
    public SymmetricOperator empiricalFisher() {
        Risk risk = risk();
        double[] w = net.parameters();
        return part(SymmetricOperator.of(
                w.length, (v, into) -> Vectors.addScaled(into, 1, risk.empiricalFisherProduct(w, v))));
    }

    /** The covariance of the gradients of single samples, the empirical Fisher matrix less \(\nabla L\,\nabla L^\top\). */
    public SymmetricOperator gradientCovariance() {
        Risk risk = risk();
        double[] w = net.parameters();
        double[] mean = risk.gradient(w);
        return part(SymmetricOperator.of(w.length, (v, into) -> {
            Vectors.addScaled(into, 1, risk.empiricalFisherProduct(w, v));
            Vectors.addScaled(into, -Vectors.dot(mean, v), mean);
        }));
    }

    /**
     * The Hessian of the risk at the weights w. It keeps the network linearized at w, so that the risk must not be used at
     * other weights meanwhile.
     *
     * @param risk with P parameters; a decay is included
     * @param w P weights
     * @return an operator of order P
     * @throws IllegalArgumentException if there are not P weights, with both numbers
     */
    public static SymmetricOperator hessian(Risk risk, double... w) {
        risk.linearize(requireSize(risk, w));
        return SymmetricOperator.of(w.length, (v, into) -> risk.hessianProductAt(w, v, into));
    }

    /**
     * The Gauss–Newton matrix of the risk at the weights w, \(\tfrac1n\sum_iJ_i^\top A_iJ_i\).
     *
     * @param risk with P parameters; a decay is included
     * @param w P weights
     * @return an operator of order P, which shares the workspace of the risk
     * @throws IllegalArgumentException if there are not P weights, with both numbers
     */
    public static SymmetricOperator gaussNewton(Risk risk, double... w) {
        requireSize(risk, w);
        return SymmetricOperator.of(w.length, (v, into) -> Vectors.addScaled(into, 1, risk.gaussNewtonProduct(w, v)));
    }

    private static double[] requireSize(Risk risk, double[] w) {
        if (w.length != risk.parameterCount()) {
            throw new IllegalArgumentException(
                    "the risk has " + risk.parameterCount() + " parameters, got " + w.length + " weights");
        }
        return w;
    }

    @Override
    public String toString() {
        return "curvature of parameters " + from + " to " + (to - 1) + " of " + net + " on " + data;
    }
}
