package org.ridgeless.verdict;

/** What a check came to. */
public enum Outcome {
    /** The confidence interval of the observation lies inside what the claim accepts. */
    PASS,
    /** It lies outside altogether. */
    FAIL,
    /** Neither, or there is nothing to judge. */
    INCONCLUSIVE;

    /**
     * The worse of the two; any failure fails the whole, and doubt outranks agreement.
     *
     * @param other the outcome beside this one
     * @return FAIL if either is, else INCONCLUSIVE if either is, else PASS
     */
    public Outcome and(Outcome other) {
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == INCONCLUSIVE ? this : other;
    }
}
