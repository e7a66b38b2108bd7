package org.ridgeless.plots;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Which points of a line carry a sign. */
final class Marks {
    /** A line with at most so many points shows them all. */
    private static final int ALL = 16;

    private static final double EVERY = 110;

    private Marks() {}

    /** A few points, evenly spread along x and at other places for each series, and all that have no neighbour. */
    static Polyline on(Layer.Curve curve, Frame frame, boolean marked, int series) {
        double[] x = curve.x();
        double[] y = curve.y();
        List<Integer> kept = new ArrayList<>();
        double next = frame.left() + EVERY * ((0.35 + 0.31 * series) % 1);
        for (int i = 0; i < x.length; i++) {
            if (!frame.shows(x[i], y[i])) {
                continue;
            }
            boolean due = marked && (x.length <= ALL || frame.x(x[i]) >= next);
            if (due || isLonely(x, y, i, frame)) {
                kept.add(i);
                next = frame.x(x[i]) + EVERY;
            }
        }
        return new Polyline(
                kept.stream().mapToDouble(i -> x[i]).toArray(),
                kept.stream().mapToDouble(i -> y[i]).toArray());
    }

    /** Points that no stroke reaches, in pixels. */
    static List<Point2D> lonely(Polyline line, Frame frame) {
        List<Point2D> points = new ArrayList<>();
        for (int i = 0; i < line.x().length; i++) {
            if (frame.shows(line.x()[i], line.y()[i]) && isLonely(line.x(), line.y(), i, frame)) {
                points.add(new Point2D.Double(frame.x(line.x()[i]), frame.y(line.y()[i])));
            }
        }
        return points;
    }

    private static boolean isLonely(double[] x, double[] y, int i, Frame frame) {
        return !drawable(x, y, i - 1, frame) && !drawable(x, y, i + 1, frame);
    }

    private static boolean drawable(double[] x, double[] y, int i, Frame frame) {
        return i >= 0
                && i < x.length
                && frame.window().x().drawable(x[i])
                && frame.window().y().drawable(y[i]);
    }
}
