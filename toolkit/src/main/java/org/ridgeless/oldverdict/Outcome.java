package org.ridgeless.oldverdict;

/** What a check came to. */
public enum Outcome {
    /** The observation agrees with the prediction by the check's rule. */
    PASS,
    /** The observation contradicts the prediction. */
    FAIL,
    /** The observation is too uncertain to tell. */
    INCONCLUSIVE;

    /** The worse of the two; any failure fails the whole, and doubt outranks agreement. */
    public Outcome and(Outcome other) {
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == INCONCLUSIVE ? this : other;
    }
}
