package org.ridgeless.margins;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * The multipliers of the point of least norm with a_i · w ≥ 1 for all rows: w = Σ u_i a_i. Lawson and Hanson reduce it to the
 * non-negative least-squares problem min ‖E u − f‖ with the columns (a_i, 1) of E and f = (0, …, 0, 1).
 */
final class LeastDistance {
    private static final double TOLERANCE = 1e-13;
    private static final int SWAPS_PER_COLUMN = 10;

    private final double[][] columns;
    private final int rows;
    private final double[] u;
    private final boolean[] passive;

    private LeastDistance(double[][] a) {
        rows = a[0].length + 1;
        columns = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            columns[i] = Arrays.copyOf(a[i], rows);
            columns[i][rows - 1] = 1;
        }
        u = new double[a.length];
        passive = new boolean[a.length];
    }

    /** Multipliers up to a common positive factor, or null if the constraints contradict each other. */
    static double[] multipliers(double[][] a) {
        LeastDistance problem = new LeastDistance(a);
        double[] residual = problem.solve();
        double norm = Math.sqrt(Arrays.stream(residual).map(r -> r * r).sum());
        return norm < 1e-9 ? null : problem.u;
    }

    private double[] solve() {
        double[] residual = residual();
        for (int step = 0; step < SWAPS_PER_COLUMN * columns.length; step++) {
            Interruption.poll();
            int entering = steepest(residual);
            if (entering < 0) {
                return residual;
            }
            passive[entering] = true;
            moveToFeasibleMinimum();
            residual = residual();
        }
        throw new IllegalStateException("The largest margin was not found within " + SWAPS_PER_COLUMN * columns.length
                + " exchanges; the samples may be (nearly) repeated.");
    }

    private double[] residual() {
        double[] r = new double[rows];
        r[rows - 1] = 1;
        for (int i = 0; i < u.length; i++) {
            if (u[i] != 0) {
                for (int j = 0; j < rows; j++) {
                    r[j] -= u[i] * columns[i][j];
                }
            }
        }
        return r;
    }

    /** The column that most reduces the residual, or −1 if none does beyond rounding. */
    private int steepest(double[] residual) {
        int best = -1;
        double steepest = 0;
        for (int i = 0; i < columns.length; i++) {
            if (!passive[i]) {
                double norm = Vectors.norm(columns[i]);
                double slope = Vectors.dot(columns[i], residual) / norm;
                if (slope > TOLERANCE && slope > steepest) {
                    steepest = slope;
                    best = i;
                }
            }
        }
        return best;
    }

    /** Goes from u towards the unconstrained minimum on the passive columns, releasing those that would turn negative. */
    private void moveToFeasibleMinimum() {
        while (true) {
            int[] active = java.util.stream.IntStream.range(0, u.length)
                    .filter(i -> passive[i])
                    .toArray();
            double[] target = leastSquares(active);
            double fraction = 1;
            int blocking = -1;
            for (int k = 0; k < active.length; k++) {
                double from = u[active[k]];
                if (target[k] <= 0 && from / (from - target[k]) < fraction) {
                    fraction = from / (from - target[k]);
                    blocking = active[k];
                }
            }
            for (int k = 0; k < active.length; k++) {
                u[active[k]] += fraction * (target[k] - u[active[k]]);
            }
            if (blocking < 0) {
                return;
            }
            u[blocking] = 0;
            passive[blocking] = false;
        }
    }

    /** min ‖E_S t − f‖ by Gram–Schmidt, each vector orthogonalized twice, then back substitution. */
    private double[] leastSquares(int[] active) {
        int k = active.length;
        double[][] q = new double[k][];
        double[][] r = new double[k][k];
        double[] t = new double[k];
        for (int j = 0; j < k; j++) {
            double[] v = columns[active[j]].clone();
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < j; i++) {
                    double projection = Vectors.dot(q[i], v);
                    r[i][j] += projection;
                    for (int p = 0; p < rows; p++) {
                        v[p] -= projection * q[i][p];
                    }
                }
            }
            r[j][j] = Vectors.norm(v);
            for (int p = 0; p < rows; p++) {
                v[p] /= r[j][j];
            }
            q[j] = v;
            t[j] = v[rows - 1];
        }
        for (int j = k - 1; j >= 0; j--) {
            for (int i = j + 1; i < k; i++) {
                t[j] -= r[j][i] * t[i];
            }
            t[j] /= r[j][j];
        }
        return t;
    }
}
