package org.ridgeless.spectra;

/** A complex square matrix of a few rows, by rows, with real and imaginary parts apart; not thread-safe. */
final class SmallMatrix {
    final int n;
    final double[] re;
    final double[] im;

    SmallMatrix(int n) {
        this.n = n;
        this.re = new double[n * n];
        this.im = new double[n * n];
    }

    void add(int i, int j, double real, double imaginary) {
        re[i * n + j] += real;
        im[i * n + j] += imaginary;
    }

    /** Turns it into its inverse, by Gauss and Jordan with row exchanges; a singular one gets entries that are not numbers. */
    void invert() {
        int[] exchanged = new int[n];
        for (int k = 0; k < n; k++) {
            exchanged[k] = pivot(k);
            swapRows(k, exchanged[k]);
            scaleByInverse(k);
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(i, k);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            swapColumns(k, exchanged[k]);
        }
    }

    private int pivot(int k) {
        int pivot = k;
        double largest = -1;
        for (int i = k; i < n; i++) {
            // The sum of the parts is within √2 of the modulus, which is as good for a pivot.
            double size = Math.abs(re[i * n + k]) + Math.abs(im[i * n + k]);
            if (size > largest) {
                largest = size;
                pivot = i;
            }
        }
        return pivot;
    }

    /** Divides row k by its entry on the diagonal, which becomes its inverse. */
    private void scaleByInverse(int k) {
        int d = k * n + k;
        double a = re[d];
        double b = im[d];
        // Scaled as Smith (1962) does, so that neither square overflows.
        double inverseRe;
        double inverseIm;
        if (Math.abs(a) >= Math.abs(b)) {
            double ratio = b / a;
            double denominator = a + b * ratio;
            inverseRe = 1 / denominator;
            inverseIm = -ratio / denominator;
        } else {
            double ratio = a / b;
            double denominator = a * ratio + b;
            inverseRe = ratio / denominator;
            inverseIm = -1 / denominator;
        }
        re[d] = 1;
        im[d] = 0;
        for (int j = k * n; j < k * n + n; j++) {
            double real = re[j];
            re[j] = real * inverseRe - im[j] * inverseIm;
            im[j] = real * inverseIm + im[j] * inverseRe;
        }
    }

    private void eliminate(int i, int k) {
        double a = re[i * n + k];
        double b = im[i * n + k];
        if (a == 0 && b == 0) {
            return;
        }
        re[i * n + k] = 0;
        im[i * n + k] = 0;
        for (int j = 0; j < n; j++) {
            double c = re[k * n + j];
            double d = im[k * n + j];
            re[i * n + j] -= a * c - b * d;
            im[i * n + j] -= a * d + b * c;
        }
    }

    private void swapRows(int i, int k) {
        for (int j = 0; i != k && j < n; j++) {
            swap(i * n + j, k * n + j);
        }
    }

    private void swapColumns(int j, int k) {
        for (int i = 0; j != k && i < n; i++) {
            swap(i * n + j, i * n + k);
        }
    }

    private void swap(int a, int b) {
        double real = re[a];
        double imaginary = im[a];
        re[a] = re[b];
        im[a] = im[b];
        re[b] = real;
        im[b] = imaginary;
    }
}
