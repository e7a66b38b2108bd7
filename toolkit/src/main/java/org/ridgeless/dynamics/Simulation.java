package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.TreeSet;
import org.ridgeless.nets.Risk;

/** The loop of a run: measure where it is due, step, watch for interruption and divergence. */
final class Simulation {
    private static final int STEPS_BETWEEN_POLLS = 32;

    private final Plan plan;
    private final int first;
    private final int last;
    private final double[] w;
    private final Stepper stepper;
    private final Risk risk;
    private final TreeSet<Integer> due;
    private final Recorder recorder;

    Simulation(Plan plan, int steps) {
        Checkpoint from = plan.from();
        this.plan = plan;
        this.first = from == null ? 0 : from.step();
        this.last = Math.addExact(first, steps);
        plan.variant().requireFactors(first, last);
        this.w = from == null ? plan.net().parameters() : from.parameters();
        this.stepper = stepper(plan);
        if (from != null) {
            from.restore(stepper);
        }
        this.risk = Risk.of(plan.net(), plan.data(), plan.loss());
        this.due = plan.times().until(last);
        this.recorder = new Recorder(plan);
    }

    static Stepper stepper(Plan plan) {
        if (plan.lossScaled()) {
            return new LossScaledStepper(plan);
        }
        return plan.variant().isPlain() ? new GradientStepper(plan) : new OptimizerStepper(plan);
    }

    Run run() {
        int nextDue = first;
        for (int step = first; ; step++) {
            if (step == nextDue) {
                Ending ending = look(step);
                if (ending != null) {
                    return end(ending, step);
                }
                Integer higher = due.higher(step);
                nextDue = higher == null ? -1 : higher;
            }
            if (Arrays.binarySearch(plan.kept(), step) >= 0) {
                recorder.keep(step, w);
            }
            if (step == last) {
                return end(Ending.COMPLETED, step);
            }
            if (step % STEPS_BETWEEN_POLLS == 0 && Thread.currentThread().isInterrupted()) {
                return end(Ending.INTERRUPTED, step);
            }
            if (!stepper.step(w)) {
                return end(Ending.DIVERGED, step);
            }
        }
    }

    private Run end(Ending ending, int step) {
        return recorder.end(ending, step, w, Checkpoint.of(plan.method(), plan.problem(), step, w, stepper));
    }

    private Ending look(int step) {
        double logTime = stepper.logTime();
        return recorder.look(step, logTime, () -> new State(step, logTime, plan, w, risk));
    }
}
