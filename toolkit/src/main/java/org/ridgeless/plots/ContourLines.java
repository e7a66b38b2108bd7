package org.ridgeless.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.ridgeless.display.Numbers;

/** Lines of equal value by linear interpolation in each triangle of a grid, with their numbers. */
final class ContourLines {
    private static final double SIZE = 10.5;
    private static final double PAD = 2;
    private static final Color EDGE = new Color(255, 255, 255, 190);

    private ContourLines() {}

    static void paint(Graphics2D graphics, Frame frame, Layer.Contours contours) {
        for (int k = 0; k < contours.levels().length; k++) {
            List<Point2D[]> pieces = pieces(frame, contours, contours.levels()[k]);
            Path2D path = new Path2D.Double();
            for (Point2D[] piece : pieces) {
                boolean joined =
                        path.getCurrentPoint() != null && path.getCurrentPoint().equals(piece[0]);
                if (!joined) {
                    path.moveTo(piece[0].getX(), piece[0].getY());
                }
                path.lineTo(piece[1].getX(), piece[1].getY());
            }
            // A light edge keeps the line readable on dark cells.
            graphics.setColor(EDGE);
            graphics.setStroke(Palette.solid(2.6f));
            graphics.draw(path);
            graphics.setColor(Palette.INK);
            graphics.setStroke(Palette.solid(1));
            graphics.draw(path);
            number(graphics, frame, pieces, contours.levels()[k], (k + 1.0) / (contours.levels().length + 1));
        }
    }

    /** The number stands on the line, at another height of the picture for each level. */
    private static void number(Graphics2D graphics, Frame frame, List<Point2D[]> pieces, double level, double height) {
        double wanted = frame.bottom() - height * frame.height();
        Point2D best = null;
        for (Point2D[] piece : pieces) {
            Point2D p = piece[0];
            boolean roomy = p.getX() > frame.left() + 20 && p.getX() < frame.right() - 20;
            if (roomy && (best == null || Math.abs(p.getY() - wanted) < Math.abs(best.getY() - wanted))) {
                best = p;
            }
        }
        if (best != null) {
            MathText label = MathText.of(Numbers.tick(level));
            double width = label.width(SIZE);
            graphics.setColor(new Color(255, 255, 255, 210));
            graphics.fill(new java.awt.geom.Rectangle2D.Double(
                    best.getX() - width / 2 - PAD, best.getY() - 7, width + 2 * PAD, 14));
            graphics.setColor(Palette.INK);
            label.draw(graphics, SIZE, best.getX() - width / 2, best.getY() + 4);
        }
    }

    static List<Point2D[]> pieces(Frame frame, Layer.Contours c, double level) {
        List<Point2D[]> pieces = new ArrayList<>();
        for (int i = 0; i + 1 < c.y().length; i++) {
            for (int j = 0; j + 1 < c.x().length; j++) {
                triangle(frame, c, level, pieces, i, j, i, j + 1, i + 1, j + 1);
                triangle(frame, c, level, pieces, i, j, i + 1, j + 1, i + 1, j);
            }
        }
        return pieces;
    }

    private static void triangle(Frame frame, Layer.Contours c, double level, List<Point2D[]> pieces, int... corners) {
        Point2D[] ends = new Point2D[2];
        int count = 0;
        for (int k = 0; k < 3 && count < 2; k++) {
            int i = corners[2 * k];
            int j = corners[2 * k + 1];
            int otherI = corners[(2 * k + 2) % 6];
            int otherJ = corners[(2 * k + 3) % 6];
            double a = c.z()[i][j];
            double b = c.z()[otherI][otherJ];
            if (a < level != b < level && Double.isFinite(a) && Double.isFinite(b)) {
                // Halves, whose differences are numbers.
                double share = (level / 2 - a / 2) / (b / 2 - a / 2);
                double x = frame.x(c.x()[j]) * (1 - share) + frame.x(c.x()[otherJ]) * share;
                double y = frame.y(c.y()[i]) * (1 - share) + frame.y(c.y()[otherI]) * share;
                ends[count++] = new Point2D.Double(x, y);
            }
        }
        if (count == 2) {
            pieces.add(ends);
        }
    }
}
