package org.ridgeless.nets.layers;

/**
 * A layer without parameters that is linear but for a constant, y = A x + b with the same A for all derivatives at a point; A may depend on the input
 * of the forward pass, as the choice of a maximum does, if it is constant around almost every one.
 */
abstract class RouteStage implements Stage {
    private final int capacity;
    private final int in;
    private final int out;
    private final double[] y;
    private double[] inputGradient;
    private double[] yTangent;
    private double[] inputGradientTangent;
    private double[][] series;
    private int n;

    RouteStage(Layer layer, int capacity) {
        this.capacity = capacity;
        this.in = layer.inputs();
        this.out = layer.outputs();
        this.y = new double[capacity * out];
    }

    /** Fixes A for the given samples. */
    void choose(int samples, double[] x) {}

    /** Adds what the output has besides A x, a constant. */
    void shift(int samples, double[] y) {}

    /** to = A from. */
    abstract void route(int samples, double[] from, double[] to);

    /** to = Aᵀ from. */
    abstract void back(int samples, double[] from, double[] to);

    @Override
    public final double[] forward(double[] w, double[] x, int samples) {
        n = samples;
        choose(n, x);
        route(n, x, y);
        shift(n, y);
        return y;
    }

    @Override
    public final double[] reverse(
            double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        if (!inputWanted) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = new double[capacity * in];
        }
        back(n, outputGradient, inputGradient);
        return inputGradient;
    }

    @Override
    public final double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        if (inputTangent == null) {
            return null;
        }
        if (yTangent == null) {
            yTangent = new double[capacity * out];
        }
        route(n, inputTangent, yTangent);
        return yTangent;
    }

    @Override
    public final double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        if (!inputWanted) {
            return null;
        }
        if (inputGradientTangent == null) {
            inputGradientTangent = new double[capacity * in];
        }
        back(n, outputGradientTangent, inputGradientTangent);
        return inputGradientTangent;
    }

    @Override
    public final double[][] taylor(double[][] w, double[][] x) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][capacity * out];
        }
        double[][] result = {y, null, null, null};
        for (int k = 1; k <= Taylor.ORDER; k++) {
            if (x[k] != null) {
                route(n, x[k], series[k]);
                result[k] = series[k];
            }
        }
        return result;
    }

    @Override
    public final void sampleGradients(double[] rows, int start, int stride, int group) {}

    @Override
    public final void addGram(double[] gram, GramBuffers buffers) {}
}
