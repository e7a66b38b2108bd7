package org.ridgeless.margins;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Interruption;

/**
 * Subgradient descent on the hinge loss of a linear predictor with a decay that vanishes along the way,
 * \( u_{t+1}=u_t-a_t\bigl(-\tfrac1N\sum_{y_nu_t\cdot x_n\lt1}y_nx_n+\lambda_tu_t\bigr) \) from u₁ = 0 with
 * \( \lambda_t=t^{-p} \) and \( a_t=\min(\tfrac12,\tfrac12t^{p-1}) \), so that \( a_t\lambda_t=1/(2t) \). Immutable.
 *
 * <p>Reference: V. Apidopoulos, T. Poggio, L. Rosasco and S. Villa, <i>Iterative regularization in classification via hinge loss diagonal
 * descent</i>, arXiv:2212.12675 (2022).
 */
public final class DiagonalDescent {
    private static final int POLL_EVERY = 1 << 14;

    private final double[][] signed;
    private final double exponent;

    private DiagonalDescent(double[][] signed, double exponent) {
        this.signed = signed;
        this.exponent = exponent;
    }

    /**
     * Descent on data with labels ±1.
     *
     * @param data labels ±1, n samples with d inputs
     * @param exponent p, between 0 and 1, both excluded: beyond it the decay vanishes faster than the steps can follow
     * @return the descent, which computes nothing before its path is asked for
     * @throws IllegalArgumentException if the targets are no labels ±1, or p is not between 0 and 1, with it
     */
    public static DiagonalDescent of(Data data, double exponent) {
        if (data.targets() != Targets.BINARY) {
            throw new IllegalArgumentException(
                    "the hinge loss takes labels +1 and −1 here, got " + data.targets() + " targets");
        }
        if (!(exponent > 0 && exponent < 1)) {
            throw new IllegalArgumentException("the decay t^−p needs 0 < p < 1, got p = " + exponent);
        }
        double[][] signed = data.inputs();
        for (int i = 0; i < signed.length; i++) {
            for (int j = 0; j < signed[i].length; j++) {
                signed[i][j] *= data.label(i);
            }
        }
        return new DiagonalDescent(signed, exponent);
    }

    /**
     * The decay at a time.
     *
     * @param t time, ≥ 1
     * @return λ_t = t^{−p}
     */
    public double penalty(double t) {
        return Math.pow(t, -exponent);
    }

    /**
     * The time at which the decay has come down to a value.
     *
     * @param penalty λ, between 0 and 1
     * @return t = λ^{−1/p} ≥ 1
     */
    public double time(double penalty) {
        return Math.pow(penalty, -1 / exponent);
    }

    /**
     * The iterates u_t at the given times. A step costs 2 n d flops.
     *
     * @param times rising, from 1 on
     * @return one row of d numbers for each time
     * @throws IllegalArgumentException if the times do not rise from 1 on, with them
     */
    public double[][] path(int... times) {
        double[][] path = new double[times.length][];
        double[] u = new double[signed[0].length];
        double[] pull = new double[u.length];
        int t = 1;
        for (int k = 0; k < times.length; k++) {
            if (times[k] < (k == 0 ? 1 : times[k - 1])) {
                throw new IllegalArgumentException("the times must rise from 1 on, got " + Arrays.toString(times));
            }
            for (; t < times[k]; t++) {
                if (t % POLL_EVERY == 0) {
                    Interruption.poll();
                }
                step(u, pull, t);
            }
            path[k] = u.clone();
        }
        return path;
    }

    private void step(double[] u, double[] pull, int t) {
        Arrays.fill(pull, 0);
        for (double[] row : signed) {
            double margin = 0;
            for (int j = 0; j < u.length; j++) {
                margin += u[j] * row[j];
            }
            if (margin < 1) {
                for (int j = 0; j < u.length; j++) {
                    pull[j] += row[j];
                }
            }
        }
        double rate = Math.min(0.5, 0.5 * Math.pow(t, exponent - 1));
        double decay = penalty(t);
        for (int j = 0; j < u.length; j++) {
            u[j] -= rate * (decay * u[j] - pull[j] / signed.length);
        }
    }

    @Override
    public String toString() {
        return "diagonal descent on " + signed.length + " samples, λ_t = t^−" + exponent;
    }
}
