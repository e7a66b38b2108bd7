package org.ridgeless.spectra;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.random.Seeds;

/**
 * The n × d matrix with independent standard normal entries, and the law of its singular values.
 *
 * <p>Singular values come in two ways that have exactly the same law. {@link #singularValues} draws a matrix and decomposes
 * it, in O(n d min(n, d)). {@link #fastSingularValues} draws the bidiagonal matrix to which Householder reflections would
 * reduce it: with m = min(n, d) and M = max(n, d), diagonal entries χ(M), χ(M−1), …, χ(M−m+1) and superdiagonal entries
 * χ(m−1), …, χ(1), all independent, because a reflection leaves what it has not touched Gaussian. That costs O(m) random
 * numbers and O(m²) operations. Reference: J. W. Silverstein, <i>The smallest eigenvalue of a large dimensional Wishart
 * matrix</i>, Ann. Probab. 13 (1985) 1364–1368; I. Dumitriu and A. Edelman, <i>Matrix models for beta ensembles</i>, J. Math.
 * Phys. 43 (2002) 5830–5847, section III.B with β = 1.
 */
public final class GaussianMatrix {
    private final int rows;
    private final int columns;

    private GaussianMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** The ensemble of matrices of that shape. */
    public static GaussianMatrix of(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a matrix has at least 1 row and 1 column, got " + rows + " × " + columns);
        }
        return new GaussianMatrix(rows, columns);
    }

    /** A matrix of the ensemble. */
    public Matrix draw(Seeds seeds) {
        double[] entries = new double[Matrix.entries(rows, columns)];
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        for (int i = 0; i < entries.length; i++) {
            entries[i] = normal.sample();
        }
        return Matrix.wrap(entries, rows, columns);
    }

    /** A matrix of the ensemble. */
    public Matrix draw(long seed) {
        return draw(Seeds.of(seed));
    }

    /** The singular values of a matrix of the ensemble, descending. */
    public double[] singularValues(Seeds seeds) {
        return draw(seeds).singularValues();
    }

    /** Numbers with the law of {@link #singularValues}, without ever drawing the matrix. */
    public double[] fastSingularValues(Seeds seeds) {
        int smaller = Math.min(rows, columns);
        int larger = Math.max(rows, columns);
        UniformRandomProvider random = seeds.stream();
        double[] diagonal = new double[smaller];
        double[] beside = new double[smaller - 1];
        for (int i = 0; i < smaller; i++) {
            diagonal[i] = chi(larger - i, random);
            if (i < smaller - 1) {
                beside[i] = chi(smaller - 1 - i, random);
            }
        }
        return SingularValues.ofBidiagonal(diagonal, beside);
    }

    /** The condition number of a matrix of the ensemble, through the matrix. */
    public double conditionNumber(Seeds seeds) {
        return ratio(singularValues(seeds));
    }

    /** A number with the law of {@link #conditionNumber}, through the bidiagonal matrix. */
    public double fastConditionNumber(Seeds seeds) {
        return ratio(fastSingularValues(seeds));
    }

    private static double ratio(double[] descending) {
        return descending[0] / descending[descending.length - 1];
    }

    private static double chi(int degrees, UniformRandomProvider random) {
        return Math.sqrt(AhrensDieterMarsagliaTsangGammaSampler.of(random, degrees / 2.0, 2)
                .sample());
    }

    @Override
    public String toString() {
        return "Gaussian " + rows + " × " + columns + " matrix";
    }
}
