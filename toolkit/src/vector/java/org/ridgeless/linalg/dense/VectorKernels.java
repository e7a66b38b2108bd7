package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The kernels in the Vector API. Products with fewer columns than a vector has lanes go to special loops. */
public final class VectorKernels implements DenseKernels {
    private static final int GRAM_BLOCK = 16;
    private final DenseKernels plain = DenseKernels.plain();
    private final Product product = new Product();
    private final Transposition transposition = new Transposition();
    private final VectorTanh tanh = new VectorTanh();

    /** Made by the service loader. */
    public VectorKernels() {}

    @Override
    public DenseKernels forOneThread() {
        return new VectorKernels();
    }

    @Override
    public String name() {
        return "vector, " + LANES + " lanes";
    }

    @Override
    public boolean sumsInOrder() {
        return Product.IN_ORDER;
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
        if (m == 1) {
            timesColumn(n, k, alpha, a, aOffset, b, bOffset, bias, biasOffset, rectified, c, cOffset);
            return;
        }
        if (m < LANES) {
            plain.multiply(n, k, m, alpha, a, aOffset, b, bOffset, bias, biasOffset, rectified, c, cOffset);
            return;
        }
        product.left(a, aOffset, k, 1, k)
                .right(b, bOffset, m, false)
                .set(n, alpha, bias, biasOffset, rectified, c, cOffset);
    }

    private void timesColumn(
            int n,
            int k,
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
        double shift = bias == null ? 0 : bias[biasOffset];
        for (int i = 0; i < n; i++) {
            double value = shift + alpha * dot(k, a, aOffset + i * k, b, bOffset);
            c[cOffset + i] = rectified ? Math.max(value, 0) : value;
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
        if (m == 1) {
            for (int i = 0; i < n; i++) {
                c[cOffset + i] += alpha * dot(k, a, aOffset + i * k, b, bOffset);
            }
        } else if (m < LANES) {
            plain.multiplyAdd(n, k, m, alpha, a, aOffset, b, bOffset, c, cOffset);
        } else {
            product.left(a, aOffset, k, 1, k).right(b, bOffset, m, false).add(n, alpha, c, cOffset);
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
        if (m == 1 && k >= LANES) {
            // cᵀ += α bᵀ A, whose rows are long.
            product.left(b, bOffset, 1, 1, n).right(a, aOffset, k, false).add(1, alpha, c, cOffset);
        } else if (m < LANES) {
            plain.multiplyTransposedAdd(n, k, m, alpha, a, aOffset, b, bOffset, c, cOffset);
        } else {
            product.left(a, aOffset, 1, k, n).right(b, bOffset, m, false).add(k, alpha, c, cOffset);
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
        if (m < LANES) {
            plain.multiplyByTransposed(n, k, m, alpha, a, aOffset, b, bOffset, adds, c, cOffset);
        } else {
            product.left(a, aOffset, k, 1, k).right(b, bOffset, m, true);
            if (adds) {
                product.add(n, alpha, c, cOffset);
            } else {
                product.set(n, alpha, null, 0, false, c, cOffset);
            }
        }
    }

    @Override
    public void gram(int n, int k, double[] a, int aOffset, boolean adds, double[] c, int cOffset) {
        if (n < 2 * GRAM_BLOCK) {
            DenseKernels.super.gram(n, k, a, aOffset, adds, c, cOffset);
            return;
        }
        product.left(a, aOffset, k, 1, k).right(a, aOffset, n, true).lowerHalf();
        if (adds) {
            product.add(n, 1, c, cOffset);
        } else {
            product.set(n, 1, null, 0, false, c, cOffset);
        }
        for (int i = 0; i < n; i += GRAM_BLOCK) {
            int rows = Math.min(GRAM_BLOCK, n - i);
            transposition.copy(rows, i, c, cOffset + i * n, n, c, cOffset + i, n);
            for (int r = i; r < i + rows; r++) {
                for (int column = r + 1; column < i + rows; column++) {
                    c[cOffset + r * n + column] = c[cOffset + column * n + r];
                }
            }
        }
    }

    @Override
    public void transpose(int rows, int columns, double[] a, int aOffset, double[] b, int bOffset) {
        transposition.copy(rows, columns, a, aOffset, columns, b, bOffset, rows);
    }

    @Override
    public void addRowSums(int n, int m, double alpha, double[] a, int aOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            axpy(m, alpha, a, aOffset + i * m, y, yOffset);
        }
    }

    @Override
    public void gate(int n, double slope, double[] gate, double[] a, double[] c) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            VectorMask<Double> open = DoubleVector.fromArray(SPECIES, gate, i).compare(VectorOperators.GT, 0.0);
            DoubleVector v = DoubleVector.fromArray(SPECIES, a, i);
            v.mul(slope).blend(v, open).intoArray(c, i);
        }
        for (; i < n; i++) {
            c[i] = gate[i] > 0 ? a[i] : slope * a[i];
        }
    }

    @Override
    public void exp(int n, double[] x, double[] y) {
        VectorExp.exp(n, x, y);
    }

    @Override
    public void tanh(int n, double[] x, double[] y) {
        tanh.tanh(n, x, y);
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i + 2 * LANES <= n; i += 2 * LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LANES);
            s0 = x0.fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
            s1 = x1.fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + LANES), s1);
        }
        if (i + LANES <= n) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            s0 = x0.fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
            i += LANES;
        }
        double sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        plain.axpy(n, alpha, x, xOffset, y, yOffset);
    }
}
