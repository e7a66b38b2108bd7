package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.TreeSet;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Risk;

/** The loop of a run: measure where it is due, step, watch for interruption and divergence. */
final class Simulation {
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
            if (plan.watch().backup() != null && step % plan.watch().backup().every() == 0) {
                Ending ending = recorder.backUp(step, checkpoint(step));
                if (ending != null) {
                    return end(ending, step);
                }
            }
            if (step == last) {
                // Every other loss is looked at by the step that follows.
                return end(isFinite() ? Ending.COMPLETED : Ending.DIVERGED, step);
            }
            if (Thread.currentThread().isInterrupted()) {
                return end(Ending.INTERRUPTED, step);
            }
            if (!stepper.step(w)) {
                return end(stepper.atRest() ? rest(step) : Ending.DIVERGED, step);
            }
        }
    }

    /** Ends before the first step and the first measurement. */
    Run untouched() {
        return end(Ending.INTERRUPTED, first);
    }

    /** The last step belongs to the times of measurement, and this one is the last. */
    private Ending rest(int step) {
        Ending ending = recorder.isAt(step) ? null : look(step);
        return ending == null ? recorder.stop(Stop.AT_REST) : ending;
    }

    private boolean isFinite() {
        return isFinite(risk, w, plan.lossScaled());
    }

    /** In log time the loss itself need not be representable. */
    static boolean isFinite(Risk risk, double[] w, boolean logTime) {
        if (!Vectors.areFinite(w)) {
            return false;
        }
        return logTime ? risk.logValue(w) < Double.POSITIVE_INFINITY : Double.isFinite(risk.value(w));
    }

    private Run end(Ending ending, int step) {
        return recorder.end(ending, step, w, checkpoint(step));
    }

    private Checkpoint checkpoint(int step) {
        return Checkpoint.of(plan.method(), plan.problem(), step, w, stepper);
    }

    private Ending look(int step) {
        if (!Vectors.areFinite(w)) {
            return Ending.DIVERGED;
        }
        double logTime = stepper.logTime();
        Ending ending = recorder.look(step, logTime, () -> new State(step, logTime, plan, w, risk));
        // A probe is not to blame for failing where there is nothing to measure.
        return ending == Ending.PROBE_FAILED && !isFinite() ? Ending.DIVERGED : ending;
    }
}
