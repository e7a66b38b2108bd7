package org.ridgeless.dynamics;

import org.ridgeless.nets.WeightDecay;

/** How a descent departs from w ← w − η ∇L(w). */
record Variant(
        Optimizer optimizer,
        WeightDecay decay,
        Schedule schedule,
        double clip,
        double temperature,
        double labelNoise,
        double labelFlips,
        Feedback feedback) {
    /** Shared, so that a descent that does not depart is recognized. */
    private static final Schedule CONSTANT = Schedule.constant();

    static final Variant NONE = new Variant(
            Optimizer.gradientDescent(), WeightDecay.none(), CONSTANT, Double.POSITIVE_INFINITY, 0, 0, 0, null);

    Variant withOptimizer(Optimizer value) {
        return new Variant(value, decay, schedule, clip, temperature, labelNoise, labelFlips, feedback);
    }

    Variant withDecay(WeightDecay value) {
        return new Variant(optimizer, value, schedule, clip, temperature, labelNoise, labelFlips, feedback);
    }

    Variant withSchedule(Schedule value) {
        return new Variant(optimizer, decay, value, clip, temperature, labelNoise, labelFlips, feedback);
    }

    Variant withClip(double value) {
        return new Variant(optimizer, decay, schedule, value, temperature, labelNoise, labelFlips, feedback);
    }

    Variant withTemperature(double value) {
        return new Variant(optimizer, decay, schedule, clip, value, labelNoise, labelFlips, feedback);
    }

    Variant withLabelNoise(double value) {
        return new Variant(optimizer, decay, schedule, clip, temperature, value, labelFlips, feedback);
    }

    Variant withLabelFlips(double value) {
        return new Variant(optimizer, decay, schedule, clip, temperature, labelNoise, value, feedback);
    }

    Variant withFeedback(Feedback value) {
        return new Variant(optimizer, decay, schedule, clip, temperature, labelNoise, labelFlips, value);
    }

    /** Whether the gradient may go straight into the weights. */
    boolean isPlain() {
        return optimizer.isPlain()
                && decay.isNone()
                && schedule == CONSTANT
                && Double.isInfinite(clip)
                && temperature == 0
                && labelNoise == 0
                && labelFlips == 0
                && feedback == null;
    }

    void requireConsistent() {
        if (temperature > 0 && !optimizer.isPlain()) {
            throw new IllegalStateException(
                    "a temperature is that of gradient descent with noise; it does not go with " + optimizer);
        }
    }

    /** Refuses a schedule that gives a step of a run from one step to another no size. */
    void requireFactors(int from, int to) {
        if (schedule == CONSTANT) {
            return;
        }
        // An interrupted run takes no step, so what it would have is not asked for.
        for (int step = from; step < to && !Thread.currentThread().isInterrupted(); step++) {
            double factor = schedule.factor(step);
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "the schedule gives the factor " + factor + " at step " + step + "; a factor is a number ≥ 0");
            }
        }
    }
}
