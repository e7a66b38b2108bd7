package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * One number for each channel and position of a window: the mean or the largest of those that the window sees. Of several
 * largest ones the first counts, for derivatives too.
 *
 * @param input shape of a sample
 * @param window what slides over it, without padding
 * @param kind mean or maximum
 */
public record Pool(Shape input, Window window, Kind kind) implements Layer {
    /** What is made of the numbers in a window. */
    public enum Kind {
        /** Their mean. */
        AVERAGE,
        /** The largest. */
        MAXIMUM
    }

    /**
     * Pooling of an input.
     *
     * @throws IllegalArgumentException if the window is padded, or does not fit on the input
     */
    public Pool {
        if (window.above() > 0 || window.beside() > 0) {
            throw new IllegalArgumentException(
                    "pooling takes a window without padding, because conventions differ on what zeros count, got "
                            + window);
        }
        window.on(input);
    }

    /** The grid of positions. */
    public Shape output() {
        return window.on(input);
    }

    @Override
    public int inputs() {
        return input.size();
    }

    @Override
    public int outputs() {
        return output().size();
    }

    @Override
    public List<Block> blocks() {
        return List.of();
    }

    @Override
    public double degree(double inputDegree) {
        return inputDegree;
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return kind == Kind.AVERAGE ? new AveragePoolStage(this, capacity) : new MaximumPoolStage(this, capacity);
    }

    /** For each output of a sample, the inputs in its window. */
    int[][] cells() {
        Shape grid = output();
        int channels = input.channels();
        int[][] cells = new int[outputs()][window.height() * window.width()];
        for (int o = 0; o < cells.length; o++) {
            int place = o / channels;
            int top = place / grid.width() * window.down();
            int left = place % grid.width() * window.along();
            for (int c = 0; c < cells[o].length; c++) {
                int row = top + c / window.width();
                int column = left + c % window.width();
                cells[o][c] = (row * input.width() + column) * channels + o % channels;
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return (kind == Kind.AVERAGE ? "average" : "largest") + " of " + window + " of " + input;
    }
}
