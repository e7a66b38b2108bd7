package org.ridgeless.nets.layers;

/**
 * What slides over a grid: a rectangle of places, the steps between its positions, and how many rows and columns of zeros
 * surround the grid. Positions that would reach beyond these are left out.
 *
 * {@snippet file="NetworksTest.java" region="patches"}
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param down rows from one position to the next
 * @param along columns from one position to the next
 * @param above rows of zeros above and below the grid
 * @param beside columns of zeros left and right of it
 */
public record Window(int height, int width, int down, int along, int above, int beside) {
    /**
     * A window by all its numbers.
     *
     * @throws IllegalArgumentException if a side or stride is below 1, or a padding negative or not less than the side
     */
    public Window {
        if (height < 1 || width < 1 || down < 1 || along < 1) {
            throw new IllegalArgumentException("the sides and strides of a window must be at least 1, got " + height
                    + " × " + width + " by " + down + ", " + along);
        }
        if (above < 0 || beside < 0 || above >= height || beside >= width) {
            throw new IllegalArgumentException("the padding of a window must be at least 0 and less than its side, got "
                    + above + ", " + beside + " for " + height + " × " + width);
        }
    }

    /**
     * So many places of a sequence, with stride 1 and no padding.
     *
     * @param length places, ≥ 1
     * @return the window
     * @throws IllegalArgumentException if the length is below 1
     */
    public static Window line(int length) {
        return new Window(1, length, 1, 1, 0, 0);
    }

    /**
     * So many rows and columns of an image, with stride 1 and no padding.
     *
     * @param side rows and columns, ≥ 1
     * @return the window
     * @throws IllegalArgumentException if the side is below 1
     */
    public static Window square(int side) {
        return new Window(side, side, 1, 1, 0, 0);
    }

    /**
     * A rectangle of an image, with stride 1 and no padding.
     *
     * @param height rows, ≥ 1
     * @param width columns, ≥ 1
     * @return the window
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Window rectangle(int height, int width) {
        return new Window(height, width, 1, 1, 0, 0);
    }

    /**
     * The same window moved so many places at a time, in each direction in which it has more than one; a window of one place alone, which
     * is how a shortcut follows a convolution with a stride, moves in both.
     *
     * @param places ≥ 1
     * @return the window with the stride
     * @throws IllegalArgumentException if the stride is below 1
     */
    public Window stride(int places) {
        boolean single = height == 1 && width == 1;
        boolean rows = height > 1 || single;
        boolean columns = width > 1 || single;
        return new Window(height, width, rows ? places : 1, columns ? places : 1, above, beside);
    }

    /**
     * The same window on a grid surrounded by so many zeros, in each direction in which it has more than one place.
     *
     * @param zeros at least 0, less than the side
     * @return the window with the padding
     * @throws IllegalArgumentException if the padding is out of range
     */
    public Window padding(int zeros) {
        return new Window(height, width, down, along, height == 1 ? 0 : zeros, width == 1 ? 0 : zeros);
    }

    /** The grid of the positions of this window on the given one, with the same channels. */
    Shape on(Shape shape) {
        int rows = shape.height() + 2 * above - height;
        int columns = shape.width() + 2 * beside - width;
        if (rows < 0 || columns < 0) {
            String hint = shape.height() == 1 && height > 1 ? "; a window of a sequence is Window.line(length)" : "";
            throw new IllegalArgumentException("a window of " + this + " does not fit on an input of " + shape + hint);
        }
        return new Shape(shape.channels(), rows / down + 1, columns / along + 1);
    }

    @Override
    public String toString() {
        String stride = down == 1 && along == 1
                ? ""
                : " by " + (height == 1 ? along : down == along ? "" + down : down + ", " + along);
        int zeros = Math.max(above, beside);
        return height + " × " + width + stride + (zeros == 0 ? "" : " padded by " + zeros);
    }
}
