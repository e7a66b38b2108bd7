package org.ridgeless.lab.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ridgeless.display.Numbers;
import org.ridgeless.verdict.Contrast;
import org.ridgeless.verdict.Exclusion;
import org.ridgeless.verdict.Interval;
import org.ridgeless.verdict.Judgement;
import org.ridgeless.verdict.Verdict;

/**
 * A wrong theory of a study and the observation that speaks most clearly against it.
 *
 * @param claim of which it is a rival
 * @param cell of the claim, empty if there is one only
 */
record Rivalry(
        String claim,
        String rival,
        double value,
        String cell,
        boolean excluded,
        double standardErrors,
        Contrast contrast) {

    /** One for each rival of a verdict that says something else than the theory. */
    static List<Rivalry> of(Verdict verdict) {
        List<Exclusion> clearest = verdict.rivals();
        List<Rivalry> all = new ArrayList<>();
        for (Judgement judgement : verdict.judgements()) {
            for (Exclusion exclusion : judgement.exclusions()) {
                boolean chosen = clearest.stream().anyMatch(candidate -> candidate == exclusion);
                if (chosen && exclusion.contrast() != null) {
                    all.add(of(judgement.check().claim(), exclusion));
                }
            }
        }
        return List.copyOf(all);
    }

    private static Rivalry of(String claim, Exclusion exclusion) {
        return new Rivalry(
                claim,
                exclusion.rival(),
                exclusion.value(),
                exclusion.cell(),
                exclusion.excluded(),
                exclusion.standardErrors(),
                exclusion.contrast());
    }

    /** What the data say of it, in a sentence. */
    String sentence() {
        if (!excluded) {
            return "These data do not exclude it.";
        }
        if (Double.isInfinite(standardErrors)) {
            return "The data exclude it exactly: nothing here is random.";
        }
        String distance = String.format(Locale.ROOT, standardErrors < 10 ? "%.1f" : "%,.0f", standardErrors);
        return "The data exclude it: they lie " + distance + " standard errors from everything it would accept.";
    }

    static String text(Interval interval) {
        if (Double.isInfinite(interval.low())) {
            return "≤ " + Numbers.show(interval.high());
        }
        return Double.isInfinite(interval.high())
                ? "≥ " + Numbers.show(interval.low())
                : Numbers.show(interval.low()) + " … " + Numbers.show(interval.high());
    }

    static String text(double value, Interval interval) {
        return interval.low() == interval.high()
                ? Numbers.show(value)
                : Numbers.show(value) + " (" + Numbers.show(interval.low()) + " … " + Numbers.show(interval.high())
                        + ")";
    }
}
