package org.ridgeless.models.convex;

/**
 * A network \(\sum_j(u_j^\top x)_+\alpha_j\).
 *
 * @param hidden u_j, one row a hidden unit
 * @param output α_j, one a hidden unit
 */
public record TwoLayerRelu(double[][] hidden, double[] output) {
    /**
     * The output at an input.
     *
     * @param x d numbers
     * @return Σ_j (u_j·x)₊ α_j
     */
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
