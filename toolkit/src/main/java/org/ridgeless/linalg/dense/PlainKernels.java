package org.ridgeless.linalg.dense;

/** Loops written so that the JIT compiler vectorizes them: the innermost one runs over contiguous entries of C. */
final class PlainKernels implements DenseKernels {
    static final PlainKernels INSTANCE = new PlainKernels();

    private PlainKernels() {}

    @Override
    public String name() {
        return "plain loops";
    }

    @Override
    public void multiply(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] bias,
            int biasOffset,
            boolean rectified,
            double[] c,
            int cOffset) {
        for (int i = 0; i < n; i++) {
            int row = cOffset + i * m;
            for (int j = 0; j < m; j++) {
                c[row + j] = bias == null ? 0 : bias[biasOffset + j];
            }
            addRow(k, m, alpha, a, aOffset + i * k, 1, b, bOffset, c, row);
            if (rectified) {
                for (int j = 0; j < m; j++) {
                    c[row + j] = Math.max(c[row + j], 0);
                }
            }
        }
    }

    @Override
    public void multiplyAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset) {
        for (int i = 0; i < n; i++) {
            addRow(k, m, alpha, a, aOffset + i * k, 1, b, bOffset, c, cOffset + i * m);
        }
    }

    @Override
    public void multiplyTransposedAdd(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset) {
        for (int p = 0; p < k; p++) {
            addRow(n, m, alpha, a, aOffset + p, k, b, bOffset, c, cOffset + p * m);
        }
    }

    @Override
    public void multiplyByTransposed(
            int n,
            int k,
            int m,
            double alpha,
            double[] a,
            int aOffset,
            double[] b,
            int bOffset,
            boolean adds,
            double[] c,
            int cOffset) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double sum = alpha * dot(k, a, aOffset + i * k, b, bOffset + j * k);
                int at = cOffset + i * m + j;
                c[at] = adds ? c[at] + sum : sum;
            }
        }
    }

    /** Adds α Σ_p a_p (row p of B) to one row of C, where consecutive a_p lie {@code stride} apart. */
    private static void addRow(
            int k,
            int m,
            double alpha,
            double[] a,
            int aStart,
            int stride,
            double[] b,
            int bOffset,
            double[] c,
            int row) {
        if (m == 1) {
            c[row] += alpha * strided(k, a, aStart, stride, b, bOffset);
            return;
        }
        int p = 0;
        for (; p + 3 < k; p += 4) {
            double a0 = alpha * a[aStart + p * stride];
            double a1 = alpha * a[aStart + (p + 1) * stride];
            double a2 = alpha * a[aStart + (p + 2) * stride];
            double a3 = alpha * a[aStart + (p + 3) * stride];
            int b0 = bOffset + p * m;
            int b1 = b0 + m;
            int b2 = b1 + m;
            int b3 = b2 + m;
            for (int j = 0; j < m; j++) {
                c[row + j] += (a0 * b[b0 + j] + a1 * b[b1 + j]) + (a2 * b[b2 + j] + a3 * b[b3 + j]);
            }
        }
        for (; p < k; p++) {
            double a0 = alpha * a[aStart + p * stride];
            int b0 = bOffset + p * m;
            for (int j = 0; j < m; j++) {
                c[row + j] += a0 * b[b0 + j];
            }
        }
    }

    private static double strided(int k, double[] a, int aStart, int stride, double[] b, int bOffset) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
            sum += a[aStart + p * stride] * b[bOffset + p];
        }
        return sum;
    }

    @Override
    public void transpose(int rows, int columns, double[] a, int aOffset, double[] b, int bOffset) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[bOffset + j * rows + i] = a[aOffset + i * columns + j];
            }
        }
    }

    @Override
    public void addRowSums(int n, int m, double alpha, double[] a, int aOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            axpy(m, alpha, a, aOffset + i * m, y, yOffset);
        }
    }

    @Override
    public void gate(int n, double slope, double[] gate, double[] a, double[] c) {
        for (int i = 0; i < n; i++) {
            c[i] = gate[i] > 0 ? a[i] : slope * a[i];
        }
    }

    @Override
    public void exp(int n, double[] x, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.exp(x[i]);
        }
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            s0 += x[xOffset + i] * y[yOffset + i];
            s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
        }
        return i < n ? s0 + s1 + x[xOffset + i] * y[yOffset + i] : s0 + s1;
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }
}
