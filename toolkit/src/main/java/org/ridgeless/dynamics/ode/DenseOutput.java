package org.ridgeless.dynamics.ode;

/**
 * The polynomial of order 4 between the two ends of a step of {@link DormandPrince}: E. Hairer, S. P. Nørsett and G. Wanner, <i>Solving
 * Ordinary Differential Equations I</i>, 1993, Section II.6.
 */
final class DenseOutput {
    private final int n;
    private final double[] change;
    private final double[] left;
    private final double[] right;
    private final double[] bend;
    private boolean ready;

    DenseOutput(int dimension) {
        n = dimension;
        change = new double[n];
        left = new double[n];
        right = new double[n];
        bend = new double[n];
    }

    /** Whether it belongs to the last step. */
    boolean isReady() {
        return ready;
    }

    /** Another step was taken. */
    void leave() {
        ready = false;
    }

    /** The polynomial over a step of size s from {@code begin} to {@code end}, by its stages k₁ and k₃ to k₇. */
    void over(
            double s,
            double[] begin,
            double[] end,
            double[] k1,
            double[] k3,
            double[] k4,
            double[] k5,
            double[] k6,
            double[] k7) {
        for (int i = 0; i < n; i++) {
            double difference = end[i] - begin[i];
            double start = s * k1[i] - difference;
            change[i] = difference;
            left[i] = start;
            right[i] = difference - s * k7[i] - start;
            bend[i] = s
                    * (-12715105075.0 / 11282082432.0 * k1[i]
                            + 87487479700.0 / 32700410799.0 * k3[i]
                            - 10690763975.0 / 1880347072.0 * k4[i]
                            + 701980252875.0 / 199316789632.0 * k5[i]
                            - 1453857185.0 / 822651844.0 * k6[i]
                            + 69997945.0 / 29380423.0 * k7[i]);
        }
        ready = true;
    }

    /** The state at the part x of the step, from 0 to 1. */
    void at(double x, double[] begin, double[] into) {
        double z = 1 - x;
        for (int i = 0; i < n; i++) {
            into[i] = begin[i] + x * (change[i] + z * (left[i] + x * (right[i] + z * bend[i])));
        }
    }
}
