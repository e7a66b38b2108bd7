package org.ridgeless.nets.layers;

/**
 * A named part of the flat parameter vector: a row-major matrix of {@code rows} × {@code columns} that starts at
 * {@code offset}. A weight matrix has one row for each input of its layer, a bias has one row in all.
 *
 * @param name unique within an architecture, for example {@code W2}
 * @param offset where the block starts
 * @param rows number of rows
 * @param columns number of columns
 * @param role weight or bias
 */
public record Block(String name, int offset, int rows, int columns, Role role) {
    /** What a block does in its layer. */
    public enum Role {
        /** Multiplies the input of the layer. */
        WEIGHT,
        /** Is added to the output of the layer. */
        BIAS
    }

    /** Number of parameters in the block. */
    public int size() {
        return Math.multiplyExact(rows, columns);
    }

    /** One past the last parameter. */
    public int end() {
        return offset + size();
    }

    /** This block at another place and with a suffix to its name. */
    Block moved(int by, String suffix) {
        return new Block(name + suffix, offset + by, rows, columns, role);
    }
}
