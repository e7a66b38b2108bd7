package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Entries below the chart, wrapped to its width, so that no curve hides behind its own explanation. */
final class Legend {
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int SWATCH = 26;
    private static final int GAP = 6;
    private static final int BETWEEN = 18;
    static final int ROW = 19;

    /** What stands before a label. */
    enum Sign {
        LINE,
        POINT,
        AREA
    }

    record Entry(String label, Sign sign, Color color, BasicStroke stroke) {}

    private final List<Entry> entries;

    Legend(List<Entry> entries) {
        this.entries = entries;
    }

    int height(Graphics2D graphics, int width) {
        return rows(graphics.getFontMetrics(FONT), width).size() * ROW;
    }

    void paint(Graphics2D graphics, int top, int width) {
        FontMetrics metrics = graphics.getFontMetrics(FONT);
        int y = top;
        for (List<Entry> row : rows(metrics, width)) {
            int total = row.stream().mapToInt(e -> length(metrics, e)).sum() - BETWEEN;
            int x = Math.max(GAP, (width - total) / 2);
            for (Entry entry : row) {
                paint(graphics, entry, x, y);
                x += length(metrics, entry);
            }
            y += ROW;
        }
    }

    private void paint(Graphics2D graphics, Entry entry, int x, int y) {
        double middle = y + ROW / 2.0;
        graphics.setColor(entry.color());
        switch (entry.sign()) {
            case LINE -> {
                graphics.setStroke(entry.stroke());
                graphics.draw(new Line2D.Double(x, middle, x + SWATCH, middle));
            }
            case POINT -> graphics.fill(new Ellipse2D.Double(x + SWATCH / 2.0 - 3, middle - 3, 6, 6));
            case AREA -> graphics.fill(new Rectangle2D.Double(x, middle - 5, SWATCH, 10));
        }
        graphics.setFont(FONT);
        graphics.setColor(Palette.INK);
        graphics.drawString(entry.label(), x + SWATCH + GAP, (float) middle + 4);
    }

    private List<List<Entry>> rows(FontMetrics metrics, int width) {
        List<List<Entry>> rows = new ArrayList<>();
        int used = width;
        for (Entry entry : entries) {
            int length = length(metrics, entry);
            if (rows.isEmpty() || used + length - BETWEEN > width - 2 * GAP) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += length;
        }
        return rows;
    }

    private static int length(FontMetrics metrics, Entry entry) {
        return SWATCH + GAP + metrics.stringWidth(entry.label()) + BETWEEN;
    }
}
