package org.ridgeless.spectra;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * Gaussian samples \(X=C^{1/2}ZD^{1/2}\) with diagonal C and D: p variables in rows, n samples in columns. What {@link
 * SampleCovariance} and {@link SeparableCovariance} are the laws of.
 */
public final class ScaledSamples {
    private final double[] rows;
    private final double[] columns;

    private ScaledSamples(double[] rows, double[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * n samples of a population with these p variances.
     *
     * @param variances p numbers, none negative
     * @param samples n ≥ 1
     * @return the samples, with D = I
     * @throws IllegalArgumentException if there is no variable or no sample, or a variance is negative or not finite
     */
    public static ScaledSamples of(double[] variances, int samples) {
        double[] ones = new double[samples];
        Arrays.fill(ones, 1);
        return of(variances, ones);
    }

    /**
     * Samples of a population with variances C, each times a factor of its own from D.
     *
     * @param rows p variances, none negative
     * @param columns n squared factors, none negative
     * @return the samples, of which none is drawn yet
     * @throws IllegalArgumentException if there is no variable or no sample, or a number is negative or not finite
     */
    public static ScaledSamples of(double[] rows, double[] columns) {
        if (rows.length == 0 || columns.length == 0) {
            throw new IllegalArgumentException(
                    "samples need a variable and a sample at least, got " + rows.length + " and " + columns.length);
        }
        for (double variance : rows) {
            requireNotNegative(variance);
        }
        for (double factor : columns) {
            requireNotNegative(factor);
        }
        return new ScaledSamples(rows.clone(), columns.clone());
    }

    private static void requireNotNegative(double variance) {
        if (!(variance >= 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("variances are finite and not negative, got " + variance);
        }
    }

    /**
     * X, p × n.
     *
     * @param seeds equal seeds give equal draws
     * @return p × n numbers
     */
    public Matrix draw(Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] x = new double[Matrix.entries(rows.length, columns.length)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                x[i * columns.length + j] = normal.sample() * Math.sqrt(rows[i] * columns[j]);
            }
        }
        return Matrix.wrap(x, rows.length, columns.length);
    }

    /**
     * \(\frac1nXX^{\mathsf T}\) of a draw, flat.
     *
     * @param seeds equal seeds give equal draws
     * @return p² numbers, row by row
     */
    public double[] covariance(Seeds seeds) {
        return covariance(draw(seeds));
    }

    /**
     * \(\frac1nXX^{\mathsf T}\) of samples in columns, flat p × p; the mean is not subtracted.
     *
     * @param x p × n
     * @return p² numbers, row by row; 2np² flops
     */
    public static double[] covariance(Matrix x) {
        double[] square = Products.transposeRight(x.flat(), x.flat(), x.rows(), x.columns(), x.rows());
        for (int i = 0; i < square.length; i++) {
            square[i] /= x.columns();
        }
        return square;
    }

    /**
     * The p eigenvalues of \(\frac1nXX^{\mathsf T}\) of a draw, ascending.
     *
     * @param seeds equal seeds give equal draws
     * @return p numbers
     */
    public double[] eigenvalues(Seeds seeds) {
        return SymmetricEigen.values(covariance(seeds), rows.length);
    }
}
