package org.ridgeless.nets.layers;

import org.ridgeless.linalg.dense.DenseKernels;

/** An activation at work. */
final class ElementwiseStage implements Stage {
    private final Activation activation;
    private final boolean rectified;
    private final DenseKernels kernels;
    private final int width;
    private final int capacity;
    private final double[] y;
    private double[] inputGradient;
    private double[] yTangent;
    private double[] inputGradientTangent;
    private double[][] series;
    private double[] z;
    private double[] gradient;
    private double[] zTangent;
    private int size;

    ElementwiseStage(Elementwise layer, int capacity, DenseKernels kernels) {
        this.activation = layer.activation();
        this.rectified = activation == Activations.RELU;
        this.kernels = kernels;
        this.width = layer.width();
        this.capacity = capacity;
        this.y = buffer();
    }

    private double[] buffer() {
        return new double[capacity * width];
    }

    @Override
    public double[] forward(double[] w, double[] x, int n) {
        size = n * width;
        z = x;
        if (rectified) {
            kernels.gate(size, 0, z, z, y);
        } else {
            apply(activation, kernels, size, z, y);
        }
        return y;
    }

    /** y_i = σ(z_i). */
    static void apply(Activation activation, DenseKernels kernels, int n, double[] z, double[] y) {
        if (activation == Activations.TANH) {
            kernels.tanh(n, z, y);
        } else {
            activation.apply(n, z, y);
        }
    }

    /** into = a ⊙ σ′(z). */
    private void through(double[] a, double[] into) {
        if (rectified) {
            kernels.gate(size, 0, z, a, into);
        } else {
            activation.multiplyDerivative(size, z, y, a, into);
        }
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        gradient = outputGradient;
        if (!inputWanted) {
            return null;
        }
        inputGradient = inputGradient == null ? buffer() : inputGradient;
        through(gradient, inputGradient);
        return inputGradient;
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        zTangent = inputTangent;
        if (zTangent == null) {
            return null;
        }
        yTangent = yTangent == null ? buffer() : yTangent;
        through(zTangent, yTangent);
        return yTangent;
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        if (!inputWanted) {
            return null;
        }
        inputGradientTangent = inputGradientTangent == null ? buffer() : inputGradientTangent;
        through(outputGradientTangent, inputGradientTangent);
        if (zTangent != null && !activation.piecewiseLinear()) {
            activation.addBend(size, z, y, gradient, zTangent, inputGradientTangent);
        }
        return inputGradientTangent;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][capacity * width];
        }
        Taylor.activate(activation, size, Taylor.filled(x, size), series);
        series[0] = y;
        return series;
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {}

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {}
}
