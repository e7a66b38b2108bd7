package org.ridgeless.oldverdict;

/** A claim with its prediction and its observation; the tolerance makes it a {@link Check}. */
public final class Observation {
    private final String claim;
    private final double predicted;
    private final double observed;
    private final double standardError;
    private final String detail;

    Observation(String claim, double predicted, double observed, double standardError, String detail) {
        this.claim = claim;
        this.predicted = predicted;
        this.observed = observed;
        this.standardError = standardError;
        this.detail = detail;
    }

    /** Passes if |observed − predicted| ≤ tolerance + 3·SE. */
    public Check within(double tolerance) {
        return within(tolerance, 0);
    }

    /** Passes if |observed − predicted| ≤ relative·|predicted| + 3·SE. */
    public Check withinRelative(double relative) {
        return within(0, relative);
    }

    /** Passes if |observed − predicted| ≤ absolute + relative·|predicted| + 3·SE; inconclusive if SE exceeds half of that. */
    public Check within(double absolute, double relative) {
        Require.notNegative("absolute tolerance", absolute);
        Require.notNegative("relative tolerance", relative);
        double tolerance = absolute + relative * Math.abs(predicted);
        return check(new Band(tolerance, tolerance));
    }

    /**
     * Passes if the observation lies between the two ends (give or take 3 SE), for predictions that are approached from one
     * side. The ends must enclose the prediction.
     */
    public Check between(double lowest, double highest) {
        if (!(lowest <= predicted && predicted <= highest)) {
            throw new IllegalArgumentException(
                    "the prediction " + predicted + " must lie between " + lowest + " and " + highest);
        }
        return check(new Band(predicted - lowest, highest - predicted));
    }

    /** An exact relation: passes if the relative error is at most the tolerance (absolute where the prediction is 0). */
    public Check identity(double tolerance) {
        return predicted == 0 ? within(tolerance) : withinRelative(tolerance);
    }

    /** Passes if the observation reaches the prediction. */
    public Check atLeast() {
        return check(new AtLeast(0));
    }

    private Check check(Rule rule) {
        return new Check(claim, predicted, observed, standardError, rule, detail);
    }
}
