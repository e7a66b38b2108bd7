package org.ridgeless.margins;

import java.util.Arrays;
import java.util.stream.IntStream;
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
 *
 * {@snippet file="MarginsTest.java" region="max-margin"}
 */
public final class MaxMargin {
    /** How close to each other, relative to themselves, the margin and its upper bound have to be. */
    private static final double TIGHT = 1e-8;

    /** A mean of the samples below so much of the mean of their norms is 0 but for rounding. */
    private static final double ROUNDING = 1e-14;

    private static final int ATTEMPTS = 4;

    private final double[] direction;
    private final double margin;
    private final double upperBound;
    private final double[] shares;

    private MaxMargin(double[] direction, double margin, double upperBound, double[] shares) {
        this.direction = direction;
        this.margin = margin;
        this.upperBound = upperBound;
        this.shares = shares;
    }

    /**
     * The solution in Euclidean norm, whatever the scale of the data. Exchanges of support vectors, of n d flops and a least-squares
     * problem in those that are in.
     *
     * @param data labels ±1, n samples with d inputs
     * @return direction, margin, and an upper bound that certifies it
     * @throws IllegalArgumentException if the targets are no labels ±1, or no hyperplane through 0 separates the classes
     * @throws ArithmeticException if rounding leaves more than a relative 10⁻⁸ between the margin and its upper bound: where
     *     it is smaller than about 10⁻⁸ of the norms of the samples that hold it
     */
    public static MaxMargin l2(Data data) {
        if (data.targets() != Targets.BINARY) {
            throw new IllegalArgumentException("the largest margin is defined here for labels +1 and -1, got "
                    + data.targets() + " targets; use data.oneAgainstOther(a, b)");
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
        double[] norms = Arrays.stream(signed).mapToDouble(Vectors::norm).toArray();
        double scale = Arrays.stream(norms).min().orElseThrow();
        if (scale == 0) {
            throw notSeparated(name);
        }
        double[][] rows = Arrays.stream(signed).map(row -> divided(row, scale)).toArray(double[][]::new);
        // No margin exceeds the norm of a sample. Where it is far smaller, the bound just found is the better unit.
        double unit = 1;
        MaxMargin found = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LeastDistance.Point point = LeastDistance.of(rows, unit);
            found = of(rows, point);
            if (!(found.upperBound > ROUNDING * Vectors.dot(point.u(), norms) / scale / Vectors.sum(point.u()))) {
                throw notSeparated(name);
            }
            if (Math.abs(found.certificate()) <= TIGHT) {
                return found.times(scale);
            }
            unit = found.upperBound;
        }
        throw new ArithmeticException("the largest margin of the data (" + name + ") was not found to " + TIGHT
                + " of its value: it is at least " + found.margin * scale + " and at most " + found.upperBound * scale
                + ", where samples have norms up to "
                + Arrays.stream(norms).max().orElseThrow());
    }

    private static MaxMargin of(double[][] rows, LeastDistance.Point point) {
        double total = Vectors.sum(point.u());
        double[] shares = Vectors.scale(point.u(), 1 / total);
        double[] w = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            Vectors.addScaled(w, shares[i], rows[i]);
        }
        double[] v = Vectors.unit(point.w());
        double margin = Arrays.stream(rows)
                .mapToDouble(row -> Vectors.dot(v, row))
                .min()
                .orElseThrow();
        return new MaxMargin(v, margin, Vectors.norm(w), shares);
    }

    private MaxMargin times(double scale) {
        return new MaxMargin(direction, margin * scale, upperBound * scale, shares);
    }

    private static double[] divided(double[] row, double scale) {
        return Arrays.stream(row).map(a -> a / scale).toArray();
    }

    private static IllegalArgumentException notSeparated(String name) {
        return new IllegalArgumentException("the classes of the data (" + name
                + ") are not separated by any hyperplane through 0, so there is no largest margin");
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
        return IntStream.range(0, shares.length).filter(i -> shares[i] > 0).toArray();
    }

    /** The dual weights p ≥ 0 of sum 1, with Σ p_n y_n x_n = γ* times the direction; a copy. */
    public double[] weights() {
        return shares.clone();
    }

    /**
     * The hard-margin solution \(w^*\), the shortest w with y_n w · x_n ≥ 1 for all n: {@link #direction} / γ*.
     */
    public double[] solution() {
        return Vectors.scale(direction, 1 / margin);
    }

    /**
     * The multipliers α = p/γ*² ≥ 0 of the hard-margin program, with p the {@link #weights}:
     * \( w^*=\sum_n\alpha_ny_nx_n,\ \sum_n\alpha_n=\|w^*\|^2 \).
     */
    public double[] multipliers() {
        return Vectors.scale(shares, 1 / (margin * margin));
    }

    /**
     * The largest λ for which the soft-margin machine \( \min_w \tfrac1N\sum_n(1-y_nw\cdot x_n)_++\tfrac\lambda2\|w\|^2 \) has the hard-margin
     * solution: \( \lambda^*=1/(N\max_n\alpha_n) \). Its dual is that of the hard margin with \(\alpha_n\le1/(N\lambda)\), so the two agree as long as
     * no multiplier touches that bound.
     */
    public double exactPenalty() {
        return 1 / (shares.length * Vectors.largest(multipliers()));
    }

    @Override
    public String toString() {
        return String.format(
                "largest margin %.6g, certified to %.1e, %d support vectors", margin, certificate(), support().length);
    }
}
