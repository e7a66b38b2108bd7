package org.ridgeless.nets.layers;

/**
 * How the numbers of a sample lie in space: so many channels at each place of a grid. They are stored row after row, place
 * after place, the channels of a place together.
 *
 * @param channels numbers at each place
 * @param height rows of the grid
 * @param width columns of the grid
 */
public record Shape(int channels, int height, int width) {
    /**
     * A shape by its sides.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "the sides of a shape must be at least 1, got " + channels + " × " + height + " × " + width);
        }
    }

    /**
     * Numbers without a place.
     *
     * @param numbers d ≥ 1
     * @return d channels at one place
     * @throws IllegalArgumentException if d is below 1
     */
    public static Shape vector(int numbers) {
        return new Shape(numbers, 1, 1);
    }

    /**
     * A sequence with so many channels at each of {@code length} places.
     *
     * @param channels ≥ 1
     * @param length ≥ 1
     * @return a grid of one row
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Shape sequence(int channels, int length) {
        return new Shape(channels, 1, length);
    }

    /**
     * An image with so many channels at each of height × width places.
     *
     * @param channels ≥ 1
     * @param height ≥ 1
     * @param width ≥ 1
     * @return the shape
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Shape image(int channels, int height, int width) {
        return new Shape(channels, height, width);
    }

    /** Number of numbers. */
    public int size() {
        return Math.multiplyExact(channels, places());
    }

    /** Number of places. */
    public int places() {
        return Math.multiplyExact(height, width);
    }

    /**
     * The same grid with other channels.
     *
     * @param number ≥ 1
     * @return the shape
     * @throws IllegalArgumentException if the number is below 1
     */
    public Shape channels(int number) {
        return new Shape(number, height, width);
    }

    @Override
    public String toString() {
        if (height == 1) {
            return width == 1 ? Integer.toString(channels) : channels + " × " + width;
        }
        return channels + " × " + height + " × " + width;
    }
}
