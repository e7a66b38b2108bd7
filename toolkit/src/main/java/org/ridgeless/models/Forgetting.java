package org.ridgeless.models;

import java.util.Arrays;

/**
 * What so many steps of SGD did to the imbalance of a diagonal network.
 *
 * @param steps how many
 * @param change the change of log |Q_i|, measured on the weights
 * @param exact Σ log |(1−ηλ)² − η²g_i²| over the steps, which the change must equal
 * @param squares the mean of g_i²
 */
public record Forgetting(int steps, double[] change, double[] exact, double[] squares) {
    /** The measured rate of forgetting a step, averaged over the coordinates. */
    public double rate() {
        return -Arrays.stream(change).average().orElse(Double.NaN) / steps;
    }

    /**
     * 2ηλ + η²E[g²], averaged over the coordinates.
     *
     * @param rate η
     * @param decay λ
     * @return the rate a step, to first order
     */
    public double predictedRate(double rate, double decay) {
        return 2 * rate * decay + rate * rate * Arrays.stream(squares).average().orElse(Double.NaN);
    }

    /** The largest deviation from the exact law over the coordinates. */
    public double identityError() {
        double worst = 0;
        for (int i = 0; i < change.length; i++) {
            worst = Math.max(worst, Math.abs(change[i] - exact[i]));
        }
        return worst;
    }
}
