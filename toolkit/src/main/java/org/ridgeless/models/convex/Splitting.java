package org.ridgeless.models.convex;

import java.util.BitSet;
import org.ridgeless.linalg.lapack.Cholesky;

/** The iterates of the alternating direction method for {@link ConvexRelu}. Blocks 0…P−1 are v, blocks P…2P−1 are w. */
final class Splitting {
    private final ReluRegression problem;
    private final Blocks blocks;
    private final double threshold;
    private final int n;
    private final int d;
    private final int count;
    /** (I + XᵀX)⁻¹ and (ρI + F B⁻¹ Fᵀ)⁻¹; both are small and used twice in every iteration. */
    private final double[] block;

    private final double[] capacity;
    private final double[] u;
    private final double[] v;
    private final double[] lambda;
    /** For each sample, for each block. */
    private final double[][] slack;

    private final double[][] nu;
    /** G is the product with the input times the sign, 1 for an active sample and else −1; Fᵀy/ρ without its input. */
    private final double[][] signs;

    private final double[][] drive;
    private final double[] perBlock;
    private final double[] solved;

    Splitting(ReluRegression problem, BitSet[] patterns, double rho) {
        this.problem = problem;
        this.blocks = Blocks.inPairs(problem, patterns);
        this.threshold = problem.penalty / rho;
        this.n = problem.samples();
        this.d = problem.dimension();
        this.count = blocks.count();
        this.u = new double[count * d];
        this.v = new double[count * d];
        this.lambda = new double[count * d];
        this.slack = new double[n][count];
        this.nu = new double[n][count];
        this.signs = new double[n][count];
        this.drive = new double[n][count];
        this.perBlock = new double[count];
        this.solved = new double[count * d];
        for (int i = 0; i < n; i++) {
            for (int b = 0; b < count; b++) {
                double weight = blocks.weights(i)[b];
                signs[i][b] = weight == 0 ? -1 : 1;
                drive[i][b] = weight * problem.targets[i] / rho;
            }
        }
        this.block = Cholesky.of(blockMatrix(), d).inverse();
        this.capacity = Cholesky.of(capacityMatrix(patterns, rho), n).inverse();
    }

    /** As {@link Blocks} has them. */
    double[] blocks() {
        return v;
    }

    void iterate() {
        rightSide();
        solve();
        shrink();
        for (int i = 0; i < n; i++) {
            project(i);
        }
    }

    /** v ← (1 − (β/ρ)/‖u+λ‖)₊ (u+λ), then λ ← λ + u − v. */
    private void shrink() {
        for (int i = 0; i < v.length; i++) {
            v[i] = u[i] + lambda[i];
        }
        blocks.norms(v, perBlock);
        for (int b = 0; b < count; b++) {
            perBlock[b] = perBlock[b] == 0 ? 0 : Math.max(0, 1 - threshold / perBlock[b]);
        }
        for (int j = 0; j < d; j++) {
            int row = j * count;
            for (int b = 0; b < count; b++) {
                v[row + b] = perBlock[b] * v[row + b];
            }
        }
        for (int i = 0; i < v.length; i++) {
            lambda[i] += u[i] - v[i];
        }
    }

    /** s ← (Gu+ν)₊, then ν ← ν + Gu − s, for one sample. */
    private void project(int i) {
        blocks.products(i, u, perBlock);
        double[] sign = signs[i];
        double[] dual = nu[i];
        double[] positive = slack[i];
        for (int b = 0; b < count; b++) {
            double z = sign[b] * perBlock[b] + dual[b];
            positive[b] = Math.max(0, z);
            dual[b] = z - positive[b];
        }
    }

    /** u ← Fᵀy/ρ + v − λ + Gᵀ(s−ν). */
    private void rightSide() {
        java.util.Arrays.fill(u, 0);
        for (int i = 0; i < n; i++) {
            double[] sign = signs[i];
            double[] dual = nu[i];
            double[] positive = slack[i];
            double[] fixed = drive[i];
            for (int b = 0; b < count; b++) {
                perBlock[b] = sign[b] * (positive[b] - dual[b]) + fixed[b];
            }
            for (int j = 0; j < d; j++) {
                double x = problem.inputs[i][j];
                int row = j * count;
                for (int b = 0; b < count; b++) {
                    u[row + b] += perBlock[b] * x;
                }
            }
        }
        for (int i = 0; i < u.length; i++) {
            u[i] += v[i] - lambda[i];
        }
    }

    /** u ← (B + FᵀF/ρ)⁻¹u = B⁻¹u − B⁻¹Fᵀ(ρI + FB⁻¹Fᵀ)⁻¹FB⁻¹u. */
    private void solve() {
        solveBlocks(u);
        double[] fitted = times(capacity, blocks.fit(u), n);
        double[] correction = new double[u.length];
        blocks.addTransposed(fitted, correction);
        solveBlocks(correction);
        for (int i = 0; i < u.length; i++) {
            u[i] -= correction[i];
        }
    }

    private void solveBlocks(double[] right) {
        for (int i = 0; i < d; i++) {
            int into = i * count;
            java.util.Arrays.fill(solved, into, into + count, 0);
            for (int j = 0; j < d; j++) {
                double factor = block[i * d + j];
                int row = j * count;
                for (int b = 0; b < count; b++) {
                    solved[into + b] += factor * right[row + b];
                }
            }
        }
        System.arraycopy(solved, 0, right, 0, right.length);
    }

    private static double[] times(double[] matrix, double[] vector, int size) {
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += matrix[i * size + j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    private double[] blockMatrix() {
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                matrix[i * d + j] = i == j ? 1 : 0;
                for (double[] x : problem.inputs) {
                    matrix[i * d + j] += x[i] * x[j];
                }
            }
        }
        return matrix;
    }

    /** ρI + F B⁻¹ Fᵀ; entry (i, k) counts the blocks in which both samples are active. */
    private double[] capacityMatrix(BitSet[] patterns, double rho) {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] image = times(block, problem.inputs[i], d);
            for (int k = 0; k < n; k++) {
                int together = 0;
                for (BitSet pattern : patterns) {
                    together += pattern.get(i) && pattern.get(k) ? 2 : 0;
                }
                double product = 0;
                for (int j = 0; j < d; j++) {
                    product += problem.inputs[k][j] * image[j];
                }
                matrix[i * n + k] = together * product + (i == k ? rho : 0);
            }
        }
        return matrix;
    }

    static double norm(double[] vector, int from, int length) {
        double square = 0;
        for (int i = from; i < from + length; i++) {
            square += vector[i] * vector[i];
        }
        return Math.sqrt(square);
    }
}
