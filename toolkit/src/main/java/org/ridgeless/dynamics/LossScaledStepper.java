package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;

/**
 * w ← w − h ∇ log L(w), which is a step of length h / L along the gradient flow of L. The sum of these lengths overflows, so
 * its logarithm is accumulated: log t ← log(e^{log t} + e^{log h − log L}).
 */
final class LossScaledStepper implements Stepper {
    private final Evaluator evaluator;
    private final Loss loss;
    private final double rate;
    private final int n;
    private final int c;
    private final double[] x;
    private final double[] y;
    private final double[] residual;
    private final double[] gradient;
    private final List<Block> weights;
    private double logTime = Double.NEGATIVE_INFINITY;
    private boolean atRest;

    LossScaledStepper(Plan plan) {
        Architecture architecture = plan.net().architecture();
        n = plan.data().samples();
        c = architecture.outputs();
        x = plan.data().flatInputs();
        y = plan.data().flatTargets();
        loss = plan.loss();
        rate = plan.rate();
        evaluator = plan.net().engine().evaluator(architecture, n);
        residual = new double[n * c];
        gradient = architecture.updatesInPlace() ? null : new double[architecture.parameterCount()];
        weights = architecture.weights();
    }

    @Override
    public boolean step(double[] w) {
        double logL = loss.logGradient(evaluator.forward(w, x, n), y, n, c, residual);
        if (Double.isNaN(logL) || Double.isInfinite(logL)) {
            // A loss of 0 has no logarithm to descend, and no slope either unless its weights are at infinity.
            atRest = logL == Double.NEGATIVE_INFINITY && Vectors.areFinite(w);
            return false;
        }
        double h = rate / growth(w);
        GradientStepper.Updates.add(evaluator, w, residual, -h, gradient);
        logTime = logAdd(logTime, Math.log(h) - logL);
        return true;
    }

    /** max(1, ρ)^{2(K−1)/K}. */
    private double growth(double[] w) {
        int depth = weights.size();
        if (depth <= 1) {
            return 1;
        }
        double logRho = 0;
        for (int k = 0; k < depth; k++) {
            Block block = weights.get(k);
            double square = 0;
            for (int i = block.offset(); i < block.end(); i++) {
                square += w[i] * w[i];
            }
            logRho += 0.5 * Math.log(square);
        }
        return Math.exp(Math.max(logRho, 0) * 2 * (depth - 1) / depth);
    }

    private static double logAdd(double a, double b) {
        double high = Math.max(a, b);
        return high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }

    @Override
    public boolean atRest() {
        return atRest;
    }

    @Override
    public double logTime() {
        return logTime;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(logTime);
    }

    @Override
    public void load(DataInput in) throws IOException {
        logTime = in.readDouble();
    }
}
