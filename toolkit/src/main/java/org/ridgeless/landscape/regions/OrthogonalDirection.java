package org.ridgeless.landscape.regions;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;

/** The unit direction orthogonal to d − 1 rows in d dimensions, by Gaussian elimination with full pivoting. */
final class OrthogonalDirection {
    /** A pivot of unit rows below this is none. */
    private static final double RANK = 1e-10;

    private OrthogonalDirection() {}

    static double[] to(double[][] rows, int... subset) {
        int d = rows[0].length;
        double[][] a = new double[subset.length][];
        for (int i = 0; i < a.length; i++) {
            a[i] = Vectors.unit(rows[subset[i]]);
        }
        int[] columns = new int[d];
        Arrays.setAll(columns, i -> i);
        for (int k = 0; k < a.length; k++) {
            if (!pivot(a, columns, k)) {
                throw new IllegalArgumentException("the rows are not in general position: the rows "
                        + Arrays.toString(subset) + " are linearly dependent");
            }
            eliminate(a, columns, k);
        }
        return solve(a, columns, d);
    }

    private static boolean pivot(double[][] a, int[] columns, int k) {
        int row = k;
        int column = k;
        for (int i = k; i < a.length; i++) {
            for (int j = k; j < columns.length; j++) {
                if (Math.abs(a[i][columns[j]]) > Math.abs(a[row][columns[column]])) {
                    row = i;
                    column = j;
                }
            }
        }
        double[] swapped = a[k];
        a[k] = a[row];
        a[row] = swapped;
        int name = columns[k];
        columns[k] = columns[column];
        columns[column] = name;
        return Math.abs(a[k][columns[k]]) > RANK;
    }

    private static void eliminate(double[][] a, int[] columns, int k) {
        for (int i = k + 1; i < a.length; i++) {
            double factor = a[i][columns[k]] / a[k][columns[k]];
            for (int j = k; j < columns.length; j++) {
                a[i][columns[j]] -= factor * a[k][columns[j]];
            }
        }
    }

    private static double[] solve(double[][] a, int[] columns, int d) {
        double[] u = new double[d];
        u[columns[d - 1]] = 1;
        double square = 1;
        for (int k = a.length - 1; k >= 0; k--) {
            double sum = 0;
            for (int j = k + 1; j < d; j++) {
                sum += a[k][columns[j]] * u[columns[j]];
            }
            u[columns[k]] = -sum / a[k][columns[k]];
            square += u[columns[k]] * u[columns[k]];
        }
        for (int i = 0; i < d; i++) {
            u[i] /= Math.sqrt(square);
        }
        return u;
    }
}
