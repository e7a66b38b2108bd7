package org.ridgeless.verdict;

import java.util.Arrays;

/** Why data cannot be judged, in words; the empty text where it can. */
final class Problems {
    static final String NOT_A_NUMBER = "the observation is not a number";

    private Problems() {}

    static String ofDraws(double[] draws, int least) {
        long broken = Arrays.stream(draws).filter(Double::isNaN).count();
        if (broken > 0) {
            return broken + " of " + draws.length + " draws are not numbers";
        }
        return draws.length < least ? tooFew(draws.length, least) : "";
    }

    static String ofPairs(double[] x, double[] y, int least) {
        String problem = ofDraws(x, least);
        problem = problem.isEmpty() ? ofDraws(y, least) : problem;
        boolean infinite = Arrays.stream(x).anyMatch(Double::isInfinite)
                || Arrays.stream(y).anyMatch(Double::isInfinite);
        return problem.isEmpty() && infinite ? "an infinite value among the points" : problem;
    }

    private static String tooFew(int count, int least) {
        return switch (count) {
            case 0 -> "no draw";
            case 1 -> "one draw, at least " + least + " are needed";
            default -> count + " draws, at least " + least + " are needed";
        };
    }
}
