package org.ridgeless.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ridgeless.nets.Net;

/** Collects what a run measures and keeps. */
final class Recorder {
    private final Plan plan;
    private final List<Integer> steps = new ArrayList<>();
    private final List<Double> logTimes = new ArrayList<>();
    private final List<List<double[]>> rows = new ArrayList<>();
    private final SortedMap<Integer, Net> kept = new TreeMap<>();

    Recorder(Plan plan) {
        this.plan = plan;
        plan.probes().forEach(probe -> rows.add(new ArrayList<>()));
    }

    /** Measures all probes, or none of them and returns why. */
    Exception measure(State state) {
        List<double[]> measured = new ArrayList<>();
        for (Probe probe : plan.probes()) {
            try {
                measured.add(probe.measure(state));
            } catch (Exception e) {
                return new IllegalStateException(
                        "The probe \"" + probe.name() + "\" failed at step " + state.step() + ": " + e, e);
            }
        }
        for (int i = 0; i < measured.size(); i++) {
            rows.get(i).add(measured.get(i));
        }
        steps.add(state.step());
        logTimes.add(state.logTime());
        return null;
    }

    void keep(int step, double[] w) {
        kept.put(step, plan.net().withParameters(w));
    }

    Run end(Ending ending, int step, double[] w, Exception cause) {
        return new Run(
                plan,
                steps.stream().mapToInt(Integer::intValue).toArray(),
                logTimes.stream().mapToDouble(Double::doubleValue).toArray(),
                rows,
                kept,
                new Run.End(ending, step, cause, plan.net().withParameters(w)));
    }
}
