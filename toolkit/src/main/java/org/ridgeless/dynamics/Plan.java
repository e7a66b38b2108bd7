package org.ridgeless.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
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
        List<Probe> probes,
        Times times,
        int[] kept) {
    private static final int TIMES_PER_DECADE = 20;

    static Plan of(Net net, Data data) {
        Times times = Times.logarithmic(TIMES_PER_DECADE);
        return new Plan(net, data, null, Double.NaN, null, 0, false, List.of(), times, new int[0]);
    }

    Plan withLoss(Loss value) {
        return new Plan(net, data, value, rate, sampling, seed, lossScaled, probes, times, kept);
    }

    Plan withRate(double value) {
        return new Plan(net, data, loss, value, sampling, seed, lossScaled, probes, times, kept);
    }

    Plan withSampling(Sampling value) {
        return new Plan(net, data, loss, rate, value, seed, lossScaled, probes, times, kept);
    }

    Plan withSeed(long value) {
        return new Plan(net, data, loss, rate, sampling, value, lossScaled, probes, times, kept);
    }

    Plan withLossScaled() {
        return new Plan(net, data, loss, rate, sampling, seed, true, probes, times, kept);
    }

    Plan withProbes(Probe... more) {
        List<Probe> all = new ArrayList<>(probes);
        Arrays.stream(more).filter(p -> !all.contains(p)).forEach(all::add);
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, List.copyOf(all), times, kept);
    }

    Plan withTimes(Times value) {
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, probes, value, kept);
    }

    Plan withKept(int... more) {
        int[] all = IntStream.concat(Arrays.stream(kept), Arrays.stream(more))
                .distinct()
                .sorted()
                .toArray();
        return new Plan(net, data, loss, rate, sampling, seed, lossScaled, probes, times, all);
    }

    void requireComplete() {
        if (loss == null) {
            throw new IllegalStateException("Descent needs a loss, for example .loss(Loss.EXPONENTIAL).");
        }
        if (Double.isNaN(rate)) {
            throw new IllegalStateException("Descent needs a step size, for example .rate(0.1).");
        }
        if (lossScaled && sampling != null) {
            throw new IllegalStateException(
                    "Loss-scaled descent follows the gradient flow of the whole data; it takes no" + " batches.");
        }
    }
}
