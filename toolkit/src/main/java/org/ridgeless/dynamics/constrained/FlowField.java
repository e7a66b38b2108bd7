package org.ridgeless.dynamics.constrained;

import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;

/** The right-hand side of a {@link UnitNormFlow}; a state is ρ followed by the parameters V. */
final class FlowField {
    private final Net net;
    private final Risk risk;
    private final double[] labels;
    private final FlowLaw law;
    private final List<Block> blocks;

    FlowField(Net net, Data data, FlowLaw law) {
        this.net = net;
        this.risk = Risk.of(net, data, Loss.EXPONENTIAL);
        this.labels = data.flatTargets();
        this.law = law;
        this.blocks = net.architecture().weights();
    }

    double[] start(double rho) {
        double[] v = net.parameters();
        double[] state = new double[v.length + 1];
        state[0] = rho;
        System.arraycopy(v, 0, state, 1, v.length);
        return state;
    }

    double[] velocity(double[] state) {
        double rho = state[0];
        double[] v = directions(state);
        double[] f = risk.outputs(v);
        double[] weights = weights(rho, f);
        double[] pull = risk.jacobianTransposedProduct(v, weights);
        double multiplier = rho / 2 * dot(weights, f);
        double[] velocity = new double[state.length];
        velocity[0] = radial(rho, f);
        for (Block block : blocks) {
            for (int i = block.offset(); i < block.end(); i++) {
                velocity[i + 1] = rho * pull[i] - 2 * multiplier * v[i];
            }
        }
        return velocity;
    }

    /** s_n: how strongly each sample pulls at V. */
    private double[] weights(double rho, double[] f) {
        double[] s = new double[f.length];
        for (int n = 0; n < f.length; n++) {
            s[n] = law == FlowLaw.PRINTED ? Math.exp(-rho * f[n]) : labels[n] * Math.exp(-rho * labels[n] * f[n]);
        }
        return s;
    }

    private double radial(double rho, double[] f) {
        double sum = 0;
        for (int n = 0; n < f.length; n++) {
            double weight = Math.exp(-rho * labels[n] * f[n]) * f[n];
            sum += law == FlowLaw.PRINTED ? weight : labels[n] * weight;
        }
        return law == FlowLaw.CORRECTED ? sum : rho * sum;
    }

    /** How fast things move: the inverse of the step of time that the curvature on the sphere allows. */
    double speed(double[] state) {
        double rho = state[0];
        double[] f = risk.outputs(directions(state));
        double[] s = weights(rho, f);
        double sum = 0;
        for (int n = 0; n < f.length; n++) {
            sum += Math.abs(s[n]) + (law == FlowLaw.PRINTED ? Math.exp(-rho * labels[n] * f[n]) : 0);
        }
        return Math.max(1, rho * rho) * sum;
    }

    /** Time, ρ, the smallest y_n f(x_n)/|ρ| at exactly unit norms, and the largest |‖V_k‖ − 1|. */
    double[] describe(double time, double[] state) {
        double[] v = directions(state);
        double drift = 0;
        for (Block block : blocks) {
            double squares = 0;
            for (int i = block.offset(); i < block.end(); i++) {
                squares += v[i] * v[i];
            }
            drift = Math.max(drift, Math.abs(Math.sqrt(squares) - 1));
        }
        double[] f = risk.outputs(net.withParameters(v).normalized().parameters());
        double margin = Double.POSITIVE_INFINITY;
        for (int n = 0; n < f.length; n++) {
            margin = Math.min(margin, Math.signum(state[0]) * labels[n] * f[n]);
        }
        return new double[] {time, state[0], margin, drift};
    }

    boolean isFinite(double[] state) {
        return Double.isFinite(state[0]) && Double.isFinite(speed(state)) && speed(state) > 0;
    }

    private static double[] directions(double[] state) {
        double[] v = new double[state.length - 1];
        System.arraycopy(state, 1, v, 0, v.length);
        return v;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
