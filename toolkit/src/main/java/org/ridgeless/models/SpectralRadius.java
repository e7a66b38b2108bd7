package org.ridgeless.models;

/** The spectral radius of a small matrix by Gelfand's formula, lim ‖Mᵏ‖^{1/k} along k = 2, 4, 8, …. */
final class SpectralRadius {
    private static final int SQUARINGS = 50;

    private SpectralRadius() {}

    static double of(double[][] matrix) {
        double[][] power = matrix;
        double logNorm = 0;
        double exponent = 1;
        for (int i = 0; i < SQUARINGS; i++) {
            double norm = norm(power);
            if (norm == 0) {
                return 0;
            }
            logNorm += Math.log(norm) / exponent;
            power = square(power, norm);
            exponent *= 2;
        }
        return Math.exp(logNorm + Math.log(norm(power)) / exponent);
    }

    private static double norm(double[][] m) {
        double largest = 0;
        for (double[] row : m) {
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        if (largest == 0) {
            return 0;
        }
        double squares = 0;
        for (double[] row : m) {
            for (double entry : row) {
                squares += entry / largest * (entry / largest);
            }
        }
        return largest * Math.sqrt(squares);
    }

    /** (M/scale)². */
    private static double[][] square(double[][] m, double scale) {
        int n = m.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += m[i][k] / scale * (m[k][j] / scale);
                }
                result[i][j] = sum;
            }
        }
        return result;
    }
}
