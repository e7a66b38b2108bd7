package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;

/**
 * w ← w − η ∇L(w) on the whole data or a batch, and nothing else; the gradient goes straight into the weights where the
 * architecture allows it.
 */
final class GradientStepper implements Stepper {
    private final Evaluator evaluator;
    private final Batches batches;
    private final Loss loss;
    private final double rate;
    private final int c;
    private final long seed;
    private final double[] residual;
    private final double[] gradient;
    private long steps;

    GradientStepper(Plan plan) {
        Architecture architecture = plan.net().architecture();
        batches = new Batches(plan);
        c = architecture.outputs();
        loss = plan.loss();
        seed = plan.seed();
        rate = plan.rate();
        evaluator = plan.net().engine().evaluator(architecture, batches.size());
        residual = new double[batches.size() * c];
        gradient = architecture.updatesInPlace() ? null : new double[architecture.parameterCount()];
    }

    @Override
    public boolean step(double[] w) {
        int b = batches.size();
        batches.draw();
        evaluator.train(seed, steps);
        double value = loss.gradient(evaluator.forward(w, batches.x(), b), batches.y(), b, c, residual);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        Updates.add(evaluator, w, residual, -rate / b, gradient);
        steps++;
        return true;
    }

    @Override
    public double logTime() {
        return Math.log(steps * rate);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        batches.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        steps = in.readLong();
        batches.load(in);
    }

    /** Adds a multiple of a reverse pass to the weights. */
    static final class Updates {
        private Updates() {}

        static void add(Evaluator evaluator, double[] w, double[] residual, double scale, double[] gradient) {
            if (gradient == null) {
                evaluator.reverse(w, residual, scale, w);
                return;
            }
            Arrays.fill(gradient, 0);
            evaluator.reverse(w, residual, scale, gradient);
            for (int i = 0; i < w.length; i++) {
                w[i] += gradient[i];
            }
        }
    }
}
