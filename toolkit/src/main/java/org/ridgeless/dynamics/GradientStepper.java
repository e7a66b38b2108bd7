package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;

/** w ← w − η ∇L(w) on the whole data; the gradient goes straight into the weights where the architecture allows it. */
final class GradientStepper implements Stepper {
    private final Evaluator evaluator;
    private final Loss loss;
    private final double rate;
    private final int n;
    private final int c;
    private final double[] x;
    private final double[] y;
    private final double[] residual;
    private final double[] gradient;
    private long steps;

    GradientStepper(Plan plan) {
        Architecture architecture = plan.net().architecture();
        n = plan.data().samples();
        c = architecture.outputs();
        x = plan.data().flatInputs();
        y = plan.data().flatTargets();
        loss = plan.loss();
        rate = plan.rate();
        evaluator = Engine.FUSED.evaluator(architecture, n);
        residual = new double[n * c];
        gradient = architecture.updatesInPlace() ? null : new double[architecture.parameterCount()];
    }

    @Override
    public boolean step(double[] w) {
        double value = loss.gradient(evaluator.forward(w, x, n), y, n, c, residual);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        Updates.add(evaluator, w, residual, -rate / n, gradient);
        steps++;
        return true;
    }

    @Override
    public double logTime() {
        return Math.log(steps * rate);
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
