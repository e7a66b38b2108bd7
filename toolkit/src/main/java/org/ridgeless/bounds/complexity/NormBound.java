package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/**
 * Upper bounds on the empirical Rademacher complexity of all networks of the same layers whose norm is at most that of a given
 * one. For dense networks of K matrices with one output, no biases and activations that are positively homogeneous of degree 1
 * with slopes of at most 1, such as ReLU. N inputs x_n of width d.
 */
public enum NormBound {
    /**
     * Π‖W_k‖_F √(Σ‖x_n‖²)/N (1 + √(2(K − 1) ln 2)): N. Golowich, A. Rakhlin and O. Shamir, <i>Size-Independent Sample Complexity of
     * Neural Networks</i>, COLT 2018, Theorem 1, where K stands for the K − 1 hidden layers that its proof peels off.
     */
    FROBENIUS("product of Frobenius norms", Norm.FROBENIUS_PRODUCT) {
        @Override
        double unit(Net net, double[][] x) {
            return frobenius(net.depth(), squares(x), x.length);
        }
    },
    /**
     * ‖path‖₁ √(2 (K ln 2 + ln d) max_j Σ x²_nj)/N. Rescaling units turns the path norm into the product of the largest ℓ₁ norms of
     * rows (B. Neyshabur, R. Tomioka and N. Srebro, <i>Norm-Based Capacity Control in Neural Networks</i>, COLT 2015), for which the
     * bound is that of the proof of Theorem 2 of Golowich, Rakhlin and Shamir before it rounds up.
     */
    PATH("path norm", Norm.PATH) {
        @Override
        double unit(Net net, double[][] x) {
            double[] columns = new double[x[0].length];
            for (double[] row : x) {
                for (int j = 0; j < columns.length; j++) {
                    columns[j] += row[j] * row[j];
                }
            }
            double logarithm = net.depth() * Math.log(2) + Math.log(columns.length);
            return Math.sqrt(2 * logarithm * Vectors.largest(columns)) / x.length;
        }
    },
    /**
     * Π‖W_k‖₂ times a number that depends on b_k = Σ over units of the norms of their weights: with A = Σ‖x_n‖² ln(2W²)
     * (Σ (b_k/‖W_k‖₂)^{2/3})³ and W the largest width, the covering numbers ln N(ε) ≤ A/ε² of P. Bartlett, D. Foster and M. Telgarsky,
     * <i>Spectrally-normalized margin bounds for neural networks</i>, NIPS 2017, Theorem 3.3 with reference matrices 0, and Dudley's
     * integral min_α 4α/√N + (12/N) ∫_α^D √A/ε dε with D = √(Σ‖x_n‖²).
     */
    SPECTRAL("spectral norms", Norm.SPECTRAL_PRODUCT) {
        @Override
        double unit(Net net, double[][] x) {
            double ratios = 0;
            double widest = net.inputs();
            for (int k = 1; k <= net.depth(); k++) {
                double[][] w = net.weights(k);
                double units = Arrays.stream(w).mapToDouble(Vectors::norm).sum();
                double spectral = org.ridgeless.linalg.Matrix.of(w).singularValues()[0];
                ratios += Math.cbrt(units / spectral * (units / spectral));
                widest = Math.max(widest, w.length);
            }
            double diameter = Math.sqrt(squares(x));
            double root = diameter * Math.sqrt(Math.log(2 * widest * widest)) * Math.pow(ratios, 1.5);
            return dudley(root, diameter, x.length);
        }
    };

    private final String label;
    private final Norm norm;

    NormBound(String label, Norm norm) {
        this.label = label;
        this.norm = norm;
    }

    /**
     * The bound for all networks of the same layers with norms up to those of this one.
     *
     * @param net with one output; see above for what its layers may be
     * @param data of which only the inputs are used
     * @return in the units of the output; homogeneous in each layer and in the inputs
     * @throws IllegalArgumentException if the layers are not of that kind; the message names the layer
     */
    public double complexity(Net net, Data data) {
        return net.norm(norm) * normalized(net, data);
    }

    /**
     * The bound for networks whose norm is 1, with which margins go that are divided by the norm.
     *
     * @param net with one output; see above for what its layers may be
     * @param data of which only the inputs are used
     * @return the bound over the norm of the network
     * @throws IllegalArgumentException if the layers are not of that kind; the message names the layer
     */
    public double normalized(Net net, Data data) {
        requireBall(net);
        return unit(net, data.inputs());
    }

    /** The norm that the bound is proportional to. */
    public Norm norm() {
        return norm;
    }

    /** The name for an axis or a table. */
    public String label() {
        return label;
    }

    abstract double unit(Net net, double[][] x);

    /**
     * √(Σ‖x_n‖²)/N (1 + √(2(K − 1) ln 2)), given K, Σ‖x_n‖² and N.
     *
     * @param matrices K ≥ 1
     * @param squares Σ‖x_n‖², ≥ 0
     * @param samples N ≥ 1
     * @return the bound for a product of norms of 1
     */
    public static double frobenius(int matrices, double squares, int samples) {
        return Math.sqrt(squares) / samples * (1 + Math.sqrt(2 * (matrices - 1) * Math.log(2)));
    }

    /** min over α of 4α/√N + (12/N) √A ln(D/α), and never more than D/√N, to which Cauchy and Schwarz lead. */
    private static double dudley(double root, double diameter, int samples) {
        double alpha = 3 * root / Math.sqrt(samples);
        double trivial = diameter / Math.sqrt(samples);
        return alpha < diameter ? Math.min(trivial, 12 * root / samples * (1 + Math.log(diameter / alpha))) : trivial;
    }

    static double squares(double[][] x) {
        return Arrays.stream(x).mapToDouble(Vectors::squares).sum();
    }

    private static void requireBall(Net net) {
        if (net.outputs() != 1) {
            throw new IllegalArgumentException("a norm bound is for networks with one output, got " + net.outputs()
                    + "; take one class against another");
        }
        for (Layer layer : net.architecture().layers()) {
            if (!(layer instanceof Dense dense)
                    || dense.hasBias()
                    || dense.multiplier() != 1
                    || !isContraction(dense.activation())) {
                throw new IllegalArgumentException(
                        "a norm bound needs dense layers without biases and with activations of"
                                + " degree 1 and slopes of at most 1, got " + layer);
            }
        }
    }

    /** Homogeneous of degree 1, such activations are linear on either side of 0. */
    static boolean isContraction(Activation activation) {
        return activation.degree() == 1 && Math.abs(activation.value(1)) <= 1 && Math.abs(activation.value(-1)) <= 1;
    }
}
