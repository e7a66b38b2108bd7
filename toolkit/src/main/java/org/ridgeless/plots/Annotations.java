package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Words beside a point, on the side where there is room, with an arrow to it. */
final class Annotations {
    private static final double SIZE = 12;
    private static final double ACROSS = 30;
    private static final double ALONG = 34;
    private static final double SHORT = 5;
    private static final double HEAD = 6;

    private Annotations() {}

    static void paint(Graphics2D graphics, Frame frame, Layer.Annotation note) {
        if (!frame.shows(note.x(), note.y())) {
            return;
        }
        double x = frame.x(note.x());
        double y = frame.y(note.y());
        MathText text = MathText.of(note.text());
        double width = text.width(SIZE);
        boolean toTheRight = x + ACROSS + width < frame.right();
        boolean above = y - ALONG - SIZE > frame.top();
        double footX = x + (toTheRight ? ACROSS : -ACROSS);
        double footY = y + (above ? -ALONG : ALONG);
        double left = Math.max(frame.left() + 2, toTheRight ? footX : footX - width);
        graphics.setColor(Palette.INK);
        graphics.setStroke(Palette.solid(1));
        arrow(graphics, footX, footY, x, y);
        text.draw(graphics, SIZE, left, above ? footY - 4 : footY + SIZE);
    }

    private static void arrow(Graphics2D graphics, double fromX, double fromY, double toX, double toY) {
        double length = Math.hypot(toX - fromX, toY - fromY);
        double dx = (toX - fromX) / length;
        double dy = (toY - fromY) / length;
        double tipX = toX - SHORT * dx;
        double tipY = toY - SHORT * dy;
        graphics.draw(new Line2D.Double(fromX, fromY, tipX - HEAD * dx, tipY - HEAD * dy));
        Path2D head = new Path2D.Double();
        head.moveTo(tipX, tipY);
        head.lineTo(tipX - HEAD * dx - HEAD / 2 * dy, tipY - HEAD * dy + HEAD / 2 * dx);
        head.lineTo(tipX - HEAD * dx + HEAD / 2 * dy, tipY - HEAD * dy - HEAD / 2 * dx);
        head.closePath();
        graphics.fill(head);
    }
}
