package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.TreeSet;
import org.ridgeless.nets.Risk;

/** The loop of a run: measure where it is due, step, watch for interruption and divergence. */
final class Simulation {
    private static final int STEPS_BETWEEN_POLLS = 32;

    private final Plan plan;
    private final int last;
    private final double[] w;
    private final Stepper stepper;
    private final Risk risk;
    private final TreeSet<Integer> due;
    private final Recorder recorder;

    Simulation(Plan plan, int last) {
        this.plan = plan;
        this.last = last;
        this.w = plan.net().parameters();
        this.stepper = stepper(plan);
        this.risk = Risk.of(plan.net(), plan.data(), plan.loss());
        this.due = plan.times().until(last);
        this.recorder = new Recorder(plan);
    }

    private static Stepper stepper(Plan plan) {
        if (plan.lossScaled()) {
            return new LossScaledStepper(plan);
        }
        return plan.sampling() == null ? new GradientStepper(plan) : new BatchStepper(plan);
    }

    Run run() {
        int nextDue = 0;
        for (int step = 0; ; step++) {
            if (step == nextDue) {
                Exception failure = recorder.measure(state(step));
                if (failure != null) {
                    return recorder.end(Ending.PROBE_FAILED, step, w, failure);
                }
                Integer higher = due.higher(step);
                nextDue = higher == null ? -1 : higher;
            }
            if (Arrays.binarySearch(plan.kept(), step) >= 0) {
                recorder.keep(step, w);
            }
            if (step == last) {
                return recorder.end(Ending.COMPLETED, step, w, null);
            }
            if (step % STEPS_BETWEEN_POLLS == 0 && Thread.currentThread().isInterrupted()) {
                return recorder.end(Ending.INTERRUPTED, step, w, null);
            }
            if (!stepper.step(w)) {
                return recorder.end(Ending.DIVERGED, step, w, null);
            }
        }
    }

    private State state(int step) {
        return new State(step, stepper.logTime(), plan.net(), w, plan.data(), plan.loss(), risk);
    }
}
