package org.ridgeless.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Several pictures in one, row by row. */
public final class Panels implements Plot {
    private final List<Plot> plots;
    private final int columns;

    private Panels(List<Plot> plots, int columns) {
        if (plots.isEmpty()) {
            throw new IllegalArgumentException("panels need at least one picture, got none");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("panels need at least 1 column, got " + columns);
        }
        this.plots = List.copyOf(plots);
        this.columns = Math.min(columns, plots.size());
    }

    /**
     * Pictures one below the other.
     *
     * @param plots from top to bottom, at least one
     * @return the panels
     * @throws IllegalArgumentException if there is none
     */
    public static Panels of(Plot... plots) {
        return new Panels(Arrays.asList(plots), 1);
    }

    /**
     * The same pictures in so many columns.
     *
     * @param count ≥ 1; not more than there are pictures
     * @return the panels, row by row
     * @throws IllegalArgumentException if the number is below 1
     */
    public Panels columns(int count) {
        return new Panels(plots, count);
    }

    /** The pictures in their order. */
    public List<Plot> plots() {
        return plots;
    }

    @Override
    public int width() {
        int widest = 0;
        for (int row = 0; row < rows(); row++) {
            widest = Math.max(widest, row(row).stream().mapToInt(Plot::width).sum());
        }
        return widest;
    }

    @Override
    public int height() {
        int total = 0;
        for (int row = 0; row < rows(); row++) {
            total += rowHeight(row);
        }
        return total;
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        int y = 0;
        for (int row = 0; row < rows(); row++) {
            int x = 0;
            for (Plot plot : row(row)) {
                Graphics2D part = (Graphics2D) graphics.create(x, y, plot.width(), plot.height());
                plot.paint(part);
                part.dispose();
                x += plot.width();
            }
            y += rowHeight(row);
        }
    }

    @Override
    public String caption() {
        return plots.stream().map(Plot::caption).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return caption();
    }

    private int rows() {
        return (plots.size() + columns - 1) / columns;
    }

    private List<Plot> row(int row) {
        return plots.subList(row * columns, Math.min(plots.size(), (row + 1) * columns));
    }

    private int rowHeight(int row) {
        return row(row).stream().mapToInt(Plot::height).max().orElse(0);
    }
}
