package org.ridgeless.nets.engine;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * Gradients of single outputs where an output depends on the whole batch: no product of a sample's input with its own signal
 * gives them, so each takes a reverse pass of its own, n passes in all.
 */
final class CoupledSamples {
    private final Evaluator evaluator;
    private final DenseKernels kernels;
    private final int p;
    private final double[] one;
    private final double[] gradient;
    private double[] all;

    CoupledSamples(Evaluator evaluator, DenseKernels kernels) {
        this.evaluator = evaluator;
        this.kernels = kernels;
        this.p = evaluator.architecture().parameterCount();
        this.one = new double[evaluator.capacity() * evaluator.architecture().outputs()];
        this.gradient = new double[p];
    }

    void sampleGradients(double[] w, double[] outputGradient, int n, double[] rows) {
        int c = evaluator.architecture().outputs();
        for (int i = 0; i < n; i++) {
            Interruption.poll();
            Arrays.fill(one, 0);
            System.arraycopy(outputGradient, i * c, one, i * c, c);
            Arrays.fill(gradient, 0);
            evaluator.reverse(w, one, 1, gradient);
            System.arraycopy(gradient, 0, rows, i * p, p);
        }
    }

    void addGram(double[] w, double[] outputGradient, int n, double[] gram) {
        if (all == null) {
            all = new double[Matrix.entries(evaluator.capacity(), p)];
        }
        sampleGradients(w, outputGradient, n, all);
        kernels.gram(n, p, all, 0, true, gram, 0);
    }
}
