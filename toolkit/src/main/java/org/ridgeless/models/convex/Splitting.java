package org.ridgeless.models.convex;

import java.util.BitSet;
import org.ridgeless.linalg.lapack.Cholesky;

/** The iterates of the alternating direction method for {@link ConvexRelu}. Blocks 0…P−1 are v, blocks P…2P−1 are w. */
final class Splitting {
    private final ReluRegression problem;
    private final BitSet[] patterns;
    private final double rho;
    private final int n;
    private final int d;
    private final int count;
    /** (I + XᵀX)⁻¹ and (ρI + F B⁻¹ Fᵀ)⁻¹; both are small and used twice in every iteration. */
    private final double[] block;

    private final double[] capacity;
    private final double[] u;
    private final double[] v;
    private final double[] lambda;
    private final double[] slack;
    private final double[] nu;

    Splitting(ReluRegression problem, BitSet[] patterns, double rho) {
        this.problem = problem;
        this.patterns = patterns;
        this.rho = rho;
        this.n = problem.samples();
        this.d = problem.dimension();
        this.count = 2 * patterns.length;
        this.u = new double[count * d];
        this.v = new double[count * d];
        this.lambda = new double[count * d];
        this.slack = new double[count * n];
        this.nu = new double[count * n];
        this.block = Cholesky.of(blockMatrix(), d).inverse();
        this.capacity = Cholesky.of(capacityMatrix(), n).inverse();
    }

    double[] blocks() {
        return v;
    }

    void iterate() {
        double[] right = rightSide();
        solve(right);
        System.arraycopy(right, 0, u, 0, u.length);
        for (int b = 0; b < count; b++) {
            shrink(b);
            project(b);
        }
    }

    /** v ← (1 − (β/ρ)/‖u+λ‖)₊ (u+λ), then λ ← λ + u − v. */
    private void shrink(int b) {
        double square = 0;
        for (int i = b * d; i < (b + 1) * d; i++) {
            double z = u[i] + lambda[i];
            square += z * z;
        }
        double factor = square == 0 ? 0 : Math.max(0, 1 - problem.penalty / rho / Math.sqrt(square));
        for (int i = b * d; i < (b + 1) * d; i++) {
            v[i] = factor * (u[i] + lambda[i]);
            lambda[i] += u[i] - v[i];
        }
    }

    /** s ← (Gu+ν)₊, then ν ← ν + Gu − s. */
    private void project(int b) {
        for (int i = 0; i < n; i++) {
            double g = sign(b, i) * dot(problem.inputs[i], u, b * d);
            double z = g + nu[b * n + i];
            slack[b * n + i] = Math.max(0, z);
            nu[b * n + i] = z - slack[b * n + i];
        }
    }

    private double[] rightSide() {
        double[] right = new double[count * d];
        for (int b = 0; b < count; b++) {
            double half = b < patterns.length ? 1 : -1;
            for (int i = 0; i < n; i++) {
                double weight = sign(b, i) * (slack[b * n + i] - nu[b * n + i]);
                weight += active(b, i) ? half * problem.targets[i] / rho : 0;
                for (int j = 0; j < d; j++) {
                    right[b * d + j] += weight * problem.inputs[i][j];
                }
            }
            for (int j = b * d; j < (b + 1) * d; j++) {
                right[j] += v[j] - lambda[j];
            }
        }
        return right;
    }

    /** (B + FᵀF/ρ)⁻¹r = B⁻¹r − B⁻¹Fᵀ(ρI + FB⁻¹Fᵀ)⁻¹FB⁻¹r, in place. */
    private void solve(double[] right) {
        solveBlocks(right);
        double[] fitted = times(capacity, fit(problem, patterns, right), 0, n);
        double[] correction = new double[right.length];
        for (int b = 0; b < count; b++) {
            double half = b < patterns.length ? 1 : -1;
            for (int i = 0; i < n; i++) {
                if (active(b, i)) {
                    for (int j = 0; j < d; j++) {
                        correction[b * d + j] += half * fitted[i] * problem.inputs[i][j];
                    }
                }
            }
        }
        solveBlocks(correction);
        for (int i = 0; i < right.length; i++) {
            right[i] -= correction[i];
        }
    }

    private void solveBlocks(double[] right) {
        for (int b = 0; b < count; b++) {
            System.arraycopy(times(block, right, b * d, d), 0, right, b * d, d);
        }
    }

    private static double[] times(double[] matrix, double[] vector, int from, int size) {
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                product[i] += matrix[i * size + j] * vector[from + j];
            }
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
    private double[] capacityMatrix() {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] solved = times(block, problem.inputs[i], 0, d);
            for (int k = 0; k < n; k++) {
                int together = 0;
                for (BitSet pattern : patterns) {
                    together += pattern.get(i) && pattern.get(k) ? 2 : 0;
                }
                matrix[i * n + k] = together * dot(problem.inputs[k], solved, 0) + (i == k ? rho : 0);
            }
        }
        return matrix;
    }

    private boolean active(int b, int sample) {
        return patterns[b % patterns.length].get(sample);
    }

    private double sign(int b, int sample) {
        return active(b, sample) ? 1 : -1;
    }

    /** Σ_i D_i X (v_i − w_i). */
    static double[] fit(ReluRegression problem, BitSet[] patterns, double[] blocks) {
        int d = problem.dimension();
        double[] fit = new double[problem.samples()];
        for (int b = 0; b < blocks.length / d; b++) {
            double half = b < patterns.length ? 1 : -1;
            BitSet pattern = patterns[b % patterns.length];
            for (int i = pattern.nextSetBit(0); i >= 0; i = pattern.nextSetBit(i + 1)) {
                fit[i] += half * dot(problem.inputs[i], blocks, b * d);
            }
        }
        return fit;
    }

    static double norm(double[] vector, int from, int length) {
        double square = 0;
        for (int i = from; i < from + length; i++) {
            square += vector[i] * vector[i];
        }
        return Math.sqrt(square);
    }

    private static double dot(double[] x, double[] vector, int from) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * vector[from + i];
        }
        return sum;
    }
}
