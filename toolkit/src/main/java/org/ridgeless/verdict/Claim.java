package org.ridgeless.verdict;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A statement that can be wrong. It becomes a {@link Check} by saying what was observed, what theory predicts, what a wrong
 * theory would predict, and which distance is accepted.
 *
 * {@snippet file="VerdictTest.java" region="claim"}
 */
public final class Claim {
    private final String text;

    private Claim(String text) {
        this.text = text;
    }

    /**
     * A claim in words.
     *
     * @param text short enough for a line of a table
     * @return the claim, waiting for what was observed
     * @throws IllegalArgumentException if the text is blank
     */
    public static Claim that(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a claim needs words, got a blank text");
        }
        return new Claim(text);
    }

    /**
     * One observation.
     *
     * @param estimate the number with its interval
     * @return the observation, waiting for what theory predicts and accepts
     */
    public Observation<String> observed(Estimate estimate) {
        return each(List.of(""), item -> estimate);
    }

    /**
     * A number without any randomness; see {@link Estimate#exactly}.
     *
     * @param exact the number
     * @return the observation, waiting for what theory predicts and accepts
     */
    public Observation<String> observed(double exact) {
        return observed(Estimate.exactly(exact));
    }

    /**
     * One observation for each of several cells; the claim must hold in all of them.
     *
     * @param <I> the cells
     * @param items the cells, shown by their text where one of them decides; none leaves the claim inconclusive
     * @param observed the estimate of each cell; asked for once, in order
     * @return the observations, waiting for what theory predicts and accepts
     */
    public <I> Observation<I> each(Collection<I> items, Function<? super I, Estimate> observed) {
        return new Observation<>(text, items, observed);
    }
}
