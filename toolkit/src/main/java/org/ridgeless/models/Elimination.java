package org.ridgeless.models;

/** Solves small dense systems by elimination with partial pivoting. */
final class Elimination {
    private Elimination() {}

    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        double[] b = right.clone();
        for (int k = 0; k < n; k++) {
            pivot(a, b, k);
            if (a[k][k] == 0) {
                throw new ArithmeticException("the equations for the stationary covariance are singular");
            }
            double[] pivot = a[k];
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / pivot[k];
                subtract(a[i], factor, pivot, k);
                b[i] -= factor * b[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                b[k] -= a[k][j] * b[j];
            }
            b[k] /= a[k][k];
        }
        return b;
    }

    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = solve(matrix, unit);
            for (int i = 0; i < n; i++) {
                inverse[i][j] = column[i];
            }
        }
        return inverse;
    }

    /** row −= factor · other from a column on. */
    private static void subtract(double[] row, double factor, double[] other, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] -= factor * other[j];
        }
    }

    private static void pivot(double[][] a, double[] b, int k) {
        int best = k;
        for (int i = k + 1; i < b.length; i++) {
            if (Math.abs(a[i][k]) > Math.abs(a[best][k])) {
                best = i;
            }
        }
        double[] row = a[k];
        a[k] = a[best];
        a[best] = row;
        double kept = b[k];
        b[k] = b[best];
        b[best] = kept;
    }
}
