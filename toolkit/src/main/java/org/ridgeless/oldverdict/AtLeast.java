package org.ridgeless.oldverdict;

/**
 * Accepts an observation that reaches the prediction: {@code observed ≥ predicted − tolerance}. With noise the outcome is
 * INCONCLUSIVE where the observation lies within three standard errors of the edge.
 */
record AtLeast(double tolerance) implements Rule {
    @Override
    public Outcome judge(double predicted, double observed, double standardError) {
        if (Double.isNaN(observed)) {
            return Outcome.FAIL;
        }
        if (Double.isNaN(standardError)) {
            return Outcome.INCONCLUSIVE;
        }
        double slack = observed - predicted + tolerance;
        if (slack < -Band.STANDARD_ERRORS * standardError) {
            return Outcome.FAIL;
        }
        return slack < Band.STANDARD_ERRORS * standardError || slack < 0 ? Outcome.INCONCLUSIVE : Outcome.PASS;
    }

    /** An inequality has room by nature, so the wrong bound first uses that room up, and then the noise. */
    @Override
    public double wrong(double predicted, double observed, double standardError, double tolerances) {
        double resolution = 1e-9 * (Math.abs(observed) + Math.abs(predicted)) + Double.MIN_NORMAL;
        double step = Math.max(tolerance, resolution) + standardError;
        return Math.max(predicted, observed) + Math.abs(tolerances) * step;
    }
}
