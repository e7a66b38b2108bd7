package org.ridgeless.nets.layers;

import org.ridgeless.linalg.dense.DenseKernels;

/** A dense stage for each slice; slices are copied together, so that each has a contiguous batch. */
final class BlockDiagonalStage implements Stage {
    private final int in;
    private final int out;
    private final int times;
    private final int capacity;
    private final DenseStage[] stages;
    private final double[][] inputs;
    private final double[] y;
    private double[][] gradients;
    private double[] inputGradient;
    private double[] yTangent;
    private double[][] inputTangents;
    private double[][] gradientTangents;
    private double[] inputGradientTangent;
    private TaylorSlices series;
    private int n;

    BlockDiagonalStage(BlockDiagonal layer, int offset, int capacity, DenseKernels kernels) {
        Dense dense = layer.dense();
        this.in = dense.inputs();
        this.out = dense.outputs();
        this.times = layer.times();
        this.capacity = capacity;
        this.stages = new DenseStage[times];
        for (int i = 0; i < times; i++) {
            int weights = offset + i * in * out;
            int bias = offset + times * in * out + i * out;
            stages[i] = new DenseStage(dense, weights, bias, capacity, kernels);
        }
        this.inputs = new double[times][capacity * in];
        this.y = new double[capacity * times * out];
    }

    /** Slice i of each of n rows of {@code times} slices. */
    static void gather(int n, int times, int width, int i, double[] rows, double[] slice) {
        for (int r = 0; r < n; r++) {
            System.arraycopy(rows, (r * times + i) * width, slice, r * width, width);
        }
    }

    /** The opposite of {@link #gather}. */
    static void scatter(int n, int times, int width, int i, double[] slice, double[] rows) {
        for (int r = 0; r < n; r++) {
            System.arraycopy(slice, r * width, rows, (r * times + i) * width, width);
        }
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        n = samples;
        for (int i = 0; i < times; i++) {
            gather(n, times, in, i, x, inputs[i]);
            scatter(n, times, out, i, stages[i].forward(w, inputs[i], n), y);
        }
        return y;
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        if (gradients == null) {
            gradients = new double[times][capacity * out];
        }
        if (inputWanted && inputGradient == null) {
            inputGradient = new double[capacity * times * in];
        }
        for (int i = 0; i < times; i++) {
            gather(n, times, out, i, outputGradient, gradients[i]);
            double[] slice = stages[i].reverse(w, gradients[i], scale, into, inputWanted);
            if (inputWanted) {
                scatter(n, times, in, i, slice, inputGradient);
            }
        }
        return inputWanted ? inputGradient : null;
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        if (yTangent == null) {
            yTangent = new double[capacity * times * out];
        }
        if (inputTangent != null && inputTangents == null) {
            inputTangents = new double[times][capacity * in];
        }
        for (int i = 0; i < times; i++) {
            if (inputTangent != null) {
                gather(n, times, in, i, inputTangent, inputTangents[i]);
            }
            double[] slice = stages[i].tangent(w, weightTangent, inputTangent == null ? null : inputTangents[i]);
            scatter(n, times, out, i, slice, yTangent);
        }
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
        if (gradientTangents == null) {
            gradientTangents = new double[times][capacity * out];
        }
        if (inputWanted && inputGradientTangent == null) {
            inputGradientTangent = new double[capacity * times * in];
        }
        for (int i = 0; i < times; i++) {
            gather(n, times, out, i, outputGradientTangent, gradientTangents[i]);
            double[] slice = stages[i].reverseTangent(w, weightTangent, gradientTangents[i], scale, into, inputWanted);
            if (inputWanted) {
                scatter(n, times, in, i, slice, inputGradientTangent);
            }
        }
        return inputWanted ? inputGradientTangent : null;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        if (series == null) {
            series = new TaylorSlices();
        }
        return series.of(w, x);
    }

    /** Row i of the batch is, for each stage alone, one group member, so that groups of samples stay groups. */
    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        for (DenseStage stage : stages) {
            stage.sampleGradients(rows, start, stride, group);
        }
    }

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {
        for (DenseStage stage : stages) {
            stage.addGram(gram, buffers);
        }
    }

    /** The buffers of Taylor coefficients. */
    private final class TaylorSlices {
        private final double[][] slices = new double[Taylor.ORDER + 1][capacity * in];
        private final double[][] result = new double[Taylor.ORDER + 1][capacity * times * out];

        double[][] of(double[][] w, double[][] x) {
            double[][] part = new double[Taylor.ORDER + 1][];
            result[0] = y;
            for (int i = 0; i < times; i++) {
                for (int k = 0; k <= Taylor.ORDER; k++) {
                    part[k] = x[k] == null ? null : slices[k];
                    if (x[k] != null) {
                        gather(n, times, in, i, x[k], slices[k]);
                    }
                }
                double[][] of = stages[i].taylor(w, part);
                for (int k = 1; k <= Taylor.ORDER; k++) {
                    scatter(n, times, out, i, of[k], result[k]);
                }
            }
            return result;
        }
    }
}
