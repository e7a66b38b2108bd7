package org.ridgeless.bench;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.linalg.dense.DenseKernels;

/** The flow of the exponential loss of a linear predictor in polar form: ρ̇ = Σ s_n f_n, v̇ = (I − v vᵀ) Σ s_n x_n / ρ. */
final class Flow {
    private static final int SAMPLES = 64;
    private static final int DIMENSION = 10;
    private static final double END = 200;

    private final DenseKernels kernels = DenseKernels.best();
    private final double[] y;
    private final double[] columns = new double[SAMPLES * DIMENSION];
    private final double[] f = new double[SAMPLES];
    private final double[] s = new double[SAMPLES];

    Flow() {
        Data data = Data.separable(SAMPLES, DIMENSION).gap(0.3).seed(1);
        y = data.flatTargets();
        kernels.transpose(SAMPLES, DIMENSION, data.flatInputs(), 0, columns, 0);
    }

    /** Integrates to the end and returns how many right-hand sides that took. */
    long run() {
        DormandPrince method = DormandPrince.of(this::field, DIMENSION + 1, 1e-8, 1e-10);
        double[] start = new double[DIMENSION + 1];
        start[0] = 1;
        start[1] = 1;
        method.start(0, start);
        while (method.time() < END) {
            method.step(END);
        }
        return method.evaluations();
    }

    private void field(double time, double[] state, double[] into) {
        double rho = state[0];
        Arrays.fill(f, 0);
        for (int j = 0; j < DIMENSION; j++) {
            kernels.axpy(SAMPLES, state[j + 1], columns, j * SAMPLES, f, 0);
        }
        for (int i = 0; i < SAMPLES; i++) {
            s[i] = -rho * y[i] * f[i];
        }
        kernels.exp(SAMPLES, s, s);
        for (int i = 0; i < SAMPLES; i++) {
            s[i] *= y[i];
        }
        double radial = kernels.dot(SAMPLES, s, 0, f, 0);
        into[0] = radial;
        for (int j = 0; j < DIMENSION; j++) {
            double pull = kernels.dot(SAMPLES, s, 0, columns, j * SAMPLES);
            into[j + 1] = (pull - radial * state[j + 1]) / rho;
        }
    }
}
