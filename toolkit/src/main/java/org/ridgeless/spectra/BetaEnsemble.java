package org.ridgeless.spectra;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.TridiagonalEigenvalues;
import org.ridgeless.random.Seeds;

/**
 * The β-Hermite and β-Laguerre ensembles: eigenvalues drawn exactly in law, from O(n) random numbers and in O(n²) operations,
 * without a full matrix.
 *
 * <p>β-Hermite: joint density \(\prod_{i<j}|\lambda_i-\lambda_j|^\beta e^{-\beta n\sum\lambda_i^2/4}\), bulk on [−2, 2]; β = 1 is the Gaussian
 * orthogonal ensemble with entries of variance 1/n off and 2/n on the diagonal, β = 2 the unitary, β = 4 the symplectic one. Drawn as
 * the tridiagonal matrix with N(0, 2) on the diagonal and \(\chi_{\beta(n-1)},\dots,\chi_\beta\) beside it, over \(\sqrt{\beta n}\).
 *
 * <p>β-Laguerre: eigenvalues of A*A/n for an n × p matrix A of standard real (β = 1), complex (2) or quaternion (4) entries with
 * E|a|² = 1, Marčenko–Pastur in the limit. Drawn from the bidiagonal matrix with \(\chi_{\beta n},\chi_{\beta(n-1)},\dots\) on the
 * diagonal and \(\chi_{\beta(p-1)},\dots,\chi_\beta\) above it.
 *
 * <p>β may be any positive number: a temperature. Reference: I. Dumitriu and A. Edelman, <i>Matrix models for beta
 * ensembles</i>, J. Math. Phys. 43 (2002) 5830–5847, Theorems 2.12 and 3.4.
 */
public final class BetaEnsemble {
    private final int rows;
    private final int columns;
    private final boolean laguerre;
    private final double beta;

    private BetaEnsemble(int rows, int columns, boolean laguerre, double beta) {
        this.rows = rows;
        this.columns = columns;
        this.laguerre = laguerre;
        this.beta = beta;
    }

    /** The β-Hermite ensemble of order n, β = 1 unless told otherwise. */
    public static BetaEnsemble hermite(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an ensemble has order 1 at least, got " + n);
        }
        return new BetaEnsemble(n, n, false, 1);
    }

    /**
     * The β-Laguerre ensemble of an n × p matrix, β = 1 unless told otherwise.
     *
     * @throws IllegalArgumentException unless 1 ≤ p ≤ n; for p &gt; n exchange them and add zeros
     */
    public static BetaEnsemble laguerre(int n, int p) {
        if (p < 1 || p > n) {
            throw new IllegalArgumentException("the ensemble needs 1 ≤ p ≤ n, got n = " + n + " and p = " + p);
        }
        return new BetaEnsemble(n, p, true, 1);
    }

    /** The ensemble at another β &gt; 0. */
    public BetaEnsemble beta(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("β is positive and finite, got " + beta);
        }
        return new BetaEnsemble(rows, columns, laguerre, beta);
    }

    /** The limit of the spectrum, the same for every β. */
    public SpectralLaw law() {
        return laguerre ? MarchenkoPastur.of(rows, columns) : Semicircle.standard();
    }

    /** One draw of the eigenvalues, ascending. */
    public double[] eigenvalues(Seeds seeds) {
        UniformRandomProvider random = seeds.stream();
        return laguerre ? laguerreDraw(random) : hermiteDraw(random);
    }

    private double[] hermiteDraw(UniformRandomProvider random) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double scale = 1 / Math.sqrt(beta * rows);
        double[] diagonal = new double[rows];
        double[] beside = new double[rows - 1];
        for (int i = 0; i < rows; i++) {
            diagonal[i] = Math.sqrt(2) * normal.sample() * scale;
            if (i < rows - 1) {
                beside[i] = chi(random, beta * (rows - 1 - i)) * scale;
            }
        }
        return TridiagonalEigenvalues.of(diagonal, beside);
    }

    private double[] laguerreDraw(UniformRandomProvider random) {
        double scale = 1 / Math.sqrt(beta * rows);
        double[] diagonal = new double[columns];
        double[] above = new double[columns - 1];
        for (int i = 0; i < columns; i++) {
            diagonal[i] = chi(random, beta * (rows - i)) * scale;
            if (i < columns - 1) {
                above[i] = chi(random, beta * (columns - 1 - i)) * scale;
            }
        }
        double[] singular = SingularValues.ofBidiagonal(diagonal, above);
        double[] values = new double[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = singular[columns - 1 - i] * singular[columns - 1 - i];
        }
        return values;
    }

    /** χ with any positive number of degrees: the root of twice a gamma variable. */
    private static double chi(UniformRandomProvider random, double degrees) {
        return Math.sqrt(AhrensDieterMarsagliaTsangGammaSampler.of(random, degrees / 2, 2)
                .sample());
    }

    @Override
    public String toString() {
        return laguerre
                ? "β-Laguerre ensemble of " + rows + " × " + columns + " matrices, β = " + beta
                : "β-Hermite ensemble of order " + rows + ", β = " + beta;
    }
}
