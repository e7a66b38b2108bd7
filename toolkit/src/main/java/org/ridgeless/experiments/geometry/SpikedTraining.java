package org.ridgeless.experiments.geometry;

import org.ridgeless.curvature.radius.StepRadius;
import org.ridgeless.nets.Risk;

/**
 * Adam (Kingma and Ba, ICLR 2015, Algorithm 1) whose rate jumps by a factor for one step, with or without a guard on what
 * it proposes.
 */
final class SpikedTraining {
    /** What looks at a step before it is taken. */
    enum Guard {
        NONE,
        /** The gradient is cut to norm 1 before Adam sees it. */
        GRADIENT_CLIP,
        /** The proposed step is cut to the radius along its own direction. */
        RADIUS
    }

    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;

    private final Risk risk;
    private final Guard guard;
    private final double[] w;
    private final double[] mean;
    private final double[] square;

    SpikedTraining(Risk risk, double[] start, Guard guard) {
        this.risk = risk;
        this.guard = guard;
        this.w = start.clone();
        this.mean = new double[start.length];
        this.square = new double[start.length];
    }

    double[] weights() {
        return w;
    }

    /** Step number t, counted from 1. */
    void step(int t, double rate) {
        double[] gradient = risk.gradient(w);
        if (guard == Guard.GRADIENT_CLIP) {
            scale(gradient, StepRadius.clip(norm(gradient), 1));
        }
        double[] step = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
            square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
            double centred = mean[i] / (1 - Math.pow(FIRST, t));
            double size = Math.sqrt(square[i] / (1 - Math.pow(SECOND, t))) + 1e-8;
            step[i] = -rate * centred / size;
        }
        if (guard == Guard.RADIUS) {
            double length = norm(step);
            double[] direction = step.clone();
            scale(direction, 1 / length);
            scale(step, StepRadius.clip(length, StepRadius.of(risk.jacobianProduct(w, direction), risk.outputs())));
        }
        for (int i = 0; i < w.length; i++) {
            w[i] += step[i];
        }
    }

    static double norm(double... vector) {
        double sum = 0;
        for (double v : vector) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
