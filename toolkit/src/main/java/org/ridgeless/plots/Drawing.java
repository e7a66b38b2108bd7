package org.ridgeless.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Draws layers in a frame: colours and areas first, then reference lines and lines of data, then theory, then points and their
 * error bars. Theory lies under the points, which it would hide, and as a thin dash over lines, under which it would vanish.
 */
final class Drawing {
    private static final double RADIUS = 3.4;
    private static final double SMALL_RADIUS = 2;
    /** From so many points on they cover one another, and are drawn small and translucent. */
    private static final int CLOUD = 150;

    private static final double CAP = 3;
    private static final double DOT = 0.01;

    private final Graphics2D graphics;
    private final Frame frame;
    private final List<Layer> layers;
    private final Look look;

    Drawing(Graphics2D graphics, Frame frame, List<Layer> layers, Look look) {
        this.graphics = graphics;
        this.frame = frame;
        this.layers = layers;
        this.look = look;
    }

    void paint() {
        each(Layer.Heat.class, (layer, i) -> HeatMap.paint(graphics, frame, layer));
        each(Layer.Ribbon.class, this::ribbon);
        each(Layer.Curve.class, this::bars);
        each(Layer.Contours.class, (layer, i) -> ContourLines.paint(graphics, frame, layer));
        each(Layer.Reference.class, (layer, i) -> reference(layer));
        each(Layer.Curve.class, this::line);
        each(Layer.class, this::theory);
        each(Layer.Whiskers.class, this::whiskers);
        each(Layer.Curve.class, this::points);
        each(Layer.Annotation.class, (layer, i) -> Annotations.paint(graphics, frame, layer));
    }

    private interface Painter<T> {
        void paint(T layer, int index);
    }

    private <T> void each(Class<T> kind, Painter<T> painter) {
        for (int i = 0; i < layers.size(); i++) {
            if (kind.isInstance(layers.get(i))) {
                painter.paint(kind.cast(layers.get(i)), i);
            }
        }
    }

    private void ribbon(Layer.Ribbon band, int index) {
        graphics.setColor(Palette.band(look.series(index)));
        int start = 0;
        for (int i = 0; i <= band.x().length; i++) {
            boolean gap = i == band.x().length
                    || !frame.window().x().drawable(band.x()[i])
                    || !frame.window().y().drawable(band.high()[i])
                    || Double.isNaN(band.low()[i]);
            if (gap) {
                stretch(band, start, i);
                start = i + 1;
            }
        }
    }

    /** One unbroken stretch of a band: forth along its lower and back along its upper edge. */
    private void stretch(Layer.Ribbon band, int from, int to) {
        if (to - from < 2) {
            return;
        }
        Polyline low = edge(band.x(), band.low(), from, to);
        Polyline high = edge(band.x(), band.high(), from, to);
        Path2D area = new Path2D.Double();
        area.moveTo(frame.edgeX(low.x()[0]), frame.edgeY(low.y()[0]));
        for (int i = 1; i < low.x().length; i++) {
            area.lineTo(frame.edgeX(low.x()[i]), frame.edgeY(low.y()[i]));
        }
        for (int i = high.x().length - 1; i >= 0; i--) {
            area.lineTo(frame.edgeX(high.x()[i]), frame.edgeY(high.y()[i]));
        }
        area.closePath();
        graphics.fill(area);
    }

    private static Polyline edge(double[] x, double[] y, int from, int to) {
        return Decimation.line(java.util.Arrays.copyOfRange(x, from, to), java.util.Arrays.copyOfRange(y, from, to));
    }

    private void bars(Layer.Curve curve, int index) {
        if (curve.style() != Layer.Style.BARS || curve.x().length == 0) {
            return;
        }
        Path2D outline = new Path2D.Double();
        outline.moveTo(frame.edgeX(curve.x()[0]), frame.edgeY(curve.y()[0]));
        for (int i = 1; i < curve.x().length; i++) {
            outline.lineTo(frame.edgeX(curve.x()[i]), frame.edgeY(curve.y()[i]));
        }
        graphics.setColor(Palette.band(look.series(index)));
        graphics.fill(outline);
        graphics.setColor(Palette.data(look.series(index)));
        graphics.setStroke(Palette.solid(1.2f));
        graphics.draw(outline);
    }

