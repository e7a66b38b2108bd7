package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.nets.Risk;

/** The loop of a flow: step, measure at the times that the step passed, watch for interruption and the end of existence. */
final class FlowSimulation {
    private static final int EVENLY_SPACED = 100;

    private final Plan plan;
    private final double until;
    private final boolean logTime;
    private final FlowField field;
    private final DormandPrince solver;
    private final Risk risk;
    private final Recorder recorder;
    private final double[] due;
    private final double[] state;
    private final double[] w;
    private int next;

    FlowSimulation(Plan plan, GradientFlow.Settings settings, double until) {
        this.plan = plan;
        this.until = until;
        this.logTime = settings.logTime();
        this.field = new FlowField(plan, settings.geometry(), logTime);
        this.solver = DormandPrince.of(field, field.dimension(), settings.relative(), settings.absolute())
                .smallestStep(settings.smallest());
        this.risk = Risk.of(plan.net(), plan.data(), plan.loss());
        this.recorder = new Recorder(plan);
        this.due = due(settings.times(), until);
        this.state = field.start(plan.net().parameters());
        this.w = new double[plan.net().parameterCount()];
    }

    private static double[] due(double[] asked, double until) {
        DoubleStream times = asked == null
                ? IntStream.range(1, EVENLY_SPACED).mapToDouble(i -> i * until / EVENLY_SPACED)
                : Arrays.stream(asked).filter(t -> t <= until);
        return DoubleStream.concat(DoubleStream.of(0, until), times)
                .distinct()
                .sorted()
                .toArray();
    }

    Run run() {
        field.weights(state, w);
        // In log time the loss itself need not be representable.
        if (!Double.isFinite(logTime ? risk.logValue(w) : risk.value(w))) {
            return end(Ending.DIVERGED);
        }
        solver.start(0, state);
        Ending ending = measure();
        while (ending == null && next < due.length) {
            if (Thread.currentThread().isInterrupted()) {
                ending = Ending.INTERRUPTED;
            } else if (solver.step(until)) {
                ending = measure();
            } else {
                ending = Ending.DIVERGED;
            }
        }
        return end(ending == null ? Ending.COMPLETED : ending);
    }

    /** Measures at all due times up to the one reached. */
    private Ending measure() {
        Ending ending = null;
        while (ending == null && next < due.length && due[next] <= solver.time()) {
            solver.at(due[next], state);
            field.weights(state, w);
            double log = logTime ? due[next] + Math.log(-Math.expm1(-due[next])) : Math.log(due[next]);
            ending = recorder.look(new State((int) solver.accepted(), log, plan, w, risk));
            next++;
        }
        if (ending == null && next < due.length) {
            solver.at(solver.time(), state);
            field.weights(state, w);
        }
        return ending;
    }

    private Run end(Ending ending) {
        return recorder.end(ending, (int) solver.accepted(), w, null);
    }
}
