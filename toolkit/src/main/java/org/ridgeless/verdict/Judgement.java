package org.ridgeless.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;

/**
 * What a check came to at a level of confidence, told by the cell that decides: the first among the worst.
 *
 * @param check the check
 * @param level of each of its intervals
 * @param outcome after the exchange that a contrast asks for
 * @param cell the label of the deciding cell; empty if there is one only
 * @param cells how many there are
 * @param predicted by theory in that cell; not a number for one-sided claims
 * @param accepted there; null where theory has no number
 * @param observed there
 * @param interval of the observation at the level
 * @param reason why nothing could be told, or what else matters; may be empty
 * @param exclusions one for each rival
 */
public record Judgement(
        Check check,
        double level,
        Outcome outcome,
        String cell,
        int cells,
        double predicted,
        Interval accepted,
        Estimate observed,
        Interval interval,
        String reason,
        List<Exclusion> exclusions) {
    private static final double LOOSE = 10;

    static Judgement of(Check check, List<Cell> cells, List<Rival> rivals, double level) {
        List<Exclusion> exclusions =
                rivals.stream().map(rival -> rival.against(cells, level)).toList();
        if (cells.isEmpty()) {
            Estimate nothing = Estimate.exactly(Double.NaN);
            return new Judgement(
                    check,
                    level,
                    Outcome.INCONCLUSIVE,
                    "",
                    0,
                    Double.NaN,
                    null,
                    nothing,
                    Interval.NOTHING,
                    "no cell to judge",
                    exclusions);
        }
        Outcome plain = cells.stream().map(cell -> cell.outcome(level)).reduce(Outcome.PASS, Outcome::and);
        Cell decisive = cells.stream()
                .filter(cell -> cell.outcome(level) == plain)
                .min(Comparator.comparingDouble(cell -> cell.comfort(level)))
                .orElseThrow();
        return new Judgement(
                check,
                level,
                check.isMustBreak() ? exchanged(plain) : plain,
                decisive.label(),
                cells.size(),
                decisive.predicted(),
                decisive.accepted(),
                decisive.estimate(),
                decisive.estimate().interval(level),
                reason(decisive, plain, cells, level),
                exclusions);
    }

    /** Whether every cell could be judged whatever chance there is in it. */
    boolean isRandom() {
        return observed.isRandom();
    }

    private static Outcome exchanged(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Outcome.FAIL;
            case FAIL -> Outcome.PASS;
            case INCONCLUSIVE -> Outcome.INCONCLUSIVE;
        };
    }

    private static String reason(Cell decisive, Outcome outcome, List<Cell> cells, double level) {
        if (outcome == Outcome.INCONCLUSIVE) {
            return decisive.reason(level);
        }
        if (outcome == Outcome.FAIL && cells.size() > 1) {
            return cells.stream()
                    .filter(cell -> cell.outcome(level) == Outcome.FAIL)
                    .map(Cell::label)
                    .limit(4)
                    .collect(Collectors.joining("; ", "outside in ", ""));
        }
        // The tightest instance speaks for an inequality: if even that is far from its bound, the bound says little.
        double slack = cells.stream().mapToDouble(Cell::looseness).min().orElse(1);
        return outcome == Outcome.PASS && slack > LOOSE ? "holds, and is loose: slack " + Numbers.show(slack) : "";
    }
}
