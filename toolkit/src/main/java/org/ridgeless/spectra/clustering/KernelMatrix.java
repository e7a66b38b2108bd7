package org.ridgeless.spectra.clustering;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.TopEigenpair;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * A nonlinear inner-product kernel \(K_{ij} = f(x_i^{\mathsf T}x_j/\sqrt p)/\sqrt p\), \(K_{ii} = 0\), on samples of two classes.
 * Building it costs O(n² p).
 */
public final class KernelMatrix {
    /** The law of the independent entries of the noise, of mean zero and variance one. */
    public enum Entries {
        /** Kurtosis 3. */
        GAUSSIAN,
        /** Plus or minus one: kurtosis 1. */
        SIGNS
    }

    private final double[] inner;
    private final int n;
    private final int p;

    private KernelMatrix(double[] inner, int n, int p) {
        this.inner = inner;
        this.n = n;
        this.p = p;
    }

    /**
     * Draws n samples \(\pm\mu+z\) of dimension p with \(\|\mu\|^2\) as given, the first half of them with +μ.
     *
     * @param p dimension
     * @param n samples
     * @param signal ρ = ‖μ‖² ≥ 0
     * @param entries the law of z
     * @param seeds of z
     * @return the inner products, n² numbers
     * @throws IllegalArgumentException if p or n is below 1, or ρ is negative or not finite
     */
    public static KernelMatrix sample(int p, int n, double signal, Entries entries, Seeds seeds) {
        if (p < 1 || n < 1 || !(signal >= 0) || Double.isInfinite(signal)) {
            throw new IllegalArgumentException(
                    "samples have p ≥ 1, n ≥ 1 and a signal ‖μ‖² ≥ 0, got " + p + ", " + n + " and " + signal);
        }
        UniformRandomProvider stream = seeds.stream();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double shift = Math.sqrt(signal / p);
        double[] x = new double[p * n];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                double z = entries == Entries.GAUSSIAN ? normal.sample() : stream.nextBoolean() ? 1 : -1;
                x[i * n + j] = z + (j < n / 2 ? shift : -shift);
            }
        }
        double[] inner = Products.transposeLeft(x, x, n, p, n);
        for (int i = 0; i < inner.length; i++) {
            inner[i] /= Math.sqrt(p);
        }
        return new KernelMatrix(inner, n, p);
    }

    /**
     * Draws Gaussian samples as {@link #sample} does, keeps each entry of the data with one probability and each inner product
     * with another, and divides what is left of the data by the root of the first, so that its variance is one again: with the
     * linear f the moments are a₁ = ν = ε of the second, a₂ = 0, and the signal is the first times ρ.
     *
     * @param p dimension
     * @param n samples
     * @param signal ρ = ‖μ‖² ≥ 0
     * @param data the probability that an entry of the data is kept, from above 0 to 1
     * @param products the probability that an inner product is kept, from above 0 to 1
     * @param seeds of samples and of what is dropped
     * @return the inner products, n² numbers, zero where they are dropped
     * @throws IllegalArgumentException if a probability is not above 0, or above 1
     */
    public static KernelMatrix punctured(int p, int n, double signal, double data, double products, Seeds seeds) {
        if (!(data > 0 && data <= 1 && products > 0 && products <= 1)) {
            throw new IllegalArgumentException(
                    "entries and products are kept with probabilities above 0 and up to 1, got " + data + " and "
                            + products);
        }
        UniformRandomProvider stream = seeds.child("kept").stream();
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(seeds.child("samples").stream());
        double shift = Math.sqrt(signal / p);
        double[] x = new double[p * n];
        for (int k = 0; k < x.length; k++) {
            double value = normal.sample() + (k % n < n / 2 ? shift : -shift);
            x[k] = stream.nextDouble() < data ? value / Math.sqrt(data) : 0;
        }
        double[] inner = Products.transposeLeft(x, x, n, p, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = stream.nextDouble() < products ? inner[i * n + j] / Math.sqrt(p) : 0;
                inner[i * n + j] = value;
                inner[j * n + i] = value;
            }
        }
        return new KernelMatrix(inner, n, p);
    }

    private double[] matrix(Nonlinearity f, double sign) {
        double[] k = new double[n * n];
        double scale = sign / Math.sqrt(p);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double value = scale * f.apply(inner[i * n + j]);
                k[i * n + j] = value;
                k[j * n + i] = value;
            }
        }
        return k;
    }

    /**
     * All eigenvalues, ascending.
     *
     * @param f the nonlinearity
     * @return n numbers; O(n³) flops
     */
    public double[] eigenvalues(Nonlinearity f) {
        return SymmetricEigen.values(matrix(f, 1), n);
    }

    /**
     * The smallest eigenvalue.
     *
     * @param f the nonlinearity
     * @return the eigenvalue; O(n²) flops for each step of Lanczos' method
     * @throws ArithmeticException if it does not settle
     */
    public double smallest(Nonlinearity f) {
        return -TopEigenpair.of(matrix(f, -1), n, ramp()).value();
    }

    /**
     * The largest eigenvalue with the squared overlap of its vector with the classes, and the share sorted rightly by it.
     *
     * @param f the nonlinearity
     * @return eigenvalue, overlap and share
     * @throws ArithmeticException if it does not settle
     */
    public Leading leading(Nonlinearity f) {
        TopEigenpair top = TopEigenpair.of(matrix(f, 1), n, ramp());
        double overlap = 0;
        int right = 0;
        for (int j = 0; j < n; j++) {
            double signed = top.vector()[j] * (j < n / 2 ? 1 : -1);
            overlap += signed;
            right += signed > 0 ? 1 : 0;
        }
        return new Leading(top.value(), overlap * overlap / n, Math.max(right, n - right) / (double) n);
    }

    /**
     * What the leading eigenvector tells about the classes.
     *
     * @param eigenvalue the largest
     * @param alignment squared overlap of its vector with the classes, from 0 to 1
     * @param accuracy share of samples on the right side, from ½ to 1
     */
    public record Leading(double eigenvalue, double alignment, double accuracy) {}

    /** A start that knows nothing of the classes but is orthogonal to no eigenvector in practice. */
    private double[] ramp() {
        double[] start = new double[n];
        for (int j = 0; j < n; j++) {
            start[j] = Math.sin(1 + 2.3 * j) + 0.1;
        }
        return start;
    }
}
