package org.ridgeless.models.convex;

/** A network \(\sum_j(u_j^\top x)_+\alpha_j\). */
public record TwoLayerRelu(double[][] hidden, double[] output) {
    /** The output at an input. */
    public double at(double... x) {
        double sum = 0;
        for (int j = 0; j < hidden.length; j++) {
            double activation = 0;
            for (int i = 0; i < x.length; i++) {
                activation += hidden[j][i] * x[i];
            }
            sum += Math.max(0, activation) * output[j];
        }
        return sum;
    }

    /** The number of hidden units. */
    public int width() {
        return hidden.length;
    }

    double squaredNorm() {
        double sum = 0;
        for (int j = 0; j < hidden.length; j++) {
            sum += output[j] * output[j];
            for (double u : hidden[j]) {
                sum += u * u;
            }
        }
        return sum;
    }
}
