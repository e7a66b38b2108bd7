package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * A named part of the flat parameter vector: {@code matrices} row-major matrices of {@code rows} × {@code columns}, one after
 * the other from {@code offset}. A dense layer has one weight matrix with one row for each input; a layer without weight
 * sharing has one for each place, all in one block, because only together are they a factor of the network. A bias has one
 * row in all.
 *
 * @param name unique within an architecture: {@code W2} in the second layer, {@code W2.1} in the first part of that layer
 * @param offset where the block starts
 * @param matrices number of matrices
 * @param rows number of rows of each
 * @param columns number of columns of each
 * @param role what the block does
 * @param fanOut how many outputs an input of the layer feeds: the columns of a dense layer, and for a convolution those of each
 *     position of the window
 */
public record Block(String name, int offset, int matrices, int rows, int columns, Role role, int fanOut) {
    /** What a block does in its layer. */
    public enum Role {
        /** Multiplies the input of the layer; drawn by an {@link Init}. */
        WEIGHT,
        /** Is added to the output of the layer; zero at first. */
        BIAS,
        /** Multiplies what a normalization has made of size one; one at first. */
        GAIN
    }

    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /**
     * A block by all its numbers.
     *
     * @throws IllegalArgumentException if it would end beyond the longest array
     */
    public Block {
        double size = (double) matrices * rows * columns;
        if (offset + size > LONGEST) {
            throw new IllegalArgumentException(String.format(
                    "A layer with %,d × %,d %s of %,.0f numbers is more than the %,d that all parameters of a network may have.",
                    rows, columns, role == Role.BIAS ? "biases" : "weights", size, LONGEST));
        }
    }

    /**
     * A block whose inputs feed each of its columns once.
     *
     * @param name unique within an architecture
     * @param offset where the block starts
     * @param matrices number of matrices
     * @param rows number of rows of each
     * @param columns number of columns of each, and the fan-out
     * @param role what the block does
     */
    public Block(String name, int offset, int matrices, int rows, int columns, Role role) {
        this(name, offset, matrices, rows, columns, role, columns);
    }

    /**
     * A block of one matrix.
     *
     * @param name unique within an architecture
     * @param offset where the block starts
     * @param rows number of rows
     * @param columns number of columns, and the fan-out
     * @param role what the block does
     */
    public Block(String name, int offset, int rows, int columns, Role role) {
        this(name, offset, 1, rows, columns, role);
    }

    /** Number of parameters in the block. */
    public int size() {
        return matrices * rows * columns;
    }

    /** One past the last parameter. */
    public int end() {
        return offset + size();
    }

    /** The matrices of the block, each as a block by itself. */
    public List<Block> each() {
        List<Block> all = new ArrayList<>();
        for (int i = 0; i < matrices; i++) {
            all.add(new Block(name, offset + i * rows * columns, 1, rows, columns, role, fanOut));
        }
        return all;
    }

    /** This block in a layer whose inputs appear in so many places of a window. */
    Block seenFrom(int places) {
        return new Block(name, offset, matrices, rows, columns, role, Math.multiplyExact(fanOut, places));
    }

    /** This block under another name. */
    Block called(String other) {
        return new Block(other, offset, matrices, rows, columns, role, fanOut);
    }

    /** This block of the layer with the given number in a network. */
    Block moved(int by, int number) {
        return renamed(by, Integer.toString(number));
    }

    /** This block of the part with the given number in a layer of several parts. */
    Block nested(int by, int number) {
        return renamed(by, "." + number);
    }

    private Block renamed(int by, String inserted) {
        int letters = name.indexOf('.') < 0 ? name.length() : name.indexOf('.');
        String path = name.substring(0, letters) + inserted + name.substring(letters);
        return new Block(path, offset + by, matrices, rows, columns, role, fanOut);
    }
}
