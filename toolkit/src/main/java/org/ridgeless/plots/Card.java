package org.ridgeless.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** A white card with the chart, its legend and its notes. */
record Card(Axes axes, List<Layer> layers, List<String> notes) {
    private static final Font NOTE_FONT = new Font(Font.SANS_SERIF, Font.ITALIC, 11);
    private static final int NOTE_ROW = 15;
    private static final int FOOT = 6;

    void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, axes.width(), axes.height());
        Drawing drawing = new Drawing(axes, layers);
        Legend legend = new Legend(drawing.legend());
        List<String> remarks = new ArrayList<>();
        List<String> all = new ArrayList<>(notes);
        all.addAll(drawing.notes());
        FontMetrics metrics = graphics.getFontMetrics(NOTE_FONT);
        all.forEach(note -> wrap(note, metrics, axes.width() - 4 * FOOT, remarks));
        int below = legend.height(graphics, axes.width()) + remarks.size() * NOTE_ROW + FOOT;
        int chartHeight = Math.max(axes.height() / 3, axes.height() - below);
        drawing.xchart(axes.width(), chartHeight, false).paint(graphics, axes.width(), chartHeight);
        legend.paint(graphics, chartHeight, axes.width());
        graphics.setFont(NOTE_FONT);
        graphics.setColor(Palette.NOTE);
        int y = axes.height() - FOOT - (remarks.size() - 1) * NOTE_ROW;
        for (String remark : remarks) {
            graphics.drawString(remark, (axes.width() - metrics.stringWidth(remark)) / 2f, y);
            y += NOTE_ROW;
        }
    }

    private static void wrap(String note, FontMetrics metrics, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : note.split(" ")) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }
}
