package org.ridgeless.nets.layers;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.dense.DenseKernels;

/** A stage that runs on parameters of its own, which follow from those of the network by a {@link Reparametrization}. */
final class ReparametrizedStage implements Stage {
    private final Reparametrization phi;
    private final Stage stage;
    private final int offset;
    private final int parameters;
    private final int capacity;
    private final GradientGram gram;
    private final double[] u;
    private final double[] uGradient;
    private double[] uTangent;
    private double[] uGradientTangent;
    private double[][] series;
    private double[] innerRows;
    private double[] point;
    private int n;

    /** For a layer with {@code parameters} parameters from {@code offset} on, run by the inner one. */
    ReparametrizedStage(
            Reparametrization phi, Layer inner, int offset, int parameters, int capacity, DenseKernels kernels) {
        this.phi = phi;
        this.stage = inner.stage(0, capacity, kernels);
        this.offset = offset;
        this.parameters = parameters;
        this.capacity = capacity;
        this.gram = new GradientGram(this, offset, parameters, capacity, kernels);
        this.u = new double[inner.parameterCount()];
        this.uGradient = new double[u.length];
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        n = samples;
        point = w;
        phi.apply(w, offset, u);
        return stage.forward(u, x, n);
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        if (into == null && phi.linear()) {
            return stage.reverse(u, outputGradient, 1, null, inputWanted);
        }
        Arrays.fill(uGradient, 0);
        double[] inputGradient = stage.reverse(u, outputGradient, 1, uGradient, inputWanted);
        if (into != null) {
            phi.pull(w, offset, uGradient, 0, scale, into, offset);
        }
        return inputGradient;
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        uTangent = uTangent == null ? new double[u.length] : uTangent;
        phi.push(w, weightTangent, offset, uTangent);
        return stage.tangent(u, uTangent, inputTangent);
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        uGradientTangent = uGradientTangent == null ? new double[u.length] : uGradientTangent;
        Arrays.fill(uGradientTangent, 0);
        double[] result = stage.reverseTangent(u, uTangent, outputGradientTangent, 1, uGradientTangent, inputWanted);
        phi.pull(w, offset, uGradientTangent, 0, scale, into, offset);
        phi.pullTangent(w, weightTangent, offset, uGradient, scale, into);
        return result;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][u.length];
            series[0] = u;
        }
        phi.taylor(w, offset, series);
        return stage.taylor(series, x);
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        if (innerRows == null) {
            innerRows = new double[Matrix.entries(capacity, u.length)];
        }
        stage.sampleGradients(innerRows, 0, u.length, group);
        for (int g = 0; g < n / group; g++) {
            int row = start + g * stride + offset;
            Arrays.fill(rows, row, row + parameters, 0);
            phi.pull(point, offset, innerRows, g * u.length, 1, rows, row);
        }
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
