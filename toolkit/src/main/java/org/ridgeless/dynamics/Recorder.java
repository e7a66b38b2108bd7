package org.ridgeless.dynamics;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.ridgeless.nets.Net;

/** Collects what a run measures and keeps. */
final class Recorder {
    private final Plan plan;
    private final List<Integer> steps = new ArrayList<>();
    private final List<Double> logTimes = new ArrayList<>();
    private final List<List<double[]>> rows = new ArrayList<>();
    private final SortedMap<Integer, Net> kept = new TreeMap<>();
    private final List<Stop.Condition> conditions;
    private Exception cause;
    private Stop reason;

    Recorder(Plan plan) {
        this.plan = plan;
        this.conditions = plan.watch().stops().stream().map(Stop::fresh).toList();
        plan.probes().forEach(probe -> rows.add(new ArrayList<>()));
    }

    /** Measures all probes, or none of them if one fails, and asks the stopping rules; null if the run is to go on. */
    Ending look(int step, double logTime, Supplier<State> moment) {
        if (plan.probes().isEmpty() && plan.watch().stops().isEmpty()) {
            note(step, logTime);
            return null;
        }
        State state = moment.get();
        List<double[]> measured = new ArrayList<>();
        for (Probe probe : plan.probes()) {
            try {
                measured.add(checked(probe.measure(state), rows.get(measured.size())));
            } catch (Exception | VirtualMachineError | AssertionError | LinkageError e) {
                return failed("probe", probe, state, e);
            }
        }
        for (int i = 0; i < measured.size(); i++) {
            rows.get(i).add(measured.get(i));
        }
        note(step, logTime);
        for (int i = 0; i < conditions.size(); i++) {
            Stop stop = plan.watch().stops().get(i);
            try {
                if (conditions.get(i).holds(state)) {
                    return stop(stop);
                }
            } catch (Exception | VirtualMachineError | AssertionError | LinkageError e) {
                return failed("stopping rule", stop, state, e);
            }
        }
        return null;
    }

    /** A copy, for the probe may write the next numbers into the same array. */
    private static double[] checked(double[] numbers, List<double[]> earlier) {
        String wanted = earlier.isEmpty() ? "numbers" : count(earlier.get(0));
        if (numbers == null) {
            throw new IllegalStateException("it must give " + wanted + ", got null");
        }
        if (!earlier.isEmpty() && numbers.length != earlier.get(0).length) {
            throw new IllegalStateException("it must give " + wanted + " as before, got " + count(numbers));
        }
        return numbers.clone();
    }

    private static String count(double... numbers) {
        return numbers.length == 1 ? "1 number" : numbers.length + " numbers";
    }

    private void note(int step, double logTime) {
        steps.add(step);
        logTimes.add(logTime);
    }

    /** Of the errors only those of Java come here: any other, as that of a kernel that ends its cell, is not for the run. */
    private Ending failed(String what, Object which, State state, Throwable e) {
        if (e instanceof InterruptedException || e instanceof CancellationException) {
            Thread.currentThread().interrupt();
            return Ending.INTERRUPTED;
        }
        cause = new IllegalStateException(
                "the " + what + " \"" + which + "\" failed at step " + state.step() + ": " + e, e);
        return Ending.PROBE_FAILED;
    }

    /** Writes a checkpoint during the run; one that cannot be written ends it, with all that it has measured. */
    Ending backUp(int step, Checkpoint checkpoint) {
        try {
            checkpoint.save(plan.watch().backup().file());
            return null;
        } catch (UncheckedIOException e) {
            cause = new IllegalStateException("at step " + step + " " + e.getMessage(), e);
            return Ending.PROBE_FAILED;
        }
    }

    /** Ends the run for a reason of its own. */
    Ending stop(Stop why) {
        reason = why;
        return Ending.STOPPED;
    }

    /** Whether the last measurement is that of the step. */
    boolean isAt(int step) {
        return !steps.isEmpty() && steps.get(steps.size() - 1) == step;
    }

    void keep(int step, double[] w) {
        kept.put(step, plan.net().withParameters(w));
    }

    Run end(Ending ending, int step, double[] w, Checkpoint checkpoint) {
        return new Run(
                plan,
                steps.stream().mapToInt(Integer::intValue).toArray(),
                logTimes.stream().mapToDouble(Double::doubleValue).toArray(),
                rows,
                kept,
                new Run.End(ending, step, cause, reason, plan.net().withParameters(w), checkpoint));
    }
}
