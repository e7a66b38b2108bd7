package org.ridgeless.spectra;

import org.ridgeless.spectra.measures.Complex;

/** Complex matrices of a few rows. */
final class SmallMatrix {
    private SmallMatrix() {}

    /** The inverse, by Gauss and Jordan with row exchanges; a singular matrix gives entries that are not numbers. */
    static Complex[][] inverse(Complex[][] matrix) {
        int n = matrix.length;
        Complex[][] a = new Complex[n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = matrix[i][j];
                a[i][n + j] = i == j ? Complex.ONE : Complex.ZERO;
            }
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = a[i][k].abs() > a[pivot][k].abs() ? i : pivot;
            }
            Complex[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            Complex inverse = row[k].inverse();
            for (int j = k; j < 2 * n; j++) {
                row[j] = row[j].times(inverse);
            }
            for (int i = 0; i < n; i++) {
                Complex factor = a[i][k];
                if (i != k && (factor.re() != 0 || factor.im() != 0)) {
                    for (int j = k; j < 2 * n; j++) {
                        a[i][j] = a[i][j].minus(factor.times(row[j]));
                    }
                }
            }
        }
        Complex[][] result = new Complex[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], n, result[i], 0, n);
        }
        return result;
    }
}
