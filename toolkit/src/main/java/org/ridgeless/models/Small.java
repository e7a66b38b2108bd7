package org.ridgeless.models;

/** Products of matrices of a few rows, row by row, where a call to a library would cost more than the work. */
final class Small {
    private Small() {}

    /** A B, n × k by k × m. */
    static double[] multiply(double[] a, double[] b, int n, int k, int m) {
        double[] c = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < k; l++) {
                double x = a[i * k + l];
                for (int j = 0; j < m; j++) {
                    c[i * m + j] += x * b[l * m + j];
                }
            }
        }
        return c;
    }

    /** Aᵀ of an n × m matrix. */
    static double[] transpose(double[] a, int n, int m) {
        double[] t = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                t[j * n + i] = a[i * m + j];
            }
        }
        return t;
    }

    static double squaredNorm(double[] a) {
        double sum = 0;
        for (double x : a) {
            sum += x * x;
        }
        return sum;
    }
}
