package org.ridgeless.plots;

/** Cuts a segment to the unit square (Y.-D. Liang and B. A. Barsky, <i>A new concept and method for line clipping</i>, 1984). */
final class Cut {
    /** What lies as many pictures away leaves in the direction in which it would leave anyhow, and products with it are numbers. */
    private static final double FAR = 1e9;

    private Cut() {}

    /** The two ends of what lies inside, or nothing. */
    static double[] toUnitSquare(double fromX, double fromY, double toX, double toY) {
        double x0 = near(fromX);
        double y0 = near(fromY);
        double x1 = near(toX);
        double y1 = near(toY);
        double[] direction = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
        double[] room = {x0, 1 - x0, y0, 1 - y0};
        double from = 0;
        double to = 1;
        for (int side = 0; side < direction.length; side++) {
            if (direction[side] == 0) {
                if (room[side] < 0) {
                    return new double[0];
                }
                continue;
            }
            double meets = room[side] / direction[side];
            if (direction[side] < 0) {
                from = Math.max(from, meets);
            } else {
                to = Math.min(to, meets);
            }
        }
        if (!(from <= to)) {
            return new double[0];
        }
        double dx = x1 - x0;
        double dy = y1 - y0;
        // The ends themselves stay exact, so that the pieces of a curve join.
        return new double[] {
            from == 0 ? x0 : within(x0 + from * dx), from == 0 ? y0 : within(y0 + from * dy),
            to == 1 ? x1 : within(x0 + to * dx), to == 1 ? y1 : within(y0 + to * dy)
        };
    }

    private static double near(double coordinate) {
        return Math.max(-FAR, Math.min(FAR, coordinate));
    }

    /** A point on a side, where rounding may have put it beyond. */
    private static double within(double coordinate) {
        return Math.max(0, Math.min(1, coordinate));
    }
}
