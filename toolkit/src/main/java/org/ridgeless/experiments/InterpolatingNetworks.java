package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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

/** Bias-free ReLU networks with two hidden layers that fit one sample from different starts. */
final class InterpolatingNetworks {
    static final int INPUTS = 20;
    static final int CLASSES = 3;

    private static final double TARGET = 5e-3;
    private static final int BATCH = 32;
    private static final int EPOCHS = 5;
    private static final int MOST_ROUNDS = 2000;

    /** One way to start: a factor on the initial weights, or a share of corrupted labels in a training before. */
    record Origin(double scale, double corrupted) {
        static List<Origin> all() {
            List<Origin> all = new ArrayList<>();
            for (double scale : new double[] {0.3, 0.6, 1, 2, 3, 5}) {
                all.add(new Origin(scale, 0));
            }
            for (double share : new double[] {0.2, 0.4, 0.6, 0.8, 1}) {
                all.add(new Origin(1, share));
            }
            return all;
        }

        String label() {
            return corrupted > 0 ? "labels corrupted before" : "initial scale";
        }

        @Override
        public String toString() {
            return corrupted > 0
                    ? "first saw " + Math.round(100 * corrupted) + " % of the labels corrupted"
                    : "initial weights × " + scale;
        }
    }

    private InterpolatingNetworks() {}

    /** Samples of a teacher with three classes. */
    static Data teacher(int samples, Seeds seeds, String role) {
        return Data.teacherClasses(samples, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child(role).value());
    }

    /** A network of that origin, trained until its cross-entropy on the sample is at most 0.005. */
    static Net of(Origin origin, Data train, int width, Seeds own) {
        Net net = start(train, width, own.child("init")).scaled(origin.scale());
        if (origin.corrupted() > 0) {
            Data corrupted =
                    train.corrupted(origin.corrupted(), own.child("corrupted").value());
            net = trained(net, corrupted, 0.1, own.child("before"), below(10 * TARGET, corrupted));
        }
        // Large weights make large gradients, which bear only small steps.
        double rate = origin.scale() > 1.5 ? 0.05 : 0.1;
        return trained(net, train, rate, own.child("descent"), below(TARGET, train));
    }

    /** A network trained until it classifies every sample correctly. */
    static Net separating(Data train, int width, Seeds own) {
        Net net = start(train, width, own);
        return trained(
                net, train, 0.1, own.child("descent"), n -> Margins.of(n, train).error() == 0);
    }

    static Net start(Data data, int width, Seeds seeds) {
        return Nets.relu(data.dimension(), width, width, data.outputs())
                .init(Init.HE)
                .seed(seeds.value());
    }

    private static Predicate<Net> below(double target, Data data) {
        return net -> Risk.of(net, data, Loss.CROSS_ENTROPY).value(net.parameters()) <= target;
    }

    private static Net trained(Net start, Data data, double rate, Seeds seeds, Predicate<Net> goal) {
        Net net = start;
        int steps = Math.max(1, data.samples() / BATCH) * EPOCHS;
        for (int round = 0; !goal.test(net); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("the sample was not learnt in " + MOST_ROUNDS * EPOCHS + " epochs");
            }
            Run run = Descent.of(net, data)
                    .loss(Loss.CROSS_ENTROPY)
                    .rate(rate)
                    .epochs(Math.min(BATCH, data.samples()))
                    .seed(seeds.child(round).value())
                    .run(steps);
            if (run.diverged()) {
                throw new IllegalStateException("training diverged at step " + (round * steps + run.lastStep()));
            }
            net = run.net();
            if (run.partial()) {
                return net;
            }
        }
        return net;
    }
}
