package org.ridgeless.nets;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Evaluator;

/**
 * Derivatives of a network with respect to its input x at fixed parameters: what saliency, robustness and Lipschitz constants are
 * made of.
 *
 * <p><b>Cost</b> a reverse pass of one sample for each row of the Jacobian; about twice that for a product with a Hessian. It owns a
 * workspace, for one thread.
 *
 * {@snippet file="NetworksTest.java" region="inputs"}
 */
public final class InputDerivatives {
    private final Net net;
    private final double[] w;
    private final Evaluator evaluator;
    private final double[] still;
    private final double[] scratch;

    private InputDerivatives(Net net) {
        this.net = net;
        this.w = net.parameters();
        this.evaluator = net.engine().evaluator(net.architecture(), 1);
        this.still = new double[w.length];
        this.scratch = new double[w.length];
    }

    /**
     * The derivatives of a network.
     *
     * @param net one whose samples are not coupled
     * @return its derivatives at its present parameters
     * @throws IllegalStateException if the output of a sample depends on its batch
     */
    public static InputDerivatives of(Net net) {
        if (net.architecture().couplesSamples()) {
            throw new IllegalStateException("the output of a sample depends on the batch it is in ("
                    + net.architecture() + "); withStatisticsOf(data) fixes what a batch decides");
        }
        return new InputDerivatives(net);
    }

    /**
     * ∂f_j/∂x, a vector of length d.
     *
     * @param output j, from 0
     * @param x input of length d
     * @return the gradient
     * @throws IllegalArgumentException if there is no output j or x has another length than d
     */
    public double[] gradient(int output, double... x) {
        forward(x);
        return evaluator.reverseToInputs(w, unit(output), 1, null).clone();
    }

    /**
     * ∂f/∂x, a row for each of the C outputs, a column for each of the d inputs.
     *
     * @param x input of length d
     * @return C × d numbers
     * @throws IllegalArgumentException if x has another length than d
     */
    public double[][] jacobian(double... x) {
        double[][] rows = new double[net.outputs()][];
        forward(x);
        for (int j = 0; j < rows.length; j++) {
            rows[j] = evaluator.reverseToInputs(w, unit(j), 1, null).clone();
        }
        return rows;
    }

    /**
     * ∂²f_j/∂x² as an operator of order d, by its products. It is used by itself, before another derivative is taken here.
     *
     * @param output j, from 0
     * @param x input of length d
     * @return the Hessian of output j at x
     * @throws UnsupportedOperationException if the engine of the network has no second derivatives in the inputs
     * @throws IllegalArgumentException if there is no output j or x has another length than d
     */
    public SymmetricOperator hessian(int output, double... x) {
        double[] seed = unit(output);
        double[] point = x.clone();
        requireLength(point);
        InputDerivatives own = new InputDerivatives(net);
        double[] none = new double[net.outputs()];
        return SymmetricOperator.of(net.inputs(), (v, into) -> {
            own.forward(point);
            own.evaluator.reverseToInputs(w, seed, 1, null);
            own.evaluator.tangentFromInputs(w, still, v);
            double[] product = own.evaluator.reverseTangentToInputs(w, still, none, 1, own.scratch);
            for (int i = 0; i < into.length; i++) {
                into[i] += product[i];
            }
        });
    }

    /**
     * ∂ℓ(f(x_i), y_i)/∂x_i, one row for each sample: the direction in which an input raises its loss.
     *
     * @param net one whose samples are not coupled
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return n × d numbers, not divided by n
     * @throws IllegalArgumentException if network, data and loss do not fit
     * @throws IllegalStateException if the output of a sample depends on its batch
     */
    public static double[][] lossGradients(Net net, Data data, Loss loss) {
        Risk.requireFit(net, data);
        loss.require(data.targets(), net.outputs());
        InputDerivatives derivatives = of(net);
        double[][] rows = new double[data.samples()][];
        double[] y = data.flatTargets();
        int c = net.outputs();
        double[] slope = new double[c];
        for (int i = 0; i < rows.length; i++) {
            double[] f = derivatives.forward(data.input(i));
            loss.gradient(f, Arrays.copyOfRange(y, i * c, (i + 1) * c), 1, c, slope);
            rows[i] = derivatives
                    .evaluator
                    .reverseToInputs(derivatives.w, slope, 1, null)
                    .clone();
        }
        return rows;
    }

    private double[] forward(double[] x) {
        requireLength(x);
        return evaluator.forward(w, x, 1);
    }

    private void requireLength(double[] x) {
        if (x.length != net.inputs()) {
            throw new IllegalArgumentException("the network takes " + net.inputs() + " inputs, got " + x.length);
        }
    }

    private double[] unit(int output) {
        if (output < 0 || output >= net.outputs()) {
            throw new IllegalArgumentException(
                    "the network has the outputs 0 to " + (net.outputs() - 1) + ", got " + output);
        }
        double[] seed = new double[net.outputs()];
        seed[output] = 1;
        return seed;
    }
}
