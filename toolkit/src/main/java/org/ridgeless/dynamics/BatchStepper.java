package org.ridgeless.dynamics;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.random.Seeds;

/** w ← w − η ∇L_B(w) on a random batch B. */
final class BatchStepper implements Stepper {
    private final Evaluator evaluator;
    private final Loss loss;
    private final double rate;
    private final Sampling sampling;
    private final UniformRandomProvider stream;
    private final int n;
    private final int d;
    private final int c;
    private final double[] x;
    private final double[] y;
    private final double[] batchX;
    private final double[] batchY;
    private final double[] residual;
    private final double[] gradient;
    private final int[] order;
    private int next;
    private long steps;

    BatchStepper(Plan plan) {
        Architecture architecture = plan.net().architecture();
        n = plan.data().samples();
        d = architecture.inputs();
        c = architecture.outputs();
        x = plan.data().flatInputs();
        y = plan.data().flatTargets();
        loss = plan.loss();
        rate = plan.rate();
        sampling = plan.sampling();
        stream = Seeds.of(plan.seed()).child("batches").stream();
        evaluator = Engine.FUSED.evaluator(architecture, sampling.size());
        batchX = new double[sampling.size() * d];
        batchY = new double[sampling.size() * c];
        residual = new double[sampling.size() * c];
        gradient = architecture.updatesInPlace() ? null : new double[architecture.parameterCount()];
        order = PermutationSampler.natural(n);
        next = n;
    }

    @Override
    public boolean step(double[] w) {
        int b = sampling.size();
        for (int i = 0; i < b; i++) {
            int row = sampling.withReplacement() ? stream.nextInt(n) : nextOfEpoch();
            System.arraycopy(x, row * d, batchX, i * d, d);
            System.arraycopy(y, row * c, batchY, i * c, c);
        }
        double value = loss.gradient(evaluator.forward(w, batchX, b), batchY, b, c, residual);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        GradientStepper.Updates.add(evaluator, w, residual, -rate / b, gradient);
        steps++;
        return true;
    }

    private int nextOfEpoch() {
        if (next == n) {
            PermutationSampler.shuffle(stream, order);
            next = 0;
        }
        return order[next++];
    }

    @Override
    public double logTime() {
        return Math.log(steps * rate);
    }
}
