package org.ridgeless.oldverdict;

import org.ridgeless.display.Html;

/** A verdict as an HTML table that takes its colours from the page, so that it reads in a dark theme too. */
final class VerdictHtml {
    private VerdictHtml() {}

    static String render(Verdict verdict) {
        StringBuilder html = new StringBuilder("<div><b>")
                .append(Html.escape(VerdictText.headline(verdict)))
                .append("</b><table><thead><tr>");
        for (int i = 0; i < VerdictText.HEADINGS.size(); i++) {
            html.append(Html.heading(VerdictText.HEADINGS.get(i), i > 1));
        }
        html.append("</tr></thead><tbody>");
        for (Check check : verdict.checks()) {
            row(html, check);
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static void row(StringBuilder html, Check check) {
        var cells = VerdictText.row(check);
        html.append("<tr><td style=\"text-align:left\">")
                .append(badge(check.outcome()))
                .append("</td>");
        html.append("<td style=\"text-align:left\">").append(Html.escape(cells.get(1)));
        if (!check.detail().isEmpty()) {
            html.append("<br><small>").append(Html.escape(check.detail())).append("</small>");
        }
        html.append("</td>");
        for (int i = 2; i < cells.size(); i++) {
            html.append(Html.cell(cells.get(i), true));
        }
        html.append("</tr>");
    }

    /** Colour and sign together, so that the outcome does not hang on colour alone. */
    private static String badge(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "<b style=\"color:#1b8a5a;white-space:nowrap\">✓ PASS</b>";
            case FAIL -> "<b style=\"color:#d1495b;white-space:nowrap\">✗ FAIL</b>";
            case INCONCLUSIVE -> "<b style=\"color:#c98a00;white-space:nowrap\">? INCONCLUSIVE</b>";
        };
    }
}
