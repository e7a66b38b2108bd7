package org.ridgeless.plots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data of several charts as the rows of one table, thinned to a number of rows. */
final class Rows {
    /** What a row is drawn as, in the order of drawing. */
    enum Kind {
        BAND,
        BARS,
        VERTICAL,
        HORIZONTAL,
        LINE,
        STEP,
        THEORY,
        WHISKER,
        POINT;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final MathContext DIGITS = new MathContext(5);
    private static final int FEWEST = 8;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Set<Kind> kinds = new LinkedHashSet<>();
    private final Scale x;
    private final Scale y;
    private final int most;
    private int frame = -1;
    private int segment;

    private Rows(Window window, int most) {
        this.x = window.x();
        this.y = window.y();
        this.most = most;
    }

    static Rows of(List<Chart> frames, int limit) {
        int layers = frames.stream().mapToInt(frame -> frame.layers().size()).sum();
        int most = layers == 0 ? limit : limit / layers;
        if (most < FEWEST) {
            throw new IllegalArgumentException(frames.size() + " charts with " + layers
                    + " curves in all leave fewer than " + FEWEST + " of " + limit
                    + " rows for each; give the sliders fewer values");
        }
        Chart first = frames.get(0);
        Rows rows = new Rows(Window.of(first.axes(), first.layers()), most);
        for (Chart chart : frames) {
            rows.frame++;
            chart.layers().forEach(rows::add);
        }
        return rows;
    }

    List<Map<String, Object>> all() {
        return rows;
    }

    Set<Kind> kinds() {
        return kinds;
    }

    private void add(Layer layer) {
        if (layer instanceof Layer.Curve curve) {
            add(curve);
        } else if (layer instanceof Layer.Ribbon band) {
            add(Kind.BAND, band.label(), band.x(), band.low(), band.high());
        } else if (layer instanceof Layer.Whiskers bars) {
            add(Kind.WHISKER, bars.label(), bars.x(), bars.low(), bars.high());
        } else if (layer instanceof Layer.Reference line) {
            Kind kind = line.vertical() ? Kind.VERTICAL : Kind.HORIZONTAL;
            add(kind, line.label(), line.value(), line.value(), Double.NaN);
        } else if (!layer.isTheory()) {
            throw new IllegalArgumentException(
                    "an explorer shows curves, points, bands, error bars, histograms, theory and"
                            + " reference lines, not heat maps, contours, annotations and insets");
        } else {
            Polyline line = Polyline.ofTheory(layer, x);
            line(Kind.THEORY, layer.label(), Decimation.line(line.x(), line.y(), most));
        }
    }

    private void add(Layer.Curve curve) {
        switch (curve.style()) {
            case POINTS -> line(Kind.POINT, curve.label(), Decimation.cloud(curve.x(), curve.y(), most));
            case LINE -> line(Kind.LINE, curve.label(), Decimation.line(curve.x(), curve.y(), most));
            case STEP -> line(Kind.STEP, curve.label(), Decimation.line(curve.x(), curve.y(), most));
            case BARS -> {
                double[] floor = new double[curve.x().length];
                java.util.Arrays.fill(floor, y.log() ? y.low() : 0);
                add(Kind.BARS, curve.label(), curve.x(), floor, curve.y());
            }
        }
    }

    private void line(Kind kind, String label, Polyline line) {
        segment++;
        for (int i = 0; i < line.x().length; i++) {
            if (drawable(line.x()[i], line.y()[i])) {
                add(kind, label, line.x()[i], line.y()[i], Double.NaN);
            } else {
                segment++;
            }
        }
    }

    private void add(Kind kind, String label, double[] places, double[] low, double[] high) {
        Polyline lows = Decimation.cloud(places, low, most);
        Polyline highs = Decimation.cloud(places, high, most);
        segment++;
        for (int i = 0; i < lows.x().length; i++) {
            double top = highs.y()[i];
            if (drawable(lows.x()[i], kind == Kind.BARS ? Math.max(top, lows.y()[i]) : top)
                    && !Double.isNaN(lows.y()[i])) {
                add(kind, label, lows.x()[i], y.clamp(lows.y()[i]), y.clamp(top));
            } else {
                segment++;
            }
        }
    }

    private boolean drawable(double atX, double atY) {
        return Scale.drawable(x.log(), atX) && Scale.drawable(y.log(), atY);
    }

    private void add(Kind kind, String label, double atX, double atY, double upper) {
        kinds.add(kind);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("frame", frame);
        row.put("kind", kind.label());
        row.put("label", label);
        row.put("part", segment);
        row.put("x", rounded(atX));
        row.put("y", rounded(atY));
        if (!Double.isNaN(upper)) {
            row.put("upper", rounded(upper));
        }
        rows.add(row);
    }

    /** Five digits are more than a screen shows. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
