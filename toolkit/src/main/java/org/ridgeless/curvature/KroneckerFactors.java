package org.ridgeless.curvature;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.curvature.LayerSignals.Signals;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/**
 * K-FAC: the blocks of the Gauss–Newton matrix for the layers of a dense network, each as a Kronecker product. With inputs x̃ᵢ of a
 * layer (and 1 for its bias) and derivatives δᵢⱼ of output j by its preactivations, the block
 * \(\frac1n\sum_i\tilde x_i\tilde x_i^\top\otimes\sum_{jl}[A_i]_{jl}\delta_{ij}\delta_{il}^\top\), \(A_i=\partial^2\ell/\partial f^2\), becomes the
 * product of the two means. {@link #corrected} is EKFAC: the same eigenvectors with the block's own diagonal in their basis, the
 * nearest in Frobenius norm that they allow. Blocks between layers are 0.
 *
 * {@snippet file="CurvatureTest.java" region="kronecker-factors"}
 *
 * <p>K-FAC is exact where the second factor is the same for all samples: a linear network with square loss. Immutable.
 *
 * <p><b>Cost</b> a forward and C reverse passes, and O(d³) for the eigenvectors of each width d; O(P d) for a product or an inverse.
 *
 * <p><b>References</b> J. Martens, R. Grosse, <i>Optimizing Neural Networks with Kronecker-factored Approximate Curvature</i>, ICML
 * 2015, section 3; T. George, C. Laurent, X. Bouthillier, N. Ballas, P. Vincent, <i>Fast Approximate Natural Gradient Descent in a
 * Kronecker-factored Eigenbasis</i>, NeurIPS 2018.
 */
public final class KroneckerFactors implements SymmetricOperator {
    /** A layer's block Σ value (u ⊗ v)(u ⊗ v)ᵀ; eigenvectors are rows, both kinds of values rows × columns. */
    private record Part(
            int offset, int rows, int columns, double[] left, double[] right, double[] products, double[] diagonal) {}

    private final int order;
    private final List<Part> parts;
    private final boolean corrected;

    private KroneckerFactors(int order, List<Part> parts, boolean corrected) {
        this.order = order;
        this.parts = parts;
        this.corrected = corrected;
    }

    /**
     * Of the Gauss–Newton matrix at the network's parameters, which for square loss, logistic loss and cross-entropy is the Fisher
     * matrix.
     *
     * @param net of dense layers, with layers without parameters between them
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return an operator whose order is the number of parameters
     * @throws IllegalArgumentException if network, data and loss do not fit, or another layer has parameters, with that layer
     */
    public static KroneckerFactors of(Net net, Data data, Loss loss) {
        requireFit(net, data, loss);
        LayerSignals signals = LayerSignals.of(net, data);
        List<Part> parts = signals.ofOutputs().stream()
                .map(layer -> part(layer, signals.weighted(layer, loss, data.flatTargets())))
                .toList();
        return new KroneckerFactors(net.parameterCount(), parts, false);
    }

    /**
     * Of the empirical Fisher matrix \(\tfrac1n\sum_i\nabla\ell_i\nabla\ell_i^\top\), over the labels of the data.
     *
     * @param net of dense layers, with layers without parameters between them
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return an operator whose order is the number of parameters
     * @throws IllegalArgumentException if network, data and loss do not fit, or another layer has parameters, with that layer
     */
    public static KroneckerFactors empirical(Net net, Data data, Loss loss) {
        requireFit(net, data, loss);
        List<Part> parts = LayerSignals.of(net, data).ofLoss(loss, data.flatTargets()).stream()
                .map(layer -> part(layer, layer.deltas()))
                .toList();
        return new KroneckerFactors(net.parameterCount(), parts, false);
    }

    private static void requireFit(Net net, Data data, Loss loss) {
        Risk.requireFit(net, data);
        loss.require(data.targets(), net.outputs());
    }

    private static Part part(Signals layer, List<double[]> weighted) {
        int r = layer.rows();
        int m = layer.columns();
        int n = layer.inputs().length / r;
        double[] first = Products.transposeLeft(layer.inputs(), layer.inputs(), r, n, r);
        double[] second = new double[m * m];
        for (int j = 0; j < weighted.size(); j++) {
            double[] term =
                    Products.transposeLeft(weighted.get(j), layer.deltas().get(j), m, n, m);
            Vectors.addScaled(second, 1, term);
        }
        SymmetricEigen left = SymmetricEigen.of(Vectors.scale(first, 1.0 / n), r);
        SymmetricEigen right = SymmetricEigen.of(Vectors.scale(second, 1.0 / n), m);
        double[] products = new double[r * m];
        for (int k = 0; k < products.length; k++) {
            products[k] = left.values()[k / m] * right.values()[k % m];
        }
        double[] diagonal = diagonal(layer, weighted, left.vectors(), right.vectors());
        return new Part(layer.offset(), r, m, left.vectors(), right.vectors(), products, diagonal);
    }

