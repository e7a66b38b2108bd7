package org.ridgeless.plots;

import java.util.Arrays;

/**
 * Cuts a line into dashes as it will appear on the screen. XChart strokes each segment on its own, so that a dash pattern
 * would start anew at every point and a densely sampled curve would come out solid.
 */
final class Dashes {
    /** Roughly what titles, ticks and padding take from a chart. */
    private static final int MARGIN_X = 90;

    private static final int MARGIN_Y = 110;

    private final Window window;
    private final double pixelsX;
    private final double pixelsY;
    private final double[] pattern;
    private final double[] outX;
    private final double[] outY;
    private int size;
    private int part;
    private double left;

    private Dashes(Window window, int width, int height, double[] pattern, int capacity) {
        this.window = window;
        this.pattern = pattern;
        this.left = pattern[0];
        pixelsX = Math.max(1, width - MARGIN_X) / span(window.x());
        pixelsY = Math.max(1, height - MARGIN_Y) / span(window.y());
        outX = new double[capacity];
        outY = new double[capacity];
    }

    static Polyline cut(Polyline line, Window window, int width, int height, double... pattern) {
        // A curve is at most a few screens long; the capacity bounds what a wild one may cost.
        int capacity = 8 * line.x().length + 20_000;
        Dashes dashes = new Dashes(window, width, height, pattern, capacity);
        for (int i = 0; i < line.x().length; i++) {
            dashes.advance(line, i);
        }
        return new Polyline(Arrays.copyOf(dashes.outX, dashes.size), Arrays.copyOf(dashes.outY, dashes.size));
    }

    private static double span(Scale scale) {
        return scale.position(scale.high()) - scale.position(scale.low());
    }

    private void advance(Polyline line, int i) {
        if (i == 0 || Double.isNaN(line.y()[i]) || Double.isNaN(line.y()[i - 1])) {
            put(line.x()[i], part % 2 == 0 ? line.y()[i] : Double.NaN);
            return;
        }
        double x = window.x().position(line.x()[i - 1]);
        double y = window.y().position(line.y()[i - 1]);
        double dx = window.x().position(line.x()[i]) - x;
        double dy = window.y().position(line.y()[i]) - y;
        double length = Math.hypot(dx * pixelsX, dy * pixelsY);
        double done = 0;
        while (length - done > left && size < outX.length - 4) {
            done += left;
            double atX = window.x().value(x + dx * done / length);
            double atY = window.y().value(y + dy * done / length);
            boolean on = part % 2 == 0;
            part = (part + 1) % pattern.length;
            left = pattern[part];
            put(atX, atY);
            if (on) {
                put(atX, Double.NaN);
            }
        }
        left -= length - done;
        put(line.x()[i], part % 2 == 0 ? line.y()[i] : Double.NaN);
    }

    private void put(double x, double y) {
        boolean repeatedGap = Double.isNaN(y) && size > 0 && Double.isNaN(outY[size - 1]);
        if (!repeatedGap && size < outX.length) {
            outX[size] = x;
            outY[size++] = y;
        }
    }
}
