package org.ridgeless.linalg.lapack;

import java.util.Arrays;

/**
 * The largest and the smallest singular value of upper bidiagonal matrices, many matrices of one order at a time, in O(n)
 * operations each.
 *
 * <p>The eigenvalues λ of BᵀB are the zeros of its characteristic polynomial p. Laguerre's iteration
 * \(x \leftarrow x + n\,/\,(G \pm \sqrt{(n-1)(nH-G^2)})\) with \(G=\sum 1/(\lambda_j-x)\), \(H=\sum 1/(\lambda_j-x)^2\) climbs from 0 to
 * the smallest and falls from a bound to the largest, monotonically and in the end cubically (J. H. Wilkinson, <i>The
 * Algebraic Eigenvalue Problem</i>, 1965, §7.26). G and H come from the pivots of BᵀB − x and their derivatives, by the
 * stationary qd transform, which never forms BᵀB and keeps a tiny singular value to high relative accuracy (I. S. Dhillon
 * and B. N. Parlett, <i>Multiple representations to compute orthogonal eigenvectors of symmetric tridiagonal matrices</i>,
 * Linear Algebra Appl. 387 (2004) 1–28, section 4).
 *
 * <p>Lanes are independent: what one gives does not depend on its neighbours. The innermost loops run over lanes, so that
 * the compiler vectorizes them and the latency of a division is shared. Not for use by two threads at once.
 */
public final class BidiagonalEnds {
    private static final double CLOSE = 1e-16;
    private static final int MOST_STEPS = 200;
    /** Of the largest square; beyond, or below its inverse, 1/λ² may be no number any more. */
    private static final double LARGEST = 0x1p300;

    private final int n;
    private final int lanes;
    /** Squares of the diagonal and of the superdiagonal, row by row, each row lane by lane. */
    private final double[] q;

    private final double[] e;
    private final double[] x;
    private final double[] s;
    private final double[] ds;
    private final double[] dds;
    private final double[] g;
    private final double[] h;
    private final double[] before;
    private final boolean[] settled;

    private BidiagonalEnds(int n, int lanes) {
        this.n = n;
        this.lanes = lanes;
        q = new double[n * lanes];
        e = new double[n * lanes];
        x = new double[lanes];
        s = new double[lanes];
        ds = new double[lanes];
        dds = new double[lanes];
        g = new double[lanes];
        h = new double[lanes];
        before = new double[lanes];
        settled = new boolean[lanes];
    }

    /**
     * Room for so many matrices of order n.
     *
     * @param n order, ≥ 1
     * @param lanes how many matrices, ≥ 1
     * @return matrices of zeros, 2 n numbers each
     * @throws IllegalArgumentException if n or the number of matrices is below 1
     */
    public static BidiagonalEnds ofOrder(int n, int lanes) {
        if (n < 1 || lanes < 1) {
            throw new IllegalArgumentException(
                    "there must be at least 1 row and 1 matrix, got " + n + " rows and " + lanes + " matrices");
        }
        Math.multiplyExact(n, lanes);
        return new BidiagonalEnds(n, lanes);
    }

    /**
     * Sets the squares of a diagonal entry and of the entry to its right, which counts only in rows before the last.
     *
     * @param lane which matrix, from 0
     * @param row from 0
     * @param diagonal square of the entry
     * @param right square of the entry to its right
     */
    public void setSquares(int lane, int row, double diagonal, double right) {
        q[row * lanes + lane] = diagonal;
        e[row * lanes + lane] = row < n - 1 ? right : 0;
    }

    /** The smallest singular value of each matrix. */
    public double[] smallest() {
        Arrays.fill(x, 0);
        return solve(true);
    }

    /** The largest singular value of each matrix. */
    public double[] largest() {
        for (int lane = 0; lane < lanes; lane++) {
            x[lane] = bound(lane);
        }
        return solve(false);
    }

