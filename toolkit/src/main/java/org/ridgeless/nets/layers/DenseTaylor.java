package org.ridgeless.nets.layers;

import java.util.Arrays;
import org.ridgeless.linalg.dense.DenseKernels;

/** Taylor coefficients through a dense layer: z_k = c Σ_{i+j=k} x_i W_j + b_k, then σ. */
final class DenseTaylor {
    private final DenseStage stage;
    private final int bias;
    private final boolean hasBias;
    private final DenseKernels kernels;
    private final double[][] z;
    private final double[][] y;

    DenseTaylor(DenseStage stage, int bias, boolean hasBias, int capacity, DenseKernels kernels) {
        this.stage = stage;
        this.bias = bias;
        this.hasBias = hasBias;
        this.kernels = kernels;
        int size = capacity * stage.out;
        this.z = new double[Taylor.ORDER + 1][size];
        this.y = stage.activation == Activations.LINEAR ? z : new double[Taylor.ORDER + 1][size];
    }

    /** For n samples with the preactivations and outputs of the last forward pass. */
    double[][] of(double[][] w, double[][] x, int n, double[] outputs) {
        int in = stage.in;
        int out = stage.out;
        for (int k = 1; k <= Taylor.ORDER; k++) {
            Arrays.fill(z[k], 0, n * out, 0);
            if (hasBias && w[k] != null) {
                for (int i = 0; i < n; i++) {
                    System.arraycopy(w[k], bias, z[k], i * out, out);
                }
            }
            for (int i = 0; i <= k; i++) {
                if (x[i] != null && w[k - i] != null) {
                    kernels.multiplyAdd(n, in, out, stage.c, x[i], 0, w[k - i], stage.weights, z[k], 0);
                }
            }
        }
        if (y != z) {
            z[0] = stage.z;
            Taylor.activate(stage.activation, n * out, z, y);
        }
        y[0] = outputs;
        return y;
    }
}
