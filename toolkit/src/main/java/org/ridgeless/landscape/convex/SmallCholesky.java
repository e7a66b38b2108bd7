package org.ridgeless.landscape.convex;

/** The factor of a symmetric positive definite matrix of a few rows, for the blocks of the splitting. */
final class SmallCholesky {
    private final double[][] l;

    SmallCholesky(double[][] a) {
        int n = a.length;
        l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
    }

    void solve(double[] b) {
        int n = l.length;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= l[i][k] * b[k];
            }
            b[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] -= l[k][i] * b[k];
            }
            b[i] /= l[i][i];
        }
    }
}
