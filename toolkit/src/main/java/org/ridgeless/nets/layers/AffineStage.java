package org.ridgeless.nets.layers;

import java.util.Arrays;
import org.ridgeless.linalg.dense.DenseKernels;

/** Gains and biases at work. */
final class AffineStage implements Stage {
    private final int width;
    private final int gains;
    private final int bias;
    private final boolean hasBias;
    private final int capacity;
    private final GradientGram gram;
    private final double[] y;
    private double[] inputGradient;
    private double[] yTangent;
    private double[] inputGradientTangent;
    private double[][] series;
    private double[] x;
    private double[] gradient;
    private double[] inputTangent;
    private int n;

    AffineStage(Affine layer, int offset, int capacity, DenseKernels kernels) {
        this.width = layer.width();
        this.gains = offset;
        this.bias = offset + width;
        this.hasBias = layer.hasBias();
        this.capacity = capacity;
        this.gram = new GradientGram(this, offset, layer.parameterCount(), capacity, kernels);
        this.y = buffer();
    }

    private double[] buffer() {
        return new double[capacity * width];
    }

    /** into = g ⊙ a for each row. */
    private void scale(double[] w, double[] a, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                into[i * width + j] = w[gains + j] * a[i * width + j];
            }
        }
    }

    private void addScaled(double[] w, double[] a, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                into[i * width + j] += w[gains + j] * a[i * width + j];
            }
        }
    }

    private void addBias(double[] w, double[] into) {
        for (int i = 0; hasBias && i < n; i++) {
            for (int j = 0; j < width; j++) {
                into[i * width + j] += w[bias + j];
            }
        }
    }

    @Override
    public double[] forward(double[] w, double[] input, int samples) {
        n = samples;
        x = input;
        scale(w, x, y);
        addBias(w, y);
        return y;
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        gradient = outputGradient;
        if (inputWanted) {
            inputGradient = inputGradient == null ? buffer() : inputGradient;
            scale(w, gradient, inputGradient);
        }
        if (into != null) {
            addProducts(x, gradient, scale, into);
            addSums(gradient, scale, into);
        }
        return inputWanted ? inputGradient : null;
    }

    private void addProducts(double[] a, double[] b, double scale, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                into[gains + j] += scale * a[i * width + j] * b[i * width + j];
            }
        }
    }

    private void addSums(double[] a, double scale, double[] into) {
        for (int i = 0; hasBias && i < n; i++) {
            for (int j = 0; j < width; j++) {
                into[bias + j] += scale * a[i * width + j];
            }
        }
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] tangent) {
        inputTangent = tangent;
        yTangent = yTangent == null ? buffer() : yTangent;
        scale(weightTangent, x, yTangent);
        if (tangent != null) {
            addScaled(w, tangent, yTangent);
        }
        addBias(weightTangent, yTangent);
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
        if (inputWanted) {
            inputGradientTangent = inputGradientTangent == null ? buffer() : inputGradientTangent;
            scale(w, outputGradientTangent, inputGradientTangent);
            addScaled(weightTangent, gradient, inputGradientTangent);
        }
        addProducts(x, outputGradientTangent, scale, into);
        if (inputTangent != null) {
            addProducts(inputTangent, gradient, scale, into);
        }
        addSums(outputGradientTangent, scale, into);
        return inputWanted ? inputGradientTangent : null;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] input) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][capacity * width];
        }
        for (int k = 1; k <= Taylor.ORDER; k++) {
            Arrays.fill(series[k], 0);
            for (int j = 0; j <= k; j++) {
                if (w[j] != null && input[k - j] != null) {
                    addScaled(w[j], input[k - j], series[k]);
                }
            }
            if (w[k] != null) {
                addBias(w[k], series[k]);
            }
        }
        series[0] = y;
        return series;
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        for (int g = 0; g < n / group; g++) {
            int row = start + g * stride;
            Arrays.fill(rows, row + gains, row + gains + width, 0);
            if (hasBias) {
                Arrays.fill(rows, row + bias, row + bias + width, 0);
            }
            for (int i = g * group; i < (g + 1) * group; i++) {
                for (int j = 0; j < width; j++) {
                    double signal = gradient[i * width + j];
                    rows[row + gains + j] += x[i * width + j] * signal;
                    if (hasBias) {
                        rows[row + bias + j] += signal;
                    }
                }
            }
        }
    }

    @Override
    public void addGram(double[] into, GramBuffers buffers) {
        gram.add(n, into);
    }
}
