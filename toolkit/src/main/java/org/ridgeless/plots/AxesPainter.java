package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Grid, axes, their numbers and titles. */
final class AxesPainter {
    static final double TICK_SIZE = 12;
    static final double TITLE_SIZE = 13;
    static final int MARK = 4;
    private static final double SMALLEST_TITLE = 8;
    /** How far a title may reach beyond its axis, both ends together. */
    private static final double BEYOND = 24;

    private static final int MINOR_MARK = 2;
    private static final BasicStroke HAIR = new BasicStroke(0.8f);
    private static final BasicStroke AXIS = new BasicStroke(1f);
    /** Room between neighbouring labels. */
    private static final double APART = 10;

    private final Graphics2D graphics;
    private final Frame frame;
    private final Ticks x;
    private final Ticks y;

    AxesPainter(Graphics2D graphics, Frame frame, Ticks x, Ticks y) {
        this.graphics = graphics;
        this.frame = frame;
        this.x = x;
        this.y = y;
    }

    /** Ticks of the horizontal axis, as many as have room side by side. */
    static Ticks horizontal(Axes axes, Scale scale, boolean integers, double width) {
        if (!axes.names().isEmpty()) {
            return names(axes, scale);
        }
        return Ticks.of(scale, integers, (int) (width / 60), labels -> {
            double needed = 0;
            for (String label : labels) {
                needed = Math.max(needed, MathText.of(label).width(TICK_SIZE) + APART);
            }
            return needed * labels.length <= width;
        });
    }

    private static Ticks names(Axes axes, Scale scale) {
        int count = axes.names().size();
        int[] shown = java.util.stream.IntStream.range(0, count)
                .filter(scale::contains)
                .toArray();
        double[] at = java.util.Arrays.stream(shown).asDoubleStream().toArray();
        String[] labels =
                java.util.Arrays.stream(shown).mapToObj(axes.names()::get).toArray(String[]::new);
        return new Ticks(at, labels, new double[0]);
    }

    static Ticks vertical(Scale scale, boolean integers, double height) {
        return Ticks.of(scale, integers, (int) (height / 32), labels -> true);
    }

    static double widest(Ticks ticks) {
        double widest = 0;
        for (String label : ticks.labels()) {
            widest = Math.max(widest, MathText.of(label).width(TICK_SIZE));
        }
        return widest;
    }

    void grid() {
        graphics.setStroke(HAIR);
        graphics.setColor(Palette.FAINTER);
        verticals(x.minor(), frame.top(), frame.bottom());
        horizontals(y.minor(), frame.left(), frame.right());
        graphics.setColor(Palette.FAINT);
        verticals(x.at(), frame.top(), frame.bottom());
        horizontals(y.at(), frame.left(), frame.right());
    }

    void axes(MathText xTitle, MathText yTitle) {
        graphics.setStroke(AXIS);
        graphics.setColor(Palette.REFERENCE);
        graphics.draw(new Line2D.Double(frame.left(), frame.bottom(), frame.right(), frame.bottom()));
        graphics.draw(new Line2D.Double(frame.left(), frame.top(), frame.left(), frame.bottom()));
        verticals(x.at(), frame.bottom(), frame.bottom() + MARK);
        verticals(x.minor(), frame.bottom(), frame.bottom() + MINOR_MARK);
        horizontals(y.at(), frame.left() - MARK, frame.left());
        horizontals(y.minor(), frame.left() - MINOR_MARK, frame.left());
        graphics.setColor(Palette.INK);
        for (int i = 0; i < x.at().length; i++) {
            MathText label = MathText.of(x.labels()[i]);
            label.draw(graphics, TICK_SIZE, frame.x(x.at()[i]) - label.width(TICK_SIZE) / 2, frame.bottom() + 18);
        }
        for (int i = 0; i < y.at().length; i++) {
            MathText label = MathText.of(y.labels()[i]);
            double right = frame.left() - MARK - 3;
            label.draw(graphics, TICK_SIZE, right - label.width(TICK_SIZE), frame.y(y.at()[i]) + 4);
        }
        double xSize = fitting(xTitle, frame.width() + BEYOND);
        double middle = (frame.left() + frame.right() - xTitle.width(xSize)) / 2;
        xTitle.draw(graphics, xSize, middle, frame.bottom() + 38);
        double ySize = fitting(yTitle, frame.height() + BEYOND);
        upwards(graphics, yTitle, ySize, frame.left() - MARK - 3 - widest(y) - 9, frame);
    }

    /** The size of a title that has this room: in a small chart a long one is small rather than cut. */
    private static double fitting(MathText title, double room) {
        double width = title.width(TITLE_SIZE);
        return width <= room ? TITLE_SIZE : Math.max(SMALLEST_TITLE, TITLE_SIZE * room / width);
    }

    /** A title along a vertical axis, in its middle. */
    static void upwards(Graphics2D graphics, MathText title, double size, double x, Frame frame) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, frame.top() + (frame.height() + title.width(size)) / 2);
        graphics.rotate(-Math.PI / 2);
        title.draw(graphics, size, 0, 0);
        graphics.setTransform(before);
    }

    private void verticals(double[] places, double from, double to) {
        Path2D lines = new Path2D.Double();
        for (double place : places) {
            lines.append(new Line2D.Double(frame.x(place), from, frame.x(place), to), false);
        }
        graphics.draw(lines);
    }

    private void horizontals(double[] places, double from, double to) {
        Path2D lines = new Path2D.Double();
        for (double place : places) {
            lines.append(new Line2D.Double(from, frame.y(place), to, frame.y(place)), false);
        }
        graphics.draw(lines);
    }
}
