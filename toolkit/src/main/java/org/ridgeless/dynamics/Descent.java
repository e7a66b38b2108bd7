package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;

/**
 * Gradient descent on the mean loss of a network over a data set: w ← w − η ∇L(w) with the whole data or with batches. The
 * loss and the rate η have no default. Immutable; the order of the verbs does not matter; {@code run} does the work.
 *
 * {@snippet file="DynamicsTest.java" region="descent"}
 */
public final class Descent {
    private final Plan plan;

    private Descent(Plan plan) {
        this.plan = plan;
    }

    /**
     * Descent from the network's parameters on the data; both must fit.
     *
     * @param net where the descent starts
     * @param data n samples with as many inputs and targets as the network has inputs and outputs
     * @return a descent that lacks its loss and its rate
     * @throws IllegalArgumentException if inputs or outputs differ, with both numbers
     */
    public static Descent of(Net net, Data data) {
        Risk.requireFit(net, data);
        return new Descent(Plan.of(net, data));
    }

    /**
     * The loss per sample.
     *
     * @param loss whose mean over the samples is descended
     * @return this descent with the loss
     * @throws IllegalArgumentException if the loss is not defined for the targets of the data or the outputs of the network
     */
    public Descent loss(Loss loss) {
        loss.require(plan.data().targets(), plan.net().outputs());
        return new Descent(plan.withLoss(loss));
    }

