package org.ridgeless.kernels;

import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Vectors;

/** Soft-margin classification by a linear predictor without bias, \( \min_w\ \tfrac1N\sum_n(1-y_nw\cdot x_n)_++\tfrac\lambda2\lVert w\rVert^2 \). */
public final class LinearMachine {
    private LinearMachine() {}

    /**
     * The minimizer w, by {@link SoftMargin#solve} on the Gram matrix.
     *
     * @param data with labels ±1; none of its samples is 0
     * @param penalty λ &gt; 0
     * @param accuracy of the objective in units of λ: w is within the square root of twice this number of the minimizer
     * @return w, one number for each input
     * @throws ArithmeticException if the duality gap stays larger, with the gap
     * @throws IllegalArgumentException if the data have no labels ±1, a sample is 0, or λ is not positive
     */
    public static double[] solve(Data data, double penalty, double accuracy) {
        if (data.targets() != Targets.BINARY) {
            throw new IllegalArgumentException(
                    "a soft-margin machine takes labels +1 and −1, got " + data.targets() + " targets");
        }
        double[][] x = data.inputs();
        double[] labels = IntStream.range(0, x.length).mapToDouble(data::label).toArray();
        double[][] kernel = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                kernel[i][j] = Vectors.dot(x[i], x[j]);
            }
        }
        double[] coefficients = SoftMargin.of(kernel, labels, penalty).solve(accuracy * penalty);
        double[] w = new double[x[0].length];
        for (int i = 0; i < x.length; i++) {
            Vectors.addScaled(w, coefficients[i], x[i]);
        }
        return w;
    }
}
