package org.ridgeless.spectra;

import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;

/**
 * Tyler's estimator with shrinkage, \(\hat C=(1-\rho)\frac1n\sum\frac{x_ix_i^{\mathsf T}}{\frac1px_i^{\mathsf T}\hat C^{-1}x_i}+\rho I\), which does not see the sizes of the samples, and the risk of the portfolio of
 * least variance that is made with it.
 *
 * <p>With \(\delta=\frac1p\mathrm{tr}\,C((1-\rho)C/\delta+\rho I)^{-1}\) the estimate from samples \(x=\sqrt\tau z\) is near to
 * \(\hat S=\frac{1-\rho}{(1-c(1-\rho))\delta}\frac1n\sum z_iz_i^{\mathsf T}+\rho I\), z with the population covariance C.
 * Reference: L. Yang, R. Couillet and M. R. McKay, <i>A robust statistics approach to minimum variance portfolio optimization</i>, IEEE
 * Trans. Signal Process. 63 (2015) 6684–6697.
 */
public final class ShrunkTyler {
    private static final double TOLERANCE = 1e-8;
    private static final int MOST = 1000;

    private final double shrinkage;

    private ShrunkTyler(double shrinkage) {
        this.shrinkage = shrinkage;
    }

    /**
     * The estimator with shrinkage ρ, above max(0, 1 − n/p) and at most 1.
     *
     * @param shrinkage ρ in (0, 1]
     * @return the estimator
     * @throws IllegalArgumentException if ρ is outside of (0, 1]
     */
    public static ShrunkTyler of(double shrinkage) {
        if (!(shrinkage > 0 && shrinkage <= 1)) {
            throw new IllegalArgumentException("shrinkage lies above 0 and is at most 1, got " + shrinkage);
        }
        return new ShrunkTyler(shrinkage);
    }

    /**
     * The estimate from samples in columns, flat p × p.
     *
     * @param x p × n, none of the samples 0
     * @return p² numbers, row by row; a factorization of order p for each iteration
     * @throws ArithmeticException if the iteration does not converge, with its last change
     * @throws IllegalArgumentException if ρ is not above 1 − n/p, or a sample is 0 or not finite
     */
    public double[] estimate(Matrix x) {
        int p = x.rows();
        int n = x.columns();
        if (!(shrinkage > 1 - (double) n / p)) {
            throw new IllegalArgumentException("with " + n + " samples of " + p
                    + " variables the shrinkage must be above " + (1 - (double) n / p) + ", got " + shrinkage);
        }
        Matrix directions = directions(x);
        double[] estimate = new double[p * p];
        for (int i = 0; i < p; i++) {
            estimate[i * p + i] = 1;
        }
        double change = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST; step++) {
            Interruption.poll();
            double[] next = step(directions, estimate);
            change = 0;
            double size = 0;
            for (int i = 0; i < next.length; i++) {
                change = Math.max(change, Math.abs(next[i] - estimate[i]));
                size = Math.max(size, Math.abs(next[i]));
            }
            estimate = next;
            if (change <= TOLERANCE * size) {
                return estimate;
            }
        }
        throw new ArithmeticException("Tyler's estimator of " + n + " samples did not converge: last change " + change);
    }

    /** The samples without their sizes, which change nothing but might leave the range of numbers when squared. */
    private static Matrix directions(Matrix x) {
        double[][] samples = new double[x.columns()][];
        for (int j = 0; j < samples.length; j++) {
            double[] sample = new double[x.rows()];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = x.get(i, j);
            }
            double size = Vectors.norm(sample);
            if (!(size > 0) || Double.isInfinite(size)) {
                throw new IllegalArgumentException(
                        "samples are finite and not 0, sample " + j + " has the norm " + size);
            }
            samples[j] = Vectors.map(sample, v -> v / size);
        }
        return Matrix.of(samples).transpose();
    }

    private double[] step(Matrix x, double[] estimate) {
        int p = x.rows();
        int n = x.columns();
        double[] samples = x.flat().clone();
        double[] solved = Products.multiply(Cholesky.of(estimate, p).inverse(), samples, p, p, n);
        double[] forms = new double[n];
        for (int i = 0; i < p * n; i++) {
            forms[i % n] += samples[i] * solved[i] / p;
        }
        for (int i = 0; i < p * n; i++) {
            samples[i] *= Math.sqrt((1 - shrinkage) / forms[i % n]);
        }
        double[] next = ScaledSamples.covariance(Matrix.wrap(samples, p, n));
        for (int i = 0; i < p; i++) {
            next[i * p + i] += shrinkage;
        }
        return next;
    }

    /**
     * Ŝ for samples z in columns, p × n, of a population with these variances; flat p × p.
     *
     * @param z p × n
     * @param population p variances
     * @return p² numbers, row by row
     */
    public double[] near(Matrix z, double... population) {
        int p = z.rows();
        double weight = (1 - shrinkage) / (1 - (1 - shrinkage) * p / z.columns()) / delta(population);
        double[] near = ScaledSamples.covariance(z);
        for (int i = 0; i < p * p; i++) {
            near[i] = weight * near[i] + (i % (p + 1) == 0 ? shrinkage : 0);
        }
        return near;
    }

    /**
     * The portfolio of least variance for an estimate: Ĉ⁻¹1/(1ᵀĈ⁻¹1).
     *
     * @param estimate p² numbers, row by row, positive definite
     * @param p the order
     * @return p weights that sum to 1
     * @throws ArithmeticException if the estimate is not positive definite
     */
    public static double[] portfolio(double[] estimate, int p) {
        double[] ones = new double[p];
        java.util.Arrays.fill(ones, 1);
        double[] weights = Cholesky.of(estimate, p).solve(ones);
        double sum = java.util.Arrays.stream(weights).sum();
        return java.util.Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /**
     * The limit of the portfolio's risk wᵀCw for a diagonal population covariance:
     * \(\frac{\delta^2}{\delta^2-c\beta(1-\rho)^2}\frac{1^{\mathsf T}BCB1}{(1^{\mathsf T}B1)^2}\), \(B=((1-\rho)C/\delta+\rho I)^{-1}\), \(\beta=\frac1p\mathrm{tr}\,(CB)^2\).
     *
     * @param population p variances
     * @param samples n
     * @return the risk
     */
    public double risk(double[] population, int samples) {
        double delta = delta(population);
        int p = population.length;
        double beta = 0;
        double above = 0;
        double below = 0;
        for (double t : population) {
            double b = 1 / ((1 - shrinkage) * t / delta + shrinkage);
            beta += t * b * t * b / p;
            above += b * t * b;
            below += b;
        }
        double c = (double) p / samples;
        return delta * delta / (delta * delta - c * beta * (1 - shrinkage) * (1 - shrinkage)) * above / (below * below);
    }

    /**
     * δ, by bisection: the right side over δ falls.
     *
     * @param population p variances
     * @return δ &gt; 0, to the last bit or two
     * @throws IllegalArgumentException if there is no variance, one is negative or not finite, or all are 0
     */
    public double delta(double... population) {
        boolean fits = Vectors.areFinite(population) && Vectors.largest(population) > 0;
        for (double t : population) {
            fits &= t >= 0;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "variances are finite, not negative and not all 0, got " + java.util.Arrays.toString(population));
        }
        double low = 0;
        double high = java.util.Arrays.stream(population).max().orElseThrow() / shrinkage;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            double sum = 0;
            for (double t : population) {
                sum += t / ((1 - shrinkage) * t + shrinkage * middle) / population.length;
            }
            if (sum > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
