package org.ridgeless.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;

/** A verdict as a table of plain text. */
final class VerdictText {
    private static final int LONGEST_CLAIM = 72;

    private VerdictText() {}

    static String headline(Verdict verdict) {
        String reason = verdict.reason();
        return verdict.title() + ": " + verdict.outcome() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    static List<String> headings(Verdict verdict) {
        boolean random = verdict.judgements().stream().anyMatch(Judgement::isRandom);
        String observed = random ? "observed (" + percent(verdict.level()) + " interval)" : "observed";
        return List.of("", "claim", "accepted", observed, "n", "excludes");
    }

    static List<String> row(Judgement judgement) {
        return List.of(
                badge(judgement),
                claim(judgement),
                accepted(judgement),
                observed(judgement.observed(), judgement.level()),
                String.format(Locale.ROOT, "%,d", judgement.observed().count()),
                judgement.exclusions().stream().map(Exclusion::toString).collect(Collectors.joining("; ")));
    }

    static String badge(Judgement judgement) {
        return judgement.outcome() == Outcome.PASS && judgement.check().isMustBreak()
                ? "BREAKS, as it must"
                : judgement.outcome().name();
    }

    /** The claim, and in which of several cells it was decided. */
    static String claim(Judgement judgement) {
        String text = judgement.check().claim();
        return judgement.cells() <= 1 || judgement.cell().isEmpty()
                ? text
                : text + ", worst of " + judgement.cells() + ": " + judgement.cell();
    }

    /** Remarks and reasons, for a line below the row. */
    static String detail(Judgement judgement) {
        String note = judgement.check().note();
        String reason = judgement.reason();
        return note.isEmpty() || reason.isEmpty() ? note + reason : reason + "; " + note;
    }

    static String accepted(Judgement judgement) {
        Interval accepted = judgement.accepted();
        if (accepted == null) {
            return "–";
        }
        if (Double.isInfinite(accepted.high())) {
            return "≥ " + Numbers.show(accepted.low());
        }
        if (Double.isInfinite(accepted.low())) {
            return "≤ " + Numbers.show(accepted.high());
        }
        return Numbers.show(accepted.low()) + " … " + Numbers.show(accepted.high());
    }

    static String observed(Estimate estimate, double level) {
        String value = Numbers.show(estimate.value());
        if (!estimate.isRandom() || Double.isInfinite(estimate.value()) || Double.isNaN(estimate.value())) {
            return value;
        }
        Interval interval = estimate.interval(level);
        return value + " (" + Numbers.show(interval.low()) + " … " + Numbers.show(interval.high()) + ")";
    }

    static String render(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(headings(verdict));
        verdict.judgements().forEach(judgement -> rows.add(row(judgement)));
        int[] widths = widths(rows);
        StringBuilder text = new StringBuilder(headline(verdict));
        for (int r = 0; r < rows.size(); r++) {
            text.append('\n').append(line(rows.get(r), widths));
            String detail = r == 0 ? "" : detail(verdict.judgements().get(r - 1));
            if (!detail.isEmpty()) {
                text.append('\n').append(" ".repeat(widths[0] + 6)).append(detail);
            }
        }
        return text.toString();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int most = i == 1 ? LONGEST_CLAIM : Integer.MAX_VALUE;
                widths[i] = Math.max(widths[i], Math.min(most, length(row.get(i))));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - length(row.get(i))));
            boolean number = i == 4;
            line.append("  ").append(number ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    /** Such as 99.93 %: as many digits as the distance from 100 % needs. */
    static String percent(double level) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(1 - level)) - 2) + (level > 0.99 ? 1 : 0);
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * level);
    }

    /** Letters outside the basic plane take one column, as in a terminal. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
