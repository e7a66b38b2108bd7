package org.ridgeless.oldverdict;

import org.ridgeless.display.Numbers;

/** A claim with its predicted number; what was observed comes next. */
public final class Prediction {
    private final String claim;
    private final double predicted;

    Prediction(String claim, double predicted) {
        this.claim = claim;
        this.predicted = predicted;
    }

    /** A deterministic observation. */
    public Observation observed(double value) {
        return observed(value, 0);
    }

    /** An estimate with its standard error; NaN where it is unknown, and then nothing can be told. */
    public Observation observed(double value, double standardError) {
        if (standardError < 0) {
            throw new IllegalArgumentException("a standard error must not be negative, got " + standardError);
        }
        return new Observation(claim, predicted, value, standardError, "");
    }

    /** The mean of independent draws, with the standard error that they show; fewer than two draws have none. */
    public Observation mean(double... draws) {
        double sum = 0;
        for (double draw : draws) {
            sum += draw;
        }
        double mean = sum / draws.length;
        double squares = 0;
        for (double draw : draws) {
            squares += (draw - mean) * (draw - mean);
        }
        double error = draws.length < 2 ? Double.NaN : Math.sqrt(squares / (draws.length - 1.0) / draws.length);
        double observed = draws.length == 0 ? predicted : mean;
        return new Observation(claim, predicted, observed, error, "mean of " + draws.length + " draws");
    }

    /** A fitted slope with its bootstrap interval, for exponents and rates. */
    public Observation slope(Slope slope) {
        String detail = "95 % bootstrap interval " + Numbers.show(slope.lower()) + " to " + Numbers.show(slope.upper());
        return new Observation(claim, predicted, slope.value(), slope.standardError(), detail);
    }
}
