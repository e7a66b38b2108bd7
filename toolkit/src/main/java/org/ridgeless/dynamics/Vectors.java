package org.ridgeless.dynamics;

/** Norms and products of parts of flat vectors. */
final class Vectors {
    private Vectors() {}

    static double squares(double[] v, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += v[i] * v[i];
        }
        return sum;
    }

    /** The Euclidean norm, also where the squares of the entries underflow or overflow. */
    static double norm(double[] v, int start, int end) {
        double sum = squares(v, start, end);
        if (sum > 1e-280 && sum < 1e280) {
            return Math.sqrt(sum);
        }
        double largest = 0;
        for (int i = start; i < end; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
        }
        if (largest == 0 || Double.isInfinite(largest) || Double.isNaN(largest)) {
            return largest;
        }
        double scaled = 0;
        for (int i = start; i < end; i++) {
            double part = v[i] / largest;
            scaled += part * part;
        }
        return largest * Math.sqrt(scaled);
    }

    static boolean areFinite(double... v) {
        for (double entry : v) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    static double dot(double[] a, double[] b, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
