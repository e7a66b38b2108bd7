package org.ridgeless.nets;

import java.util.function.DoubleUnaryOperator;

/** Numerical derivatives for tests. */
final class Richardson {
    private static final int LEVELS = 8;

    private Richardson() {}

    /**
     * f′(0) by central differences with halved steps, extrapolated to step 0 (Ridders, 1982): of all extrapolations the one
     * that changed least is taken, so that neither rounding nor a kink within the largest step spoils it.
     */
    static double derivative(DoubleUnaryOperator f, double largestStep) {
        double[][] table = new double[LEVELS][LEVELS];
        double best = Double.NaN;
        double leastChange = Double.POSITIVE_INFINITY;
        double h = largestStep;
        for (int i = 0; i < LEVELS; i++, h /= 2) {
            table[i][0] = (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
            double factor = 1;
            for (int k = 1; k <= i; k++) {
                factor *= 4;
                table[i][k] = table[i][k - 1] + (table[i][k - 1] - table[i - 1][k - 1]) / (factor - 1);
                double change =
                        Math.max(Math.abs(table[i][k] - table[i][k - 1]), Math.abs(table[i][k] - table[i - 1][k - 1]));
                if (change < leastChange) {
                    leastChange = change;
                    best = table[i][k];
                }
            }
        }
        return best;
    }
}
