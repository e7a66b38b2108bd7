package org.ridgeless.dynamics;

import java.util.List;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.nets.layers.Block;

/**
 * m ← βm + g and w ← w − η √max(1, out/in) O(g + βm) for each weight matrix, where O brings all singular values close to 1 by
 * the Newton–Schulz iteration X ← aX + (bA + cA²)X, A = XXᵀ, from X = G/‖G‖_F. A vector, which has one singular value, is
 * divided by its norm.
 */
final class MuonUpdate implements Update {
    private static final double A = 3.4445;
    private static final double B = -4.7750;
    private static final double C = 2.0315;
    private static final int ITERATIONS = 5;

    private final DenseKernels kernels = DenseKernels.best();
    private final double beta;
    private final Block[] blocks;
    private final double[] momentum;
    private final double[] x;
    private final double[] next;
    private final double[] gram;
    private final double[] square;

    MuonUpdate(double beta, List<Block> blocks, int parameters) {
        this.beta = beta;
        this.blocks = blocks.stream().flatMap(b -> b.each().stream()).toArray(Block[]::new);
        this.momentum = new double[parameters];
        int largest = 0;
        int order = 0;
        for (Block block : this.blocks) {
            largest = Math.max(largest, block.size());
            order = Math.max(order, Math.min(block.rows(), block.columns()));
        }
        x = new double[largest];
        next = new double[largest];
        gram = new double[order * order];
        square = new double[order * order];
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        for (int i = 0; i < w.length; i++) {
            momentum[i] = beta * momentum[i] + g[i];
            g[i] += beta * momentum[i];
        }
        for (Block block : blocks) {
            if (Math.min(block.rows(), block.columns()) == 1) {
                NormalizedUpdate.move(w, g, rate * scale(block), block.offset(), block.end());
            } else {
                moveMatrix(block, w, g, rate * scale(block));
            }
        }
    }

    /** Weights are stored inputs × outputs, so that the columns are the outputs. */
    private static double scale(Block block) {
        return block.role() != Block.Role.WEIGHT ? 1 : Math.sqrt(Math.max(1, (double) block.columns() / block.rows()));
    }

    private void moveMatrix(Block block, double[] w, double[] g, double rate) {
        double norm = Vectors.norm(g, block.offset(), block.end());
        if (norm == 0) {
            return;
        }
        boolean wide = block.rows() <= block.columns();
        int rows = wide ? block.rows() : block.columns();
        int columns = wide ? block.columns() : block.rows();
        if (wide) {
            System.arraycopy(g, block.offset(), x, 0, block.size());
        } else {
            kernels.transpose(block.rows(), block.columns(), g, block.offset(), x, 0);
        }
        for (int i = 0; i < block.size(); i++) {
            x[i] /= norm;
        }
        for (int k = 0; k < ITERATIONS; k++) {
            iterate(rows, columns);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = wide ? i * columns + j : j * rows + i;
                w[block.offset() + at] -= rate * x[i * columns + j];
            }
        }
    }

    private void iterate(int rows, int columns) {
        kernels.gram(rows, columns, x, 0, false, gram, 0);
        kernels.multiply(rows, rows, rows, C, gram, 0, gram, 0, null, 0, false, square, 0);
        for (int i = 0; i < rows * rows; i++) {
            square[i] += B * gram[i];
        }
        kernels.multiply(rows, rows, columns, 1, square, 0, x, 0, null, 0, false, next, 0);
        for (int i = 0; i < rows * columns; i++) {
            x[i] = A * x[i] + next[i];
        }
    }

    @Override
    public double[][] memory() {
        return new double[][] {momentum};
    }
}
