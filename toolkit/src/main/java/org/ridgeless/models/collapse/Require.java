package org.ridgeless.models.collapse;

import java.util.Arrays;

/** What the deep linear model needs of its numbers. */
final class Require {
    private Require() {}

    static void depth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a linear head needs at least one weight matrix, got depth " + depth);
        }
    }

    static void counts(int... counts) {
        if (counts.length < 2 || Arrays.stream(counts).anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "at least two classes with at least one sample each, got the counts " + Arrays.toString(counts));
        }
    }

    static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + what + " must be positive and finite, got " + value);
        }
    }
}
