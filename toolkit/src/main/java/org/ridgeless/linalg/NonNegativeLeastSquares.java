package org.ridgeless.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The weights u ≥ 0 that bring Σ u_i c_i nearest to a target: active sets, so that in exact arithmetic the result is exact after
 * finitely many exchanges, however small the angles between the columns c_i. At most as many weights as there are rows are positive.
 *
 * <p><b>Reference</b> C. L. Lawson and R. J. Hanson, <i>Solving Least Squares Problems</i>, Prentice-Hall 1974, Chapter 23.
 */
public final class NonNegativeLeastSquares {
    /** Target and columns count as unit vectors, and no slope below so many roundings of these is one. */
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    private static final int SWAPS_PER_COLUMN = 10;

    private final double[][] columns;
    private final double[] norms;
    private final double[] target;
    private final double[] u;
    private final boolean[] passive;
    private double[] residual;

    private NonNegativeLeastSquares(double[][] columns, double[] target) {
        this.columns = columns;
        this.target = target;
        norms = Arrays.stream(columns).mapToDouble(Vectors::norm).toArray();
        u = new double[columns.length];
        passive = new boolean[columns.length];
        residual = target.clone();
    }

    /**
     * What the problem comes to.
     *
     * @param weights u ≥ 0, one for each column
     * @param residual target − Σ u_i c_i, as the target less its projections, so that its rounding is that of the target
     */
    public record Solution(double[] weights, double[] residual) {}

    /**
     * min ‖target − Σ u_i c_i‖ over u ≥ 0.
     *
     * @param columns the vectors c_i, as long as the target; vectors of zeros get the weight 0
     * @param target the vector to come near to
     * @return weights and residual; for a target of 0 all weights are 0
     * @throws IllegalArgumentException if a column is not as long as the target, or a norm is not finite
     * @throws ArithmeticException if it is not found within ten exchanges for each column
     */
    public static Solution solve(double[][] columns, double[] target) {
        double scale = Vectors.norm(target);
        requireFinite("the target", scale);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].length != target.length) {
                throw new IllegalArgumentException("column " + i + " must have " + target.length
                        + " numbers as the target has, got " + columns[i].length);
            }
            requireFinite("column " + i, Vectors.norm(columns[i]));
        }
        if (scale == 0 || columns.length == 0) {
            return new Solution(new double[columns.length], target.clone());
        }
        NonNegativeLeastSquares problem = new NonNegativeLeastSquares(columns, Vectors.scale(target, 1 / scale));
        problem.solve();
        return new Solution(Vectors.scale(problem.u, scale), Vectors.scale(problem.residual, scale));
    }

    private static void requireFinite(String what, double norm) {
        if (!Double.isFinite(norm)) {
            throw new IllegalArgumentException(what + " must have a finite norm, got " + norm);
        }
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
        throw new ArithmeticException("non-negative least squares was not solved within "
                + SWAPS_PER_COLUMN * columns.length + " exchanges of its " + columns.length
                + " columns; some may be (nearly) repeated");
    }

    /** The column that most reduces the residual, or −1 if none does beyond rounding. */
    private int steepest(boolean[] refused) {
        int best = -1;
        double steepest = ROUNDING;
        for (int i = 0; i < columns.length; i++) {
            if (!passive[i] && !refused[i] && norms[i] > 0) {
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
     * min ‖C t − target‖ over the given columns by Gram–Schmidt, each vector orthogonalized twice, then back substitution. The residual is
     * the target less its projections, whose rounding is that of a unit vector: target − C t would carry that of the large terms
     * which cancel in it.
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
            t[j] = Vectors.dot(q[j], target);
        }
        for (int j = k - 1; j >= 0; j--) {
            for (int i = j + 1; i < k; i++) {
                t[j] -= r[j][i] * t[i];
            }
            t[j] /= r[j][j];
        }
        double[] rest = target.clone();
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
