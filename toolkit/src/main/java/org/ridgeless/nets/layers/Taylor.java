package org.ridgeless.nets.layers;

/**
 * Arithmetic of Taylor coefficients up to order 3: a series is an array of four arrays, of which all but the first may be
 * null for zero (A. Griewank and A. Walther, <i>Evaluating Derivatives</i>, 2nd edition, 2008, chapter 13).
 */
final class Taylor {
    /** The highest power of t that is kept. */
    static final int ORDER = 3;

    private Taylor() {}

    /** The coefficients of q(t)^power, where q(0) &gt; 0 (Griewank and Walther, table 13.2). */
    static void power(double[] q, double power, double[] into) {
        into[0] = Math.pow(q[0], power);
        for (int k = 1; k <= ORDER; k++) {
            double sum = 0;
            for (int j = 1; j <= k; j++) {
                sum += (power * j - (k - j)) * q[j] * into[k - j];
            }
            into[k] = sum / (k * q[0]);
        }
    }

    /** The coefficients of the mean of the squares of the first m entries. */
    static void meanSquare(double[][] a, int m, double[] into) {
        for (int k = 0; k <= ORDER; k++) {
            double sum = 0;
            for (int j = 0; j <= k; j++) {
                for (int i = 0; i < m; i++) {
                    sum += a[j][i] * a[k - j][i];
                }
            }
            into[k] = sum / m;
        }
    }

    /** The same series with arrays of zeros in place of null. */
    static double[][] filled(double[][] x, int size) {
        double[][] all = x.clone();
        for (int k = 1; k <= ORDER; k++) {
            all[k] = x[k] == null ? new double[size] : x[k];
        }
        return all;
    }

    /** The coefficients of σ(z(t)) from 1 to 3, by the chain rule of Faà di Bruno. */
    static void activate(Activation activation, int n, double[][] z, double[][] into) {
        boolean bends = !activation.piecewiseLinear();
        for (int i = 0; i < n; i++) {
            double first = activation.derivative(z[0][i]);
            double z1 = z[1][i];
            double z2 = z[2][i];
            double y2 = first * z2;
            double y3 = first * z[3][i];
            if (bends) {
                double second = activation.secondDerivative(z[0][i]);
                double third = activation.thirdDerivative(z[0][i]);
                y2 += second * z1 * z1 / 2;
                y3 += second * z1 * z2 + third * z1 * z1 * z1 / 6;
            }
            into[1][i] = first * z1;
            into[2][i] = y2;
            into[3][i] = y3;
        }
    }
}
