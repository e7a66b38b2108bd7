package org.ridgeless.nets.layers;

import java.util.Arrays;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * A dense layer at work. Weights are stored as the forward product wants them: inputs × outputs, so that the innermost loop
 * runs over outputs.
 */
final class DenseStage implements Stage {
    final int in;
    final int out;
    final Activation activation;
    private final boolean hasBias;
    final double c;
    final int weights;
    private final int bias;
    private final int capacity;
    private final DenseKernels kernels;

    private final boolean rectified;
    private final boolean linear;
    final double[] y;
    final double[] z;
    private final double[] outputSlope;
    private double[] inputSlope = {};

    private int n;
    double[] x;
    double[] dy;
    double[] dz;
    private SecondOrder second;
    private DenseTaylor taylor;

    DenseStage(Dense layer, int offset, int capacity, DenseKernels kernels) {
        this(layer, offset, offset + layer.inputs() * layer.outputs(), capacity, kernels);
    }

    /** With the bias at a place of its own. */
    DenseStage(Dense layer, int weights, int bias, int capacity, DenseKernels kernels) {
        this.in = layer.inputs();
        this.out = layer.outputs();
        this.activation = layer.activation();
        this.hasBias = layer.hasBias();
        this.c = layer.multiplier();
        this.weights = weights;
        this.bias = bias;
        this.capacity = capacity;
        this.kernels = kernels;
        this.rectified = activation == Activations.RELU;
        this.linear = activation == Activations.LINEAR;
        this.y = new double[capacity * out];
        // The sign of a rectified output tells the sign of the preactivation, so that one array serves for both.
        this.z = rectified || linear ? y : new double[capacity * out];
        this.outputSlope = linear ? null : new double[capacity * out];
    }

    /** Inputs including the constant one that a bias multiplies. */
    int rows() {
        return hasBias ? in + 1 : in;
    }

    /** The size of the batch at work. */
    int samples() {
        return n;
    }

    @Override
    public double[] forward(double[] w, double[] input, int samples) {
        n = samples;
        x = input;
        kernels.multiply(n, in, out, c, x, 0, w, weights, hasBias ? w : null, bias, rectified, z, 0);
        if (y != z) {
            ElementwiseStage.apply(activation, kernels, n * out, z, y);
        }
        return y;
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        dy = outputGradient;
        dz = throughActivation(dy, outputSlope);
        if (inputWanted) {
            if (inputSlope.length == 0) {
                inputSlope = new double[capacity * in];
            }
            sendBack(w, dz, inputSlope, false);
        }
        if (into != null) {
            addWeightGradient(dz, scale, into);
        }
        return inputWanted ? inputSlope : null;
    }

    private void addWeightGradient(double[] slope, double scale, double[] into) {
        kernels.multiplyTransposedAdd(n, in, out, scale * c, x, 0, slope, 0, into, weights);
        if (hasBias) {
            kernels.addRowSums(n, out, scale, slope, 0, into, bias);
        }
    }

    /** a · σ′(z), in the given array unless the layer is linear. */
    double[] throughActivation(double[] a, double[] into) {
        if (linear) {
            return a;
        }
        if (rectified) {
            kernels.gate(n * out, 0, y, a, into);
        } else {
            activation.multiplyDerivative(n * out, z, y, a, into);
        }
        return into;
    }

    /** into (+)= c · a Wᵀ. */
    void sendBack(double[] w, double[] a, double[] into, boolean add) {
        if (out > 1 && in > 1) {
            kernels.multiplyByTransposed(n, out, in, c, a, 0, w, weights, add, into, 0);
        } else if (add) {
            // A matrix with one row or column is its own transpose in memory.
            kernels.multiplyAdd(n, out, in, c, a, 0, w, weights, into, 0);
        } else {
            kernels.multiply(n, out, in, c, a, 0, w, weights, null, 0, false, into, 0);
        }
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        SecondOrder s = secondOrder();
        s.inputTangent = inputTangent;
        kernels.multiply(
                n,
                in,
                out,
                c,
                x,
                0,
                weightTangent,
                weights,
                hasBias ? weightTangent : null,
                bias,
                false,
                s.zTangent,
                0);
        if (inputTangent != null) {
            kernels.multiplyAdd(n, in, out, c, inputTangent, 0, w, weights, s.zTangent, 0);
        }
        return throughActivation(s.zTangent, s.yTangent);
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        SecondOrder s = secondOrder();
        double[] slopeTangent = throughActivation(outputGradientTangent, s.slopeTangent);
        if (!activation.piecewiseLinear()) {
            activation.addBend(n * out, z, y, dy, s.zTangent, slopeTangent);
        }
        if (inputWanted) {
            double[] result = s.inputSlopeTangent();
            sendBack(w, slopeTangent, result, false);
            sendBack(weightTangent, dz, result, true);
        }
        addWeightGradient(slopeTangent, scale, into);
        if (s.inputTangent != null) {
            kernels.multiplyTransposedAdd(n, in, out, scale * c, s.inputTangent, 0, dz, 0, into, weights);
        }
        return inputWanted ? s.inputSlopeTangent : null;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] series) {
        if (taylor == null) {
            taylor = new DenseTaylor(this, bias, hasBias, capacity, kernels);
        }
        return taylor.of(w, series, n, y);
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        if (group > 1) {
            groupGradients(rows, start, stride, group);
            return;
        }
        for (int i = 0; i < n; i++) {
            int row = start + i * stride;
            for (int p = 0; p < in; p++) {
                double a = c * x[i * in + p];
                int at = row + weights + p * out;
                for (int j = 0; j < out; j++) {
                    rows[at + j] = a * dz[i * out + j];
                }
            }
            if (hasBias) {
                System.arraycopy(dz, i * out, rows, row + bias, out);
            }
        }
    }

    private void groupGradients(double[] rows, int start, int stride, int group) {
        for (int g = 0; g < n / group; g++) {
            int row = start + g * stride;
            int first = g * group;
            Arrays.fill(rows, row + weights, row + weights + in * out, 0);
            kernels.multiplyTransposedAdd(group, in, out, c, x, first * in, dz, first * out, rows, row + weights);
            if (hasBias) {
                Arrays.fill(rows, row + bias, row + bias + out, 0);
                kernels.addRowSums(group, out, 1, dz, first * out, rows, row + bias);
            }
        }
    }

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {
        double[] inputGram = buffers.inputs();
        double[] slopeGram = buffers.slopes();
        kernels.gram(n, in, x, 0, false, inputGram, 0);
        kernels.gram(n, out, dz, 0, false, slopeGram, 0);
        double one = hasBias ? 1 : 0;
        for (int i = 0; i < n * n; i++) {
            gram[i] += (c * c * inputGram[i] + one) * slopeGram[i];
        }
    }

    private SecondOrder secondOrder() {
        if (second == null) {
            second = new SecondOrder();
        }
        return second;
    }

    /** Buffers that only second-order passes need. */
    private final class SecondOrder {
        private final double[] zTangent = new double[capacity * out];
        private final double[] yTangent = linear ? zTangent : new double[capacity * out];
        private final double[] slopeTangent = new double[linear ? 0 : capacity * out];
        private double[] inputSlopeTangent;
        private double[] inputTangent;

        double[] inputSlopeTangent() {
            if (inputSlopeTangent == null) {
                inputSlopeTangent = new double[capacity * in];
            }
            return inputSlopeTangent;
        }
    }
}
