package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * The parts of a sample that a window sees at each of its positions, one after the other; zero beyond the border. A dense layer
 * on each of them is a convolution if they share it, a locally connected layer if they do not.
 *
 * {@snippet file="NetworksTest.java" region="patches"}
 *
 * @param input shape of a sample
 * @param window what slides over it
 */
public record Patches(Shape input, Window window) implements Layer {
    /**
     * Patches of an input.
     *
     * @throws IllegalArgumentException if the window does not fit on the input
     */
    public Patches {
        window.on(input);
    }

    /** The blocks of a layer that may follow patches, which repeat each number of the input once for each place of the window. */
    static List<Block> blocksAfter(Layer before, Layer layer) {
        if (!(before instanceof Patches)) {
            return layer.blocks();
        }
        Window window = ((Patches) before).window();
        return layer.blocks().stream()
                .map(block -> block.seenFrom(window.height() * window.width()))
                .toList();
    }

    /** The grid of positions, with as many channels as a patch has numbers. */
    public Shape grid() {
        return window.on(input).channels(patch());
    }

    private int patch() {
        return input.channels() * window.height() * window.width();
    }

    /**
     * The convolution with so many output channels.
     *
     * @param channels of the output, ≥ 1
     * @param activation of each unit
     * @return the layer; channels · patch weights in all
     * @throws IllegalArgumentException if there is no channel
     */
    public Layer shared(int channels, Activation activation) {
        return Chain.of(this, new Sliced(dense(channels, activation), grid().places()));
    }

    /**
     * The locally connected layer with so many output channels.
     *
     * @param channels of the output, ≥ 1
     * @param activation of each unit
     * @return the layer; channels · patch weights at each place
     * @throws IllegalArgumentException if there is no channel
     */
    public Layer separate(int channels, Activation activation) {
        return Chain.of(this, new BlockDiagonal(dense(channels, activation), grid().places()));
    }

    private Dense dense(int channels, Activation activation) {
        return Dense.of(patch(), channels, activation);
    }

    @Override
    public int inputs() {
        return input.size();
    }

    @Override
    public int outputs() {
        return grid().size();
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
        return new PatchStage(this, capacity);
    }

    @Override
    public String toString() {
        return "patches " + window + " of " + input;
    }
}
