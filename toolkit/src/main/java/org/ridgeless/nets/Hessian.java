package org.ridgeless.nets;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;

/** The whole Hessian of a risk, through the structure of the network where it is known and column by column elsewhere. */
final class Hessian {
    private final int p;
    private final int n;
    private final int c;
    private final double[] residual;
    private final double[] curvature;
    private final double[] direction;
    private final double[] column;

    private Hessian(int p, int n, int c) {
        this.p = p;
        this.n = n;
        this.c = c;
        residual = new double[n * c];
        curvature = new double[n * c];
        direction = new double[p];
        column = new double[p];
    }

    static Hessian of(Architecture architecture, int n, int c) {
        return new Hessian(architecture.parameterCount(), n, c);
    }

    void compute(Evaluator evaluator, Loss loss, double[] w, double[] x, double[] y, double[] into) {
        double[] outputs = evaluator.forward(w, x, n);
        loss.gradient(outputs, y, n, c, residual);
        evaluator.reverse(w, residual, 1, null);
        if (evaluator.hessian(w, (u, out) -> loss.curvature(outputs, y, n, c, u, out), 1.0 / n, into)) {
            return;
        }
        for (int j = 0; j < p; j++) {
            Interruption.poll();
            direction[j] = 1;
            Arrays.fill(column, 0);
            loss.curvature(outputs, y, n, c, evaluator.tangent(w, direction), curvature);
            evaluator.reverseTangent(w, direction, curvature, 1.0 / n, column);
            System.arraycopy(column, 0, into, j * p, p);
            direction[j] = 0;
        }
    }
}
