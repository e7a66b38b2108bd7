package org.ridgeless.plots;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Signs for points that are told apart without colour; each covers about the same area. */
enum Marker {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    CROSS,
    TRIANGLE_DOWN,
    PLUS,
    STAR;

    private static final double ARM = 0.3;

    static Marker of(int index) {
        return values()[index % values().length];
    }

    /** The outline around a centre; the radius is that of the circle. */
    java.awt.Shape at(double x, double y, double radius) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(radius, radius);
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            case SQUARE -> polygon(place, -0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9);
            case TRIANGLE -> polygon(place, 0, -1.25, 1.15, 0.8, -1.15, 0.8);
            case TRIANGLE_DOWN -> polygon(place, 0, 1.25, -1.15, -0.8, 1.15, -0.8);
            case DIAMOND -> polygon(place, 0, -1.3, 1.1, 0, 0, 1.3, -1.1, 0);
            case CROSS -> {
                place.rotate(Math.PI / 4);
                yield plus(place, 1.3);
            }
            case PLUS -> plus(place, 1.35);
            case STAR -> star(place);
        };
    }

    private static java.awt.Shape plus(AffineTransform place, double arm) {
        return polygon(
                place, -ARM, -arm, ARM, -arm, ARM, -ARM, arm, -ARM, arm, ARM, ARM, ARM, ARM, arm, -ARM, arm, -ARM, ARM,
                -arm, ARM, -arm, -ARM, -ARM, -ARM);
    }

    private static java.awt.Shape star(AffineTransform place) {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 1.45 : 0.6;
            corners[2 * i] = radius * Math.sin(i * Math.PI / 5);
            corners[2 * i + 1] = -radius * Math.cos(i * Math.PI / 5);
        }
        return polygon(place, corners);
    }

    private static java.awt.Shape polygon(AffineTransform place, double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return place.createTransformedShape(path);
    }
}
