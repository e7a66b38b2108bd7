package org.ridgeless.kernels.stability;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.BidiagonalEnds;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.ChiSampler;
import org.ridgeless.random.Seeds;

/**
 * One ridgeless fit of isotropic data \(y = x^{\mathsf T}\beta + \sigma\varepsilon\), standard normal x in d dimensions, β
 * uniform on the sphere of radius r: its excess risk \(\|\hat\beta - \beta\|^2\) and the condition number of the design.
 *
 * @param excess \(\|\hat\beta - \beta\|^2\)
 * @param condition the ratio of the largest to the smallest nonzero singular value of the design
 */
public record RidgelessDraw(double excess, double condition) {
    /**
     * A draw of n samples; O(nd min(n, d)).
     *
     * @param n samples, ≥ 1
     * @param d dimensions, ≥ 1
     * @param radius r, the length of β
     * @param sigma standard deviation of the noise
     * @param seeds of data, target and noise
     * @return the draw
     * @throws IllegalArgumentException if n or d is below 1, or r or σ is negative or not finite
     * @throws ArithmeticException if the Gram matrix is singular to rounding, as may happen at n = d
     */
    public static RidgelessDraw of(int n, int d, double radius, double sigma, Seeds seeds) {
        require(n, d, radius, sigma);
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] beta = normal.samples(d).toArray();
        double square = 0;
        for (double b : beta) {
            square += b * b;
        }
        double stretch = radius / Math.sqrt(square);
        for (int k = 0; k < d; k++) {
            beta[k] *= stretch;
        }
        Matrix x = Matrix.wrap(normal.samples((long) n * d).toArray(), n, d);
        double[] y = x.times(beta);
        for (int i = 0; i < n; i++) {
            y[i] += sigma * normal.sample();
        }
        Matrix transposed = x.transpose();
        boolean wide = d > n;
        int order = Math.min(n, d);
        double[] gram = (wide ? x.times(transposed) : transposed.times(x)).flat();
        Cholesky factor = Cholesky.of(gram, order);
        double[] fit = wide ? transposed.times(factor.solve(y)) : factor.solve(transposed.times(y));
        double excess = 0;
        for (int k = 0; k < d; k++) {
            excess += (fit[k] - beta[k]) * (fit[k] - beta[k]);
        }
        double[] spectrum = SymmetricEigen.values(gram, order);
        return new RidgelessDraw(excess, Math.sqrt(spectrum[order - 1] / spectrum[0]));
    }

    /**
     * A draw with the law of {@link #of} in O(n + d), without ever drawing the data. Householder reflections of Gaussian X leave a
     * bidiagonal matrix L of order m = min(n, d) with independent entries, \(L_{ii}\sim\chi_{\max(n,d)-i+1}\) and
     * \(\chi_{m-i}\) beside them, and rotate β and ε into vectors of the same law, independent of L (A. Edelman, <i>Eigenvalues and
     * condition numbers of random matrices</i>, SIAM J. Matrix Anal. Appl. 9 (1988)). The fit then misses β by σL⁻¹ε, and by all of β
     * in the d − m directions that no sample has.
     *
     * @param n samples, ≥ 1
     * @param d dimensions, ≥ 1
     * @param radius r, the length of β
     * @param sigma standard deviation of the noise
     * @param seeds of data, target and noise
     * @return the draw
     * @throws IllegalArgumentException if n or d is below 1, or r or σ is negative or not finite
     */
    public static RidgelessDraw fast(int n, int d, double radius, double sigma, Seeds seeds) {
        require(n, d, radius, sigma);
        int order = Math.min(n, d);
        ChiSampler chi = ChiSampler.of(seeds.child("data"));
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("noise and target").stream());
        BidiagonalEnds ends = BidiagonalEnds.ofOrder(order, 1);
        double excess = 0;
        double missed = 0;
        double beside = 0;
        for (int i = 0; i < order; i++) {
            double diagonal = chi.sampleSquare(Math.max(n, d) - i);
            missed = (sigma * normal.sample() - beside * missed) / Math.sqrt(diagonal);
            excess += missed * missed;
            double right = i < order - 1 ? chi.sampleSquare(order - 1 - i) : 0;
            ends.setSquares(0, i, diagonal, right);
            beside = Math.sqrt(right);
        }
        return new RidgelessDraw(excess + outside(order, d, radius, normal), ends.largest()[0] / ends.smallest()[0]);
    }

    /** What a target of the given length, uniform on its sphere in d dimensions, has in all but the first few of them, squared. */
    private static double outside(int inside, int d, double radius, ContinuousSampler normal) {
        double seen = 0;
        double unseen = 0;
        for (int k = 0; k < d; k++) {
            double square = normal.sample();
            square *= square;
            if (k < inside) {
                seen += square;
            } else {
                unseen += square;
            }
        }
        return radius * radius * unseen / (seen + unseen);
    }

    /**
     * The mean excess risk of ridgeless least squares with n isotropic Gaussian inputs of d dimensions, exactly: the inverse of
     * a Wishart matrix has mean 1/(m − k − 1), and a random subspace of dimension n keeps n/d of ‖β‖².
     *
     * @param n samples, at least 1
     * @param d dimensions, at least 1
     * @param radius the length ‖β‖
     * @param sigma standard deviation of the noise
     * @return σ²d/(n − d − 1) for d ≤ n − 2, r²(1 − n/d) + σ²n/(d − n − 1) for d ≥ n + 2, infinite between
     * @throws IllegalArgumentException if n or d is below 1, or r or σ is negative or not finite
     */
    public static double mean(int n, int d, double radius, double sigma) {
        require(n, d, radius, sigma);
        if (d <= n - 2) {
            return sigma * sigma * d / (n - d - 1.0);
        }
        return d >= n + 2
                ? radius * radius * (1 - (double) n / d) + sigma * sigma * n / (d - n - 1.0)
                : Double.POSITIVE_INFINITY;
    }

    /**
     * The limit of the mean excess risk for n, d → ∞ at d/n = γ: \(\sigma^2\gamma/(1-\gamma)\) below γ = 1 and
     * \(r^2(1-1/\gamma)+\sigma^2/(\gamma-1)\) above; infinite at 1.
     *
     * <p>Reference: T. Hastie, A. Montanari, S. Rosset and R. J. Tibshirani, <i>Surprises in high-dimensional ridgeless least
     * squares interpolation</i>, Ann. Statist. 50 (2022), Theorem 1.
     *
     * @param gamma d/n, &gt; 0
     * @param radius r, the length of β
     * @param sigma standard deviation of the noise
     * @return the limit
     * @throws IllegalArgumentException if γ is not positive
     */
    public static double limit(double gamma, double radius, double sigma) {
        if (!(gamma > 0)) {
            throw new IllegalArgumentException("the aspect ratio d/n must be positive, got " + gamma);
        }
        double noise = sigma * sigma;
        return gamma <= 1 ? noise * gamma / (1 - gamma) : radius * radius * (1 - 1 / gamma) + noise / (gamma - 1);
    }

    private static void require(int n, int d, double radius, double sigma) {
        if (n < 1 || d < 1 || !(radius >= 0) || !(sigma >= 0) || Double.isInfinite(radius + sigma)) {
            throw new IllegalArgumentException(
                    "a draw has n ≥ 1 samples of d ≥ 1 dimensions, a target of length r ≥ 0 and noise"
                            + " σ ≥ 0, got n = " + n + ", d = " + d + ", r = " + radius + ", σ = " + sigma);
        }
    }
}
