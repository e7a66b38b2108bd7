package org.ridgeless.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * Least squares \(\tfrac12\|WX-Y\|_F^2\) for a linear network, with everything that is known about its landscape: with
 * \(S_{yx}S_{xx}^{-1}S_{xy} = \sum_i\rho_iu_iu_i^{\mathsf T}\), the critical values are \(\tfrac12(\operatorname{tr}S_{yy}-\sum_{i\in J}\rho_i)\)
 * over index sets J of at most r elements, r the smallest width; the lowest is the global minimum and all others are strict
 * saddles. Assumes more samples than inputs, \(S_{xx}\) regular and distinct ρ.
 *
 * <p>Reference: Chitour, Liao and Couillet, <i>A geometric approach of gradient descent algorithms in linear neural
 * networks</i> (2018); Baldi and Hornik, <i>Neural networks and principal component analysis</i> (1989).
 */
public final class LinearTask {
    private final int inputs;
    private final int outputs;
    private final int samples;
    private final double[] x;
    private final double[] y;
    private final double[] inputMoments;
    private final double[] crossMoments;

    private LinearTask(int inputs, int outputs, double[] x, double[] y) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.samples = x.length / inputs;
        this.x = x;
        this.y = y;
        double[] transposed = Small.transpose(x, inputs, samples);
        inputMoments = Small.multiply(x, transposed, inputs, samples, inputs);
        crossMoments = Small.multiply(y, transposed, outputs, samples, inputs);
    }

    /**
     * The task of mapping inputs to outputs linearly, in the least squares of the errors.
     *
     * @param x inputs × samples, row by row
     * @param inputs d₀ ≥ 1
     * @param y outputs × samples
     * @param outputs d_H ≥ 1
     * @return the task
     * @throws IllegalArgumentException if x and y have different numbers of samples, or there are fewer than inputs
     */
    public static LinearTask of(double[] x, int inputs, double[] y, int outputs) {
        if (inputs < 1 || outputs < 1 || !Vectors.areFinite(x) || !Vectors.areFinite(y)) {
            throw new IllegalArgumentException(
                    "a linear task needs at least 1 input, at least 1 output and finite numbers, got "
                            + inputs + " inputs and " + outputs + " outputs"
                            + (inputs < 1 || outputs < 1 ? "" : ", and numbers that are not finite"));
        }
        if (x.length % inputs != 0 || y.length % outputs != 0 || x.length / inputs != y.length / outputs) {
            throw new IllegalArgumentException("inputs and outputs must have as many samples, got " + x.length + " / "
                    + inputs + " and " + y.length + " / " + outputs);
        }
        if (x.length / inputs < inputs) {
            throw new IllegalArgumentException("the critical values need at least as many samples as inputs, got "
                    + x.length / inputs + " samples of " + inputs + " inputs");
        }
        return new LinearTask(inputs, outputs, x.clone(), y.clone());
    }

    /**
     * The loss of a network.
     *
     * @param network from the inputs to the outputs of this task
     * @return L = ½ Σ (f(x) − y)²
     * @throws IllegalArgumentException if it has another number of inputs or outputs; both are named
     */
    public double loss(LinearNetwork network) {
        requireShape(network);
        double[] prediction = Small.multiply(network.product(), x, outputs, inputs, samples);
        double sum = 0;
        for (int i = 0; i < prediction.length; i++) {
            sum += (prediction[i] - y[i]) * (prediction[i] - y[i]);
        }
        return sum / 2;
    }

    private void requireShape(LinearNetwork network) {
        int[] dims = network.dims();
        if (dims[0] != inputs || dims[dims.length - 1] != outputs) {
            throw new IllegalArgumentException(
                    "the task has " + inputs + " inputs and " + outputs + " outputs, got a " + network);
        }
    }

    /** \(-\nabla L\) with respect to each weight matrix. */
    double[][] descentDirection(LinearNetwork network) {
        requireShape(network);
        int[] dims = network.dims();
        int depth = network.depth();
        double[][] weights = network.weights();
        double[][] below = new double[depth][];
        for (int k = 1; k < depth; k++) {
            below[k] = k == 1 ? weights[0] : Small.multiply(weights[k - 1], below[k - 1], dims[k], dims[k - 1], inputs);
        }
        double[] product = network.product();
        double[] force = Small.multiply(product, inputMoments, outputs, inputs, inputs);
        for (int i = 0; i < force.length; i++) {
            force[i] = crossMoments[i] - force[i];
        }
        double[][] direction = new double[depth][];
        // carried = (W_H … W_{k+1})ᵀ force, gathered from the top.
        double[] carried = force;
        for (int k = depth - 1; k >= 0; k--) {
            direction[k] = k == 0
                    ? carried
                    : Small.multiply(carried, Small.transpose(below[k], dims[k], inputs), dims[k + 1], inputs, dims[k]);
            if (k > 0) {
                carried = Small.multiply(
                        Small.transpose(weights[k], dims[k + 1], dims[k]), carried, dims[k], dims[k + 1], inputs);
            }
        }
        return direction;
    }

    /**
     * The norm of the gradient.
     *
     * @param network from the inputs to the outputs of this task
     * @return ‖∇L‖ over all weight matrices
     */
    public double gradientNorm(LinearNetwork network) {
        double sum = 0;
        for (double[] block : descentDirection(network)) {
            sum += Small.squaredNorm(block);
        }
        return Math.sqrt(sum);
    }

    /** ρ, the power of the outputs that each mode explains, largest first. */
    public double[] modes() {
        double[] inverse = Cholesky.of(inputMoments, inputs).inverse();
        double[] half = Small.multiply(crossMoments, inverse, outputs, inputs, inputs);
        double[] explained =
                Small.multiply(half, Small.transpose(crossMoments, outputs, inputs), outputs, inputs, outputs);
        double[] ascending = SymmetricEigen.values(explained, outputs);
        double[] modes = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            modes[i] = ascending[outputs - 1 - i];
        }
        return modes;
    }

    /**
     * The lowest loss that a network of the given smallest width reaches.
     *
     * @param rank the smallest width of a network, ≥ 0
     * @return the lowest loss (P. Baldi and K. Hornik, Neural Networks 2 (1989) 53–58)
     */
    public double minimum(int rank) {
        double[] modes = modes();
        double loss = Small.squaredNorm(y) / 2;
        for (int i = 0; i < Math.min(rank, outputs); i++) {
            loss -= modes[i] / 2;
        }
        return loss;
    }

    /**
     * The loss at every critical point of networks of the given smallest width, ascending.
     *
     * @param rank the smallest width of a network, ≥ 0
     * @return a value for each set of at most rank modes, 2^outputs of them at most
     */
    public double[] criticalValues(int rank) {
        double[] modes = modes();
        double top = Small.squaredNorm(y) / 2;
        List<Double> values = new ArrayList<>();
        for (int subset = 0; subset < 1 << outputs; subset++) {
            if (Integer.bitCount(subset) <= rank) {
                double loss = top;
                for (int i = 0; i < outputs; i++) {
                    loss -= (subset >> i & 1) * modes[i] / 2;
                }
                values.add(loss);
            }
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** A bound on the curvature of the loss in the product, for choosing steps: \(\operatorname{tr}S_{xx}\). */
    public double inputPower() {
        return Small.squaredNorm(x);
    }
}
