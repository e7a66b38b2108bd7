package org.ridgeless.lessons;

import java.util.List;
import java.util.stream.Collectors;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * The outcome of a check: which share of an exercise is solved, and what is still missing. An exercise of which no part is
 * solved has no score; it throws {@link WrongAnswer} instead, so that <i>Run All</i> stops there and a grader gives no points.
 */
public final class Score implements Displayable {
    private final List<Part> parts;

    private Score(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * The score of an exercise, all parts counting alike.
     *
     * @param parts at least one
     * @return the score
     * @throws IllegalArgumentException if there is no part
     * @throws WrongAnswer if no part is solved, with the hint of the first
     */
    public static Score of(Part... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("an exercise has at least one part");
        }
        var score = new Score(List.of(parts));
        if (score.solved() == 0) {
            throw new WrongAnswer(parts[0].finding(), parts[0].hint());
        }
        return score;
    }

    /** The share that is solved: a number above 0, and 1 if nothing is missing. */
    public double share() {
        return (double) solved() / parts.size();
    }

    /**
     * The points for this score, as nbgrader takes them from the last value of a cell with tests; prints what is missing.
     *
     * @param worth what the whole exercise is worth, above 0
     * @return the part of the worth that is earned
     * @throws IllegalArgumentException if the worth is not a finite number above 0
     */
    public double points(double worth) {
        if (!(worth > 0) || Double.isInfinite(worth)) {
            throw new IllegalArgumentException("an exercise is worth a finite number of points above 0, got " + worth);
        }
        if (share() < 1) {
            System.out.println(this);
        }
        return worth * share();
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(toString());
    }

    /** The share and what was found, in words. */
    @Override
    public String toString() {
        if (share() == 1) {
            return "1 of 1: solved.";
        }
        String missing = parts.stream()
                .filter(part -> !part.isRight())
                .map(part -> WrongAnswer.text(part.finding(), part.hint()))
                .collect(Collectors.joining(" "));
        return "%.2f of 1. %s".formatted(share(), missing);
    }

    private long solved() {
        return parts.stream().filter(Part::isRight).count();
    }
}
