package org.ridgeless.oldverdict;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.display.Numbers;

/** A verdict as a table of plain text. */
final class VerdictText {
    static final List<String> HEADINGS = List.of("", "claim", "predicted", "observed", "± SE", "tolerance");
    private static final int FIRST_NUMBER = 2;

    private VerdictText() {}

    static List<String> row(Check check) {
        return List.of(
                check.outcome().name(),
                check.claim(),
                Numbers.show(check.predicted()),
                Numbers.show(check.observed()),
                check.standardError() == 0 ? "exact" : Numbers.show(check.standardError()),
                Numbers.show(check.tolerance()));
    }

    static String headline(Verdict verdict) {
        return verdict.title() + ": " + verdict.outcome()
                + (verdict.isPartial() ? " (interrupted, partial result)" : "");
    }

    static String render(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        verdict.checks().forEach(check -> rows.add(row(check)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder(headline(verdict));
        for (int r = 0; r < rows.size(); r++) {
            text.append('\n').append(line(rows.get(r), widths));
            String detail = r == 0 ? "" : verdict.checks().get(r - 1).detail();
            if (!detail.isEmpty()) {
                text.append("  (").append(detail).append(')');
            }
        }
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - length(row.get(i)));
            line.append("  ").append(i < FIRST_NUMBER ? row.get(i) + padding : padding + row.get(i));
        }
        return line.toString();
    }

    /** Letters outside the basic plane take one column, as in a terminal. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
