package org.ridgeless.verdict;

import java.util.List;
import org.ridgeless.display.Html;

/**
 * A verdict as an HTML table that takes its colours from the page, so that it reads in a dark theme too. Each cell knows its
 * heading: where a page is too narrow for a table, its style sheet can write one below the other.
 */
final class VerdictHtml {
    private VerdictHtml() {}

    static String render(Verdict verdict) {
        StringBuilder html = new StringBuilder("<div><b>")
                .append(Html.escape(VerdictText.headline(verdict)))
                .append("</b><table class=\"verdict\"><thead><tr>");
        List<String> headings = VerdictText.headings(verdict);
        for (int i = 0; i < headings.size(); i++) {
            html.append(Html.heading(headings.get(i), isNumber(i)));
        }
        html.append("</tr></thead><tbody>");
        verdict.judgements().forEach(judgement -> row(html, judgement, headings));
        return html.append("</tbody></table></div>").toString();
    }

    private static void row(StringBuilder html, Judgement judgement, List<String> headings) {
        List<String> cells = VerdictText.row(judgement);
        html.append("<tr><td style=\"text-align:left\">")
                .append(badge(judgement))
                .append("</td>");
        html.append("<td style=\"text-align:left\">").append(Html.escape(cells.get(1)));
        String detail = VerdictText.detail(judgement);
        if (!detail.isEmpty()) {
            html.append("<br><small>").append(Html.escape(detail)).append("</small>");
        }
        html.append("</td>");
        for (int i = 2; i < cells.size(); i++) {
            html.append(Html.cell(cells.get(i), isNumber(i), headings.get(i)));
        }
        html.append("</tr>");
    }

    private static boolean isNumber(int column) {
        return column > 1 && column < 5;
    }

    /** Sign and colour together, so that the outcome does not hang on colour alone; white on a ground that suits any theme. */
    private static String badge(Judgement judgement) {
        String text = VerdictText.badge(judgement);
        return switch (judgement.outcome()) {
            case PASS -> badge("#116329", "✓ " + text);
            case FAIL -> badge("#b3261e", "✗ " + text);
            case INCONCLUSIVE -> badge("#8a5a00", "? " + text);
        };
    }

    private static String badge(String ground, String text) {
        return "<b style=\"background:" + ground
                + ";color:#ffffff;padding:1px 6px;border-radius:4px;white-space:nowrap\">" + text + "</b>";
    }
}
