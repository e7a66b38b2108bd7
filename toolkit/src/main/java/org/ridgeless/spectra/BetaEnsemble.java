package org.ridgeless.spectra;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.TridiagonalEigenvalues;
import org.ridgeless.random.Seeds;

/**
 * The β-Hermite, β-Laguerre and β-Jacobi ensembles: eigenvalues drawn exactly in law, from O(n) random numbers and in O(n²) operations,
 * without a full matrix.
 *
 * <p>β-Hermite: joint density \(\prod_{i\lt j}|\lambda_i-\lambda_j|^\beta e^{-\beta n\sum\lambda_i^2/4}\), bulk on [−2, 2]; β = 1 is the Gaussian
 * orthogonal ensemble with entries of variance 1/n off and 2/n on the diagonal, β = 2 the unitary, β = 4 the symplectic one. Drawn as
 * the tridiagonal matrix with N(0, 2) on the diagonal and \(\chi_{\beta(n-1)},\dots,\chi_\beta\) beside it, over \(\sqrt{\beta n}\).
 *
 * <p>β-Laguerre: eigenvalues of A*A/n for an n × p matrix A of standard real (β = 1), complex (2) or quaternion (4) entries with
 * E|a|² = 1, Marchenko–Pastur in the limit. Drawn from the bidiagonal matrix with \(\chi_{\beta n},\chi_{\beta(n-1)},\dots\) on the
 * diagonal and \(\chi_{\beta(p-1)},\dots,\chi_\beta\) above it.
 *
 * <p>β-Jacobi: eigenvalues of (A*A + B*B)⁻¹A*A for such matrices A of size m × p and B of size n × p, the MANOVA ensemble. Drawn
 * from the bidiagonal matrix of cosines and sines of the CS decomposition of a random orthogonal matrix.
 *
 * <p>β may be any positive number: a temperature. References: I. Dumitriu and A. Edelman, <i>Matrix models for beta
 * ensembles</i>, J. Math. Phys. 43 (2002) 5830–5847, Theorems 2.12 and 3.4; A. Edelman and B. D. Sutton, <i>The beta-Jacobi
 * matrix model, the CS decomposition, and generalized singular value problems</i>, Found. Comput. Math. 8 (2008) 259–285,
 * Definition 1.2.
 *
 * {@snippet file="SpectraTest.java" region="beta-ensemble"}
 */
public final class BetaEnsemble {
    /** Which of the three. */
    private enum Kind {
        HERMITE,
        LAGUERRE,
        JACOBI
    }

    private final Kind kind;
    private final int rows;
    private final int others;
    private final int columns;
    private final double beta;

    private BetaEnsemble(Kind kind, int rows, int others, int columns, double beta) {
        this.kind = kind;
        this.rows = rows;
        this.others = others;
        this.columns = columns;
        this.beta = beta;
    }

