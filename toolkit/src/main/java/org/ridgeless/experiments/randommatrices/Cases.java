package org.ridgeless.experiments.randommatrices;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Outcome;

/** One claim over many cells of a grid: the cell that does worst speaks for all. Immutable. */
final class Cases {
    private final String claim;
    private final List<Check> checks;
    private final List<Double> scores;

    private Cases(String claim, List<Check> checks, List<Double> scores) {
        this.claim = claim;
        this.checks = checks;
        this.scores = scores;
    }

    static Cases of(String claim) {
        return new Cases(claim, List.of(), List.of());
    }

    /** These cases with one more: |observed − predicted| ≤ absolute + relative·|predicted| + 3 SE. */
    Cases and(String label, double predicted, double observed, double error, double absolute, double relative) {
        Check check = Claim.that(claim)
                .predicts(predicted)
                .observed(observed, error)
                .within(absolute, relative)
                .note(label);
        double allowed = absolute + relative * Math.abs(predicted) + 3 * error;
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        List<Double> all = new ArrayList<>(scores);
        all.add(Math.abs(observed - predicted) / allowed);
        return new Cases(claim, more, all);
    }

    /** The check of the worst case. */
    Check worst() {
        int worst = 0;
        for (int i = 1; i < checks.size(); i++) {
            int rank = rank(checks.get(i).outcome()) - rank(checks.get(worst).outcome());
            if (rank > 0 || (rank == 0 && scores.get(i) > scores.get(worst))) {
                worst = i;
            }
        }
        String note = String.format(
                Locale.ROOT, "worst of %d cases, at %.2f of what is allowed", checks.size(), scores.get(worst));
        return checks.get(worst).note(note);
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case PASS -> 0;
            case INCONCLUSIVE -> 1;
            case FAIL -> 2;
        };
    }
}
