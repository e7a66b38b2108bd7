package org.ridgeless.linalg.lapack;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/** Random matrices for tests, row by row, and products of them written out, so that no routine is tested by itself. */
public final class Samples {
    private Samples() {}

    /** Independent standard normal entries. */
    public static double[] gaussian(int rows, int columns, long seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return normal.samples((long) rows * columns).toArray();
    }

    /** G + Gᵀ. */
    public static double[] symmetric(int n, long seed) {
        double[] g = gaussian(n, n, seed);
        double[] a = new double[n * n];
        Arrays.setAll(a, at -> g[at] + g[at % n * n + at / n]);
        return a;
    }

    /** GᵀG/n + I/10: positive definite with a condition below some 50. */
    public static double[] positive(int n, long seed) {
        double[] g = gaussian(n, n, seed);
        double[] a = product(transposed(g, n, n), g, n, n, n);
        Arrays.setAll(a, at -> a[at] / n + (at / n == at % n ? 0.1 : 0));
        return a;
    }

    /** Orthonormal rows: Gram and Schmidt's process on Gaussian vectors, done twice. */
    public static double[] orthogonal(int n, long seed) {
        double[] q = gaussian(n, n, seed);
        for (int i = 0; i < n; i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    double along = 0;
                    for (int j = 0; j < n; j++) {
                        along += q[k * n + j] * q[i * n + j];
                    }
                    for (int j = 0; j < n; j++) {
                        q[i * n + j] -= along * q[k * n + j];
                    }
                }
            }
            double norm = norm(Arrays.copyOfRange(q, i * n, (i + 1) * n));
            for (int j = 0; j < n; j++) {
                q[i * n + j] /= norm;
            }
        }
        return q;
    }

    /** A B by the definition. */
    public static double[] product(double[] a, double[] b, int n, int k, int m) {
        double[] c = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < k; p++) {
                double factor = a[i * k + p];
                for (int j = 0; j < m; j++) {
                    c[i * m + j] += factor * b[p * m + j];
                }
            }
        }
        return c;
    }

    public static double[] transposed(double[] a, int rows, int columns) {
        double[] b = new double[a.length];
        Arrays.setAll(b, at -> a[at % rows * columns + at / rows]);
        return b;
    }

    public static double[] plus(double[] a, double factor, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + factor * b[i]);
        return sum;
    }

    public static double[] times(double[] a, double factor) {
        return Arrays.stream(a).map(x -> x * factor).toArray();
    }

    /** The root of the sum of squares: Frobenius' norm of a matrix. */
    public static double norm(double[] a) {
        double largest = Arrays.stream(a).map(Math::abs).max().orElse(0);
        return largest == 0
                ? 0
                : largest
                        * Math.sqrt(Arrays.stream(a)
                                .map(x -> x / largest * (x / largest))
                                .sum());
    }

    /** Without row and column number `left`. */
    public static double[] minor(double[] a, int n, int left) {
        int m = n - 1;
        double[] minor = new double[m * m];
        Arrays.setAll(minor, at -> a[skip(at / m, left) * n + skip(at % m, left)]);
        return minor;
    }

    private static int skip(int i, int left) {
        return i < left ? i : i + 1;
    }
}
