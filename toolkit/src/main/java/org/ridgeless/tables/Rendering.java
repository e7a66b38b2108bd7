package org.ridgeless.tables;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.display.Html;
import org.ridgeless.display.Numbers;

/** Tables for people: the first twenty rows, four significant digits. */
final class Rendering {
    static final int ROWS = 20;

    private Rendering() {}

    static String html(Results results) {
        StringBuilder html = new StringBuilder("<div>");
        if (!headline(results).isEmpty()) {
            html.append("<b>").append(Html.escape(headline(results))).append("</b>");
        }
        html.append("<table><thead><tr>");
        results.columns().forEach(name -> html.append(Html.heading(name, results.isNumeric(name))));
        html.append("</tr></thead><tbody>");
        for (List<String> row : cells(results)) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append(Html.cell(
                        row.get(c), results.isNumeric(results.columns().get(c))));
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>").append(more(results).isEmpty() ? "" : "<small>" + more(results) + "</small>");
        return html.append("</div>").toString();
    }

    static String text(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(results.columns());
        rows.addAll(cells(results));
        int[] widths = new int[results.columns().size()];
        rows.forEach(row -> {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        });
        StringBuilder text = new StringBuilder(headline(results));
        for (List<String> row : rows) {
            text.append('\n');
            for (int c = 0; c < widths.length; c++) {
                String padding = " ".repeat(widths[c] - row.get(c).length());
                boolean right = results.isNumeric(results.columns().get(c));
                text.append("  ").append(right ? padding + row.get(c) : row.get(c) + padding);
            }
        }
        return text.append(more(results).isEmpty() ? "" : "\n  " + more(results))
                .toString();
    }

    private static List<List<String>> cells(Results results) {
        List<List<String>> rows = new ArrayList<>();
        int shown = Math.min(results.shown(), results.rows());
        List<String[]> columns = new ArrayList<>();
        for (String name : results.columns()) {
            columns.add(results.isNumeric(name) ? shorten(results.numbers(name), shown) : results.texts(name));
        }
        for (int i = 0; i < shown; i++) {
            List<String> row = new ArrayList<>();
            for (String[] column : columns) {
                row.add(column[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String[] shorten(double[] values, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = Numbers.show(values[i]);
        }
        return texts;
    }

    private static String headline(Results results) {
        return results.title() + (results.isPartial() ? " (" + results.missing() + ", partial result)" : "");
    }

    private static String more(Results results) {
        return results.rows() > results.shown() ? "… " + (results.rows() - results.shown()) + " more rows" : "";
    }
}
