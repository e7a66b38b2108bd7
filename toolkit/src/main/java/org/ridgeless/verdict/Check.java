package org.ridgeless.verdict;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * A claim with what it accepts, what was observed, and which wrong theories it is to exclude. Made by {@link Claim}; judged
 * at a level of confidence, which a {@link Verdict} chooses for all of its checks together. Immutable.
 */
public final class Check implements Displayable {
    private final String claim;
    private final List<Cell> cells;
    private final List<Rival> rivals;
    private final boolean mustBreak;
    private final String note;

    Check(String claim, List<Cell> cells, List<Rival> rivals) {
        this(claim, cells, rivals, false, "");
    }

    private Check(String claim, List<Cell> cells, List<Rival> rivals, boolean mustBreak, String note) {
        this.claim = claim;
        this.cells = List.copyOf(cells);
        this.rivals = List.copyOf(rivals);
        this.mustBreak = mustBreak;
        this.note = note;
    }

    /**
     * This check for a contrast in which the claim must break, such as a misprinted formula: PASS and FAIL are exchanged, and
     * nothing else.
     */
    public Check mustBreak() {
        return new Check(claim, cells, rivals, true, note);
    }

    /**
     * This check with one more remark for the reader.
     *
     * @param remark a few words
     * @return a check that is judged in the same way
     */
    public Check note(String remark) {
        return new Check(claim, cells, rivals, mustBreak, note.isEmpty() ? remark : note + "; " + remark);
    }

    /**
     * This check with a rival in the place of the theory, over the cells in which the two differ. A sound check that excludes
     * the rival does not pass then.
     *
     * @param rivalName as in {@link #rivals}
     * @return a check without rivals
     * @throws IllegalArgumentException if there is no such rival
     */
    public Check supposing(String rivalName) {
        Rival rival = rivals.stream()
                .filter(candidate -> candidate.name().equals(rivalName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rival \"" + rivalName + "\" in: " + claim));
        List<Cell> supposed = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (rival.rooms().get(i) != null && rival.numbers().get(i) != cell.predicted()) {
                supposed.add(new Cell(
                        cell.label(),
                        cell.estimate(),
                        rival.numbers().get(i),
                        rival.rooms().get(i)));
            }
        }
        return new Check(claim, supposed, List.of(), false, "supposing " + rivalName);
    }

    /** The claim in words. */
    public String claim() {
        return claim;
    }

    /** What else a reader should know; may be empty. */
    public String note() {
        return note;
    }

    /** Whether this is a contrast in which the claim must break. */
    public boolean isMustBreak() {
        return mustBreak;
    }

    /** The names of the wrong theories that the check is to exclude. */
    public List<String> rivals() {
        return rivals.stream().map(Rival::name).toList();
    }

    /** How many confidence intervals it takes: one for each cell in which chance has a part. */
    int intervals() {
        return (int) cells.stream().filter(cell -> cell.estimate().isRandom()).count();
    }

    /**
     * What the check comes to when each of its intervals has this level.
     *
     * @param level between 0 and 1, both excluded
     * @return the judgement of the cell that decides
     * @throws IllegalArgumentException if the level is not between 0 and 1 and chance has a part in the check
     */
    public Judgement judge(double level) {
        return Judgement.of(this, cells, rivals, level);
    }

    @Override
    public MimeBundle mime() {
        return Verdict.of(claim, this).mime();
    }

    @Override
    public String toString() {
        return Verdict.of(claim, this).toString();
    }
}
