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
                subtract(a[i], a[i][rank] / a[rank][rank], a[rank], rank);
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

    /** row −= factor · other from a column on. */
    private static void subtract(double[] row, double factor, double[] other, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] -= factor * other[j];
        }
    }

    /** Brings the largest entry that is left to the diagonal; false if all are 0. */
    private static boolean pivot(double[][] a, int[] order, int from) {
        int row = from;
        int column = from;
        double largest = Math.abs(a[from][from]);
        for (int i = from; i < a.length; i++) {
            double[] line = a[i];
            for (int j = from; j < line.length; j++) {
                double size = Math.abs(line[j]);
                if (size > largest) {
                    largest = size;
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
