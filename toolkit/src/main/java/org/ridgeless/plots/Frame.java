package org.ridgeless.plots;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The rectangle of the picture in which data are drawn, and what part of the plane it shows. */
record Frame(double left, double top, double width, double height, Window window) {
    /** Areas may reach so many pictures beyond the edge, where they are cut off. */
    private static final double FAR = 50;

    double x(double value) {
        return left + width * window.x().fraction(value);
    }

    double y(double value) {
        return top + height * (1 - window.y().fraction(value));
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    Rectangle2D rectangle() {
        return new Rectangle2D.Double(left, top, width, height);
    }

    /** Whether a point can be drawn and lies in the window. */
    boolean shows(double x, double y) {
        return window.x().drawable(x)
                && window.y().drawable(y)
                && window.x().contains(x)
                && window.y().contains(y);
    }

    /** A line through the points, cut at the edges; what cannot be drawn is a gap. */
    Path2D path(Polyline line) {
        Path2D path = new Path2D.Double();
        double endX = Double.NaN;
        double endY = Double.NaN;
        for (int i = 1; i < line.x().length; i++) {
            double[] piece = segment(line, i);
            if (piece.length == 0) {
                endX = Double.NaN;
                continue;
            }
            if (piece[0] != endX || piece[1] != endY) {
                path.moveTo(left + width * piece[0], top + height * (1 - piece[1]));
            }
            endX = piece[2];
            endY = piece[3];
            path.lineTo(left + width * endX, top + height * (1 - endY));
        }
        return path;
    }

    private double[] segment(Polyline line, int i) {
        Scale onX = window.x();
        Scale onY = window.y();
        boolean drawable = onX.drawable(line.x()[i])
                && onX.drawable(line.x()[i - 1])
                && onY.drawable(line.y()[i])
                && onY.drawable(line.y()[i - 1]);
        return drawable
                ? Cut.toUnitSquare(
                        onX.fraction(line.x()[i - 1]),
                        onY.fraction(line.y()[i - 1]),
                        onX.fraction(line.x()[i]),
                        onY.fraction(line.y()[i]))
                : new double[0];
    }

    /** A height in pixels for the edge of an area, which may lie outside. */
    double edgeY(double value) {
        boolean below = window.y().log() && value <= 0;
        double fraction = below ? -FAR : window.y().fraction(value);
        return top + height * (1 - Math.max(-FAR, Math.min(1 + FAR, fraction)));
    }

    /** A place in pixels for the edge of an area, which may lie outside. */
    double edgeX(double value) {
        boolean below = window.x().log() && value <= 0;
        double fraction = below ? -FAR : window.x().fraction(value);
        return left + width * Math.max(-FAR, Math.min(1 + FAR, fraction));
    }
}
