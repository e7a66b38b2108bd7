package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries below the chart, wrapped to its width, so that no curve hides behind its own explanation. */
final class Legend {
    static final int ROW = 19;
    private static final double SIZE = 12;
    private static final int SWATCH = 26;
    private static final int GAP = 6;
    private static final int BETWEEN = 18;
    private static final double RADIUS = 3.4;

    /** What stands before a label: an area, a stroke, a marker, or several of them. */
    record Entry(MathText label, Color area, Color color, BasicStroke stroke, Marker marker) {
        double length() {
            return SWATCH + GAP + label.width(SIZE) + BETWEEN;
        }
    }

    private final List<Entry> entries;

    private Legend(List<Entry> entries) {
        this.entries = entries;
    }

    /** One entry for each label: data first, then theory and reference lines. */
    static Legend of(List<Layer> layers, Look look) {
        Map<String, Entry> data = new LinkedHashMap<>();
        Map<String, Entry> theory = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (!layer.label().isEmpty()) {
                Entry entry = entry(layer, i, look);
                if (entry != null) {
                    boolean first = layer instanceof Layer.Curve || layer instanceof Layer.Ribbon;
                    (first ? data : theory).merge(layer.label(), entry, Legend::both);
                }
            }
        }
        List<Entry> all = new ArrayList<>(data.values());
        theory.forEach((label, entry) -> all.add(entry));
        return new Legend(all);
    }

    private static Entry entry(Layer layer, int i, Look look) {
        MathText label = MathText.of(layer.label());
        Color color = Palette.data(look.series(i));
        if (layer instanceof Layer.Ribbon) {
            return new Entry(label, Palette.band(look.series(i)), null, null, null);
        }
        if (layer instanceof Layer.Curve curve) {
            return switch (curve.style()) {
                case BARS -> new Entry(label, Palette.band(look.series(i)), color, Palette.solid(1.2f), null);
                case POINTS -> new Entry(label, null, color, null, look.marker(i));
                case LINE, STEP ->
                    new Entry(
                            label,
                            null,
                            color,
                            Palette.solid(Palette.LINE_WIDTH),
                            look.isMarkedLine(curve) ? look.marker(i) : null);
            };
        }
        if (layer.isTheory()) {
            Color ink = look.isShared(layer.label()) ? Palette.INK : look.theoryColor(i);
            return new Entry(label, null, ink, Palette.theoryStroke(look.theory(layer)), null);
        }
        if (layer instanceof Layer.Reference) {
            return new Entry(label, null, Palette.REFERENCE, Palette.referenceStroke(look.reference(layer)), null);
        }
        if (layer instanceof Layer.Contours) {
            return new Entry(label, null, Palette.INK, Palette.solid(1), null);
        }
        return null;
    }

    /** A label drawn in two ways, as line and points, or as area and line. */
    private static Entry both(Entry a, Entry b) {
        return new Entry(
                a.label(),
                a.area() == null ? b.area() : a.area(),
                a.color() == null ? b.color() : a.color(),
                a.stroke() == null ? b.stroke() : a.stroke(),
                a.marker() == null ? b.marker() : a.marker());
    }

    int height(int width) {
        return rows(width).size() * ROW;
    }

    void paint(Graphics2D graphics, int top, int width) {
        int y = top;
        for (List<Entry> row : rows(width)) {
            double total = row.stream().mapToDouble(Entry::length).sum() - BETWEEN;
            double x = Math.max(GAP, (width - total) / 2);
            for (Entry entry : row) {
                paint(graphics, entry, x, y);
                x += entry.length();
            }
            y += ROW;
        }
    }

    private static void paint(Graphics2D graphics, Entry entry, double x, int y) {
        double middle = y + ROW / 2.0;
        if (entry.area() != null) {
            graphics.setColor(entry.area());
            graphics.fill(new Rectangle2D.Double(x, middle - 5, SWATCH, 10));
        }
        graphics.setColor(entry.color());
        if (entry.stroke() != null) {
            graphics.setStroke(entry.stroke());
            graphics.draw(new Line2D.Double(x, middle, x + SWATCH, middle));
        }
        if (entry.marker() != null) {
            graphics.fill(entry.marker().at(x + SWATCH / 2.0, middle, RADIUS));
        }
        graphics.setColor(Palette.INK);
        entry.label().draw(graphics, SIZE, x + SWATCH + GAP, middle + 4);
    }

    private List<List<Entry>> rows(int width) {
        List<List<Entry>> rows = new ArrayList<>();
        double used = width;
        for (Entry entry : entries) {
            double length = entry.length();
            if (rows.isEmpty() || used + length - BETWEEN > width - 2 * GAP) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += length;
        }
        return rows;
    }
}
