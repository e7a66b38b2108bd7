package org.ridgeless.models.compression;

import java.util.List;

/** A combination of M + 1 vectors of R^M that is 0, by elimination with complete pivoting. */
final class Kernel {
    private Kernel() {}

    /** Coefficients of which one is 1. */
    static double[] of(List<double[]> vectors) {
        int columns = vectors.size();
        int rows = columns - 1;
        double[][] a = new double[rows][columns];
        int[] order = new int[columns];
        for (int j = 0; j < columns; j++) {
            order[j] = j;
            for (int i = 0; i < rows; i++) {
                a[i][j] = vectors.get(j)[i];
            }
        }
        int rank = 0;
        while (rank < rows && pivot(a, order, rank)) {
            for (int i = rank + 1; i < rows; i++) {
                double factor = a[i][rank] / a[rank][rank];
                for (int j = rank; j < columns; j++) {
                    a[i][j] -= factor * a[rank][j];
                }
            }
            rank++;
        }
        double[] v = new double[columns];
        v[order[rank]] = 1;
        for (int i = rank - 1; i >= 0; i--) {
            double sum = a[i][rank];
            for (int j = i + 1; j < rank; j++) {
                sum += a[i][j] * v[order[j]];
            }
            v[order[i]] = -sum / a[i][i];
        }
        return v;
    }

    /** Brings the largest entry that is left to the diagonal; false if all are 0. */
    private static boolean pivot(double[][] a, int[] order, int from) {
        int row = from;
        int column = from;
        for (int i = from; i < a.length; i++) {
            for (int j = from; j < order.length; j++) {
                if (Math.abs(a[i][j]) > Math.abs(a[row][column])) {
                    row = i;
                    column = j;
                }
            }
        }
        double[] swapped = a[from];
        a[from] = a[row];
        a[row] = swapped;
        for (double[] line : a) {
            double entry = line[from];
            line[from] = line[column];
            line[column] = entry;
        }
        int place = order[from];
        order[from] = order[column];
        order[column] = place;
        return a[from][from] != 0;
    }
}