    private void reference(Layer.Reference line) {
        graphics.setColor(Palette.REFERENCE);
        graphics.setStroke(Palette.referenceStroke(look.reference(line)));
        if (line.vertical()) {
            double x = frame.edgeX(line.value());
            graphics.draw(new Line2D.Double(x, frame.top(), x, frame.bottom()));
        } else {
            double y = frame.edgeY(line.value());
            graphics.draw(new Line2D.Double(frame.left(), y, frame.right(), y));
        }
    }

    private void line(Layer.Curve curve, int index) {
        if (curve.style() != Layer.Style.LINE && curve.style() != Layer.Style.STEP) {
            return;
        }
        Polyline thinned = Decimation.line(curve.x(), curve.y());
        Polyline shown = curve.style() == Layer.Style.STEP ? thinned.steps() : thinned;
        Color color = Palette.data(look.series(index));
        graphics.setColor(color);
        graphics.setStroke(Palette.solid(Palette.LINE_WIDTH));
        graphics.draw(frame.path(shown));
        if (!look.hasPoints(curve.label())) {
            boolean marked = look.isMarkedLine(curve);
            Polyline signs = Marks.on(curve, frame, marked, look.series(index));
            fill(signs, marked ? look.marker(index) : Marker.CIRCLE, marked ? RADIUS : SMALL_RADIUS);
        }
    }

    private void theory(Layer layer, int index) {
        if (layer.isTheory()) {
            Polyline whole = Polyline.ofTheory(layer, frame.window().x());
            Path2D path = frame.path(Decimation.line(whole.x(), whole.y()));
            Marks.lonely(whole, frame)
                    .forEach(p -> path.append(
                            new Line2D.Double(p.getX() - 2 * RADIUS, p.getY(), p.getX() + 2 * RADIUS, p.getY()),
                            false));
            graphics.setColor(look.theoryColor(index));
            graphics.setStroke(Palette.theoryStroke(look.theory(layer)));
            graphics.draw(path);
        }
    }

    private void whiskers(Layer.Whiskers bars, int index) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < bars.x().length; i++) {
            boolean drawable = frame.window().x().drawable(bars.x()[i])
                    && frame.window().x().contains(bars.x()[i])
                    && frame.window().y().drawable(bars.high()[i])
                    && !Double.isNaN(bars.low()[i]);
            if (drawable) {
                double x = frame.x(bars.x()[i]);
                double low = frame.edgeY(bars.low()[i]);
                double high = frame.edgeY(bars.high()[i]);
                path.append(new Line2D.Double(x, low, x, high), false);
                path.append(new Line2D.Double(x - CAP, low, x + CAP, low), false);
                path.append(new Line2D.Double(x - CAP, high, x + CAP, high), false);
            }
        }
        graphics.setColor(Palette.data(look.series(index)));
        graphics.setStroke(Palette.solid(1.2f));
        graphics.draw(path);
    }

    private void points(Layer.Curve curve, int index) {
        if (curve.style() == Layer.Style.POINTS) {
            boolean cloud = curve.x().length > CLOUD;
            int series = look.series(index);
            graphics.setColor(cloud ? Palette.cloud(series) : Palette.data(series));
            fill(Decimation.cloud(curve.x(), curve.y()), look.marker(index), cloud ? SMALL_RADIUS : RADIUS);
        }
    }

    /** All signs of a series in one path: a picture of thousands of points stays small. */
    private void fill(Polyline points, Marker marker, double radius) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        boolean dots = marker == Marker.CIRCLE;
        for (int i = 0; i < points.x().length; i++) {
            if (frame.shows(points.x()[i], points.y()[i])) {
                double x = frame.x(points.x()[i]);
                double y = frame.y(points.y()[i]);
                // A stroke of no length with a round cap is a disc, and takes a tenth of the room.
                path.append(dots ? new Line2D.Double(x, y, x + DOT, y) : marker.at(x, y, radius), false);
            }
        }
        if (dots) {
            graphics.setStroke(Palette.solid((float) (2 * radius)));
            graphics.draw(path);
        } else {
            graphics.fill(path);
        }
    }
}
