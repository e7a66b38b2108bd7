package org.ridgeless.kernels;

import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

/** Which places of a grid a window sees from each of its positions. */
final class Places {
    /** A place beyond the border, where there are zeros. */
    static final int OUTSIDE = -1;

    private Places() {}

    /**
     * For each position the places it sees, in one order for all.
     *
     * @param grid the positions
     */
    static int[][] seen(Shape input, Window window, Shape grid) {
        int[][] seen = new int[grid.places()][window.height() * window.width()];
        for (int position = 0; position < seen.length; position++) {
            int top = position / grid.width() * window.down() - window.above();
            int left = position % grid.width() * window.along() - window.beside();
            for (int cell = 0; cell < seen[position].length; cell++) {
                int row = top + cell / window.width();
                int column = left + cell % window.width();
                boolean inside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
                seen[position][cell] = inside ? row * input.width() + column : OUTSIDE;
            }
        }
        return seen;
    }
}
