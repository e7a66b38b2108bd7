package org.ridgeless.kernels;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.Products;

/** What kernels of a deep network see of a sample of a Gaussian mixture: inner products, the noise's norms, the covariances' traces. */
final class MixtureStatistics {
    private final int n;
    private final double[] gram;
    private final double[] psi;
    private final int[] classes;
    private final double[] t;
    private final double[][] traces;
    private final int p;

    MixtureStatistics(Matrix data, int[] classes, double[][] means, Matrix... covariances) {
        this.n = data.rows();
        this.p = data.columns();
        this.classes = classes;
        int k = covariances.length;
        requireShapes(classes, means, covariances);
        double[] flat = data.flat();
        this.gram = Products.transposeRight(flat, flat, n, p, n);
        this.traces = new double[k][k];
        double[] own = new double[k];
        for (int a = 0; a < k; a++) {
            double[] entries = covariances[a].flat();
            for (int i = 0; i < p; i++) {
                own[a] += entries[i * p + i];
            }
            for (int b = 0; b < k; b++) {
                double[] others = covariances[b].flat();
                for (int i = 0; i < entries.length; i++) {
                    traces[a][b] += entries[i] * others[i] / p;
                }
            }
        }
        this.psi = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double noise = data.get(i, j) - means[classes[i]][j] / Math.sqrt(p);
                psi[i] += noise * noise;
            }
            psi[i] -= own[classes[i]] / p;
            mean += own[classes[i]] / n;
        }
        this.t = new double[k];
        for (int a = 0; a < k; a++) {
            t[a] = (own[a] - mean) / Math.sqrt(p);
        }
    }

    private void requireShapes(int[] labels, double[][] means, Matrix... covariances) {
        if (labels.length != n || means.length != covariances.length) {
            throw new IllegalArgumentException("a mixture has a class for each of its " + n
                    + " samples and a mean and a covariance for each class, got " + labels.length + " classes, "
                    + means.length + " means and " + covariances.length + " covariances");
        }
        for (int a = 0; a < means.length; a++) {
            if (means[a].length != p || covariances[a].rows() != p || covariances[a].columns() != p) {
                throw new IllegalArgumentException("means and covariances are of dimension " + p + ", class " + a
                        + " has " + means[a].length + " and " + covariances[a]);
            }
        }
        for (int label : labels) {
            if (label < 0 || label >= means.length) {
                throw new IllegalArgumentException(
                        "classes are numbered 0 to " + (means.length - 1) + ", got " + label);
            }
        }
    }

    Matrix kernel(double one, double two, double three, double diagonal, double start) {
        double square = start * start;
        double[] kernel = new double[n * n];
        for (int i = 0; i < n; i++) {
            double left = t[classes[i]] / Math.sqrt(p) + psi[i];
            for (int j = 0; j < n; j++) {
                double right = t[classes[j]] / Math.sqrt(p) + psi[j];
                kernel[i * n + j] =
                        one * gram[i * n + j] + two * left * right + three * traces[classes[i]][classes[j]] / p;
            }
            kernel[i * n + i] += diagonal - square * one - square * square * three;
        }
        return Matrix.wrap(kernel, n, n);
    }
}
