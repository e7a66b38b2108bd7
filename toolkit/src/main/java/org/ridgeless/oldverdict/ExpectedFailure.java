package org.ridgeless.oldverdict;

/** Turns a rule around: a contrast must break, and a contrast that holds is a failure of the theory that forbids it. */
record ExpectedFailure(Rule rule) implements Rule {
    @Override
    public Outcome judge(double predicted, double observed, double standardError) {
        Outcome inner = rule.judge(predicted, observed, standardError);
        if (inner == Outcome.INCONCLUSIVE) {
            return inner;
        }
        return inner == Outcome.FAIL ? Outcome.PASS : Outcome.FAIL;
    }

    @Override
    public double tolerance() {
        return rule.tolerance();
    }

    /** The wrong prediction of a contrast is the one that comes true. */
    @Override
    public double wrong(double predicted, double observed, double standardError, double tolerances) {
        return observed;
    }
}
