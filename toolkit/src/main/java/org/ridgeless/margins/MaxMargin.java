package org.ridgeless.margins;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Vectors;

/**
 * The largest margin that a linear predictor of unit norm without bias has on linearly separable data:
 * γ* = max over ‖v‖ = 1 of min_n y_n v · x_n.
 *
 * <p>Found as the point of least norm with y_n w · x_n ≥ 1 by non-negative least squares (Lawson and Hanson, <i>Solving Least
 * Squares Problems</i>, 1974, algorithms NNLS and LDP). It certifies itself: for any weights p ≥ 0 of sum 1, γ* is at most
 * ‖Σ p_n y_n x_n‖, so the distance between this bound and the margin achieved bounds the error of both.
 */
public final class MaxMargin {
    private final double[] direction;
    private final double margin;
    private final double upperBound;
    private final int[] support;

    private MaxMargin(double[] direction, double margin, double upperBound, int[] support) {
        this.direction = direction;
        this.margin = margin;
        this.upperBound = upperBound;
        this.support = support;
    }

    /** The solution in Euclidean norm; an error says so if no hyperplane through 0 separates the classes. */
    public static MaxMargin l2(Data data) {
        if (data.targets() != Targets.BINARY) {
            throw new IllegalArgumentException("The largest margin is defined here for labels +1 and -1, not for "
                    + data.targets() + " targets; use data.oneAgainstOther(a, b).");
        }
        double[][] signed = data.inputs();
        for (int i = 0; i < signed.length; i++) {
            for (int j = 0; j < signed[i].length; j++) {
                signed[i][j] *= data.label(i);
            }
        }
        return solve(signed, data.name());
    }

    private static MaxMargin solve(double[][] signed, String name) {
        double[] dual = LeastDistance.multipliers(signed);
        if (dual == null) {
            throw new IllegalArgumentException("The classes of the data (" + name
                    + ") are not separated by any hyperplane through 0, so there is no largest margin.");
        }
        double total = Arrays.stream(dual).sum();
        double[] w = new double[signed[0].length];
        for (int i = 0; i < signed.length; i++) {
            for (int j = 0; j < w.length; j++) {
                w[j] += dual[i] / total * signed[i][j];
            }
        }
        double bound = Vectors.norm(w);
        double[] v = Arrays.stream(w).map(a -> a / bound).toArray();
        double margin = Arrays.stream(signed)
                .mapToDouble(row -> Vectors.dot(v, row))
                .min()
                .orElseThrow();
        int[] support = java.util.stream.IntStream.range(0, dual.length)
                .filter(i -> dual[i] > 0)
                .toArray();
        return new MaxMargin(v, margin, bound, support);
    }

    /** The unit vector that attains the margin; a copy. */
    public double[] direction() {
        return direction.clone();
    }

    /** γ*, as attained by {@link #direction}. */
    public double margin() {
        return margin;
    }

    /** What no unit-norm linear predictor exceeds, by the dual weights. */
    public double upperBound() {
        return upperBound;
    }

    /** (upper bound − margin) / margin: the certified relative error of the margin. */
    public double certificate() {
        return (upperBound - margin) / margin;
    }

    /** The samples that hold the hyperplane, by their numbers from 0. */
    public int[] support() {
        return support.clone();
    }

    @Override
    public String toString() {
        return String.format(
                "largest margin %.6g, certified to %.1e, %d support vectors", margin, certificate(), support.length);
    }
}
