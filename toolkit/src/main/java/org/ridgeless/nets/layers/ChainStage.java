package org.ridgeless.nets.layers;

/** Stages one after the other. */
final class ChainStage implements Stage {
    private final Stage[] stages;

    ChainStage(Stage... stages) {
        this.stages = stages;
    }

    @Override
    public double[] forward(double[] w, double[] x, int n) {
        double[] h = x;
        for (Stage stage : stages) {
            h = stage.forward(w, h, n);
        }
        return h;
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double scale, double[] into, boolean inputWanted) {
        double[] s = outputGradient;
        for (int k = stages.length - 1; k >= 0; k--) {
            s = stages[k].reverse(w, s, scale, into, inputWanted || k > 0);
        }
        return s;
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        double[] h = inputTangent;
        for (Stage stage : stages) {
            h = stage.tangent(w, weightTangent, h);
        }
        return h;
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double scale,
            double[] into,
            boolean inputWanted) {
        double[] s = outputGradientTangent;
        for (int k = stages.length - 1; k >= 0; k--) {
            s = stages[k].reverseTangent(w, weightTangent, s, scale, into, inputWanted || k > 0);
        }
        return s;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] x) {
        double[][] h = x;
        for (Stage stage : stages) {
            h = stage.taylor(w, h);
        }
        return h;
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {
        for (Stage stage : stages) {
            stage.sampleGradients(rows, start, stride, group);
        }
    }

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {
        for (Stage stage : stages) {
            stage.addGram(gram, buffers);
        }
    }

    @Override
    public void train(long seed, long step) {
        for (Stage stage : stages) {
            stage.train(seed, step);
        }
    }

    @Override
    public void evaluate() {
        for (Stage stage : stages) {
            stage.evaluate();
        }
    }
}