    /** (u ⊗ v)ᵀ block (u ⊗ v) for all pairs: the mean over samples of (u·x̃)² Σ_j (v·ε_j)(v·δ_j). */
    private static double[] diagonal(Signals layer, List<double[]> weighted, double[] left, double[] right) {
        int r = layer.rows();
        int m = layer.columns();
        int n = layer.inputs().length / r;
        double[] squares = Products.transposeRight(layer.inputs(), left, n, r, r);
        for (int k = 0; k < squares.length; k++) {
            squares[k] *= squares[k] / n;
        }
        double[] sums = new double[n * m];
        for (int j = 0; j < weighted.size(); j++) {
            double[] one = Products.transposeRight(weighted.get(j), right, n, m, m);
            double[] other = Products.transposeRight(layer.deltas().get(j), right, n, m, m);
            for (int k = 0; k < sums.length; k++) {
                sums[k] += one[k] * other[k];
            }
        }
        return Products.transposeLeft(squares, sums, r, n, m);
    }

    /** EKFAC: with the diagonal of each block in the basis of Kronecker products, where K-FAC has products of eigenvalues. */
    public KroneckerFactors corrected() {
        return new KroneckerFactors(order, parts, true);
    }

    private double[] values(Part part) {
        return corrected ? part.diagonal() : part.products();
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public void apply(double[] vector, double[] into) {
        apply(v -> v, vector, into);
    }

    /** Adds f(F) v. */
    private void apply(DoubleUnaryOperator f, double[] vector, double[] into) {
        for (Part part : parts) {
            int r = part.rows();
            int m = part.columns();
            double[] block = Arrays.copyOfRange(vector, part.offset(), part.offset() + r * m);
            double[] half = Products.multiply(part.left(), block, r, r, m);
            double[] inside = Products.transposeRight(half, part.right(), r, m, m);
            double[] values = values(part);
            for (int k = 0; k < inside.length; k++) {
                inside[k] *= f.applyAsDouble(values[k]);
            }
            double[] back = Products.transposeLeft(part.left(), inside, r, r, m);
            double[] product = Products.multiply(back, part.right(), r, m, m);
            for (int k = 0; k < product.length; k++) {
                into[part.offset() + k] += product[k];
            }
        }
    }

    /**
     * The damped inverse \((F+\lambda I)^{-1}\), exact for these factors.
     *
     * @param damping λ &gt; 0, above minus the smallest eigenvalue
     * @return an operator; a product costs as much as one with F
     * @throws IllegalArgumentException if F + λI is not positive definite, with λ and the smallest eigenvalue of F
     */
    public SymmetricOperator inverse(double damping) {
        requirePositive(damping);
        return SymmetricOperator.of(order, (v, into) -> apply(value -> 1 / (value + damping), v, into));
    }

    private void requirePositive(double damping) {
        double smallest = eigenvalues()[0];
        if (!(damping > 0 && smallest + damping > 0) || Double.isInfinite(damping)) {
            throw new IllegalArgumentException(
                    "a damping is positive and above minus the smallest eigenvalue, " + smallest + ", got " + damping);
        }
    }

    /** All eigenvalues, ascending. */
    public double[] eigenvalues() {
        return parts.stream()
                .flatMapToDouble(p -> Arrays.stream(values(p)))
                .sorted()
                .toArray();
    }

    /** The trace; EKFAC has that of the Gauss–Newton matrix. */
    public double trace() {
        return Vectors.sum(eigenvalues());
    }

    /** The Frobenius norm. */
    public double frobeniusNorm() {
        return Vectors.norm(eigenvalues());
    }

    /**
     * log det(F + λI).
     *
     * @param damping λ &gt; 0, above minus the smallest eigenvalue
     * @return the logarithm
     * @throws IllegalArgumentException if F + λI is not positive definite, with λ and the smallest eigenvalue of F
     */
    public double logDeterminant(double damping) {
        requirePositive(damping);
        double sum = 0;
        for (double value : eigenvalues()) {
            sum += Math.log(value + damping);
        }
        return sum;
    }

    @Override
    public String toString() {
        return (corrected ? "EKFAC of " : "K-FAC of ") + order + " parameters in " + parts.size() + " layers";
    }
}
