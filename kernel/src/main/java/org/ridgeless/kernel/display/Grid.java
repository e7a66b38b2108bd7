package org.ridgeless.kernel.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of texts, already cut to what is shown.
 *
 * @param caption what the table is, such as {@code double[100][20]}; empty for none
 * @param header the names of the columns; empty for none
 * @param rows the cells, row by row
 * @param numeric whether the cells are numbers, which stand at the right of their columns
 */
record Grid(String caption, List<String> header, List<List<String>> rows, boolean numeric) {
    String text() {
        List<List<String>> lines = new ArrayList<>();
        if (!header.isEmpty()) {
            lines.add(header);
        }
        lines.addAll(rows);
        int[] widths = widths(lines);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(textLine(line, widths));
        }
        return caption.isEmpty() ? text.toString() : text + "\n" + caption;
    }

    private String textLine(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? "" : "  ").append(numeric ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int[] widths(List<List<String>> lines) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        return widths;
    }

    /** Front ends style tables themselves, in light and dark; only the alignment is given. */
    String html() {
        int width =
                Math.max(header.size(), rows.stream().mapToInt(List::size).max().orElse(0));
        StringBuilder html = new StringBuilder("<table>\n");
        if (!header.isEmpty()) {
            html.append("<thead><tr>");
            header.forEach(cell -> html.append(htmlCell("th", cell)));
            html.append("</tr></thead>\n");
        }
        html.append("<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append(htmlCell("td", cell)));
            html.append("<td></td>".repeat(width - row.size())).append("</tr>\n");
        }
        html.append("</tbody>\n</table>");
        if (!caption.isEmpty()) {
            html.append("\n<div style=\"color: var(--jp-content-font-color2, inherit); font-size: 0.85em\">");
            html.append(Markup.escape(caption)).append("</div>");
        }
        return html.toString();
    }

    private String htmlCell(String tag, String text) {
        String align = numeric ? "right" : "left";
        return String.format(Locale.ROOT, "<%s style=\"text-align: %s\">%s</%s>", tag, align, Markup.escape(text), tag);
    }
}
