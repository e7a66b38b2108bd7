package org.ridgeless.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;

/** Everything that was asked of a run; null or NaN where it has not been said yet. */
record Plan(
        Net net,
        Data data,
        Loss loss,
        double rate,
        Sampling sampling,
        long seed,
        boolean lossScaled,
        Variant variant,
        Checkpoint from,
        Watch watch) {
    private static final int TIMES_PER_DECADE = 20;

    /** What is looked at on the way. */
    record Watch(List<Probe> probes, Times times, int[] kept, List<Stop> stops, Backup backup) {}

    /** Where a checkpoint is written during the run, and after how many steps again; null if nowhere. */
    record Backup(String file, int every) {}

    static Plan of(Net net, Data data) {
        Times times = Times.logarithmic(TIMES_PER_DECADE);
        Watch watch = new Watch(List.of(), times, new int[0], List.of(), null);
        return new Plan(net, data, null, Double.NaN, null, 0, false, Variant.NONE, null, watch);
    }

    Plan withLoss(Loss value) {
        return new Plan(net, data, value, rate, sampling, seed, lossScaled, variant, from, watch);
    }

    Plan withRate(double value) {
        return new Plan(net, data, loss, value, sampling, seed, lossScaled, variant, from, watch);
    }

    Plan withSampling(Sampling value) {
        return new Plan(net, data, loss, rate, value, seed, lossScaled, variant, from, watch);
    }

    Plan withSeed(long value) {
        return new Plan(net, data, loss, rate, sampling, value, lossScaled, variant, from, watch);
    }

    Plan withLossScaled() {
        return new Plan(net, data, loss, rate, sampling, seed, true, variant, from, watch);
    }

    Plan withVariant(Variant value) {
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, value, from, watch);
    }

    Plan withFrom(Checkpoint value) {
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, variant, value, watch);
    }

    private Plan withWatch(Watch value) {
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, variant, from, value);
    }

    Plan withProbes(Probe... more) {
        List<Probe> all = new ArrayList<>(probes());
        for (Probe probe : more) {
            int known = all.indexOf(probe);
            if (known < 0) {
                all.add(probe);
            } else if (!all.get(known).measuresTheSameAs(probe)) {
                throw new IllegalArgumentException("two different probes are called \"" + probe.name()
                        + "\"; a run knows its probes by their names; rename one, for example with .called(\""
                        + probe.name() + " 2\")");
            }
        }
        return withWatch(new Watch(List.copyOf(all), times(), kept(), watch.stops(), watch.backup()));
    }

    Plan withTimes(Times value) {
        return withWatch(new Watch(probes(), value, kept(), watch.stops(), watch.backup()));
    }

    Plan withKept(int... more) {
        int[] all = IntStream.concat(Arrays.stream(kept()), Arrays.stream(more))
                .distinct()
                .sorted()
                .toArray();
        return withWatch(new Watch(probes(), times(), all, watch.stops(), watch.backup()));
    }

    Plan withStop(Stop stop) {
        List<Stop> all = new ArrayList<>(watch.stops());
        all.add(stop);
        return withWatch(new Watch(probes(), times(), kept(), List.copyOf(all), watch.backup()));
    }

    Plan withBackup(String file, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("a checkpoint is written after at least 1 step each, got " + every);
        }
        return withWatch(new Watch(probes(), times(), kept(), watch.stops(), new Backup(file, every)));
    }

    List<Probe> probes() {
        return watch.probes();
    }

    Times times() {
        return watch.times();
    }

    int[] kept() {
        return watch.kept();
    }

    /** What the memory of a run is the memory of. */
    String method() {
        String batches = sampling == null
                ? ""
                : " in batches of " + sampling.size() + (sampling.withReplacement() ? "" : " through epochs");
        String feedback = variant.feedback() == null ? "" : " with feedback " + variant.feedback();
        String kind = lossScaled ? "loss-scaled " : variant.isPlain() ? "plain " : "";
        return kind + variant.optimizer() + batches + feedback;
    }

    /** What must be the same for a memory to be of use: all that decides where steps lead, but not how long they are. */
    Map<String, String> problem() {
        Map<String, String> problem = new LinkedHashMap<>();
        problem.put("network", net.architecture().toString());
        problem.put("samples", String.valueOf(data.samples()));
        problem.put("loss", loss.name());
        problem.put(
                "regularizer",
                variant.decay().isNone() ? "none" : variant.decay().toString());
        problem.put("temperature", String.valueOf(variant.temperature()));
        problem.put("label noise", String.valueOf(variant.labelNoise()));
        problem.put("label flips", String.valueOf(variant.labelFlips()));
        return problem;
    }

    void requireComplete() {
        if (loss == null) {
            throw new IllegalStateException("descent needs a loss, for example .loss(Loss.EXPONENTIAL)");
        }
        if (Double.isNaN(rate)) {
            throw new IllegalStateException("descent needs a step size, for example .rate(0.1)");
        }
        if (lossScaled && sampling != null) {
            throw new IllegalStateException(
                    "loss-scaled descent follows the gradient flow of the whole data; it takes no" + " batches");
        }
        if (lossScaled && !variant.isPlain()) {
            throw new IllegalStateException(
                    "loss-scaled descent follows the gradient flow of the loss alone; it takes no"
                            + " optimizer, schedule, decay, clipping, noise or feedback");
        }
        if (lossScaled) {
            net.architecture().requireNotRandom("loss-scaled descent");
        }
        variant.requireConsistent();
        if (variant.labelNoise() > 0) {
            requireRealTargets();
        }
        if (from != null) {
            from.requireMethod(method(), net.parameterCount(), problem());
        }
    }

    private void requireRealTargets() {
        try {
            loss.require(Targets.REAL, net.outputs());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("noisy labels are real numbers, which the " + loss
                    + " loss does not take; it takes .labelFlips(probability)");
        }
    }
}
