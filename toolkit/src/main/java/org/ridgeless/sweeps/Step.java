package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a cell of a {@link Continuation} brings: what it hands on to the next, and what was measured.
 *
 * @param <S> what is handed on, a plain value
 */
public final class Step<S> {
    private final S state;
    private final double[] numbers;

    private Step(S state, double[] numbers) {
        this.state = state;
        this.numbers = numbers;
    }

    /**
     * What a cell brings.
     *
     * @param <S> what is handed on
     * @param state for the next cell, a plain value
     * @param numbers in the order of their names
     * @return both; a state of null is refused
     */
    public static <S> Step<S> of(S state, double... numbers) {
        Objects.requireNonNull(state, "a cell hands on a value, got null");
        return new Step<>(state, numbers.clone());
    }

    S state() {
        return state;
    }

    double[] numbers() {
        return numbers;
    }

    @Override
    public String toString() {
        return "Step" + Arrays.toString(numbers);
    }
}