    /** σ ≤ the largest sum of neighbouring entries, by Gershgorin's theorem for [[0, B], [Bᵀ, 0]]. */
    private double bound(int lane) {
        double bound = 0;
        double left = 0;
        for (int row = 0; row < n; row++) {
            double diagonal = Math.sqrt(q[row * lanes + lane]);
            double right = Math.sqrt(e[row * lanes + lane]);
            bound = Math.max(bound, diagonal + Math.max(left, right));
            left = right;
        }
        return bound * bound * (1 + 4 * Math.ulp(1.0));
    }

    private double[] solve(boolean smallest) {
        Arrays.fill(before, 0);
        int open = 0;
        for (int lane = 0; lane < lanes; lane++) {
            settled[lane] = !isOrdinary(lane);
            x[lane] = settled[lane] ? Double.NaN : x[lane];
            open += settled[lane] ? 0 : 1;
        }
        for (int step = 0; step < MOST_STEPS && open > 0; step++) {
            evaluate();
            open = advance();
        }
        double[] values = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            // A singular or non-finite matrix has pivots without inverse; the slow route knows what to say.
            boolean fine = settled[lane] && x[lane] > 0 && Double.isFinite(x[lane]);
            values[lane] = fine ? Math.sqrt(x[lane]) : slowly(lane, smallest);
        }
        return values;
    }

    private boolean isOrdinary(int lane) {
        double largest = 0;
        for (int at = lane; at < q.length; at += lanes) {
            largest = Math.max(largest, Math.max(q[at], e[at]));
        }
        return largest < LARGEST && largest > 1 / LARGEST;
    }

    /** G and H of all lanes at their places x. */
    private void evaluate() {
        for (int l = 0; l < lanes; l++) {
            s[l] = -x[l];
            ds[l] = -1;
            dds[l] = 0;
            g[l] = 0;
            h[l] = 0;
        }
        for (int row = 0; row < n; row++) {
            pivot(row * lanes);
        }
    }

    /** One row: the pivot s + q, its logarithmic derivatives, and the start of the next. */
    private void pivot(int base) {
        for (int l = 0; l < lanes; l++) {
            double r = 1 / (q[base + l] + s[l]);
            double u = ds[l] * r;
            double v = dds[l] * r;
            g[l] -= u;
            h[l] += u * u - v;
            double er = e[base + l] * r;
            double qr = q[base + l] * r;
            dds[l] = er * qr * (dds[l] - 2 * u * ds[l]);
            ds[l] = er * qr * ds[l] - 1;
            s[l] = er * s[l] - x[l];
        }
    }

    /** Moves the lanes that are not there yet; returns how many these are. */
    private int advance() {
        int open = 0;
        for (int l = 0; l < lanes; l++) {
            if (!settled[l]) {
                double radicand = Math.max(0, (n - 1) * (n * h[l] - g[l] * g[l]));
                double move = n / (g[l] + Math.copySign(Math.sqrt(radicand), g[l]));
                // Where squares of 1/λ overflow there is no step, and the slow route is taken.
                x[l] += radicand < Double.POSITIVE_INFINITY ? move : Double.NaN;
                // Cubic convergence: the next move is about c move³, and the last two moves tell c.
                double shrunk = move / before[l];
                settled[l] = !(Math.abs(shrunk * shrunk * shrunk * move) > CLOSE * Math.abs(x[l]));
                before[l] = move;
                open += settled[l] ? 0 : 1;
            }
        }
        return open;
    }

    private double slowly(int lane, boolean smallest) {
        double[] diagonal = new double[n];
        double[] right = new double[n - 1];
        for (int row = 0; row < n; row++) {
            diagonal[row] = Math.sqrt(q[row * lanes + lane]);
            if (row < n - 1) {
                right[row] = Math.sqrt(e[row * lanes + lane]);
            }
        }
        double[] values = SingularValues.ofBidiagonal(diagonal, right);
        return smallest ? values[n - 1] : values[0];
    }
}
