package org.ridgeless.nets.layers;

import java.util.Arrays;

/** The same parameters over and over: u_i = w_{i mod P}. */
record Tie(int period, int length) implements Reparametrization {
    @Override
    public void apply(double[] w, int offset, double[] u) {
        for (int i = 0; i < length; i += period) {
            System.arraycopy(w, offset, u, i, period);
        }
    }

    @Override
    public void push(double[] w, double[] tangent, int offset, double[] u) {
        apply(tangent, offset, u);
    }

    @Override
    public void pull(double[] w, int offset, double[] gradient, int first, double scale, double[] into, int start) {
        for (int i = 0; i < length; i += period) {
            for (int p = 0; p < period; p++) {
                into[start + p] += scale * gradient[first + i + p];
            }
        }
    }

    @Override
    public void pullTangent(double[] w, double[] tangent, int offset, double[] gradient, double scale, double[] into) {}

    @Override
    public void taylor(double[][] w, int offset, double[][] u) {
        for (int k = 1; k <= Taylor.ORDER; k++) {
            if (w[k] == null) {
                Arrays.fill(u[k], 0);
            } else {
                apply(w[k], offset, u[k]);
            }
        }
    }

    @Override
    public boolean linear() {
        return true;
    }
}
