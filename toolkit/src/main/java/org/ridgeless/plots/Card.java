package org.ridgeless.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** A white card with the chart, its legend and its notes. */
record Card(Axes axes, List<Layer> layers, List<String> notes) {
    private static final double TITLE_SIZE = 15;
    private static final double SMALLEST_TITLE = 8;
    private static final double NOTE_SIZE = 11;
    private static final int NOTE_ROW = 15;
    private static final int EDGE = 8;
    private static final int TITLE_ROW = 30;
    private static final int AXIS_TITLE_ROW = 20;
    private static final int TICK_ROW = 24;
    private static final double SMALL = 0.78;

    void paint(Graphics2D graphics) {
        paint(graphics, true);
    }

    private void paint(Graphics2D graphics, boolean legendToo) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, axes.width(), axes.height());
        Look look = new Look(layers);
        Window window = Window.of(axes, layers);
        Legend legend = Legend.of(legendToo ? layers : List.of(), look);
        List<MathText> remarks = legendToo ? remarks(window) : List.of();
        int below =
                legend.height(axes.width()) + remarks.size() * NOTE_ROW + (remarks.isEmpty() ? 0 : EDGE / 2) + EDGE / 2;
        int chartHeight = Math.max(axes.height() / 3, axes.height() - below);
        chart(graphics, look, window, chartHeight);
        legend.paint(graphics, chartHeight, axes.width());
        graphics.setColor(Palette.NOTE);
        double y = axes.height() - EDGE - (remarks.size() - 1) * NOTE_ROW;
        for (MathText remark : remarks) {
            remark.draw(graphics, NOTE_SIZE, (axes.width() - remark.width(NOTE_SIZE)) / 2, y);
            y += NOTE_ROW;
        }
    }

    private void chart(Graphics2D graphics, Look look, Window window, int height) {
        double top = axes.title().isEmpty() ? EDGE + 4 : TITLE_ROW + EDGE;
        double bottom = height - TICK_ROW - (axes.x().isEmpty() ? 0 : AXIS_TITLE_ROW);
        double plotHeight = Math.max(1, bottom - top);
        Ticks y = AxesPainter.vertical(window.y(), Integers.onY(layers), plotHeight);
        double left =
                EDGE + AxesPainter.widest(y) + AxesPainter.MARK + 5 + (axes.y().isEmpty() ? 0 : AXIS_TITLE_ROW);
        double barLeft = axes.width() - EDGE - barWidth(plotHeight);
        double right = barLeft - (heat() == null ? EDGE : 14);
        double plotWidth = Math.max(1, right - left);
        Ticks x = AxesPainter.horizontal(axes, window.x(), Integers.onX(layers), plotWidth);
        Frame frame = new Frame(left, top, plotWidth, plotHeight, window);
        AxesPainter painter = new AxesPainter(graphics, frame, x, y);
        painter.grid();
        Graphics2D inside = (Graphics2D) graphics.create();
        inside.clip(frame.rectangle());
        new Drawing(inside, frame, layers, look).paint();
        inside.dispose();
        painter.axes(MathText.of(axes.x()), MathText.of(axes.y()));
        if (heat() != null) {
            HeatMap.paintBar(graphics, heat(), frame, barLeft);
        }
        title(graphics, frame);
        insets(graphics, frame);
    }

    private void title(Graphics2D graphics, Frame frame) {
        MathText title = MathText.of(axes.title(), Font.BOLD);
        double room = axes.width() - 2 * EDGE;
        double size = Math.max(
                SMALLEST_TITLE, Math.min(TITLE_SIZE, TITLE_SIZE * room / Math.max(1, title.width(TITLE_SIZE))));
        double width = title.width(size);
        double centred = frame.left() + (frame.width() - width) / 2;
        graphics.setColor(Palette.INK);
        title.draw(graphics, size, Math.max(EDGE, Math.min(centred, axes.width() - EDGE - width)), 24);
    }

    private Layer.Heat heat() {
        return (Layer.Heat)
                layers.stream().filter(l -> l instanceof Layer.Heat).findFirst().orElse(null);
    }

    private double barWidth(double height) {
        if (heat() == null) {
            return 0;
        }
        double numbers = AxesPainter.widest(HeatMap.ticks(heat(), height));
        return HeatMap.BAR + 5 + numbers + (heat().label().isEmpty() ? 0 : AXIS_TITLE_ROW);
    }

    /** Charts inside are drawn smaller, without legend and notes. */
    private void insets(Graphics2D graphics, Frame frame) {
        for (Layer layer : layers) {
            if (layer instanceof Layer.Inset inset) {
                double width = inset.width() * frame.width();
                double height = inset.height() * frame.height();
                Graphics2D part = (Graphics2D) graphics.create();
                part.translate(
                        frame.left() + inset.left() * frame.width(),
                        frame.bottom() - inset.bottom() * frame.height() - height);
                part.scale(SMALL, SMALL);
                Chart chart = inset.chart();
                Axes size = chart.axes().withSize((int) (width / SMALL), (int) (height / SMALL));
                new Card(size, chart.layers(), List.of()).paint(part, false);
                part.dispose();
            }
        }
    }

    private List<MathText> remarks(Window window) {
        List<MathText> lines = new ArrayList<>();
        List<String> all = new ArrayList<>(notes);
        all.addAll(Remarks.of(axes, layers, window));
        all.forEach(note -> wrap(note, axes.width() - 4.0 * EDGE, lines));
        return lines;
    }

    private static void wrap(String note, double width, List<MathText> lines) {
        // A formula is not broken: spaces between dollar signs do not count.
        String[] words = note.split(note.contains("$") ? " (?=(?:[^$]*\\$[^$]*\\$)*[^$]*$)" : " ");
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (!line.isEmpty() && MathText.of(line + " " + word, Font.ITALIC).width(NOTE_SIZE) > width) {
                lines.add(MathText.of(line.toString(), Font.ITALIC));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(MathText.of(line.toString(), Font.ITALIC));
    }
}
