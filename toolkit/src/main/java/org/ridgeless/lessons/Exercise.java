package org.ridgeless.lessons;

import java.util.Objects;

/**
 * The check at the end of an exercise. It throws {@link WrongAnswer}, with a hint and without a stack trace, until the
 * answer is right.
 *
 * <pre>{@code
 * Exercise.hint("Write s for the root of the aspect ratio.").near((1 + s) / (1 - s), 3, 1e-9)
 * }</pre>
 */
public final class Exercise {

    private final String hint;

    private Exercise(String hint) {
        this.hint = hint;
    }

    /** An exercise with the hint that a wrong answer brings up. */
    public static Exercise hint(String hint) {
        return new Exercise(Objects.requireNonNull(hint, "an exercise needs a hint"));
    }

    /** Requires a number to lie within a tolerance of another, which a wrong answer is not told. */
    public String near(double answer, double wanted, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + ", but it must be 0 or more");
        }
        if (Double.isNaN(answer) || Double.isNaN(wanted)) {
            throw new WrongAnswer("there is no number yet", hint);
        }
        if (!(Math.abs(answer - wanted) <= tolerance)) {
            throw new WrongAnswer(answer + (answer > wanted ? " is too large" : " is too small"), hint);
        }
        return "Solved.";
    }

    /** Requires a statement about the answer to be true; {@code statement} says in words what is required. */
    public String holds(boolean fulfilled, String statement) {
        if (!fulfilled) {
            throw new WrongAnswer("it should be true that " + statement, hint);
        }
        return "Solved: " + statement + ".";
    }
}
