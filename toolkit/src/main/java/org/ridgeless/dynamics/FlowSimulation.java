package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.nets.Risk;

/** The loop of a flow: step, measure at the times that the step passed, watch for interruption and the end of existence. */
final class FlowSimulation implements Memory {
    private static final int EVENLY_SPACED = 100;

    private final Plan plan;
    private final double until;
    private final String method;
    private final boolean logTime;
    private final FlowField field;
    private final DormandPrince solver;
    private final Risk risk;
    private final Recorder recorder;
    private final double[] due;
    private final double[] state;
    private final double[] w;
    private int next;
    /** The time of the weights in w. */
    private double reached;

    FlowSimulation(Plan plan, GradientFlow.Settings settings, double until) {
        this.plan = plan;
        this.until = until;
        this.method = settings.method();
        this.logTime = settings.logTime();
        this.field = new FlowField(plan, settings.geometry(), logTime);
        this.solver = DormandPrince.of(field, field.dimension(), settings.relative(), settings.absolute())
                .smallestStep(settings.smallest());
        this.risk = Risk.of(plan.net(), plan.data(), plan.loss());
        this.recorder = new Recorder(plan);
        this.state = field.start(plan.net().parameters());
        this.w = new double[plan.net().parameterCount()];
        if (plan.from() != null) {
            plan.from().restore(this);
            requireLater();
        }
        this.due = due(settings.times());
    }

    private void requireLater() {
        if (until < reached) {
            throw new IllegalArgumentException(
                    "the checkpoint has reached the time " + reached + "; its flow cannot end at " + until);
        }
    }

    private double[] due(double... asked) {
        DoubleStream times = asked == null
                ? IntStream.range(1, EVENLY_SPACED).mapToDouble(i -> i * until / EVENLY_SPACED)
                : Arrays.stream(asked);
        return DoubleStream.concat(DoubleStream.of(reached, until), times.filter(t -> t >= reached && t <= until))
                .distinct()
                .sorted()
                .toArray();
    }

    Run run() {
        if (plan.from() == null && !start()) {
            return end(Ending.DIVERGED);
        }
        Ending ending = measure();
        while (ending == null && next < due.length) {
            if (Thread.currentThread().isInterrupted()) {
                ending = Ending.INTERRUPTED;
            } else if (solver.step(until)) {
                ending = measure();
                ending = ending == null ? backUp() : ending;
            } else {
                ending = Ending.DIVERGED;
            }
        }
        return end(ending == null ? Ending.COMPLETED : ending);
    }

    private boolean start() {
        field.weights(state, w);
        if (!Simulation.isFinite(risk, w, logTime)) {
            return false;
        }
        solver.start(0, state);
        return true;
    }

    /** Measures at all due times up to the one reached. */
    private Ending measure() {
        Ending ending = null;
        while (ending == null && next < due.length && due[next] <= solver.time()) {
            reach(due[next]);
            double log = logTime ? due[next] + Math.log(-Math.expm1(-due[next])) : Math.log(due[next]);
            int step = (int) solver.accepted();
            ending = recorder.look(step, log, () -> new State(step, log, plan, w, risk));
            next++;
        }
        if (ending == null && next < due.length) {
            reach(solver.time());
        }
        return ending;
    }

    private Ending backUp() {
        Plan.Backup backup = plan.watch().backup();
        int step = (int) solver.accepted();
        boolean wanted = backup != null && next < due.length && step % backup.every() == 0;
        return wanted ? recorder.backUp(step, checkpoint(step)) : null;
    }

    private void reach(double time) {
        solver.at(time, state);
        field.weights(state, w);
        reached = time;
    }

    private Run end(Ending ending) {
        int step = (int) solver.accepted();
        return recorder.end(ending, step, w, checkpoint(step));
    }

    private Checkpoint checkpoint(int step) {
        return Checkpoint.of(method, plan.problem(), step, w, this);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(reached);
        Saved.write(out, solver.memory());
    }

    @Override
    public void load(DataInput in) throws IOException {
        reached = in.readDouble();
        double[] memory = solver.memory();
        Saved.read(in, memory);
        solver.resume(memory);
    }
}
