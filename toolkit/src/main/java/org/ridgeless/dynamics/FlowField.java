package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.dynamics.ode.RightHandSide;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Regularizer;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;

/**
 * The velocity of a gradient flow. A state is the P parameters, followed by ρ in the Lagrange form and by the lengths g_k in
 * that of weight normalization. In the time u = log(1 + t) velocities are (1 + t)∇L = e^{u + log L}∇ log L.
 */
final class FlowField implements RightHandSide {
    private static final DenseKernels KERNELS = DenseKernels.best();

    private final Geometry geometry;
    private final boolean logTime;
    private final Evaluator evaluator;
    private final Loss loss;
    private final Regularizer regularizer;
    private final Block[] matrices;
    private final int n;
    private final int c;
    private final int p;
    private final double[] x;
    private final double[] y;
    /** The inputs of a linear predictor, one feature a row: its output then is a sum of long rows. Null for other networks. */
    private final double[] features;

    private final double[] predictions;
    private final double[] residual;
    private final double[] scaled;
    private final double[] w;
    private final double[] gradient;

    FlowField(Plan plan, Geometry geometry, boolean logTime) {
        Architecture architecture = plan.net().architecture();
        List<Block> weights = architecture.weights();
        this.geometry = geometry;
        this.logTime = logTime;
        n = plan.data().samples();
        c = architecture.outputs();
        p = architecture.parameterCount();
        x = plan.data().flatInputs();
        y = plan.data().flatTargets();
        loss = plan.loss();
        regularizer = plan.variant().decay().on(architecture);
        evaluator = plan.net().engine().evaluator(architecture, n);
        matrices = weights.toArray(Block[]::new);
        residual = new double[n * c];
        scaled = new double[n * c];
        boolean linear = isLinearPredictor(architecture);
        features = linear ? new double[n * p] : null;
        predictions = new double[linear ? n : 0];
        if (linear) {
            KERNELS.transpose(n, p, x, 0, features, 0);
        }
        w = new double[p];
        gradient = new double[p];
    }

    private static boolean isLinearPredictor(Architecture architecture) {
        if (architecture.layers().size() > 1 || !(architecture.layers().get(0) instanceof Dense)) {
            return false;
        }
        Dense layer = (Dense) architecture.layers().get(0);
        return layer.outputs() == 1
                && !layer.hasBias()
                && layer.multiplier() == 1
                && layer.activation() == Activations.LINEAR;
    }

    private double[] forward(double[] weights) {
        if (features == null) {
            return evaluator.forward(weights, x, n);
        }
        KERNELS.multiply(1, p, n, 1, weights, 0, features, 0, null, 0, false, predictions, 0);
        return predictions;
    }

    /** Adds factor · Jᵀ residual. */
    private void reverse(double[] weights, double factor, double[] into) {
        if (features == null) {
            evaluator.reverse(weights, residual, factor, into);
        } else {
            KERNELS.multiplyTransposedAdd(n, p, 1, factor, x, 0, residual, 0, into, 0);
        }
    }

    int dimension() {
        switch (geometry) {
            case LAGRANGE:
                return p + 1;
            case WEIGHT_NORMALIZED:
                return p + matrices.length;
            default:
                return p;
        }
    }

    /** The state of a network with the given weights. */
    double[] start(double... weights) {
        double[] state = Arrays.copyOf(weights, dimension());
        if (geometry == Geometry.FREE || geometry == Geometry.SPHERES) {
            return state;
        }
        double rho = 1;
        for (int k = 0; k < matrices.length; k++) {
            Block block = matrices[k];
            double norm = Vectors.norm(weights, block.offset(), block.end());
            for (int i = block.offset(); i < block.end(); i++) {
                state[i] /= norm;
            }
            rho *= norm;
            if (geometry == Geometry.WEIGHT_NORMALIZED) {
                state[p + k] = norm;
            }
        }
        if (geometry == Geometry.LAGRANGE) {
            state[p] = rho;
        }
        return state;
    }

    /** The weights of the network in a state; in the Lagrange form the last matrix carries ρ. */
    void weights(double[] state, double[] into) {
        System.arraycopy(state, 0, into, 0, p);
        for (int k = 0; k < matrices.length; k++) {
            if (geometry == Geometry.WEIGHT_NORMALIZED) {
                double norm = Math.sqrt(squares(state, matrices[k]));
                scale(into, matrices[k], state[p + k] / norm);
            } else if (geometry == Geometry.LAGRANGE && k == matrices.length - 1) {
                scale(into, matrices[k], state[p]);
            }
        }
    }

    private static void scale(double[] v, Block block, double factor) {
        for (int i = block.offset(); i < block.end(); i++) {
            v[i] *= factor;
        }
    }

    private static double squares(double[] v, Block block) {
        return KERNELS.dot(block.size(), v, block.offset(), v, block.offset());
    }

    @Override
    public void at(double t, double[] state, double[] into) {
        switch (geometry) {
            case LAGRANGE:
                lagrange(t, state, into);
                break;
            case WEIGHT_NORMALIZED:
                weightNormalized(t, state, into);
                break;
            default:
                gradient(t, state, into);
                for (int i = 0; i < p; i++) {
                    into[i] = -into[i];
                }
                if (geometry == Geometry.SPHERES) {
                    for (Block block : matrices) {
                        project(state, block, into);
                    }
                }
        }
    }

    /** ∂ℓ/∂f into the residual; returns its factor. */
    private double residual(double t, double[] outputs) {
        if (logTime) {
            double logL = loss.logGradient(outputs, y, n, c, residual);
            if (logL == Double.NEGATIVE_INFINITY) {
                // A loss of 0 has no logarithm, but its flow rests.
                Arrays.fill(residual, 0);
                return 0;
            }
            return Math.exp(t + logL);
        }
        double value = loss.gradient(outputs, y, n, c, residual);
        // Not a number makes the step fail, which a finite gradient of an infinite loss would not.
        return Double.isInfinite(value) ? Double.NaN : 1.0 / n;
    }

    private void gradient(double t, double[] weights, double[] into) {
        double factor = residual(t, forward(weights));
        Arrays.fill(into, 0);
        reverse(weights, factor, into);
        regularizer.add(weights, 1, into);
    }

    /** into_b −= v_b ⟨v_b, into_b⟩ / ‖v_b‖². */
    private static void project(double[] v, Block block, double[] into) {
        int start = block.offset();
        double along = KERNELS.dot(block.size(), v, start, into, start) / squares(v, block);
        KERNELS.axpy(block.size(), -along, v, start, into, start);
    }

    private void lagrange(double t, double[] state, double[] into) {
        double rho = state[p];
        double[] f = forward(state);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = rho * f[i];
        }
        double factor = residual(t, scaled);
        Arrays.fill(into, 0);
        into[p] = -factor * KERNELS.dot(n * c, residual, 0, f, 0);
        reverse(state, -factor * rho, into);
        for (Block block : matrices) {
            project(state, block, into);
        }
    }

    private void weightNormalized(double t, double[] state, double[] into) {
        weights(state, w);
        gradient(t, w, gradient);
        for (int i = 0; i < p; i++) {
            into[i] = -gradient[i];
        }
        for (int k = 0; k < matrices.length; k++) {
            Block block = matrices[k];
            int start = block.offset();
            double norm = Math.sqrt(squares(state, block));
            into[p + k] = -KERNELS.dot(block.size(), state, start, gradient, start) / norm;
            project(state, block, into);
            scale(into, block, state[p + k] / norm);
        }
    }
}
