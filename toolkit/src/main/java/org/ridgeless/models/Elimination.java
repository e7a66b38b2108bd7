package org.ridgeless.models;

import org.ridgeless.linalg.Vectors;

/**
 * Solves small dense systems by elimination with partial pivoting, after rows and columns were brought to a largest entry
 * between ½ and 1 by powers of 2, so that no unit decides what counts as singular.
 */
final class Elimination {
    private Elimination() {}

    /** @throws ArithmeticException if the equations are singular up to rounding, or not numbers; the pivot is named */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        double[] b = right.clone();
        for (int i = 0; i < n; i++) {
            int exponent = exponent(Vectors.largest(matrix[i]));
            a[i] = Vectors.map(matrix[i], v -> Math.scalb(v, -exponent));
            b[i] = Math.scalb(b[i], -exponent);
        }
        int[] columns = scaleColumns(a);
        for (int k = 0; k < n; k++) {
            pivot(a, b, k);
            if (!(Math.abs(a[k][k]) > n * Math.ulp(1.0))) {
                throw new ArithmeticException("the equations are singular up to rounding: of " + n + " pivots number "
                        + (k + 1) + " is " + a[k][k] + " where rows and columns have the size 1");
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
        for (int k = 0; k < n; k++) {
            b[k] = Math.scalb(b[k], -columns[k]);
        }
        return b;
    }

    private static int[] scaleColumns(double[][] a) {
        int[] exponents = new int[a.length];
        for (int j = 0; j < a.length; j++) {
            double largest = 0;
            for (double[] row : a) {
                largest = Math.max(largest, Math.abs(row[j]));
            }
            exponents[j] = exponent(largest);
            for (double[] row : a) {
                row[j] = Math.scalb(row[j], -exponents[j]);
            }
        }
        return exponents;
    }

    private static int exponent(double largest) {
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? Math.getExponent(largest) + 1 : 0;
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
