package org.ridgeless.spectra;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limiting spectrum of a symmetric matrix of independent entries of mean 0 and variance v_ab/n in blocks: the generalized semicircle.
 * With block sizes w_a n: \(g_a=-1/(z+\sum_bw_bv_{ab}g_b)\), \(m=\sum_aw_ag_a\). Equal row sums \(\sum_bw_bv_{ab}\) give a {@link Semicircle}.
 * Reference: V. L. Girko, <i>Theory of Random Determinants</i> (Kluwer, 1990); O. Ajanki, L. Erdős and T. Krüger, Probab. Theory
 * Related Fields 169 (2017) 667–727.
 */
public final class VarianceProfile extends TransformLaw {
    private final double[][] variances;
    private final double[] shares;
    private final Continuation equation;

    private VarianceProfile(double[][] variances, double[] shares) {
        this.variances = variances;
        this.shares = shares;
        this.equation = new Continuation(this::image, reach(), this::far, true);
    }

    /**
     * The law for blocks.
     *
     * @param variances symmetric, none negative, no row all 0
     * @param shares of the rows in each block, which sum to 1
     * @return the law
     * @throws IllegalArgumentException if shapes or symmetry are wrong, a share is not positive, they do not sum to 1, or a
     *     block has no variance
     */
    public static VarianceProfile of(double[][] variances, double... shares) {
        double total = 0;
        for (int a = 0; a < shares.length; a++) {
            total += shares[a];
            if (variances.length != shares.length || variances[a].length != shares.length) {
                throw new IllegalArgumentException("a profile has a share and a variance for each pair of blocks, got "
                        + shares.length + " shares, row " + a + " with "
                        + variances[Math.min(a, variances.length - 1)].length);
            }
            if (!(shares[a] > 0)) {
                throw new IllegalArgumentException("shares are positive, got " + shares[a] + " of block " + a);
            }
            double row = 0;
            for (int b = 0; b < shares.length; b++) {
                row += variances[a][b];
                if (!(variances[a][b] >= 0) || variances[a][b] != variances[b][a]) {
                    throw new IllegalArgumentException("variances are symmetric and not negative, got "
                            + variances[a][b] + " and " + variances[b][a]);
                }
            }
            if (!(row > 0) || Double.isInfinite(row)) {
                throw new IllegalArgumentException("the variances of block " + a + " sum to " + row);
            }
        }
        if (!(Math.abs(total - 1) <= 1e-9)) {
            throw new IllegalArgumentException("shares must sum to 1, got " + total);
        }
        return new VarianceProfile(
                java.util.Arrays.stream(variances).map(double[]::clone).toArray(double[][]::new), shares.clone());
    }

    /**
     * The eigenvalues of a symmetric Gaussian matrix with these variances over n, twice that on the diagonal.
     *
     * @param n its order; its rows are in the order of the blocks
     * @param seeds equal seeds give equal draws
     * @return ascending
     */
    public double[] eigenvalues(int n, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] matrix = new double[Matrix.entries(n, n)];
        for (int i = 0; i < n; i++) {
            int a = block(i, n);
            for (int j = 0; j <= i; j++) {
                double variance = variances[a][block(j, n)] * (i == j ? 2 : 1) / n;
                matrix[i * n + j] = matrix[j * n + i] = Math.sqrt(variance) * normal.sample();
            }
        }
        return SymmetricEigen.values(matrix, n);
    }

    private int block(int i, int n) {
        int a = 0;
        double before = shares[0];
        while (a < shares.length - 1 && (i + 0.5) / n > before) {
            before += shares[++a];
        }
        return a;
    }

    /** 2√(largest row sum) bounds the support. */
    private double reach() {
        double largest = 0;
        for (int a = 0; a < shares.length; a++) {
            double row = 0;
            for (int b = 0; b < shares.length; b++) {
                row += shares[b] * variances[a][b];
            }
            largest = Math.max(largest, row);
        }
        return 2 * Math.sqrt(largest);
    }

    private Complex[] far(Complex z) {
        Complex[] g = new Complex[shares.length];
        java.util.Arrays.fill(g, z.inverse().negate());
        return g;
    }

    private Complex[] image(Complex[] g, Complex z) {
        Complex[] image = new Complex[g.length];
        for (int a = 0; a < g.length; a++) {
            Complex sum = z;
            for (int b = 0; b < g.length; b++) {
                sum = sum.plus(g[b].times(shares[b] * variances[a][b]));
            }
            image[a] = sum.inverse().negate();
        }
        return image;
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] g, Complex z) {
        Complex mean = Complex.ZERO;
        for (int a = 0; a < g.length; a++) {
            mean = mean.plus(g[a].times(shares[a]));
        }
        return mean;
    }

    @Override
    Interval enclosure() {
        return new Interval(-1.01 * reach(), 1.01 * reach());
    }

    @Override
    public List<Atom> atoms() {
        return List.of();
    }

    @Override
    public String toString() {
        return "generalized semicircle of " + shares.length + " blocks";
    }
}
