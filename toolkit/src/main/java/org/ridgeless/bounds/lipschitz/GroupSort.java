package org.ridgeless.bounds.lipschitz;

import java.util.Arrays;

/**
 * The activation that sorts each group of units, MaxMin at groups of two, and its quadratic constraint
 * \[\begin{pmatrix}\Delta x\\\Delta\sigma\end{pmatrix}^{\mathsf T}\begin{pmatrix}T-2S&amp;P+S\\P+S&amp;-T-2P\end{pmatrix}
 * \begin{pmatrix}\Delta x\\\Delta\sigma\end{pmatrix}\ge0\] with \(T = \lambda I + \gamma 11^{\mathsf T}\), \(P = \nu
 * 11^{\mathsf T}\), \(S = \tau 11^{\mathsf T}\) on each group, λ ≥ 0 and γ, ν, τ free. Sorting keeps the sum of a group, so that
 * the form is \(\lambda(\|\Delta x\|^2 - \|\Delta\sigma\|^2)\).
 *
 * <p>Reference: P. Pauli, A. Havens, A. Araujo, S. Garg, F. Khorrami, F. Allgöwer and B. Hu, <i>Novel quadratic constraints for
 * extending LipSDP beyond slope-restricted activations</i>, ICLR 2024, arXiv 2401.14033, Lemma 1.
 *
 * @param group the units that are sorted together
 */
public record GroupSort(int group) {
    /**
     * Sorting of groups of a size.
     *
     * @throws IllegalArgumentException if a group has fewer than 2 units
     */
    public GroupSort {
        if (group < 2) {
            throw new IllegalArgumentException("a group that is sorted has at least 2 units, got " + group);
        }
    }

    /**
     * Each group in ascending order.
     *
     * @param x units, a multiple of the group
     * @return as many, sorted within each group
     * @throws IllegalArgumentException if their number is no multiple of the group
     */
    public double[] apply(double... x) {
        if (x.length % group != 0) {
            throw new IllegalArgumentException(
                    "the number of units must be a multiple of the group of " + group + ", got " + x.length);
        }
        double[] sorted = x.clone();
        for (int first = 0; first < x.length; first += group) {
            Arrays.sort(sorted, first, first + group);
        }
        return sorted;
    }

    /**
     * The quadratic form between two inputs, with the multipliers (λ, γ, ν, τ) of each group in turn.
     *
     * @param x units at one input
     * @param y units at another, as many
     * @param multipliers (λ, γ, ν, τ), one row for each group
     * @return the form, which is not negative for λ ≥ 0
     * @throws IllegalArgumentException if the number of units is no multiple of the group
     */
    public double constraint(double[] x, double[] y, double[]... multipliers) {
        double[] sx = apply(x);
        double[] sy = apply(y);
        double form = 0;
        for (int g = 0; g < x.length / group; g++) {
            double[] m = multipliers[g];
            double dx = 0;
            double ds = 0;
            double squares = 0;
            for (int i = g * group; i < (g + 1) * group; i++) {
                double inner = x[i] - y[i];
                double outer = sx[i] - sy[i];
                dx += inner;
                ds += outer;
                squares += inner * inner - outer * outer;
            }
            // 1ᵀΔx and 1ᵀΔσ are kept apart: that they agree is the property of sorting that is under test.
            form += m[0] * squares
                    + m[1] * (dx * dx - ds * ds)
                    - 2 * m[3] * dx * dx
                    + 2 * (m[2] + m[3]) * dx * ds
                    - 2 * m[2] * ds * ds;
        }
        return form;
    }

    /**
     * The form \(2t\,\Delta\sigma_i(\Delta x_i-\Delta\sigma_i)\) of slopes in [0, 1] on each unit, which sorting does not have.
     *
     * @param x units at one input
     * @param y units at another, as many
     * @return the sum of the form over all units with t = 1
     * @throws IllegalArgumentException if the number of units is no multiple of the group
     */
    public double slopeConstraint(double[] x, double[] y) {
        double[] sx = apply(x);
        double[] sy = apply(y);
        double form = 0;
        for (int i = 0; i < x.length; i++) {
            form += 2 * (sx[i] - sy[i]) * (x[i] - y[i] - sx[i] + sy[i]);
        }
        return form;
    }
}
