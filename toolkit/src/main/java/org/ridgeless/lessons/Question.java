package org.ridgeless.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * One thing that an exercise asks for: its right value, and the values that well-known wrong routes lead to, each with a
 * hint of its own. An answer that is a function is asked at several points, and its values there are compared as a whole.
 *
 * <pre>{@code
 * Question.of("the slope", 1 / margin)
 *     .route("That is the margin itself.", margin)
 *     .hint("How does the length grow with log t?")
 *     .judge(answer)
 * }</pre>
 *
 * <p>Values agree if they differ by less than a tolerance times the largest right one, so that the scale of an answer does
 * not matter.
 */
public final class Question {
    private static final double RELATIVE = 1e-6;

    private record Route(Predicate<double[]> taken, String hint) {}

    private final String name;
    private final double[] right;
    private final List<Route> routes = new ArrayList<>();
    private double tolerance = RELATIVE;
    private String hint = "";

    private Question(String name, double[] right) {
        this.name = name;
        this.right = right;
    }

    /**
     * A question with one right answer.
     *
     * @param name what the answer is called in the cell
     * @param right the right value, or the values of the right function at the points where the answer is asked
     * @return the question, without routes and hint
     * @throws IllegalArgumentException if there is no right value, or one is not finite
     */
    public static Question of(String name, double... right) {
        Objects.requireNonNull(name, "a question needs a name");
        if (right.length == 0) {
            throw new IllegalArgumentException("the question \"" + name + "\" has no right value");
        }
        for (double value : right) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the right value of \"" + name + "\" must be finite, got " + value);
            }
        }
        return new Question(name, right.clone());
    }

    /**
     * How far an answer may be off, relative to the largest right value; one in a million unless this says otherwise.
     *
     * @param relative from 0 to below 1
     * @return the question with that tolerance
     * @throws IllegalArgumentException if the tolerance is outside; the message has it
     */
    public Question within(double relative) {
        if (!(relative >= 0 && relative < 1)) {
            throw new IllegalArgumentException("the tolerance must be at least 0 and less than 1, got " + relative);
        }
        tolerance = relative;
        return this;
    }

    /**
     * A wrong route that leads to these values. Of several routes that fit, the first counts.
     *
     * @param hint what to say to who took it
     * @param values as many as are right
     * @return the question with that route behind the others
     * @throws IllegalArgumentException if there are more or fewer values
     */
    public Question route(String hint, double... values) {
        if (values.length != right.length) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" asks for " + right.length + " values, but a route has " + values.length);
        }
        return route(hint, answer -> agree(answer, values));
    }

    /**
     * A wrong route that is known by what its values have in common.
     *
     * @param hint what to say to who took it
     * @param taken whether values came by this route
     * @return the question with that route behind the others
     */
    public Question route(String hint, Predicate<double[]> taken) {
        routes.add(new Route(taken, hint));
        return this;
    }

    /**
     * What to say to an answer that none of the routes explains.
     *
     * @param general the hint
     * @return the question with that hint
     */
    public Question hint(String general) {
        hint = general;
        return this;
    }

    /**
     * Judges an answer: right, or wrong with the hint of the route that was taken.
     *
     * @param answer as many values as are right
     * @return the part of the score
     * @throws IllegalArgumentException if there are more or fewer values; the message has both counts
     */
    public Part judge(double... answer) {
        if (answer.length != right.length) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" asks for " + right.length + " values, got " + answer.length);
        }
        for (double value : answer) {
            if (Double.isNaN(value)) {
                return Part.wrong(name, "there is no number for \"" + name + "\" yet", hint);
            }
        }
        if (agree(answer, right)) {
            return Part.right(name);
        }
        String said = routes.stream()
                .filter(route -> route.taken().test(answer))
                .map(Route::hint)
                .findFirst()
                .orElse(hint);
        return Part.wrong(name, "\"" + name + "\" is not right", said);
    }

    private boolean agree(double[] answer, double[] values) {
        double scale = 0;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(answer[i] - values[i]) <= tolerance * scale)) {
                return false;
            }
        }
        return true;
    }
}
