package org.ridgeless.dynamics.constrained;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;

/**
 * The flow of the exponential loss in polar form f = ρ f(V; ·), ‖V_k‖_F = 1, with Lagrange multipliers
 * \( \lambda_k = \frac{\rho}{2}\sum_n s_n \tilde f_n \), which keep ‖V_k‖ = 1 since ⟨V_k, ∂f̃/∂V_k⟩ = f̃ for layers that are
 * homogeneous of degree one; s_n are the weights of the law in the equation of V.
 *
 * <p>Integrated by the classical Runge–Kutta method of order four with the step
 * \( dt = h / (\max(1,\rho^2) \sum_n |s_n|) \), which the curvature on the sphere asks for. The norms are never reset, so
 * that their drift is a check.
 *
 * <p><i>Reference:</i> T. Poggio, A. Banburski and Q. Liao, <i>Theoretical issues in deep networks</i>, PNAS 117 (2020), and
 * A. Banburski et al., <i>Theory III: Dynamics and Generalization in Deep Networks</i>, arXiv:1903.04991 (2019).
 */
public final class UnitNormFlow {
    private final FlowField field;
    private final double step;

    private UnitNormFlow(FlowField field, double step) {
        this.field = field;
        this.step = step;
    }

    /**
     * The flow of a bias-free network with one output, from the directions of its layers, on data with labels ±1.
     *
     * @param net with one output, without biases, homogeneous of degree one in each layer
     * @param data samples with labels ±1
     * @param law which of the printed forms
     * @param step h, finite and &gt; 0
     * @return the flow
     * @throws IllegalArgumentException if the step is not, or the network is not a product in its layers
     * @throws IllegalStateException if the network is not homogeneous
     */
    public static UnitNormFlow of(Net net, Data data, FlowLaw law, double step) {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("the flow needs a positive step, got " + step);
        }
        net.homogeneous().architecture().requireProduct("the flow on unit norms");
        return new UnitNormFlow(new FlowField(net.normalized(), data, law), step);
    }

    /**
     * Takes so many steps from ρ and keeps about {@code records} of the states. Ends early where a number overflows.
     *
     * @param rho ρ at the start
     * @param steps how many
     * @param records how many states are kept, about
     * @return the path; an interrupted one ends early
     */
    public FlowPath run(double rho, int steps, int records) {
        double[] state = field.start(rho);
        List<double[]> rows = new ArrayList<>();
        int every = Math.max(1, steps / Math.max(1, records));
        double time = 0;
        int diverged = -1;
        for (int t = 0; t <= steps && diverged < 0 && !Thread.currentThread().isInterrupted(); t++) {
            if (t % every == 0 || t == steps) {
                rows.add(field.describe(time, state));
            }
            double dt = step / field.speed(state);
            rungeKutta(state, dt);
            time += dt;
            if (!field.isFinite(state)) {
                diverged = t;
            }
        }
        return new FlowPath(rows, diverged);
    }

    private void rungeKutta(double[] state, double dt) {
        double[] first = field.velocity(state);
        double[] second = field.velocity(moved(state, first, dt / 2));
        double[] third = field.velocity(moved(state, second, dt / 2));
        double[] fourth = field.velocity(moved(state, third, dt));
        for (int i = 0; i < state.length; i++) {
            state[i] += dt / 6 * (first[i] + 2 * second[i] + 2 * third[i] + fourth[i]);
        }
    }

    private static double[] moved(double[] state, double[] velocity, double dt) {
        double[] result = state.clone();
        for (int i = 0; i < state.length; i++) {
            result[i] += dt * velocity[i];
        }
        return result;
    }
}
