package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Regularizer;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.random.Seeds;

/** The gradient of L_B + R, clipped; the update of an optimizer; then the noise of a temperature. */
final class OptimizerStepper implements Stepper {
    private final Variant variant;
    private final Evaluator evaluator;
    private final Batches batches;
    private final Loss loss;
    private final Regularizer regularizer;
    private final Feedback.Weights feedback;
    private final Update update;
    private final UniformRandomProvider heat;
    private final ZigguratSampler.NormalizedGaussian normal;
    private final double rate;
    private final int c;
    private final long seed;
    private final double[] residual;
    private final double[] gradient;
    private int steps;
    private double time;

    OptimizerStepper(Plan plan) {
        Architecture architecture = plan.net().architecture();
        Seeds seeds = Seeds.of(plan.seed());
        variant = plan.variant();
        batches = new Batches(plan);
        c = architecture.outputs();
        loss = plan.loss();
        seed = plan.seed();
        rate = plan.rate();
        regularizer = variant.decay().on(architecture);
        feedback = variant.feedback() == null
                ? null
                : new Feedback.Weights(
                        variant.feedback(), architecture, plan.net().parameters(), seeds);
        update = variant.optimizer().update(architecture);
        heat = seeds.child("temperature").stream();
        normal = ZigguratSampler.NormalizedGaussian.of(heat);
        evaluator = plan.net().engine().evaluator(architecture, batches.size());
        residual = new double[batches.size() * c];
        gradient = new double[architecture.parameterCount()];
    }

    @Override
    public boolean step(double[] w) {
        double eta = rate * variant.schedule().factor(steps);
        if (!gradient(w)) {
            return false;
        }
        clip();
        update.move(w, gradient, eta);
        if (variant.temperature() > 0) {
            double noise = Math.sqrt(2 * eta * variant.temperature());
            for (int i = 0; i < w.length; i++) {
                w[i] += noise * normal.sample();
            }
        }
        time += eta;
        steps++;
        return true;
    }

    private boolean gradient(double[] w) {
        int b = batches.size();
        batches.draw();
        evaluator.train(seed, steps);
        double value = loss.gradient(evaluator.forward(w, batches.x(), b), batches.y(), b, c, residual);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        Arrays.fill(gradient, 0);
        evaluator.reverse(feedback == null ? w : feedback.at(w), residual, 1.0 / b, gradient);
        regularizer.add(w, 1, gradient);
        return true;
    }

    private void clip() {
        if (Double.isInfinite(variant.clip())) {
            return;
        }
        double norm = Vectors.norm(gradient, 0, gradient.length);
        if (norm > variant.clip()) {
            double shrink = variant.clip() / norm;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= shrink;
            }
        }
    }

    @Override
    public double logTime() {
        return Math.log(time);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(steps);
        out.writeDouble(time);
        batches.save(out);
        Saved.write(out, heat);
        Saved.write(out, update.memory());
        if (feedback != null) {
            Saved.write(out, feedback.stream());
            Saved.write(out, feedback.memory());
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        steps = in.readInt();
        time = in.readDouble();
        batches.load(in);
        Saved.read(in, heat);
        Saved.read(in, update.memory());
        if (feedback != null) {
            Saved.read(in, feedback.stream());
            Saved.read(in, feedback.memory());
        }
    }
}
