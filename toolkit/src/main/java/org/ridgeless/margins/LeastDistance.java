package org.ridgeless.margins;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * The point w of least norm with a_i · w ≥ 1 for all rows, and its multipliers: w = Σ u_i a_i. Lawson and Hanson reduce it to
 * the non-negative least-squares problem min ‖E u − f‖ with the columns (a_i, s) of E and f = (0, …, 0, 1), whose residual is a
 * multiple of (−w, s). The unit s is best of the order of the largest margin: far from it one part of a column drowns in the
 * rounding of the other.
 */
final class LeastDistance {
    /** f and all columns count as unit vectors, and no slope below so many roundings of these is one. */
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    private static final int SWAPS_PER_COLUMN = 10;

    private final double[][] columns;
    private final double[] norms;
    private final int rows;
    private final double[] u;
    private final boolean[] passive;
    private double[] residual;

    private LeastDistance(double[][] a, double unit) {
        rows = a[0].length + 1;
        columns = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            columns[i] = Arrays.copyOf(a[i], rows);
            columns[i][rows - 1] = unit;
        }
        norms = Arrays.stream(columns).mapToDouble(Vectors::norm).toArray();
        u = new double[a.length];
        passive = new boolean[a.length];
        residual = new double[rows];
        residual[rows - 1] = 1;
    }

    /**
     * What the problem comes to, each up to a positive factor. Where the constraints contradict each other, Σ u_i a_i = 0 to rounding
     * and w is rounding.
     *
     * @param w the point of least norm
     * @param u multipliers ≥ 0
     */
    record Point(double[] w, double[] u) {}

    static Point of(double[][] a, double unit) {
        LeastDistance problem = new LeastDistance(a, unit);
        problem.solve();
        double[] w = Arrays.copyOf(problem.residual, problem.rows - 1);
        return new Point(Vectors.scale(w, -1), problem.u);
    }

    private void solve() {
        boolean[] refused = new boolean[u.length];
        for (int step = 0; step < SWAPS_PER_COLUMN * columns.length; step++) {
            Interruption.poll();
            int entering = steepest(refused);
            if (entering < 0) {
                return;
            }
            passive[entering] = true;
            if (moveToFeasibleMinimum(entering)) {
                Arrays.fill(refused, false);
            } else {
                refused[entering] = true;
            }
        }
        throw new ArithmeticException("The largest margin was not found within " + SWAPS_PER_COLUMN * columns.length
                + " exchanges; the samples may be (nearly) repeated.");
    }

    /** The column that most reduces the residual, or −1 if none does beyond rounding. */
    private int steepest(boolean[] refused) {
        int best = -1;
        double steepest = ROUNDING;
        for (int i = 0; i < columns.length; i++) {
            if (!passive[i] && !refused[i]) {
                double slope = Vectors.dot(columns[i], residual) / norms[i];
                if (slope > steepest) {
                    steepest = slope;
                    best = i;
                }
            }
        }
        return best;
    }

    /**
     * Goes from u towards the unconstrained minimum on the passive columns, releasing those that would turn negative.
     *
     * @return whether it went: a column whose slope was rounding only would itself turn negative, and is released again
     */
    private boolean moveToFeasibleMinimum(int entering) {
        while (true) {
            int[] active = IntStream.range(0, u.length).filter(i -> passive[i]).toArray();
            Fit fit = leastSquares(active);
            double fraction = 1;
            int blocking = -1;
            for (int k = 0; k < active.length; k++) {
                double from = u[active[k]];
                double to = fit.solution[k];
                if (active[k] == entering && from == 0 && !(to > 0)) {
                    passive[entering] = false;
                    return false;
                }
                if (!(to > 0) && from / (from - to) < fraction) {
                    fraction = from / (from - to);
                    blocking = active[k];
                }
            }
            for (int k = 0; k < active.length; k++) {
                u[active[k]] += fraction * (fit.solution[k] - u[active[k]]);
            }
            if (blocking < 0) {
                residual = fit.residual;
                return true;
            }
            u[blocking] = 0;
            passive[blocking] = false;
        }
    }

    private record Fit(double[] solution, double[] residual) {}

    /**
     * min ‖E_S t − f‖ by Gram–Schmidt, each vector orthogonalized twice, then back substitution. The residual is f less its
     * projections, whose rounding is that of a unit vector: f − E_S t would carry that of the large terms which cancel in it.
     */
    private Fit leastSquares(int[] active) {
        int k = active.length;
        double[][] q = new double[k][];
        double[][] r = new double[k][k];
        double[] t = new double[k];
        for (int j = 0; j < k; j++) {
            double[] v = columns[active[j]].clone();
            orthogonalize(v, q, j, r, j);
            r[j][j] = Vectors.norm(v);
            q[j] = Vectors.scale(v, 1 / r[j][j]);
            t[j] = q[j][rows - 1];
        }
        for (int j = k - 1; j >= 0; j--) {
            for (int i = j + 1; i < k; i++) {
                t[j] -= r[j][i] * t[i];
            }
            t[j] /= r[j][j];
        }
        double[] rest = new double[rows];
        rest[rows - 1] = 1;
        orthogonalize(rest, q, k, null, 0);
        return new Fit(t, rest);
    }

    private static void orthogonalize(double[] v, double[][] q, int count, double[][] r, int column) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < count; i++) {
                double projection = Vectors.dot(q[i], v);
                if (r != null) {
                    r[i][column] += projection;
                }
                Vectors.addScaled(v, -projection, q[i]);
            }
        }
    }
}
