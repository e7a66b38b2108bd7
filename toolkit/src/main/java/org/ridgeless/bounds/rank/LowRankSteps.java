package org.ridgeless.bounds.rank;

import org.ridgeless.linalg.Matrix;

/**
 * A weight matrix before and after n steps of stochastic gradient descent with weight decay, \(W\leftarrow(1-\eta\lambda)W-\eta G\),
 * in which each G has at most the rank B of a batch of B samples, each of which uses W once. Unrolled,
 * \(W_T=(1-\eta\lambda)^nW_{T-n}+\) a matrix of rank at most nB, so that
 * \[\min_{\operatorname{rank}Z\le nB}\Bigl\|\frac{W_T}{\|W_T\|}-Z\Bigr\|\le\frac{(1-\eta\lambda)^n\|W_{T-n}\|}{\|W_T\|}.\]
 *
 * <p><b>Reference</b> T. Galanti, Z. Siegel, A. Gupte and T. Poggio, <i>SGD and weight decay secretly minimize the rank of your
 * neural network</i>, arXiv:2206.05794. Their μ and 2λ are η and λ here.
 */
public final class LowRankSteps {
    private final int steps;
    private final int batch;
    private final double shrink;
    private final double[][] before;
    private final RankProfile after;
    private final double[][] now;

    private LowRankSteps(int steps, int batch, double shrink, double[][] before, double[][] now) {
        this.steps = steps;
        this.batch = batch;
        this.shrink = shrink;
        this.before = before;
        this.now = now;
        this.after = RankProfile.of(now);
    }

    /**
     * The two matrices, so many steps apart.
     *
     * @param before W_{T−n}
     * @param now W_T, of the same shape
     * @param steps n ≥ 1
     * @param batch B ≥ 1
     * @param shrink 1 − ηλ, the factor of a step, from 0 to 1
     * @return the two with what lies between
     * @throws IllegalArgumentException if a number is out of range, the shapes differ or W_T is 0
     */
    public static LowRankSteps of(double[][] before, double[][] now, int steps, int batch, double shrink) {
        if (steps < 1 || batch < 1 || !(shrink >= 0 && shrink <= 1)) {
            throw new IllegalArgumentException(
                    "at least 1 step with a batch of at least 1 and a factor 1 − ηλ from 0 to 1," + " got " + steps
                            + ", " + batch + " and " + shrink);
        }
        if (before.length != now.length || before[0].length != now[0].length) {
            throw new IllegalArgumentException("the matrices have the same shape, got " + before.length + " × "
                    + before[0].length + " and " + now.length + " × " + now[0].length);
        }
        return new LowRankSteps(steps, batch, shrink, before, now);
    }

    /** nB, up to the smaller side of the matrix. */
    public int mostRank() {
        return (int) Math.min((long) steps * batch, Math.min(now.length, now[0].length));
    }

    /**
     * The rank of what the steps have added, counting singular values above so much of ‖W_T‖.
     *
     * @param part of the Frobenius norm, for example 1e-10
     * @return a rank, at most {@link #mostRank} but for rounding
     */
    public int addedRank(double part) {
        double[][] added = new double[now.length][now[0].length];
        double kept = Math.pow(shrink, steps);
        for (int i = 0; i < now.length; i++) {
            for (int j = 0; j < now[i].length; j++) {
                added[i][j] = now[i][j] - kept * before[i][j];
            }
        }
        double cut = part * after.frobenius();
        int rank = 0;
        for (double s : Matrix.of(added).singularValues()) {
            rank += s > cut ? 1 : 0;
        }
        return rank;
    }

    /** How far W_T/‖W_T‖ is from the matrices of rank nB. */
    public double distance() {
        return after.distance(mostRank());
    }

    /** What the distance cannot exceed. */
    public double bound() {
        return Math.pow(shrink, steps) * RankProfile.of(before).frobenius() / after.frobenius();
    }

    /**
     * The rank that a matrix of constant norm has at most up to a relative distance ε: B log(1/ε)/log(1/(1 − ηλ)), which for
     * small steps is B log(1/ε)/(ηλ); infinite without decay. It says something where it is below the sides of the matrix.
     *
     * @param batch B ≥ 1
     * @param shrink 1 − ηλ, in (0, 1]
     * @param epsilon ε, in (0, 1)
     * @return the rank, not rounded
     * @throws IllegalArgumentException if a number is out of range
     */
    public static double rankBound(int batch, double shrink, double epsilon) {
        if (batch < 1 || !(shrink > 0 && shrink <= 1) || !(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException(
                    "a batch of at least 1, a factor 1 − ηλ and ε between 0 and 1 are wanted," + " got " + batch + ", "
                            + shrink + " and " + epsilon);
        }
        return shrink == 1 ? Double.POSITIVE_INFINITY : batch * Math.log(epsilon) / Math.log(shrink);
    }
}
