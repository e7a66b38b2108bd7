package org.ridgeless.models.convex;

import java.util.BitSet;

/**
 * F with F u = Σ_b h_b D_b X u_b, for blocks u_b of d numbers that lie coordinate by coordinate: number j of block b at j · count + b. So
 * the innermost loops run over blocks, of which there are many, and the compiler vectorizes them.
 */
final class Blocks {
    private final double[][] inputs;
    private final int n;
    private final int d;
    private final int count;
    /** h_b where block b is active for a sample, else 0. */
    private final double[][] weights;

    private final double[][] products;

    private Blocks(ReluRegression problem, BitSet[] patterns, int count) {
        this.inputs = problem.inputs;
        this.n = problem.samples();
        this.d = problem.dimension();
        this.count = count;
        this.weights = new double[n][count];
        this.products = new double[n][count];
        for (int i = 0; i < n; i++) {
            for (int b = 0; b < count; b++) {
                double half = b < patterns.length ? 1 : -1;
                weights[i][b] = patterns[b % patterns.length].get(i) ? half : 0;
            }
        }
    }

    /** One block for each pattern, h = 1. */
    static Blocks of(ReluRegression problem, BitSet[] patterns) {
        return new Blocks(problem, patterns, patterns.length);
    }

    /** One block for each pattern with h = 1, and after them one for each with h = −1. */
    static Blocks inPairs(ReluRegression problem, BitSet[] patterns) {
        return new Blocks(problem, patterns, 2 * patterns.length);
    }

    int count() {
        return count;
    }

    /** h_b where block b is active for the sample, else 0. */
    double[] weights(int sample) {
        return weights[sample];
    }

    /** F u. */
    double[] fit(double[] u) {
        for (int i = 0; i < n; i++) {
            double[] product = products[i];
            double[] weight = weights[i];
            products(i, u, product);
            for (int b = 0; b < count; b++) {
                product[b] *= weight[b];
            }
        }
        double[] fit = new double[n];
        int i = 0;
        for (; i + 3 < n; i += 4) {
            addUp(i, fit);
        }
        for (; i < n; i++) {
            for (double product : products[i]) {
                fit[i] += product;
            }
        }
        return fit;
    }

    /** Four sums side by side, since each waits for its own last addition. */
    private void addUp(int i, double[] fit) {
        double[] p0 = products[i];
        double[] p1 = products[i + 1];
        double[] p2 = products[i + 2];
        double[] p3 = products[i + 3];
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int b = 0; b < count; b++) {
            s0 += p0[b];
            s1 += p1[b];
            s2 += p2[b];
            s3 += p3[b];
        }
        fit[i] = s0;
        fit[i + 1] = s1;
        fit[i + 2] = s2;
        fit[i + 3] = s3;
    }

    /** The products of a sample with all blocks. */
    void products(int sample, double[] u, double[] into) {
        double[] x = inputs[sample];
        double first = x[0];
        for (int b = 0; b < count; b++) {
            into[b] = first * u[b];
        }
        for (int j = 1; j < d; j++) {
            double xj = x[j];
            int row = j * count;
            for (int b = 0; b < count; b++) {
                into[b] += xj * u[row + b];
            }
        }
    }

    /** Adds Fᵀ z. */
    void addTransposed(double[] z, double[] into) {
        for (int i = 0; i < n; i++) {
            double zi = z[i];
            double[] weight = weights[i];
            for (int j = 0; j < d; j++) {
                double x = inputs[i][j];
                int row = j * count;
                for (int b = 0; b < count; b++) {
                    into[row + b] += weight[b] * zi * x;
                }
            }
        }
    }

    /** The norms of the blocks. */
    void norms(double[] u, double[] into) {
        for (int b = 0; b < count; b++) {
            into[b] = u[b] * u[b];
        }
        for (int j = 1; j < d; j++) {
            int row = j * count;
            for (int b = 0; b < count; b++) {
                into[b] += u[row + b] * u[row + b];
            }
        }
        for (int b = 0; b < count; b++) {
            into[b] = Math.sqrt(into[b]);
        }
    }

    /** All blocks, coordinate by coordinate. */
    static double[] join(double[][] blocks) {
        double[] u = new double[blocks.length * blocks[0].length];
        for (int at = 0; at < u.length; at++) {
            u[at] = blocks[at % blocks.length][at / blocks.length];
        }
        return u;
    }

    /** Block b alone. */
    double[] block(double[] u, int b) {
        double[] block = new double[d];
        for (int j = 0; j < d; j++) {
            block[j] = u[j * count + b];
        }
        return block;
    }
}
