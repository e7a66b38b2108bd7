package org.ridgeless.nets.layers;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.dense.DenseKernels;

/** The inner products of the sample gradients of a stage whose structure gives no shorter way than forming them. */
final class GradientGram {
    private final Stage stage;
    private final int offset;
    private final int parameters;
    private final int capacity;
    private final DenseKernels kernels;
    private double[] rows;

    GradientGram(Stage stage, int offset, int parameters, int capacity, DenseKernels kernels) {
        this.stage = stage;
        this.offset = offset;
        this.parameters = parameters;
        this.capacity = capacity;
        this.kernels = kernels;
    }

    /** Adds the n × n matrix. */
    void add(int n, double[] gram) {
        if (parameters == 0) {
            return;
        }
        if (rows == null) {
            rows = new double[Matrix.entries(capacity, parameters)];
        }
        stage.sampleGradients(rows, -offset, parameters, 1);
        kernels.gram(n, parameters, rows, 0, true, gram, 0);
    }
}
