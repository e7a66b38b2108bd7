package org.ridgeless.models.convex;

import java.util.BitSet;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * The sampled program without cones (gated ReLU), \(\min_g\tfrac12\lVert\sum_iD_iXg_i-y\rVert^2+\beta\sum_i\lVert
 * g_i\rVert\): a group lasso, solved by FISTA with restarts (Beck and Teboulle 2009; O'Donoghue and Candès 2015).
 *
 * <p>A pattern that was not sampled would improve the optimum exactly if it violates the dual constraint
 * \(\lVert X^\top D(y-\hat y)\rVert\le\beta\). The dual is a convex program in \(\mathbb R^n\) with one random constraint
 * for each pattern, so the probability that a fresh one is violated has expectation at most \(n/(P_s+1)\).
 *
 * <p><b>Reference</b> Bai, Gautam, Sojoudi, <i>Efficient Global Optimization of Two-Layer ReLU Networks</i>, SIAM J. Math.
 * Data Sci. 5 (2023), Theorem 4.1; M. Campi, S. Garatti, SIAM J. Optim. 19 (2008), Theorem 2.4.
 */
public final class GatedRelu {
    private static final int ITERATIONS = 200_000;
    /** Of the gradient next to the weight decay, with which it is in balance. */
    private static final double ACCURACY = 1e-8;

    private final ReluRegression problem;
    private final BitSet[] patterns;

    GatedRelu(ReluRegression problem, BitSet[] patterns) {
        this.problem = problem;
        this.patterns = patterns;
    }

    /**
     * The scenario bound \(\min(1, n/(P_s+1))\).
     *
     * @param samples n
     * @param directions P_s
     * @return a bound on the expectation of {@link #improvementProbability}
     */
    public static double scenarioBound(int samples, int directions) {
        return Math.min(1, samples / (directions + 1.0));
    }

    /**
     * The residual \(y-\hat y\) at the optimum.
     *
     * @throws ArithmeticException if the iteration does not converge, with its gradient
     */
    public double[] residual() {
        Blocks blocks = Blocks.of(problem, patterns);
        double[] norms = new double[blocks.count()];
        double[] now = new double[blocks.count() * problem.dimension()];
        double[] ahead = now.clone();
        double step = 1 / lipschitz();
        double momentum = 1;
        double moved = Double.NaN;
        for (int it = 0; it < ITERATIONS; it++) {
            Interruption.poll();
            double[] next = proximalStep(blocks, ahead, step, norms);
            double uphill = uphill(blocks, ahead, next, now);
            moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - ahead[i]));
            }
            double following = uphill > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double weight = uphill > 0 ? 0 : (momentum - 1) / following;
            for (int i = 0; i < next.length; i++) {
                ahead[i] = next[i] + weight * (next[i] - now[i]);
            }
            now = next;
            momentum = following;
            if (moved <= ACCURACY * step * problem.penalty) {
                return residualOf(blocks, now);
            }
        }
        throw new ArithmeticException("the gated program did not converge in " + ITERATIONS
                + " iterations: its gradient is " + moved / step / problem.penalty
                + " of the weight decay; accepted is "
                + ACCURACY);
    }

    /**
     * The share of fresh random patterns that would improve the optimum.
     *
     * @param directions fresh directions that are tried
     * @param seeds of the directions
     * @return the share, from 0 to 1
     */
    public double improvementProbability(int directions, Seeds seeds) {
        double[] z = residual();
        var normal = org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(
                seeds.child("fresh").stream());
        double[] u = new double[problem.dimension()];
        int improving = 0;
        for (int s = 0; s < directions; s++) {
            for (int i = 0; i < u.length; i++) {
                u[i] = normal.sample();
            }
            improving += pull(problem.patterns().pattern(u), z) > problem.penalty * (1 + 1e-6) ? 1 : 0;
        }
        return (double) improving / directions;
    }

    /** The largest violation of the dual constraints of the sampled patterns, relative to β; 0 at the optimum. */
    double dualViolation() {
        double[] z = residual();
        double worst = 0;
        for (BitSet pattern : patterns) {
            worst = Math.max(worst, pull(pattern, z) / problem.penalty - 1);
        }
        return worst;
    }

    private double pull(BitSet pattern, double[] z) {
        double[] sum = new double[problem.dimension()];
        for (int i = pattern.nextSetBit(0); i >= 0; i = pattern.nextSetBit(i + 1)) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += z[i] * problem.inputs[i][j];
            }
        }
        return Splitting.norm(sum, 0, sum.length);
    }

    /** (ahead − next)ᵀ(next − now), block by block. */
    private static double uphill(Blocks blocks, double[] ahead, double[] next, double[] now) {
        int count = blocks.count();
        double sum = 0;
        for (int b = 0; b < count; b++) {
            for (int i = b; i < next.length; i += count) {
                sum += (ahead[i] - next[i]) * (next[i] - now[i]);
            }
        }
        return sum;
    }

    private double[] proximalStep(Blocks blocks, double[] at, double step, double[] norms) {
        double[] z = residualOf(blocks, at);
        for (int i = 0; i < z.length; i++) {
            z[i] *= step;
        }
        double[] next = at.clone();
        blocks.addTransposed(z, next);
        blocks.norms(next, norms);
        int count = blocks.count();
        for (int b = 0; b < count; b++) {
            norms[b] = norms[b] == 0 ? 0 : Math.max(0, 1 - step * problem.penalty / norms[b]);
        }
        for (int row = 0; row < next.length; row += count) {
            for (int b = 0; b < count; b++) {
                next[row + b] *= norms[b];
            }
        }
        return next;
    }

    private double[] residualOf(Blocks blocks, double[] u) {
        double[] z = blocks.fit(u);
        for (int i = 0; i < z.length; i++) {
            z[i] = problem.targets[i] - z[i];
        }
        return z;
    }

    /** The largest absolute row sum of F Fᵀ bounds its largest eigenvalue. */
    private double lipschitz() {
        int n = problem.samples();
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                int together = 0;
                for (BitSet pattern : patterns) {
                    together += pattern.get(i) && pattern.get(k) ? 1 : 0;
                }
                double product = 0;
                for (int j = 0; j < problem.dimension(); j++) {
                    product += problem.inputs[i][j] * problem.inputs[k][j];
                }
                gram[i][k] = together * product;
            }
        }
        return largestRowSum(gram);
    }

    private static double largestRowSum(double[][] matrix) {
        double largest = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double entry : row) {
                sum += Math.abs(entry);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
