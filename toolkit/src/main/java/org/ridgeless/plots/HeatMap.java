package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Cells of a grid in colours, each reaching half way to its neighbours, and the bar that tells what the colours mean. */
final class HeatMap {
    static final int BAR = 14;
    private static final int MOST_CELLS = 160;
    private static final double OVERLAP = 0.3;
    private static final double LABEL = 12;

    private HeatMap() {}

    static boolean isAveraged(Layer.Heat heat) {
        return heat.x().length > MOST_CELLS || heat.y().length > MOST_CELLS;
    }

    /** The ends of the cells around centres, half way on the axis. */
    static double[] edges(boolean log, double[] centres) {
        int n = centres.length;
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = Scale.position(log, centres[i]);
        }
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = (at[i - 1] + at[i]) / 2;
        }
        double first = n > 1 ? at[1] - at[0] : 1;
        double last = n > 1 ? at[n - 1] - at[n - 2] : 1;
        edges[0] = at[0] - first / 2;
        edges[n] = at[n - 1] + last / 2;
        Scale axis = new Scale(log, 1, 2);
        for (int i = 0; i <= n; i++) {
            edges[i] = axis.value(edges[i]);
        }
        return edges;
    }

    static void paint(Graphics2D graphics, Frame frame, Layer.Heat heat) {
        double[] x = edges(frame.window().x().log(), heat.x());
        double[] y = edges(frame.window().y().log(), heat.y());
        int across = (heat.x().length + MOST_CELLS - 1) / MOST_CELLS;
        int along = (heat.y().length + MOST_CELLS - 1) / MOST_CELLS;
        ColourScale colours = ColourScale.of(heat.z());
        // One path for each colour, and one rectangle for neighbours of one colour, keep files small.
        Path2D[] cells = new Path2D[ColourScale.STEPS + 1];
        for (int i = 0; i < heat.y().length; i += along) {
            int lastRow = Math.min(heat.y().length, i + along);
            int from = 0;
            int step = 0;
            for (int j = 0; j < heat.x().length; j += across) {
                int lastColumn = Math.min(heat.x().length, j + across);
                int here = 1 + colours.step(mean(heat.z(), i, lastRow, j, lastColumn));
                if (here != step && j > 0) {
                    add(cells, step, cell(frame, x[from], x[j], y[i], y[lastRow]));
                    from = j;
                }
                step = here;
            }
            add(cells, step, cell(frame, x[from], x[heat.x().length], y[i], y[lastRow]));
        }
        Graphics2D sharp = (Graphics2D) graphics.create();
        sharp.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int step = 0; step < cells.length; step++) {
            if (cells[step] != null) {
                sharp.setColor(colours.color(step - 1));
                sharp.fill(cells[step]);
            }
        }
        sharp.dispose();
    }

    private static void add(Path2D[] cells, int step, Rectangle2D cell) {
        cells[step] = cells[step] == null ? new Path2D.Double(Path2D.WIND_NON_ZERO) : cells[step];
        cells[step].append(cell, false);
    }

    private static Rectangle2D cell(Frame frame, double x0, double x1, double y0, double y1) {
        double left = Math.min(frame.edgeX(x0), frame.edgeX(x1));
        double top = Math.min(frame.edgeY(y0), frame.edgeY(y1));
        double width = Math.abs(frame.edgeX(x1) - frame.edgeX(x0));
        double height = Math.abs(frame.edgeY(y1) - frame.edgeY(y0));
        return new Rectangle2D.Double(left, top, width + OVERLAP, height + OVERLAP);
    }

    /** The mean of what is not missing. */
    private static double mean(double[][] z, int fromRow, int toRow, int fromColumn, int toColumn) {
        double sum = 0;
        int count = 0;
        for (int i = fromRow; i < toRow; i++) {
            for (int j = fromColumn; j < toColumn; j++) {
                if (Double.isFinite(z[i][j])) {
                    sum += z[i][j];
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The numbers beside the bar. */
    static Ticks ticks(Layer.Heat heat, double height) {
        ColourScale colours = ColourScale.of(heat.z());
        return Ticks.of(new Scale(false, colours.low(), colours.high()), false, (int) (height / 45), labels -> true);
    }

    /** The bar of colours to the right of the frame. */
    static void paintBar(Graphics2D graphics, Layer.Heat heat, Frame frame, double left) {
        ColourScale colours = ColourScale.of(heat.z());
        Scale scale = new Scale(false, colours.low(), colours.high());
        double height = frame.height() / ColourScale.STEPS;
        for (int step = 0; step < ColourScale.STEPS; step++) {
            graphics.setColor(colours.color(step));
            double top = frame.bottom() - (step + 1) * height;
            graphics.fill(new Rectangle2D.Double(left, top, BAR, height + (step == 0 ? 0 : OVERLAP)));
        }
        graphics.setColor(Palette.REFERENCE);
        graphics.setStroke(Palette.solid(0.8f));
        graphics.draw(new Rectangle2D.Double(left, frame.top(), BAR, frame.height()));
        Ticks ticks = ticks(heat, frame.height());
        graphics.setColor(Palette.INK);
        double widest = 0;
        for (int i = 0; i < ticks.at().length; i++) {
            double y = frame.bottom() - frame.height() * scale.fraction(ticks.at()[i]);
            MathText label = MathText.of(ticks.labels()[i]);
            label.draw(graphics, LABEL, left + BAR + 5, y + 4);
            widest = Math.max(widest, label.width(LABEL));
        }
        graphics.setColor(Palette.INK);
        AxesPainter.upwards(graphics, MathText.of(heat.label()), 13, left + BAR + widest + 22, frame);
    }
}
