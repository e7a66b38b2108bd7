package org.ridgeless.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ridgeless.nets.Net;

/** Collects what a run measures and keeps. */
final class Recorder {
    private final Plan plan;
    private final List<Integer> steps = new ArrayList<>();
    private final List<Double> logTimes = new ArrayList<>();
    private final List<List<double[]>> rows = new ArrayList<>();
    private final SortedMap<Integer, Net> kept = new TreeMap<>();
    private Exception cause;
    private Stop reason;

    Recorder(Plan plan) {
        this.plan = plan;
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
                measured.add(probe.measure(state));
            } catch (Exception e) {
                return failed("probe", probe, state, e);
            }
        }
        for (int i = 0; i < measured.size(); i++) {
            rows.get(i).add(measured.get(i));
        }
        note(step, logTime);
        for (Stop stop : plan.watch().stops()) {
            try {
                if (stop.holds(state)) {
                    reason = stop;
                    return Ending.STOPPED;
                }
            } catch (Exception e) {
                return failed("stopping rule", stop, state, e);
            }
        }
        return null;
    }

    private void note(int step, double logTime) {
        steps.add(step);
        logTimes.add(logTime);
    }

    private Ending failed(String what, Object which, State state, Exception e) {
        cause = new IllegalStateException(
                "The " + what + " \"" + which + "\" failed at step " + state.step() + ": " + e, e);
        return Ending.PROBE_FAILED;
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
