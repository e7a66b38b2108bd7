package org.ridgeless.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.GeneralEigenvalues;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/** Decompositions and products of random matrices, and the studies that are made of them. */
final class Decompositions {
    private static final int LANCZOS_STEPS = 50;
    private static final DenseKernels KERNELS = DenseKernels.plain();
    private static double sink;

    private Decompositions() {}

    static Runnable eigenvalues(int n, int times) {
        double[] g = uniform(1, n * n);
        double[] symmetric = new double[n * n];
        Arrays.setAll(symmetric, at -> g[at] + g[at % n * n + at / n]);
        return repeated(times, () -> sink += SymmetricEigen.values(symmetric, n)[0]);
    }

    static Runnable singularValues(int n, int times) {
        double[] g = uniform(1, n * n);
        return repeated(times, () -> sink += SingularValues.of(g, n, n)[0]);
    }

    static Runnable generalEigenvalues(int n, int times) {
        double[] g = uniform(1, n * n);
        return repeated(times, () -> sink += GeneralEigenvalues.of(g, n).spectralRadius());
    }

    static Runnable product(int n, int times) {
        double[] a = uniform(1, n * n);
        double[] b = uniform(2, n * n);
        return repeated(times, () -> sink += Products.multiply(a, b, n, n, n)[0]);
    }

    /** The tangent kernel of all samples, and the regression on it. */
    static Runnable tangentRegression(Net net, Data data) {
        Risk risk = Risk.of(net, data, Loss.EXPONENTIAL);
        int n = data.samples();
        double[] w = net.parameters();
        double[] y = data.flatTargets();
        double[] kernel = new double[n * n];
        return () -> {
            risk.kernel(w, kernel);
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += kernel[i * n + i];
            }
            for (int i = 0; i < n; i++) {
                kernel[i * n + i] += 1e-6 * trace / n;
            }
            sink += Products.multiply(kernel, Cholesky.of(kernel, n).solve(y), n, n, 1)[0];
        };
    }

    /** One probe of the spectral density of the Hessian: Lanczos iteration, each vector orthogonalized against all before it. */
    static Runnable hessianDensity(Net net, Data data) {
        Risk risk = Risk.of(net, data, Loss.EXPONENTIAL);
        double[] w = net.parameters();
        int p = w.length;
        double[] start = uniform(3, p);
        risk.linearize(w);
        return () -> {
            double[][] basis = new double[LANCZOS_STEPS + 1][p];
            double norm = Math.sqrt(dot(start, start));
            Arrays.setAll(basis[0], i -> start[i] / norm);
            double[] t = new double[LANCZOS_STEPS * LANCZOS_STEPS];
            for (int k = 0; k < LANCZOS_STEPS; k++) {
                double[] next = basis[k + 1];
                risk.hessianProductAt(w, basis[k], next);
                t[k * LANCZOS_STEPS + k] = dot(next, basis[k]);
                for (int j = 0; j <= k; j++) {
                    double overlap = dot(next, basis[j]);
                    for (int i = 0; i < p; i++) {
                        next[i] -= overlap * basis[j][i];
                    }
                }
                double length = Math.sqrt(dot(next, next));
                for (int i = 0; i < p; i++) {
                    next[i] /= length;
                }
                if (k + 1 < LANCZOS_STEPS) {
                    t[k * LANCZOS_STEPS + k + 1] = length;
                    t[(k + 1) * LANCZOS_STEPS + k] = length;
                }
            }
            sink += SymmetricEigen.of(t, LANCZOS_STEPS).values()[0];
        };
    }

    private static double dot(double[] a, double[] b) {
        return KERNELS.dot(a.length, a, 0, b, 0);
    }

    private static Runnable repeated(int times, Runnable once) {
        return () -> {
            for (int i = 0; i < times; i++) {
                once.run();
            }
        };
    }

    private static double[] uniform(long seed, int count) {
        return new SplittableRandom(seed).doubles(count).map(u -> 2 * u - 1).toArray();
    }
}
