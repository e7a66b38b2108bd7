package org.ridgeless.oldverdict;

/**
 * Accepts an observation from {@code predicted − below − 3·SE} to {@code predicted + above + 3·SE}.
 *
 * <p>With T the half-width (below + above) / 2, the outcome is INCONCLUSIVE where SE &gt; T/2: a prediction that is wrong by
 * 5 T is rejected for certain exactly if 5 T &gt; 2 (T + 3 SE), and a check that could miss such an error tells nothing.
 */
record Band(double below, double above) implements Rule {
    static final double STANDARD_ERRORS = 3;

    Band {
        if (!(below >= 0 && above >= 0 && below + above > 0) || Double.isInfinite(below + above)) {
            throw new IllegalArgumentException(
                    "a tolerance must be positive and finite, got −" + below + " / +" + above);
        }
    }

    @Override
    public Outcome judge(double predicted, double observed, double standardError) {
        if (Double.isNaN(observed)) {
            return Outcome.FAIL;
        }
        if (Double.isNaN(standardError)) {
            return Outcome.INCONCLUSIVE;
        }
        double noise = STANDARD_ERRORS * standardError;
        double deviation = observed - predicted;
        // Written so that an infinite observation fails.
        if (!(deviation >= -below - noise && deviation <= above + noise)) {
            return Outcome.FAIL;
        }
        return standardError > tolerance() / 2 ? Outcome.INCONCLUSIVE : Outcome.PASS;
    }

    @Override
    public double tolerance() {
        return (below + above) / 2;
    }

    @Override
    public double wrong(double predicted, double observed, double standardError, double tolerances) {
        return predicted + tolerances * tolerance();
    }
}
