package org.ridgeless.spectra;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.BidiagonalEnds;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.random.ChiSampler;
import org.ridgeless.random.Seeds;

/**
 * The n × d matrix with independent standard normal entries, and the law of its singular values.
 *
 * <p>Singular values come in two ways that have exactly the same law. {@link #singularValues} draws a matrix and decomposes
 * it, in O(n d min(n, d)). {@link #fastSingularValues} draws the bidiagonal matrix to which Householder reflections would
 * reduce it: with m = min(n, d) and M = max(n, d), diagonal entries χ(M), χ(M−1), …, χ(M−m+1) and superdiagonal entries
 * χ(m−1), …, χ(1), all independent, because a reflection leaves what it has not touched Gaussian. That costs O(m) random
 * numbers and O(m²) operations, or O(m) where only the ends of the spectrum are wanted ({@link #fastEnds}). Reference: J. W. Silverstein, <i>The smallest eigenvalue of a large dimensional Wishart
 * matrix</i>, Ann. Probab. 13 (1985) 1364–1368; I. Dumitriu and A. Edelman, <i>Matrix models for beta ensembles</i>, J. Math.
 * Phys. 43 (2002) 5830–5847, section III.B with β = 1.
 *
 * {@snippet file="SpectraTest.java" region="gaussian-matrix"}
 */
public final class GaussianMatrix {
    private final int rows;
    private final int columns;

    private GaussianMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The ensemble of matrices of that shape.
     *
     * @param rows n ≥ 1
     * @param columns d ≥ 1
     * @return the ensemble
     * @throws IllegalArgumentException if n or d is below 1
     */
    public static GaussianMatrix of(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a matrix has at least 1 row and 1 column, got " + rows + " × " + columns);
        }
        return new GaussianMatrix(rows, columns);
    }

    /**
     * A matrix of the ensemble.
     *
     * @param seeds equal seeds give equal draws
     * @return n × d numbers
     * @throws IllegalArgumentException if it does not fit into memory
     */
    public Matrix draw(Seeds seeds) {
        double[] entries = new double[Matrix.entries(rows, columns)];
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        for (int i = 0; i < entries.length; i++) {
            entries[i] = normal.sample();
        }
        return Matrix.wrap(entries, rows, columns);
    }

    /**
     * A matrix of the ensemble.
     *
     * @param seed of {@code Seeds.of}
     * @return n × d numbers
     */
    public Matrix draw(long seed) {
        return draw(Seeds.of(seed));
    }

    /**
     * The singular values of a matrix of the ensemble, descending.
     *
     * @param seeds equal seeds give equal draws
     * @return min(n, d) numbers
     */
    public double[] singularValues(Seeds seeds) {
        return draw(seeds).singularValues();
    }

    /**
     * Numbers with the law of {@link #singularValues}, without ever drawing the matrix.
     *
     * @param seeds equal seeds give equal draws, but not those of the matrix
     * @return min(n, d) numbers, descending
     */
    public double[] fastSingularValues(Seeds seeds) {
        int smaller = smaller();
        ChiSampler chi = ChiSampler.of(seeds);
        double[] diagonal = new double[smaller];
        double[] beside = new double[smaller - 1];
        for (int i = 0; i < smaller; i++) {
            diagonal[i] = chi.sample(larger() - i);
            if (i < smaller - 1) {
                beside[i] = chi.sample(smaller - 1 - i);
            }
        }
        return SingularValues.ofBidiagonal(diagonal, beside);
    }

    /**
     * The largest and the smallest singular value of several draws, from decomposed matrices: the ends of
     * {@link #singularValues} for the children {@code from}, {@code from} + 1, … of the seeds.
     *
     * @param seeds their children are the seeds of the draws
     * @param from number of the first child
     * @param count how many draws
     * @return for each draw the pair (σ_max, σ_min)
     */
    public double[][] ends(Seeds seeds, int from, int count) {
        double[][] pairs = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] values = singularValues(seeds.child(from + i));
            pairs[i] = new double[] {values[0], values[values.length - 1]};
        }
        return pairs;
    }

    /**
     * The largest and the smallest singular value of several draws, from the bidiagonal matrix in O(m) operations each: the
     * ends of {@link #fastSingularValues} for the children {@code from}, {@code from} + 1, … of the seeds.
     *
     * @param seeds their children are the seeds of the draws
     * @param from number of the first child
     * @param count how many draws
     * @return for each draw the pair (σ_max, σ_min)
     */
    public double[][] fastEnds(Seeds seeds, int from, int count) {
        int smaller = smaller();
        Matrix.entries(smaller, 2 * count);
        BidiagonalEnds ends = BidiagonalEnds.ofOrder(smaller, count);
        for (int lane = 0; lane < count; lane++) {
            ChiSampler chi = ChiSampler.of(seeds.child(from + lane));
            for (int i = 0; i < smaller; i++) {
                double diagonal = chi.sampleSquare(larger() - i);
                ends.setSquares(lane, i, diagonal, i < smaller - 1 ? chi.sampleSquare(smaller - 1 - i) : 0);
            }
        }
        double[] largest = ends.largest();
        double[] smallest = ends.smallest();
        double[][] pairs = new double[count][];
        for (int lane = 0; lane < count; lane++) {
            pairs[lane] = new double[] {largest[lane], smallest[lane]};
        }
        return pairs;
    }

    /**
     * The condition number of a matrix of the ensemble, through the matrix.
     *
     * @param seeds equal seeds give equal draws
     * @return σ_max/σ_min ≥ 1
     */
    public double conditionNumber(Seeds seeds) {
        return ratio(singularValues(seeds));
    }

    /**
     * A number with the law of {@link #conditionNumber}, through the ends of the bidiagonal matrix.
     *
     * @param seeds equal seeds give equal draws, but not those of the matrix
     * @return σ_max/σ_min ≥ 1
     */
    public double fastConditionNumber(Seeds seeds) {
        double[] ends = fastEnds(seeds, 0, 1)[0];
        return ends[0] / ends[1];
    }

    private static double ratio(double[] descending) {
        return descending[0] / descending[descending.length - 1];
    }

    private int smaller() {
        return Math.min(rows, columns);
    }

    private int larger() {
        return Math.max(rows, columns);
    }

    @Override
    public String toString() {
        return "Gaussian " + rows + " × " + columns + " matrix";
    }
}
