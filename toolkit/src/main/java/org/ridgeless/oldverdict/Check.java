package org.ridgeless.oldverdict;

import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/** One claim with what was predicted, what was observed, how sure we are, and what it comes to. Made by {@link Claim}. */
public final class Check implements Displayable {
    private final String claim;
    private final double predicted;
    private final double observed;
    private final double standardError;
    private final Rule rule;
    private final String detail;

    Check(String claim, double predicted, double observed, double standardError, Rule rule, String detail) {
        this.claim = claim;
        this.predicted = Require.finite("prediction", predicted);
        this.observed = observed;
        this.standardError = standardError;
        this.rule = rule;
        this.detail = detail;
    }

    public String claim() {
        return claim;
    }

    public double predicted() {
        return predicted;
    }

    public double observed() {
        return observed;
    }

    /** The standard error of the observation; 0 for a deterministic one, NaN where it is unknown. */
    public double standardError() {
        return standardError;
    }

    /** The half-width of what is accepted, without the allowance of three standard errors. */
    public double tolerance() {
        return rule.tolerance();
    }

    public Outcome outcome() {
        return rule.judge(predicted, observed, standardError);
    }

    /** What else a reader should know: number of instances, worst case, interval; may be empty. */
    public String detail() {
        return detail;
    }

    /** This check with one more remark. */
    public Check note(String remark) {
        String joined = detail.isEmpty() ? remark : detail + "; " + remark;
        return new Check(claim, predicted, observed, standardError, rule, joined);
    }

    /**
     * This check turned around, for a contrast in which the theory must break: it passes only if the plain check fails.
     */
    public Check mustBreak() {
        return new Check(claim, predicted, observed, standardError, new ExpectedFailure(rule), detail)
                .note("expected to break");
    }

    /** The same observation against a prediction that is wrong by so many tolerances; a sound check fails. */
    public Check withWrongPrediction(double tolerances) {
        double wrong = rule.wrong(predicted, observed, standardError, tolerances);
        return new Check(claim, wrong, observed, standardError, rule, detail);
    }

    /** The same observation with another standard error, for example that of a smaller sample. */
    public Check withStandardError(double error) {
        return new Check(claim, predicted, observed, error, rule, detail);
    }

    @Override
    public MimeBundle mime() {
        return Verdict.of(claim, this).mime();
    }

    @Override
    public String toString() {
        return Verdict.of(claim, this).toString();
    }
}
