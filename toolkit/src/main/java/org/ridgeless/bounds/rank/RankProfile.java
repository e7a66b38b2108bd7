package org.ridgeless.bounds.rank;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/**
 * How many singular values σ of a matrix count, in the ways in which people count them. Immutable.
 *
 * <p><b>Cost</b> one set of singular values. <b>Reference</b> for distances C. Eckart and G. Young, <i>The approximation of one
 * matrix by another of lower rank</i>, Psychometrika 1 (1936) 211–218; for the effective rank O. Roy and M. Vetterli, <i>The
 * effective rank</i>, EUSIPCO 2007.
 */
public final class RankProfile {
    private final double[] singular;

    private RankProfile(double... singular) {
        this.singular = singular;
    }

    /**
     * The profile of a matrix.
     *
     * @param matrix rows of finite numbers
     * @return its profile
     * @throws IllegalArgumentException if an entry is not finite, or all are 0
     */
    public static RankProfile of(double[][] matrix) {
        double[] singular = Matrix.of(matrix).singularValues();
        if (!(singular[0] > 0)) {
            throw new IllegalArgumentException("the rank of the zero matrix is not counted, got one of " + matrix.length
                    + " × " + matrix[0].length);
        }
        return new RankProfile(singular);
    }

    /**
     * The singular values above so much of the largest; 0 ≤ part &lt; 1.
     *
     * @param part from 0 to below 1
     * @return from 1 to the number of singular values
     * @throws IllegalArgumentException if the part is outside of [0, 1)
     */
    public int above(double part) {
        if (!(part >= 0 && part < 1)) {
            throw new IllegalArgumentException("a part of the largest singular value is from 0 to 1, got " + part);
        }
        return (int) Arrays.stream(singular).filter(s -> s > part * singular[0]).count();
    }

    /** ‖W‖²_F/‖W‖², between 1 and the rank. */
    public double stable() {
        return Vectors.squares(Vectors.scale(singular, 1 / singular[0]));
    }

    /** The exponential of the entropy of σ/Σσ, between 1 and the rank. */
    public double effective() {
        double total = Vectors.sum(singular);
        double entropy = 0;
        for (double s : singular) {
            double part = s / total;
            entropy -= part > 0 ? part * Math.log(part) : 0;
        }
        return Math.exp(entropy);
    }

    /**
     * The Frobenius distance of W/‖W‖_F from the matrices of rank at most r, r ≥ 0.
     *
     * @param rank r
     * @return from 0 to 1
     * @throws IllegalArgumentException if r is negative
     */
    public double distance(int rank) {
        if (rank < 0) {
            throw new IllegalArgumentException("a rank is at least 0, got " + rank);
        }
        return rank >= singular.length ? 0 : Vectors.norm(singular, rank, singular.length) / Vectors.norm(singular);
    }

    /** ‖W‖_F. */
    public double frobenius() {
        return Vectors.norm(singular);
    }
}