    /**
     * The step size η &gt; 0 on the mean loss.
     *
     * @param eta η, a finite number &gt; 0
     * @return this descent with the rate
     * @throws IllegalArgumentException if η is not, with the number
     */
    public Descent rate(double eta) {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("the step size must be a number > 0, got " + eta);
        }
        return new Descent(plan.withRate(eta));
    }

    /**
     * Stochastic gradient descent: each step sees this many samples, drawn with replacement; the data may have fewer.
     *
     * @param size samples of a batch, ≥ 1
     * @return this descent in batches
     * @throws IllegalArgumentException if the size is below 1
     */
    public Descent batch(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch drawn with replacement has at least 1 sample, got " + size);
        }
        return new Descent(plan.withSampling(new Sampling(size, true)));
    }

    /**
     * Stochastic gradient descent through shuffled epochs: every sample is seen once before any is seen again. All batches
     * have this size, at most that of the data: where it does not divide the number of samples, a batch takes the rest of one
     * epoch and the beginning of the next, which is shuffled afresh, so that a sample may be in it twice.
     *
     * @param batchSize samples of a batch, 1 to n
     * @return this descent in batches
     * @throws IllegalArgumentException if the size is not in 1..n, with n
     */
    public Descent epochs(int batchSize) {
        int n = plan.data().samples();
        if (batchSize < 1 || batchSize > n) {
            throw new IllegalArgumentException("a batch of an epoch has 1 to " + n + " samples, got " + batchSize
                    + "; .batch(size) may have more");
        }
        return new Descent(plan.withSampling(new Sampling(batchSize, false)));
    }

    /**
     * The seed of the batches; 0 unless given.
     *
     * @param seed any number
     * @return this descent with the seed, which also decides dropout, label noise and the noise of {@link #temperature}
     */
    public Descent seed(long seed) {
        return new Descent(plan.withSeed(seed));
    }

    /**
     * Descends log L instead of L: w ← w − h ∇ log L(w). It follows the same path as gradient flow on L in the time
     * dt = h / L, of which only the logarithm is kept; so a run reaches log t in the hundreds, where t and L themselves are
     * not representable. A run whose loss is exactly 0, as the hinge may be, ends there. In a network with K weight matrices
     * h = rate / max(1, ρ)^{2(K−1)/K}, since the curvature of log L grows like that power of ρ = Π ‖W_k‖_F. Full batch only.
     */
    public Descent lossScaled() {
        return new Descent(plan.withLossScaled());
    }

    /**
     * How gradients become steps; gradient descent unless given, see {@link Optimizer}.
     *
     * @param optimizer a rule, not a state: each run has memory of its own
     * @return this descent with the optimizer
     * @throws IllegalArgumentException if the optimizer does not fit the network, as an anchor of another length
     */
    public Descent optimizer(Optimizer optimizer) {
        optimizer.update(plan.net().architecture());
        return with(plan.variant().withOptimizer(optimizer));
    }

    /**
     * Descends L + R with the regularizer R(w) = Σ λ_b ‖w_b‖²/2.
     *
     * @param decay λ_b of each block
     * @return this descent with the regularizer
     * @throws IllegalArgumentException if it names a block that the network does not have
     */
    public Descent decay(WeightDecay decay) {
        decay.on(plan.net().architecture());
        return with(plan.variant().withDecay(decay));
    }

    /**
     * Descends L + λ‖w‖²/2 over all parameters.
     *
     * @param lambda λ, a finite number ≥ 0
     * @return this descent with the regularizer
     * @throws IllegalArgumentException if λ is not
     */
    public Descent decay(double lambda) {
        return decay(WeightDecay.all(lambda));
    }

    /**
     * Step t has the size rate · schedule.factor(t).
     *
     * @param schedule factors, finite and ≥ 0; a run refuses others where it meets them
     * @return this descent with the schedule
     */
    public Descent schedule(Schedule schedule) {
        return with(plan.variant().withSchedule(schedule));
    }

    /**
     * Shortens gradients to this norm where they are longer (R. Pascanu, T. Mikolov and Y. Bengio, ICML 2013).
     *
     * @param norm Euclidean, over all parameters, &gt; 0
     * @return this descent with clipping
     * @throws IllegalArgumentException if the norm is not &gt; 0
     */
    public Descent clip(double norm) {
        if (!(norm > 0)) {
            throw new IllegalArgumentException("gradients are clipped to a norm > 0, got " + norm);
        }
        return with(plan.variant().withClip(norm));
    }

    /**
     * Langevin dynamics w ← w − η∇L + √(2ηT) ξ, ξ standard normal, whose stationary density is e^{−L/T} up to terms of
     * order η, with L the mean loss and any decay; with batches it is stochastic gradient Langevin dynamics (M. Welling and Y.
     * W. Teh, ICML 2011), whose posterior e^{−nL} has T = 1/n.
     *
     * @param t the temperature T, a finite number ≥ 0; 0 for none
     * @return this descent with the noise; {@code run} refuses it with another optimizer than gradient descent
     * @throws IllegalArgumentException if T is negative or not finite
     */
    public Descent temperature(double t) {
        if (!(t >= 0) || Double.isInfinite(t)) {
            throw new IllegalArgumentException("a temperature is a number ≥ 0, got " + t);
        }
        return with(plan.variant().withTemperature(t));
    }

    /**
     * Adds fresh Gaussian noise of this standard deviation to the targets at each step (G. Blanc, N. Gupta, G. Valiant and P.
     * Valiant, COLT 2020). For losses that take real targets.
     *
     * @param deviation in the units of the targets, a finite number ≥ 0
     * @return this descent with noisy targets; {@code run} refuses it for a loss of labels or classes
     * @throws IllegalArgumentException if the deviation is negative or not finite
     */
    public Descent labelNoise(double deviation) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("noise has a standard deviation ≥ 0, got " + deviation);
        }
        return with(plan.variant().withLabelNoise(deviation));
    }

    /**
     * At each step flips each label ±1, or replaces each class by another one, with this probability.
     *
     * @param probability from 0 to 1
     * @return this descent with flipped labels
     * @throws IllegalArgumentException if the probability is outside of 0..1, or the targets are real numbers
     */
    public Descent labelFlips(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1, got " + probability);
        }
        if (plan.data().targets() == Targets.REAL) {
            throw new IllegalArgumentException("real targets cannot be flipped; they take .labelNoise(deviation)");
        }
        return with(plan.variant().withLabelFlips(probability));
    }

    /**
     * Sends errors back through other matrices than the weights, see {@link Feedback}; for dense layers, normalizations and gains.
     *
     * @param feedback the matrices that take the place of the weights in the reverse pass
     * @return this descent with the feedback
     * @throws IllegalArgumentException if the network has other layers than dense ones, normalizations, gains and activations
     */
    public Descent feedback(Feedback feedback) {
        Feedback.requireWeightedSums(plan.net().architecture());
        return with(plan.variant().withFeedback(feedback));
    }

    private Descent with(Variant variant) {
        return new Descent(plan.withVariant(variant));
    }

    /**
     * Writes a checkpoint to the file after every so many steps, so that a run whose process dies goes on with {@code
     * resume(Checkpoint.read(file))}. Where it cannot be written, the run ends with all that it has measured.
     *
     * @param file path, overwritten each time
     * @param every steps from one checkpoint to the next, ≥ 1
     * @return this descent with the backup
     * @throws IllegalArgumentException if {@code every} is below 1
     */
    public Descent checkpoint(String file, int every) {
        return new Descent(plan.withBackup(file, every));
    }

    /**
     * Ends the run once the rule holds; later calls add to earlier ones.
     *
     * @param rule looked at whenever the probes measure
     * @return this descent with the rule; of several, the first that holds ends the run
     */
    public Descent stop(Stop rule) {
        return new Descent(plan.withStop(rule));
    }

    /**
     * Goes on exactly where a run of the same settings ended: {@code run(steps)} takes so many further steps, which are
     * numbered on. Another step size may take over there, and another schedule or clipping unless the run was plain
     * gradient descent; another network, number of samples, loss, decay or noise is refused, for which {@code
     * net.withParameters(checkpoint.parameters())} starts afresh.
     *
     * @param checkpoint of a run of the same settings; {@code run} refuses another, naming what differs
     * @return this descent from there
     */
    public Descent resume(Checkpoint checkpoint) {
        return new Descent(plan.withFrom(checkpoint));
    }

    /**
     * What to measure; later calls add to earlier ones.
     *
     * @param probes known by their names; the same one twice is recorded once
     * @return this descent with the probes
     * @throws IllegalArgumentException if two different probes have one name
     */
    public Descent record(Probe... probes) {
        return new Descent(plan.withProbes(probes));
    }

    /**
     * When to measure; unless given, 20 times in each factor of ten.
     *
     * @param times the steps; 0 and the last one always belong to them
     * @return this descent with the times
     */
    public Descent at(Times times) {
        return new Descent(plan.withTimes(times));
    }

    /**
     * The steps at which to keep the whole network, for {@code run.at(step)}.
     *
     * @param steps from 0; later calls add to earlier ones. Each holds a copy of the parameters
     * @return this descent with the steps
     * @throws IllegalArgumentException if a step is negative
     */
    public Descent keep(int... steps) {
        int negative = Arrays.stream(steps).filter(s -> s < 0).findFirst().orElse(0);
        if (negative < 0) {
            throw new IllegalArgumentException("steps are numbered from 0, got " + negative);
        }
        return new Descent(plan.withKept(steps));
    }

    /**
     * Takes the given number of steps. An interrupted or diverging run ends early and says so.
     *
     * <p>Cost: a step is a forward and a reverse pass over the batch, about three times the flops of the outputs alone.
     *
     * @param steps ≥ 0
     * @return the network at the end with what was measured on the way; {@link Run#ending} tells how it ended
     * @throws IllegalArgumentException if the number of steps is negative, or the checkpoint to resume is of another method,
     *     network or problem
     * @throws IllegalStateException if loss or rate are missing, or settings exclude each other, with what to say instead
     */
    public Run run(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("a run has 0 or more steps, got " + steps);
        }
        plan.requireComplete();
        return new Simulation(plan, steps).run();
    }

    /** What is left of a run of so many steps that was interrupted before it began. */
    Run untouched(int steps) {
        plan.requireComplete();
        return new Simulation(plan, steps).untouched();
    }

    Plan plan() {
        return plan;
    }

    @Override
    public String toString() {
        return "Descent of " + plan.net() + " on " + plan.data();
    }
}