    /**
     * The β-Hermite ensemble, β = 1 unless told otherwise.
     *
     * @param n order, ≥ 1
     * @return the ensemble
     * @throws IllegalArgumentException if the order is below 1, with it
     */
    public static BetaEnsemble hermite(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an ensemble has order 1 at least, got " + n);
        }
        return new BetaEnsemble(Kind.HERMITE, n, 0, n, 1);
    }

    /**
     * The β-Laguerre ensemble, β = 1 unless told otherwise.
     *
     * @param n rows
     * @param p columns, from 1 to n; for p &gt; n exchange them and add zeros
     * @return the ensemble
     * @throws IllegalArgumentException unless 1 ≤ p ≤ n, with both
     */
    public static BetaEnsemble laguerre(int n, int p) {
        if (p < 1 || p > n) {
            throw new IllegalArgumentException("the ensemble needs 1 ≤ p ≤ n, got n = " + n + " and p = " + p);
        }
        return new BetaEnsemble(Kind.LAGUERRE, n, 0, p, 1);
    }

    /**
     * The β-Jacobi ensemble of an m × p and an n × p matrix, β = 1 unless told otherwise.
     *
     * @param m rows of A
     * @param n rows of B
     * @param p columns of both, from 1 to m and n
     * @return the ensemble
     * @throws IllegalArgumentException unless 1 ≤ p ≤ m and p ≤ n, with all three
     */
    public static BetaEnsemble jacobi(int m, int n, int p) {
        if (p < 1 || p > m || p > n) {
            throw new IllegalArgumentException(
                    "the ensemble needs 1 ≤ p ≤ m and p ≤ n, got m = " + m + ", n = " + n + " and p = " + p);
        }
        return new BetaEnsemble(Kind.JACOBI, m, n, p, 1);
    }

    /**
     * The ensemble at another β.
     *
     * @param beta positive and finite
     * @return the same sizes at that β
     * @throws IllegalArgumentException if it is not, with the number
     */
    public BetaEnsemble beta(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("β is positive and finite, got " + beta);
        }
        return new BetaEnsemble(kind, rows, others, columns, beta);
    }

    /** The limit of the spectrum, the same for every β. */
    public SpectralLaw law() {
        return switch (kind) {
            case HERMITE -> Semicircle.standard();
            case LAGUERRE -> MarchenkoPastur.of(rows, columns);
            case JACOBI -> Manova.of(rows, others, columns);
        };
    }

    /**
     * A draw of the eigenvalues, in O(n²).
     *
     * @param seeds equal seeds give equal draws
     * @return as many as the ensemble has, ascending
     */
    public double[] eigenvalues(Seeds seeds) {
        UniformRandomProvider random = seeds.stream();
        return switch (kind) {
            case HERMITE -> hermiteDraw(random);
            case LAGUERRE -> laguerreDraw(random);
            case JACOBI -> jacobiDraw(random);
        };
    }

    /**
     * The logarithm of the joint density of the eigenvalues, up to a constant that depends on the ensemble alone; −∞ outside of the
     * support and where two are equal.
     *
     * @param eigenvalues as many as a draw has, in any order
     * @return a finite number or −∞
     * @throws IllegalArgumentException if there are not as many
     */
    public double logDensity(double... eigenvalues) {
        if (eigenvalues.length != columns) {
            throw new IllegalArgumentException("a draw has " + columns + " eigenvalues, got " + eigenvalues.length);
        }
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            double x = eigenvalues[i];
            sum += switch (kind) {
                case HERMITE -> -beta * rows * x * x / 4;
                case LAGUERRE -> power(rows, x) - beta * rows * x / 2;
                case JACOBI -> power(rows, x) + power(others, 1 - x);
            };
            for (int j = 0; j < i; j++) {
                sum += beta * Math.log(Math.abs(x - eigenvalues[j]));
            }
        }
        return sum;
    }

    /** log x^{β(n − p + 1)/2 − 1}. */
    private double power(int n, double x) {
        return x > 0 ? (beta * (n - columns + 1) / 2 - 1) * Math.log(x) : Double.NEGATIVE_INFINITY;
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
        return squares(diagonal, above);
    }

    private double[] jacobiDraw(UniformRandomProvider random) {
        int a = rows - columns;
        int b = others - columns;
        double[] diagonal = new double[columns];
        double[] above = new double[columns - 1];
        double sinePrime = 1;
        for (int i = columns; i >= 1; i--) {
            // Row by row c_i s′_i and −s_i c′_{i−1}; the sign does not change singular values.
            double share = beta(random, beta / 2 * (a + i), beta / 2 * (b + i));
            diagonal[columns - i] = Math.sqrt(share) * sinePrime;
            if (i > 1) {
                double next = beta(random, beta / 2 * (i - 1), beta / 2 * (a + b + i));
                above[columns - i] = Math.sqrt((1 - share) * next);
                sinePrime = Math.sqrt(1 - next);
            }
        }
        return squares(diagonal, above);
    }

    /** The squared singular values, ascending. */
    private static double[] squares(double[] diagonal, double[] above) {
        double[] singular = SingularValues.ofBidiagonal(diagonal, above);
        double[] values = new double[singular.length];
        for (int i = 0; i < values.length; i++) {
            double value = singular[values.length - 1 - i];
            values[i] = value * value;
        }
        return values;
    }

    /** A beta variable: the share of one gamma variable in two. */
    private static double beta(UniformRandomProvider random, double first, double second) {
        double one = AhrensDieterMarsagliaTsangGammaSampler.of(random, first, 1).sample();
        double other =
                AhrensDieterMarsagliaTsangGammaSampler.of(random, second, 1).sample();
        return one / (one + other);
    }

    /** χ with any positive number of degrees: the root of twice a gamma variable. */
    private static double chi(UniformRandomProvider random, double degrees) {
        return Math.sqrt(AhrensDieterMarsagliaTsangGammaSampler.of(random, degrees / 2, 2)
                .sample());
    }

    @Override
    public String toString() {
        return switch (kind) {
            case HERMITE -> "β-Hermite ensemble of order " + rows + ", β = " + beta;
            case LAGUERRE -> "β-Laguerre ensemble of " + rows + " × " + columns + " matrices, β = " + beta;
            case JACOBI ->
                "β-Jacobi ensemble of " + rows + " × " + columns + " and " + others + " × " + columns
                        + " matrices, β = " + beta;
        };
    }
}
