package org.ridgeless.bounds.lipschitz;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * The function x ↦ S x + W₁ φ(W₀ x) as a certificate sees it: all φ that act on each unit with slopes in [0, 1].
 *
 * <p>For multipliers t with 2T ≻ G = W₁ᵀW₁ the linear matrix inequality of LipSDP-Neuron holds for all ρ from the largest
 * eigenvalue of \(M(t) = S^{\mathsf T}S + R^{\mathsf T}(2T-G)^{-1}R,\ R = W_1^{\mathsf T}S + TW_0\) on, by its Schur complement.
 */
final class Layers {
    final int inputs;
    final int hidden;
    final Matrix inner;
    final Matrix outer;
    final Matrix skip;
    final Matrix gram;
    private final Matrix cross;
    private final Matrix square;

    Layers(Matrix inner, Matrix outer, Matrix skip) {
        this.inputs = inner.columns();
        this.hidden = inner.rows();
        this.inner = inner;
        this.outer = outer;
        this.skip = skip;
        this.gram = outer.transpose().times(outer);
        this.cross = outer.transpose().times(skip);
        this.square = skip.transpose().times(skip);
    }

    /** M(t) in its eigenbasis; null where 2T ≻ G fails. */
    Spectrum at(double[] t) {
        double[] middle = new double[hidden * hidden];
        double[] right = new double[hidden * inputs];
        for (int i = 0; i < hidden; i++) {
            for (int j = 0; j < hidden; j++) {
                middle[i * hidden + j] = -gram.get(i, j);
            }
            middle[i * hidden + i] += 2 * t[i];
            for (int k = 0; k < inputs; k++) {
                right[i * inputs + k] = cross.get(i, k) + t[i] * inner.get(i, k);
            }
        }
        Cholesky factor;
        try {
            factor = Cholesky.of(middle, hidden);
        } catch (ArithmeticException outside) {
            return null;
        }
        double[] solved = new double[hidden * inputs];
        double[] column = new double[hidden];
        for (int k = 0; k < inputs; k++) {
            for (int i = 0; i < hidden; i++) {
                column[i] = right[i * inputs + k];
            }
            double[] x = factor.solve(column);
            for (int i = 0; i < hidden; i++) {
                solved[i * inputs + k] = x[i];
            }
        }
        double[] m = square.flat();
        for (int k = 0; k < inputs; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = 0;
                for (int i = 0; i < hidden; i++) {
                    sum += right[i * inputs + k] * solved[i * inputs + l];
                }
                m[k * inputs + l] += sum;
                m[l * inputs + k] = m[k * inputs + l];
            }
        }
        return new Spectrum(SymmetricEigen.of(m, inputs), Matrix.wrap(solved, hidden, inputs));
    }

    /** The eigenvalues of M and, for a unit vector u, the hidden slopes a = (2T−G)⁻¹(W₁ᵀS + TW₀)u. */
    record Spectrum(SymmetricEigen eigen, Matrix slopes) {
        double largest() {
            double[] values = eigen.values();
            return values[values.length - 1];
        }

        /** Weights proportional to exp(λ_k/μ), the gradient of the smoothed maximum. */
        double[] softmax(double mu) {
            double[] weights = eigen.values();
            double top = largest();
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.exp((weights[k] - top) / mu);
                sum += weights[k];
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= sum;
            }
            return weights;
        }

        /** μ log Σ exp(λ_k/μ), at most μ log d above the largest eigenvalue. */
        double smooth(double mu) {
            double top = largest();
            double sum = 0;
            for (double value : eigen.values()) {
                sum += Math.exp((value - top) / mu);
            }
            return top + mu * Math.log(sum);
        }
    }
}
