package org.ridgeless.nets.layers;

import org.ridgeless.linalg.dense.DenseKernels;

/** A batch of n samples of T slices is, in memory, a batch of nT slices. */
final class SlicedStage implements Stage {
    private final Stage stage;
    private final int times;
    private final GradientGram gram;
    private int n;

    SlicedStage(Sliced layer, int offset, int capacity, DenseKernels kernels) {
        this.times = layer.times();
        this.stage = layer.layer().stage(offset, Math.multiplyExact(capacity, times), kernels);
        this.gram = new GradientGram(this, offset, layer.parameterCount(), capacity, kernels);
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        n = samples;
        return stage.forward(w, x, n * times);
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        return stage.reverse(w, outputGradient, scale, into, inputWanted);
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        return stage.tangent(w, weightTangent, inputTangent);
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        return stage.reverseTangent(w, weightTangent, outputGradientTangent, scale, into, inputWanted);
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        return stage.taylor(w, x);
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        stage.sampleGradients(rows, start, stride, group * times);
    }

    @Override
    public void addGram(double[] into, GramBuffers buffers) {
        gram.add(n, into);
    }

    @Override
    public void train(long seed, long step) {
        stage.train(seed, step);
    }

    @Override
    public void evaluate() {
        stage.evaluate();
    }
}
