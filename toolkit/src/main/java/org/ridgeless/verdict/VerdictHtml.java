package org.ridgeless.verdict;

import java.util.List;
import org.ridgeless.display.Html;

/** A verdict as an HTML table that takes its colours from the page, so that it reads in a dark theme too. */
final class VerdictHtml {
    private VerdictHtml() {}

    static String render(Verdict verdict) {
        StringBuilder html = new StringBuilder("<div><b>")
                .append(Html.escape(VerdictText.headline(verdict)))
                .append("</b><table><thead><tr>");
        List<String> headings = VerdictText.headings(verdict);
        for (int i = 0; i < headings.size(); i++) {
            html.append(Html.heading(headings.get(i), isNumber(i)));
        }
        html.append("</tr></thead><tbody>");
        verdict.judgements().forEach(judgement -> row(html, judgement));
        return html.append("</tbody></table></div>").toString();
    }

    private static void row(StringBuilder html, Judgement judgement) {
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
            html.append(Html.cell(cells.get(i), isNumber(i)));
        }
        html.append("</tr>");
    }

    private static boolean isNumber(int column) {
        return column > 1 && column < 5;
    }

    /** Colour and sign together, so that the outcome does not hang on colour alone. */
    private static String badge(Judgement judgement) {
        String text = VerdictText.badge(judgement);
        return switch (judgement.outcome()) {
            case PASS -> "<b style=\"color:#1b8a5a;white-space:nowrap\">✓ " + text + "</b>";
            case FAIL -> "<b style=\"color:#d1495b;white-space:nowrap\">✗ " + text + "</b>";
            case INCONCLUSIVE -> "<b style=\"color:#c98a00;white-space:nowrap\">? " + text + "</b>";
        };
    }
}
