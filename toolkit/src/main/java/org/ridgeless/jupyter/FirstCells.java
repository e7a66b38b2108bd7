package org.ridgeless.jupyter;

import java.util.function.BooleanSupplier;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;

/**
 * What first cells are likely to run, on a small scale: descent of the kinds that differ in what they run inside, and a chart of
 * what came out of it.
 */
final class FirstCells {
    /** Wider than a tile of the products and no multiple of its width, so that all of their loops run. */
    private static final int WIDTH = 44;

    private static final int SAMPLES = 52;
    private static final int INPUTS = 9;
    private static final int BATCH = 16;

    /** A few milliseconds once it is compiled. */
    private static final int LONGEST = 64;

    /** Enough for Java to compile what a step runs. */
    private static final int STEPS = 1_600;

    private FirstCells() {}

    /** Runs it as long as that is wanted. */
    static void rehearse(BooleanSupplier wanted) {
        Data data = Data.separable(SAMPLES, INPUTS).gap(0.3).seed(1);
        Net net = Nets.relu(INPUTS, WIDTH, 1).seed(1);
        Descent scaled = Descent.of(net, data).loss(Loss.EXPONENTIAL).rate(0.1).lossScaled();
        descend(scaled, wanted);
        if (wanted.getAsBoolean()) {
            show(scaled.keep(1).run(2), data);
        }
        Descent plain = Descent.of(net, data).loss(Loss.LOGISTIC).rate(0.1);
        descend(plain, wanted);
        descend(plain.batch(BATCH), wanted);
    }

    private static void show(Run run, Data data) {
        Margins early = Margins.normalized(run.at(1), data).by(Norm.FROBENIUS_PRODUCT);
        Margins late = Margins.normalized(run.net(), data).by(Norm.FROBENIUS_PRODUCT);
        early.label("early")
                .cdf()
                .cdf("late", late.values())
                .vertical("decision boundary", 0)
                .mime();
    }

    /** In runs that grow: before anything is compiled, a single step takes tens of milliseconds. */
    private static void descend(Descent descent, BooleanSupplier wanted) {
        int done = 0;
        while (done < STEPS && wanted.getAsBoolean()) {
            int steps = Math.min(done + 1, LONGEST);
            descent.run(steps);
            done += steps;
        }
    }
}
