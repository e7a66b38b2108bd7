package org.ridgeless.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * An array as NumPy has it.
 *
 * @param shape its lengths; empty for a single number
 * @param values its numbers, the last index moving fastest
 */
public record NpyArray(int[] shape, double[] values) {
    /**
     * An array from its lengths and numbers; both are copied.
     *
     * @throws IllegalArgumentException if a length is negative, or their product is not the number of values, with both
     */
    public NpyArray {
        double size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "the lengths of an array are at least 0, got the shape " + Arrays.toString(shape));
            }
            size *= length;
        }
        if (size != values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an array of shape %s has %.0f numbers, got %d",
                    Arrays.toString(shape),
                    size,
                    values.length));
        }
        shape = shape.clone();
        values = values.clone();
    }

    /**
     * A matrix with the given rows.
     *
     * @param rows equally long
     * @return an array of shape (rows, columns)
     * @throws IllegalArgumentException if a row has another length than the first
     */
    public static NpyArray of(double[][] rows) {
        return new NpyArray(new int[] {rows.length, rows.length == 0 ? 0 : rows[0].length}, Points.flatten(rows));
    }

    /**
     * A vector.
     *
     * @param values the entries
     * @return an array with one index
     */
    public static NpyArray of(double... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    /** The numbers; a copy. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** The lengths; a copy. */
    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** The number of entries along the first index, 1 for a single number. */
    public int length() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** One row for each first index, with all others flattened. */
    public double[][] rows() {
        int width = length() == 0 ? 0 : values.length / length();
        double[][] rows = new double[length()][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyArray
                && Arrays.equals(((NpyArray) other).shape, shape)
                && Arrays.equals(((NpyArray) other).values, values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "array of shape " + Arrays.toString(shape);
    }
}
