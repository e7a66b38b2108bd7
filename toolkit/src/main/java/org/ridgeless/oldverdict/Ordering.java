package org.ridgeless.oldverdict;

import org.ridgeless.display.Numbers;

/** Whether values rise from one to the next; the weakest step decides. */
final class Ordering {
    private Ordering() {}

    static Check check(String text, double[] values, double[] errors) {
        if (values.length < 2) {
            return new Check(text, 0, 0, Double.NaN, new AtLeast(0), "fewer than two values");
        }
        int weakest = 1;
        double weakestScore = Double.POSITIVE_INFINITY;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            if (Double.isNaN(step)) {
                return new Check(text, 0, Double.NaN, 0, new AtLeast(0), "value " + i + " is missing");
            }
            double error = Math.hypot(errors[i], errors[i - 1]);
            double score = error == 0 ? step * 1e300 : step / error;
            if (score < weakestScore) {
                weakestScore = score;
                weakest = i;
            }
        }
        double step = values[weakest] - values[weakest - 1];
        String detail = values.length + " values, weakest step " + Numbers.show(step) + " from "
                + Numbers.show(values[weakest - 1]) + " to " + Numbers.show(values[weakest]);
        double error = Math.hypot(errors[weakest], errors[weakest - 1]);
        return new Check(text, 0, step, error, new AtLeast(0), detail);
    }
}
