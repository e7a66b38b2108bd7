package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;
import org.ridgeless.nets.layers.Block;

/**
 * The gradient flow dw/dt = −∇L(w) of a network on data, which is gradient descent with infinitely small steps, integrated
 * adaptively by {@link DormandPrince}. Probes see the state at exactly the times that were asked for. Immutable.
 *
 * {@snippet file="DynamicsTest.java" region="flow"}
 * {@snippet file="DynamicsTest.java" region="log-time"}
 *
 * <p>The method is explicit: a stiff flow takes about t λ_max/3 steps. Where activations have kinks the velocity jumps when a
 * unit switches on a sample, and a flow may slide along such a jump for a long time (a preactivation that stays at 0). Then the
 * number of steps grows like the inverse of the tolerance; {@link #smallestStep} bounds it.
 */
public final class GradientFlow {
    private final Plan plan;
    private final Settings settings;

    /** How the flow runs; null times for evenly spaced ones. */
    record Settings(
            Geometry geometry, boolean logTime, double relative, double absolute, double smallest, double[] times) {

        /** What the memory of a run is the memory of. */
        String method() {
            return "gradient flow (" + geometry + (logTime ? ", log time)" : ")");
        }
    }

    private GradientFlow(Plan plan, Settings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /**
     * Flow from the network's parameters on the data; both must fit.
     *
     * @param net where the flow starts
     * @param data n samples with as many inputs and targets as the network has inputs and outputs
     * @return a flow that lacks its loss
     * @throws IllegalArgumentException if inputs or outputs differ, with both numbers
     */
    public static GradientFlow of(Net net, Data data) {
        Risk.requireFit(net, data);
        return new GradientFlow(Plan.of(net, data), new Settings(Geometry.FREE, false, 1e-8, 1e-10, 0, null));
    }

    /**
     * The loss per sample.
     *
     * @param loss whose mean over the samples goes down
     * @return this flow with the loss
     * @throws IllegalArgumentException if the loss is not defined for the targets of the data or the outputs of the network
     */
    public GradientFlow loss(Loss loss) {
        loss.require(plan.data().targets(), plan.net().outputs());
        return new GradientFlow(plan.withLoss(loss), settings);
    }

    /**
     * The flow of L + R.
     *
     * @param decay R; not in log time, nor in {@link Geometry#LAGRANGE}
     * @return this flow with the regularizer
     * @throws IllegalArgumentException if it names a block that the network does not have
     */
    public GradientFlow decay(WeightDecay decay) {
        decay.on(plan.net().architecture());
        return new GradientFlow(plan.withVariant(plan.variant().withDecay(decay)), settings);
    }

    /**
     * The variables in which the flow moves; those of the weights unless given.
     *
     * @param geometry the variables
     * @return this flow in them
     */
    public GradientFlow in(Geometry geometry) {
        Settings s = settings;
        return new GradientFlow(plan, new Settings(geometry, s.logTime, s.relative, s.absolute, s.smallest, s.times));
    }

    /**
     * Runs in the time u = log(1 + t): dw/du = −e^{u + log L}∇ log L, so that t and L need not be representable. All times of
     * the run are then values of u. Meant for losses with exponential tails, whose L shrinks like 1/t.
     */
    public GradientFlow logTime() {
        Settings s = settings;
        return new GradientFlow(plan, new Settings(s.geometry, true, s.relative, s.absolute, s.smallest, s.times));
    }

    /**
     * The relative and absolute error that a step may make in each unknown; 1e−8 and 1e−10 unless given. With an absolute error
     * of 0 an unknown that passes 0, as a bias may, shortens the steps there.
     *
     * @param relative finite and ≥ 0
     * @param absolute in the units of the unknowns, finite and ≥ 0; not both 0
     * @return this flow with the tolerances
     * @throws IllegalArgumentException if one is negative or not finite, or both are 0
     */
    public GradientFlow tolerance(double relative, double absolute) {
        Settings s = settings;
        DormandPrince.of((t, y, into) -> Arrays.fill(into, 0), 1, relative, absolute);
        return new GradientFlow(plan, new Settings(s.geometry, s.logTime, relative, absolute, s.smallest, s.times));
    }

    /**
     * Accepts steps of this size whatever their error, which is then of the order of the size; for networks with kinks, whose
     * flow slides along the jumps of the gradient.
     *
     * @param size in the units of time of the run, finite and ≥ 0; 0, the default, for none
     * @return this flow with the bound
     * @throws IllegalArgumentException if the size is negative or not finite
     */
    public GradientFlow smallestStep(double size) {
        if (!(size >= 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("the smallest step is a number ≥ 0, got " + size);
        }
        Settings s = settings;
        return new GradientFlow(plan, new Settings(s.geometry, s.logTime, s.relative, s.absolute, size, s.times));
    }

    /**
     * What to measure; later calls add to earlier ones.
     *
     * @param probes known by their names; the same one twice is recorded once
     * @return this flow with the probes
     * @throws IllegalArgumentException if two different probes have one name
     */
    public GradientFlow record(Probe... probes) {
        return new GradientFlow(plan.withProbes(probes), settings);
    }

    /**
     * When to measure, besides the start and the end; unless given, at 100 evenly spaced times.
     *
     * @param times finite and ≥ 0, in log time values of u
     * @return this flow with the times instead of earlier ones
     * @throws IllegalArgumentException if a time is negative or not finite
     */
    public GradientFlow at(double... times) {
        for (double time : times) {
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new IllegalArgumentException("times are numbers ≥ 0, got " + time);
            }
        }
        Settings s = settings;
        return new GradientFlow(
                plan, new Settings(s.geometry, s.logTime, s.relative, s.absolute, s.smallest, times.clone()));
    }

    /**
     * Writes a checkpoint to the file after every so many steps, so that a run whose process dies goes on with {@code
     * resume(Checkpoint.read(file))}. Where it cannot be written, the run ends with all that it has measured.
     *
     * @param file path, overwritten each time
     * @param every steps of the integrator from one checkpoint to the next, ≥ 1
     * @return this flow with the backup
     * @throws IllegalArgumentException if {@code every} is below 1
     */
    public GradientFlow checkpoint(String file, int every) {
        return new GradientFlow(plan.withBackup(file, every), settings);
    }

    /**
     * Ends the run once the rule holds at a time of measurement.
     *
     * @param rule looked at whenever the probes measure
     * @return this flow with the rule
     */
    public GradientFlow stop(Stop rule) {
        return new GradientFlow(plan.withStop(rule), settings);
    }

    /**
     * Goes on where a run of the same settings ended: {@code run(until)} then starts at the time which that one reached, and
     * counts steps on. After an interruption, a stopping rule or a probe that failed, it is bit for bit the run that never
     * ended. A run that came to its end had its last step cut short there; one that goes on from it agrees with a run over
     * the whole time up to the tolerance.
     *
     * @param checkpoint of a run of the same settings; {@code run} refuses another, naming what differs
     * @return this flow from there
     */
    public GradientFlow resume(Checkpoint checkpoint) {
        return new GradientFlow(plan.withFrom(checkpoint), settings);
    }

    /**
     * Flows until the given time, in log time until u = log(1 + t). An interrupted run, and one whose solution ceases to exist,
     * ends early and says so; the steps of the run are those of the integrator.
     *
     * @param until the last time, finite and ≥ 0
     * @return the network at the end with what was measured on the way; {@link Run#ending} tells how it ended
     * @throws IllegalArgumentException if the time is negative or not finite, or the checkpoint to resume is of another method,
     *     network or problem
     * @throws IllegalStateException if the loss is missing, if log time or the Lagrange form meet weight decay, or if the
     *     latter meets biases or a network that is not homogeneous
     */
    public Run run(double until) {
        if (!(until >= 0) || Double.isInfinite(until)) {
            throw new IllegalArgumentException("a flow runs until a time ≥ 0, got " + until);
        }
        if (plan.loss() == null) {
            throw new IllegalStateException("a flow needs a loss, for example .loss(Loss.EXPONENTIAL)");
        }
        plan.net().architecture().requireNotRandom("a gradient flow");
        if (settings.logTime && !plan.variant().decay().isNone()) {
            throw new IllegalStateException("in log time the pull of weight decay grows like t; it takes none");
        }
        if (settings.geometry == Geometry.LAGRANGE) {
            requireLagrange();
        }
        if (plan.from() != null) {
            plan.from().requireMethod(settings.method(), plan.net().parameterCount(), plan.problem());
        }
        return new FlowSimulation(plan, settings, until).run();
    }

    private void requireLagrange() {
        plan.net().homogeneous().architecture().requireProduct("the Lagrange form f = ρ f(V)");
        if (plan.net().architecture().blocks().stream().anyMatch(b -> b.role() == Block.Role.BIAS)) {
            throw new IllegalStateException("the Lagrange form f = ρ f(V) needs a network without biases");
        }
        if (!plan.variant().decay().isNone()) {
            throw new IllegalStateException(
                    "the Lagrange form fixes the norms of the layers; it takes no weight decay");
        }
    }

    @Override
    public String toString() {
        return "Gradient flow of " + plan.net() + " on " + plan.data();
    }
}
