package org.ridgeless.oldverdict;

/** How a check decides. A rule is kept with its check, so that the same observation can meet another prediction. */
interface Rule {
    /** The verdict on an observation with its standard error. */
    Outcome judge(double predicted, double observed, double standardError);

    /** The half-width of what the rule accepts, without the statistical allowance. */
    double tolerance();

    /**
     * A prediction that is wrong by so many tolerances (the sign gives the direction, where there are two). The rule must
     * reject it: that is how a test knows that a check can fail.
     */
    double wrong(double predicted, double observed, double standardError, double tolerances);
}
