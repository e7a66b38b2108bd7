package org.ridgeless.experiments.margins;

import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.random.Seeds;

/** Classifiers trained by SGD on the cross-entropy until they have learnt their sample. */
final class Trained {
    private static final int BATCH = 32;
    private static final int EPOCHS = 5;
    private static final int MOST_ROUNDS = 2000;

    private Trained() {}

    /** A bias-free ReLU network with two hidden layers, its initial weights multiplied by a factor. */
    static Net start(Data data, int width, double scale, Seeds seeds) {
        return Nets.relu(data.dimension(), width, width, data.outputs())
                .init(Init.HE)
                .seed(seeds.value())
                .scaled(scale);
    }

    /** Trains until the cross-entropy is at most {@code target}. */
    static Net toLoss(double target, Net net, Data data, double rate, Seeds seeds) {
        return train(
                net,
                data,
                rate,
                seeds,
                n -> Risk.of(n, data, Loss.CROSS_ENTROPY).value(n.parameters()) <= target);
    }

    /** Trains until every sample is classified correctly. */
    static Net toSeparation(Net net, Data data, double rate, Seeds seeds) {
        return train(net, data, rate, seeds, n -> Margins.of(n, data).error() == 0);
    }

    private interface Goal {
        boolean reached(Net net);
    }

    private static Net train(Net start, Data data, double rate, Seeds seeds, Goal goal) {
        Net net = start;
        int steps = Math.max(1, data.samples() / BATCH) * EPOCHS;
        for (int round = 0; round < MOST_ROUNDS && !goal.reached(net); round++) {
            Run run = Descent.of(net, data)
                    .loss(Loss.CROSS_ENTROPY)
                    .rate(rate)
                    .epochs(Math.min(BATCH, data.samples()))
                    .seed(seeds.child(round).value())
                    .run(steps);
            if (run.diverged()) {
                throw new IllegalStateException("training diverged at step " + (round * steps + run.lastStep()));
            }
            if (run.partial()) {
                return run.net();
            }
            net = run.net();
        }
        if (!goal.reached(net)) {
            throw new IllegalStateException(
                    "the sample was not learnt in " + MOST_ROUNDS * EPOCHS + " epochs of " + data.name());
        }
        return net;
    }

    /** The fraction of wrongly classified samples. */
    static double error(Net net, Data data) {
        return Margins.of(net, data).error();
    }
}
