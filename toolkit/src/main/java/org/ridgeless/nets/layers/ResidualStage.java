package org.ridgeless.nets.layers;

/** Two stages side by side, their outputs added. */
final class ResidualStage implements Stage {
    private final Stage branch;
    private final Stage shortcut;
    private final int in;
    private final int out;
    private final int capacity;
    private final double[] y;
    private double[] inputGradient;
    private double[] yTangent;
    private double[] inputGradientTangent;
    private double[][] series;
    private int n;

    ResidualStage(Stage branch, Stage shortcut, int in, int out, int capacity) {
        this.branch = branch;
        this.shortcut = shortcut;
        this.in = in;
        this.out = out;
        this.capacity = capacity;
        this.y = new double[capacity * out];
    }

    private static double[] sum(int size, double[] a, double[] b, double[] into) {
        for (int i = 0; i < size; i++) {
            into[i] = a[i] + b[i];
        }
        return into;
    }

    /** As {@link #sum}, where null is zero. */
    private static double[] sumOrOne(int size, double[] a, double[] b, double[] into) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return sum(size, a, b, into);
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        n = samples;
        return sum(n * out, branch.forward(w, x, n), shortcut.forward(w, x, n), y);
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        double[] first = branch.reverse(w, outputGradient, scale, into, inputWanted);
        double[] second = shortcut.reverse(w, outputGradient, scale, into, inputWanted);
        if (!inputWanted) {
            return null;
        }
        inputGradient = inputGradient == null ? new double[capacity * in] : inputGradient;
        return sum(n * in, first, second, inputGradient);
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        yTangent = yTangent == null ? new double[capacity * out] : yTangent;
        double[] first = branch.tangent(w, weightTangent, inputTangent);
        return sumOrOne(n * out, first, shortcut.tangent(w, weightTangent, inputTangent), yTangent);
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        double[] first = branch.reverseTangent(w, weightTangent, outputGradientTangent, scale, into, inputWanted);
        double[] second = shortcut.reverseTangent(w, weightTangent, outputGradientTangent, scale, into, inputWanted);
        if (!inputWanted) {
            return null;
        }
        inputGradientTangent = inputGradientTangent == null ? new double[capacity * in] : inputGradientTangent;
        return sum(n * in, first, second, inputGradientTangent);
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][capacity * out];
        }
        double[][] first = branch.taylor(w, x);
        double[][] second = shortcut.taylor(w, x);
        double[][] result = {y, null, null, null};
        for (int k = 1; k <= Taylor.ORDER; k++) {
            result[k] = sumOrOne(n * out, first[k], second[k], series[k]);
        }
        return result;
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        branch.sampleGradients(rows, start, stride, group);
        shortcut.sampleGradients(rows, start, stride, group);
    }

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {
        branch.addGram(gram, buffers);
        shortcut.addGram(gram, buffers);
    }

    @Override
    public void train(long seed, long step) {
        branch.train(seed, step);
        shortcut.train(seed, step);
    }

    @Override
    public void evaluate() {
        branch.evaluate();
        shortcut.evaluate();
    }
}
