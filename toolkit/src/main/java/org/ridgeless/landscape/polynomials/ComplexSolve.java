package org.ridgeless.landscape.polynomials;

/** Solves small dense complex systems in place by elimination with partial pivoting. */
final class ComplexSolve {
    private ComplexSolve() {}

    /** Overwrites b with A⁻¹b and A with rubbish; false where A is singular. */
    static boolean solve(double[] a, double[] b, int n) {
        for (int k = 0; k < n; k++) {
            int pivot = pivot(a, n, k);
            if (size(a, pivot * n + k) == 0) {
                return false;
            }
            swapRows(a, b, n, k, pivot);
            for (int i = k + 1; i < n; i++) {
                eliminate(a, b, n, k, i);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                subtractProduct(b, k, a, k * n + j, b, j);
            }
            divide(b, k, a[2 * (k * n + k)], a[2 * (k * n + k) + 1]);
        }
        return true;
    }

    private static int pivot(double[] a, int n, int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (size(a, i * n + k) > size(a, best * n + k)) {
                best = i;
            }
        }
        return best;
    }

    private static void eliminate(double[] a, double[] b, int n, int k, int i) {
        divide(a, i * n + k, a[2 * (k * n + k)], a[2 * (k * n + k) + 1]);
        for (int j = k + 1; j < n; j++) {
            subtractProduct(a, i * n + j, a, i * n + k, a, k * n + j);
        }
        subtractProduct(b, i, a, i * n + k, b, k);
    }

    private static void swapRows(double[] a, double[] b, int n, int i, int j) {
        if (i != j) {
            for (int c = 0; c < 2 * n; c++) {
                double kept = a[2 * i * n + c];
                a[2 * i * n + c] = a[2 * j * n + c];
                a[2 * j * n + c] = kept;
            }
            for (int c = 0; c < 2; c++) {
                double kept = b[2 * i + c];
                b[2 * i + c] = b[2 * j + c];
                b[2 * j + c] = kept;
            }
        }
    }

    private static void subtractProduct(double[] x, int i, double[] y, int j, double[] z, int k) {
        double re = y[2 * j] * z[2 * k] - y[2 * j + 1] * z[2 * k + 1];
        double im = y[2 * j] * z[2 * k + 1] + y[2 * j + 1] * z[2 * k];
        x[2 * i] -= re;
        x[2 * i + 1] -= im;
    }

    private static void divide(double[] x, int i, double re, double im) {
        double squares = re * re + im * im;
        double a = (x[2 * i] * re + x[2 * i + 1] * im) / squares;
        x[2 * i + 1] = (x[2 * i + 1] * re - x[2 * i] * im) / squares;
        x[2 * i] = a;
    }

    /** |re| + |im|, which chooses a pivot as well as the modulus and takes no root. */
    private static double size(double[] a, int i) {
        return Math.abs(a[2 * i]) + Math.abs(a[2 * i + 1]);
    }
}
